//! Paying at a payment provider: a checkout is opened for what is open, the provider says what becomes of it, and it
//! is closed there when its amount is no longer right.
//!
//! Nothing here speaks to a provider: that is for the jobs that these use cases write, in the same transaction as what
//! made them necessary.

mod close;
mod connect;
mod jobs;
mod node;
mod open;
mod ports;
mod progress;
mod queries;
mod report;
mod sandbox;
mod vault;

pub use close::{CheckoutClosed, CloseCheckout};
pub use connect::{ConnectProvider, ConnectionChanged, ConnectionSecrets, DisconnectProvider};
pub use jobs::{CheckCheckout, CheckRefund, CheckRefundLater, CreateCheckout, EndCheckout, SandboxStep};
pub use open::{CheckoutOpened, OpenCheckout};
pub use ports::{
    AnyAmount, CheckoutRow, CheckoutStore, CheckoutTransaction, ConnectionId, PROVIDER_SANDBOX,
    ProviderConnection, ProviderLimits, ProviderState, SandboxRow,
};
pub use progress::{AskProvider, AskSoon, Asking, BeginAsking, CheckoutCreated};
pub use queries::{FindCheckout, ListProviderConnections};
pub use report::{CheckoutReported, RecordProviderState};
pub use sandbox::{KeepSandboxPayment, LaterStep};
pub use vault::Sealed;

pub(crate) use jobs::close_at_provider;
