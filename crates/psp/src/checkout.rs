//! The requests to a provider and its answers: checkouts and refunds.

use domain::checkouts::method::CheckoutMethod;
use domain::{Money, Timestamp};

/// The request for a checkout.
#[derive(Clone)]
pub struct Order {
    /// Billow's id of the checkout: the idempotency key, and the reference in the provider's reports.
    pub reference: String,
    pub amount: Money,
    pub method: CheckoutMethod,
    /// The text that the payer reads there: whose invoice, and its number.
    pub description: String,
    /// The page that the payer returns to. It opens the invoice, so it is never printed.
    pub return_url: String,
    /// The address for the provider's webhooks.
    pub webhook_url: String,
    /// After this instant nobody can pay there, real time. Providers have limits of their own.
    pub expires_at: Timestamp,
    /// BCP 47 tag of the payer's language.
    pub language: String,
    /// When Billow opened it, real time: a search after a timeout ignores older ones.
    pub opened_at: Timestamp,
}

/// A checkout that waits for the payer.
#[derive(Clone, PartialEq, Eq)]
pub struct Opened {
    pub provider_id: String,
    /// Where the payer pays; `None` if it is over already. Whoever has the address can pay, so it is never printed.
    pub url: Option<String>,
}

impl std::fmt::Debug for Opened {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Opened").field("provider_id", &self.provider_id).finish_non_exhaustive()
    }
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum State {
    /// The payer has not paid yet.
    Open,
    /// The payer has paid, and the money is not certain yet.
    Pending,
    Paid,
    /// The payment failed; this checkout is over.
    Failed {
        code: Option<String>,
    },
    /// It was cancelled before anything was paid.
    Cancelled,
    /// Nobody paid in time.
    Expired,
}

/// A provider's report about a checkout.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ProviderReport {
    /// The provider's id of the checkout.
    pub provider_id: String,
    /// Billow's id, as the provider stores it.
    pub reference: Option<String>,
    pub amount: Money,
    pub state: State,
}

/// The result of cancelling a checkout.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Cancelled {
    /// Nobody can pay there any more.
    Ended,
    /// It was over already, or can no longer be stopped: fetch it to know.
    TooLate,
}

#[derive(Debug, Clone)]
pub struct Refund {
    /// Billow's id of the refund: the idempotency key.
    pub reference: String,
    /// The provider's id of the paid checkout.
    pub provider_id: String,
    pub amount: Money,
    /// What the payer may read on the statement.
    pub description: String,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum RefundState {
    Pending,
    Done,
    /// It will not happen.
    Failed {
        code: Option<String>,
    },
}

/// A provider's report about a refund.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RefundReport {
    /// The provider's id of the refund.
    pub provider_id: String,
    /// Billow's id, as the provider stores it.
    pub reference: Option<String>,
    pub amount: Money,
    pub state: RefundState,
}
