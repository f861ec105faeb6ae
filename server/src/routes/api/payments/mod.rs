//! Payments: money that arrived or is on its way, its payer, and its allocations.

pub mod change;
pub mod join;
pub mod matching;
pub mod read;
pub mod record;
pub mod refund;

use domain::Date;
use domain::ids::InvoiceId;
use domain::payments::Share;
use serde::{Deserialize, Serialize};
use usecases::{ListedPayment, PaidInvoice, PaymentRow, PaymentStanding};
use utoipa::ToSchema;
use uuid::Uuid;

use super::checks::Checks;
use super::schema::{methods, payment_standings};

/// The most invoices that one payment can be allocated to.
const MOST_SHARES: usize = 200;

/// A part of a payment.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewAllocation {
    /// The invoice.
    #[schema(value_type = String, format = Uuid)]
    invoice_id: Uuid,
    /// How much of the payment is for it, minor units.
    #[schema(minimum = 1)]
    amount_minor: i64,
}

/// The allocations, each invoice once.
fn allocated(checks: &mut Checks, allocations: &[NewAllocation]) -> Vec<Share> {
    checks.count("/allocations", allocations.len(), MOST_SHARES);
    let mut shares: Vec<Share> = Vec::new();
    for (at, one) in allocations.iter().take(MOST_SHARES).enumerate() {
        let amount_minor = checks.amount(&format!("/allocations/{at}/amount_minor"), one.amount_minor);
        let share = Share { invoice: InvoiceId(one.invoice_id), amount_minor };
        if shares.iter().any(|earlier| earlier.invoice == share.invoice) {
            checks.add(
                format!("/allocations/{at}/invoice_id"),
                "DUPLICATE",
                "this invoice stands here twice",
            );
        }
        shares.push(share);
    }
    shares
}

/// A payment's figures.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Payment)]
pub struct PaymentBody {
    /// Its id.
    #[schema(format = Uuid)]
    payment_id: String,
    /// Where it stands.
    #[schema(schema_with = payment_standings)]
    status: &'static str,
    /// How much, minor units.
    #[schema(example = 45_000)]
    amount_minor: i64,
    /// Its currency.
    #[schema(example = "SEK")]
    currency: &'static str,
    /// How it was paid.
    #[schema(schema_with = methods)]
    method: &'static str,
    /// The day the payer paid.
    #[schema(value_type = String, format = Date)]
    paid_on: Date,
    /// The system that reported it; `manual` where a person did.
    #[schema(example = "ledger")]
    source: String,
    /// The account or connection there; empty where there is only one.
    account: String,
    /// Its id there.
    #[schema(example = "B-99812")]
    source_id: String,
    /// What no invoice has taken: the payer's credit, minor units.
    credit_minor: i64,
    /// Whose money it is; nothing while nobody knows.
    #[schema(format = Uuid)]
    #[serde(skip_serializing_if = "Option::is_none")]
    payer_id: Option<String>,
    /// What it pays now. Not in the list of an invoice's payments, like all that follows.
    #[serde(skip_serializing_if = "Option::is_none")]
    allocations: Option<Vec<Allocation>>,
    /// What was paid back or is about to be, minor units.
    #[serde(skip_serializing_if = "Option::is_none")]
    refunded_minor: Option<i64>,
    /// Who paid, as the bank names them; nothing where it names nobody, or where it was erased.
    #[serde(skip_serializing_if = "Option::is_none")]
    paid_by: Option<String>,
    /// How its invoices were looked for; nothing where somebody named them.
    #[serde(skip_serializing_if = "Option::is_none")]
    matching: Option<matching::Matching>,
    /// The payment that counts in its place, where it is the same money. Only where one payment is read.
    #[schema(format = Uuid)]
    #[serde(skip_serializing_if = "Option::is_none")]
    joined_to: Option<String>,
    /// Other reports of this money that were joined to it. Only where one payment is read.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    confirmed_by: Vec<String>,
    /// Its refunds. Only where one payment is read.
    #[serde(skip_serializing_if = "Option::is_none")]
    refunds: Option<Vec<refund::Refund>>,
}

/// A part of a payment that pays an invoice.
#[derive(Debug, Serialize, ToSchema)]
pub struct Allocation {
    /// The invoice.
    #[schema(format = Uuid)]
    invoice_id: String,
    /// Its number.
    #[schema(example = "10482")]
    number: String,
    /// How much of the payment, minor units.
    amount_minor: i64,
}

impl From<PaymentRow> for PaymentBody {
    fn from(row: PaymentRow) -> Self {
        Self {
            payment_id: row.id.to_string(),
            status: PaymentStanding::of(&row).as_str(),
            amount_minor: row.amount_minor,
            currency: row.currency.code(),
            method: row.method.as_str(),
            paid_on: row.paid_on,
            source: row.source.system,
            account: row.source.account,
            source_id: row.source.id,
            credit_minor: row.free_minor,
            payer_id: row.payer.map(|payer| payer.to_string()),
            allocations: None,
            refunded_minor: None,
            paid_by: None,
            matching: None,
            joined_to: None,
            confirmed_by: Vec::new(),
            refunds: None,
        }
    }
}

impl From<ListedPayment> for PaymentBody {
    fn from(listed: ListedPayment) -> Self {
        let allocation = |one: PaidInvoice| Allocation {
            invoice_id: one.invoice.to_string(),
            number: one.number,
            amount_minor: one.amount_minor,
        };
        Self {
            allocations: Some(listed.allocations.into_iter().map(allocation).collect()),
            refunded_minor: Some(listed.refunded_minor),
            paid_by: listed.debtor_name,
            ..Self::from(listed.row)
        }
    }
}
