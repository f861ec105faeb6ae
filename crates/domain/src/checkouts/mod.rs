//! Attempts to pay at a payment provider, as an invoice knows them.

mod command;
mod decide;
pub mod method;

use serde::{Deserialize, Serialize};

use crate::payments::Method;
use crate::time::Timestamp;

pub use command::CheckoutCommand;
pub(crate) use decide::close_outdated;

/// How an attempt ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CheckoutEnd {
    /// Money arrived or is on its way.
    Paid,
    Failed,
    Cancelled,
    /// Nobody finished it in time.
    Expired,
    /// It was for more than is open now, or the invoice was voided.
    AmountChanged,
}

impl CheckoutEnd {
    pub const ALL: [Self; 5] =
        [Self::Paid, Self::Failed, Self::Cancelled, Self::Expired, Self::AmountChanged];

    /// The name in JSON and in texts.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Paid => "paid",
            Self::Failed => "failed",
            Self::Cancelled => "cancelled",
            Self::Expired => "expired",
            Self::AmountChanged => "amount_changed",
        }
    }
}

/// An attempt to pay. Amounts are minor units of the invoice's currency.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CheckoutState {
    pub amount_minor: i64,
    pub method: Method,
    pub opened_at: Timestamp,
    /// After this instant the provider accepts no money for it.
    pub expires_at: Timestamp,
    /// How it ended; `None` while it is open.
    pub end: Option<CheckoutEnd>,
}

impl CheckoutState {
    /// Whether money may still arrive through it at `now`.
    #[must_use]
    pub fn is_open(&self, now: Timestamp) -> bool {
        self.end.is_none() && now < self.expires_at
    }
}
