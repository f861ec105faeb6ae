//! The sandbox provider's interface, as both sides write it: JSON.
//!
//! `POST …/payments` makes one (once for an `Idempotency-Key`), `GET …/payments/{id}` shows it, `GET
//! …/payments?reference=…` finds it, `POST …/payments/{id}/cancel` ends it, `POST …/payments/{id}/refunds` pays back,
//! `GET …/payments/{id}/refunds` lists.

use domain::checkouts::method::CheckoutMethod;
use domain::{Currency, Timestamp};
use serde::{Deserialize, Serialize};

/// What makes a payment.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct NewSandboxPayment {
    pub reference: String,
    /// Minor units.
    pub amount_minor: i64,
    pub currency: Currency,
    /// How it is to be paid.
    pub method: CheckoutMethod,
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

/// Where a payment stands at the provider.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Status {
    /// It can be paid.
    Open,
    /// Paid, and not certain yet.
    Pending,
    Paid,
    Failed,
    Cancelled,
    /// It was open for too long.
    Expired,
}

/// A payment as it is shown to the caller.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SandboxPaymentBody {
    pub id: String,
    pub reference: String,
    /// Minor units.
    pub amount_minor: i64,
    pub currency: Currency,
    pub status: Status,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub failure: Option<String>,
    /// Where it is paid, while it can be.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
}

#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Found {
    /// Those with the reference.
    pub payments: Vec<SandboxPaymentBody>,
}

/// What pays back.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct NewRefund {
    pub reference: String,
    /// Minor units.
    pub amount_minor: i64,
}

/// Where a refund stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RefundStatus {
    Pending,
    Done,
    /// It will not happen.
    Failed,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Refund {
    pub id: String,
    pub reference: String,
    /// Minor units.
    pub amount_minor: i64,
    pub currency: Currency,
    pub status: RefundStatus,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Refunds {
    pub refunds: Vec<Refund>,
}

/// Why something was not done.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct SandboxProblem {
    pub code: String,
    pub message: String,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Event {
    /// The provider's id of the payment.
    pub payment: String,
    /// What it had become.
    pub status: Status,
}
