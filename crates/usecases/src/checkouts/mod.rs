//! Paying at a payment provider: a checkout is opened for the open amount, the provider reports its outcome, and it is
//! closed there when its amount is no longer right.
//!
//! Nothing here calls a provider: jobs do that. The use cases write them in the same transaction as the change that
//! makes them necessary.

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

pub(crate) use jobs::EndOutdatedCheckouts;
