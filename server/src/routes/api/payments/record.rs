//! Recording money that arrived or is on its way.

use axum::Json;
use axum::http::StatusCode;
use domain::Currency;
use domain::ids::InvoiceId;
use domain::payments::{Method, PaymentSource, Share};
use serde::{Deserialize, Serialize};
use usecases::RecordPayment;
use utoipa::ToSchema;

use super::{NewAllocation, allocated};
use crate::routes::api::call::{Body, Call, Id, KeyNeeded, created_or_known};
use crate::routes::api::checks::Checks;
use crate::routes::api::problem::ApiProblem;
use crate::routes::api::responses::RefusedOrOtherContent;
use crate::routes::api::schema::methods;
use crate::routes::api::tags;

/// Whether money has arrived.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Arrival {
    /// It arrived: the balance goes down.
    Settled,
    /// It is on its way: no balance moves.
    Pending,
}

/// Money that arrived or is on its way.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({
    "amount_minor": 45_000, "currency": "SEK", "method": "bank_transfer", "paid_on": "2026-11-20",
    "source": "ledger", "source_id": "B-99812", "status": "settled"
}))]
pub struct NewPayment {
    /// How much, minor units.
    #[schema(minimum = 1)]
    amount_minor: i64,
    /// Its currency, ISO 4217. A payment in another currency than the invoice's is refused.
    #[schema(min_length = 3, max_length = 3)]
    currency: String,
    /// How it was paid.
    #[schema(schema_with = methods)]
    method: String,
    /// The day the payer paid; today where it is not stated.
    #[schema(format = Date)]
    paid_on: Option<String>,
    /// The system that reports it. With `account` and `source_id` it makes the payment the same as one
    /// that was recorded before, whatever the Idempotency-Key.
    #[schema(max_length = 50)]
    source: Option<String>,
    /// The account or connection there, where there are several.
    #[schema(max_length = 100)]
    account: Option<String>,
    /// Its id there.
    #[schema(max_length = 200)]
    source_id: Option<String>,
    /// Whether it has arrived.
    status: Arrival,
    /// The invoices it pays, this one among them, all of one payer; the whole is for this one where it is
    /// not stated. What is not shared out, and what an invoice does not need, is the payer's credit.
    #[schema(max_items = 200)]
    allocations: Option<Vec<NewAllocation>>,
}

/// A recorded payment.
#[derive(Debug, Serialize, ToSchema)]
pub struct PaymentRecorded {
    /// Its id.
    #[schema(format = Uuid)]
    payment_id: String,
    /// The number of the invoice's last event.
    #[schema(example = 2)]
    seq: i64,
    /// What of it is the payer's credit, minor units.
    credit_minor: i64,
}

/// Record a payment
///
/// Everybody who has the invoice open sees it at once. The same payment again, under the same key or from
/// the same source with the same id, answers 200 and the same `payment_id`; with other content 409.
#[utoipa::path(
    post,
    path = "/invoices/{id}/payments",
    tag = tags::PAYMENTS,
    operation_id = "record_payment",
    params(("id" = String, Path, format = Uuid, description = "The invoice's id"), KeyNeeded),
    request_body = NewPayment,
    responses(
        (status = 201, description = "The payment is recorded", body = PaymentRecorded),
        (status = 200, description = "It had been recorded before", body = PaymentRecorded),
        RefusedOrOtherContent,
    )
)]
pub async fn record(
    call: Call,
    Id(invoice): Id<InvoiceId>,
    Body(body): Body<NewPayment>,
) -> Result<(StatusCode, Json<PaymentRecorded>), ApiProblem> {
    let done = call.execute(checked(invoice, body)?).await?;
    let status = created_or_known(&done);
    let recorded = done.output;
    let answer = PaymentRecorded {
        payment_id: recorded.payment_id.to_string(),
        seq: recorded.seq,
        credit_minor: recorded.credit_minor,
    };
    Ok((status, Json(answer)))
}

fn checked(invoice: InvoiceId, form: NewPayment) -> Result<RecordPayment, ApiProblem> {
    let mut checks = Checks::default();
    let amount_minor = checks.amount("/amount_minor", form.amount_minor);
    let currency = form.currency.parse::<Currency>().map_err(|error| error.to_string());
    if let Err(message) = &currency {
        checks.add("/currency", "CURRENCY", message.clone());
    }
    let method = form.method.parse::<Method>();
    if method.is_err() {
        let names = Method::ALL.map(Method::as_str).join(", ");
        checks.add("/method", "method", format!("this is no way to pay; {names} are"));
    }
    let paid_on = checks.date("/paid_on", form.paid_on.as_deref());
    let shares = shares(&mut checks, invoice, amount_minor, form.allocations);
    let source = source(&mut checks, form.source, form.account, form.source_id);
    checks.finish()?;
    let (Ok(currency), Ok(method)) = (currency, method) else {
        // Both problems were added above.
        return Err(ApiProblem::invalid(Vec::new()));
    };
    let settled = form.status == Arrival::Settled;
    Ok(RecordPayment { shares, amount_minor, currency, method, paid_on, source, settled })
}

/// The invoice of the path comes first: its payer is the payment's.
fn shares(
    checks: &mut Checks,
    invoice: InvoiceId,
    amount_minor: i64,
    allocations: Option<Vec<NewAllocation>>,
) -> Vec<Share> {
    let Some(allocations) = allocations else { return vec![Share { invoice, amount_minor }] };
    let mut shares = allocated(checks, &allocations);
    match shares.iter().position(|share| share.invoice == invoice) {
        Some(at) => shares[..=at].rotate_right(1),
        None => checks.add("/allocations", "required", "the invoice of the address has to be among them"),
    }
    shares
}

fn source(
    checks: &mut Checks,
    system: Option<String>,
    account: Option<String>,
    id: Option<String>,
) -> Option<PaymentSource> {
    let system = checks.optional_line("/source", system.as_deref(), 50);
    let account = checks.optional_line("/account", account.as_deref(), 100);
    let id = checks.optional_line("/source_id", id.as_deref(), 200);
    match (system, account, id) {
        (Some(system), account, Some(id)) => {
            Some(PaymentSource { system, account: account.unwrap_or_default(), id })
        }
        (None, None, None) => None,
        (None, ..) => {
            checks.add("/source", "required", "a source_id or an account belongs to a source");
            None
        }
        (Some(_), _, None) => {
            checks.add("/source_id", "required", "a source needs the payment's id there");
            None
        }
    }
}
