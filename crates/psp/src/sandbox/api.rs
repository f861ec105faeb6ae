//! The sandbox provider's interface, as both sides write it: JSON.
//!
//! `POST …/payments` makes one (once for an `Idempotency-Key`), `GET …/payments/{id}` shows it, `GET
//! …/payments?reference=…` finds it, `POST …/payments/{id}/cancel` ends it, `POST …/payments/{id}/refunds` pays back,
//! `GET …/payments/{id}/refunds` lists.

use domain::checkout_method::CheckoutMethod;
use domain::{Currency, Timestamp};
use serde::{Deserialize, Serialize};

use super::payment::Status;

/// What makes a payment.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct NewPayment {
    /// The caller's id.
    pub reference: String,
    /// How much, minor units.
    pub amount_minor: i64,
    /// Its currency.
    pub currency: Currency,
    /// How it is to be paid.
    pub means: CheckoutMethod,
    /// What the payer reads.
    pub description: String,
    /// Where the payer goes afterwards.
    pub return_url: String,
    /// Where changes are told.
    pub webhook_url: String,
    /// From then on it cannot be paid, real time.
    pub expires_at: Timestamp,
    /// BCP 47 tag of the payer's language.
    pub language: String,
}

/// A payment as it is shown to the caller.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Shown {
    /// The provider's id.
    pub id: String,
    /// The caller's id.
    pub reference: String,
    /// How much, minor units.
    pub amount_minor: i64,
    /// Its currency.
    pub currency: Currency,
    /// Where it stands.
    pub status: Status,
    /// Why it failed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub failure: Option<String>,
    /// Where it is paid, while it can be.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
}

/// A list of payments.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Found {
    /// Those with the reference.
    pub payments: Vec<Shown>,
}

/// What pays back.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct NewRefund {
    /// The caller's id.
    pub reference: String,
    /// How much, minor units.
    pub amount_minor: i64,
}

/// Where a refund stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RefundStatus {
    /// Under way.
    Pending,
    /// The money has left.
    Done,
    /// It will not happen.
    Failed,
}

/// A refund.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Refund {
    /// The provider's id.
    pub id: String,
    /// The caller's id.
    pub reference: String,
    /// How much, minor units.
    pub amount_minor: i64,
    /// Its currency.
    pub currency: Currency,
    /// Where it stands.
    pub status: RefundStatus,
}

/// The refunds of a payment.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Refunds {
    /// Oldest first.
    pub refunds: Vec<Refund>,
}

/// Why something was not done.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Problem {
    /// Stable.
    pub code: String,
    /// For people.
    pub message: String,
}

/// A webhook.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Event {
    /// The provider's id of the payment.
    pub payment: String,
    /// What it had become.
    pub status: Status,
}
