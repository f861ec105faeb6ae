//! What is asked of a provider and what it answers: checkouts, and money paid back.

use domain::checkouts::method::CheckoutMethod;
use domain::{Money, Timestamp};

/// What a checkout is to be about.
#[derive(Clone)]
pub struct Order {
    /// Our id of the checkout: the idempotency key, and what the provider says of it later.
    pub reference: String,
    /// How much is to be paid.
    pub amount: Money,
    pub method: CheckoutMethod,
    /// What the payer reads there: whose invoice, and its number.
    pub description: String,
    /// Where the payer comes back to. It opens the invoice, so it is never printed.
    pub return_url: String,
    /// Where the provider says that something has changed.
    pub webhook_url: String,
    /// From then on nobody can pay there, real time. Providers have bounds of their own.
    pub expires_at: Timestamp,
    /// BCP 47 tag of the payer's language.
    pub language: String,
    /// When it was opened here, real time: what is looked for after a timeout is not older.
    pub opened_at: Timestamp,
}

/// A checkout that waits for the payer.
#[derive(Clone, PartialEq, Eq)]
pub struct Opened {
    pub provider_id: String,
    /// Where the payer pays; nothing where it is over already. Whoever has it can pay, so it is never printed.
    pub url: Option<String>,
}

impl std::fmt::Debug for Opened {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Opened").field("provider_id", &self.provider_id).finish_non_exhaustive()
    }
}

/// Where a checkout stands at the provider.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum State {
    /// The payer has not paid yet.
    Open,
    /// The payer has paid, and the money is not certain yet.
    Pending,
    Paid,
    /// The payment failed, and nothing more comes of this checkout.
    Failed {
        code: Option<String>,
    },
    /// Somebody ended it before anything was paid.
    Cancelled,
    /// It was open for too long.
    Expired,
}

/// What a provider says of a checkout.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ProviderReport {
    /// The provider's id of the checkout.
    pub provider_id: String,
    /// Our id, as the provider has it.
    pub reference: Option<String>,
    /// How much it is about.
    pub amount: Money,
    pub state: State,
}

/// What became of the wish to end a checkout.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Cancelled {
    /// Nobody can pay there any more.
    Ended,
    /// It was over already, or is too far to be stopped: fetch it to know.
    TooLate,
}

/// Money that is to be paid back.
#[derive(Debug, Clone)]
pub struct Refund {
    /// Our id of the refund: the idempotency key.
    pub reference: String,
    /// The provider's id of the checkout it was paid in.
    pub provider_id: String,
    pub amount: Money,
    /// What the payer may read on the statement.
    pub description: String,
}

/// Where a refund stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum RefundState {
    Pending,
    Done,
    /// It will not happen.
    Failed {
        code: Option<String>,
    },
}

/// What a provider says of a refund.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RefundReport {
    /// The provider's id of the refund.
    pub provider_id: String,
    /// Our id, as the provider has it.
    pub reference: Option<String>,
    pub amount: Money,
    pub state: RefundState,
}
