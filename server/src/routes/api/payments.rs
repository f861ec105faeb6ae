//! Payments: money that arrived or is on its way, and what becomes of it.

use axum::Json;
use axum::http::StatusCode;
use domain::ids::{InvoiceId, ReceiptId};
use domain::receipt::{Method, ReceiptSource, Share};
use domain::{Currency, Date};
use serde::{Deserialize, Serialize};
use usecases::{ChangePayment, PaymentChange, ReceiptRow, RecordPayment};
use utoipa::ToSchema;
use uuid::Uuid;

use super::call::{Body, Call, Id, KeyNeeded, created_or_known};
use super::checks::Checks;
use super::invoices::read::find;
use super::problem::{ApiProblem, Problem};
use super::schema::{methods, payment_states};
use super::{Reason, tags};

/// How many invoices one payment can be shared out to.
const MOST_SHARES: usize = 200;

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
        (status = 409, description = "The rules do not allow it, or it was recorded with other content", body = Problem, content_type = "application/problem+json"),
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
        // Both have been told above.
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
) -> Option<ReceiptSource> {
    let system = checks.optional_line("/source", system.as_deref(), 50);
    let account = checks.optional_line("/account", account.as_deref(), 100);
    let id = checks.optional_line("/source_id", id.as_deref(), 200);
    match (system, account, id) {
        (Some(system), account, Some(id)) => {
            Some(ReceiptSource { system, account: account.unwrap_or_default(), id })
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

/// A payment's figures.
#[derive(Debug, Serialize, ToSchema)]
pub struct Payment {
    /// Its id.
    #[schema(format = Uuid)]
    payment_id: String,
    /// Where it stands.
    #[schema(schema_with = payment_states)]
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
}

impl From<ReceiptRow> for Payment {
    fn from(row: ReceiptRow) -> Self {
        Self {
            payment_id: row.id.to_string(),
            status: row.state.as_str(),
            amount_minor: row.amount_minor,
            currency: row.currency.code(),
            method: row.method.as_str(),
            paid_on: row.paid_on,
            source: row.source.system,
            account: row.source.account,
            source_id: row.source.id,
            credit_minor: row.free_minor,
            payer_id: row.payer.map(|payer| payer.to_string()),
        }
    }
}

/// The payments of an invoice.
#[derive(Debug, Serialize, ToSchema)]
pub struct PaymentList {
    /// The payments, oldest first.
    payments: Vec<Payment>,
}

/// List the payments of an invoice
#[utoipa::path(
    get,
    path = "/invoices/{id}/payments",
    tag = tags::PAYMENTS,
    operation_id = "list_payments",
    params(("id" = String, Path, format = Uuid, description = "The invoice's id")),
    responses((status = 200, description = "Its payments", body = PaymentList))
)]
pub async fn of_invoice(call: Call, Id(id): Id<InvoiceId>) -> Result<Json<PaymentList>, ApiProblem> {
    find(&call, id).await?;
    let rows = call.app.services.store.receipts_of(call.caller.biller, id).await?;
    Ok(Json(PaymentList { payments: rows.into_iter().map(Payment::from).collect() }))
}

/// Read a payment
#[utoipa::path(
    get,
    path = "/payments/{payment_id}",
    tag = tags::PAYMENTS,
    operation_id = "read_payment",
    params(("payment_id" = String, Path, format = Uuid, description = "The payment's id")),
    responses((status = 200, description = "Its figures", body = Payment))
)]
pub async fn one(call: Call, Id(id): Id<ReceiptId>) -> Result<Json<Payment>, ApiProblem> {
    let row = call.app.services.store.receipt(call.caller.biller, id).await?;
    let row = row.ok_or_else(|| ApiProblem::not_found("there is no payment with this id"))?;
    Ok(Json(row.into()))
}

/// Where a payment stands now.
#[derive(Debug, Serialize, ToSchema)]
pub struct PaymentChanged {
    /// The payment.
    #[schema(format = Uuid)]
    payment_id: String,
    /// Where it stands.
    #[schema(schema_with = payment_states)]
    status: &'static str,
    /// The invoices whose logs moved.
    invoices: Vec<MovedInvoice>,
}

/// An invoice whose log moved.
#[derive(Debug, Serialize, ToSchema)]
pub struct MovedInvoice {
    /// The invoice.
    #[schema(format = Uuid)]
    invoice_id: String,
    /// The number of its last event.
    #[schema(example = 3)]
    seq: i64,
}

/// Settle a payment
///
/// Money that was on its way has arrived.
#[utoipa::path(
    post,
    path = "/payments/{payment_id}/settle",
    tag = tags::PAYMENTS,
    operation_id = "settle_payment",
    params(("payment_id" = String, Path, format = Uuid, description = "The payment's id"), KeyNeeded),
    request_body(content = Option<Reason>),
    responses(
        (status = 200, description = "It is settled", body = PaymentChanged),
        (status = 409, description = "It is not pending", body = Problem, content_type = "application/problem+json"),
    )
)]
pub async fn settle(
    call: Call,
    Id(payment): Id<ReceiptId>,
    reason: Reason,
) -> Result<Json<PaymentChanged>, ApiProblem> {
    change(call, payment, PaymentChange::Settle, reason).await
}

/// Fail a payment
///
/// Money that was on its way will not come.
#[utoipa::path(
    post,
    path = "/payments/{payment_id}/fail",
    tag = tags::PAYMENTS,
    operation_id = "fail_payment",
    params(("payment_id" = String, Path, format = Uuid, description = "The payment's id"), KeyNeeded),
    request_body(content = Option<Reason>),
    responses(
        (status = 200, description = "It has failed", body = PaymentChanged),
        (status = 409, description = "It is not pending", body = Problem, content_type = "application/problem+json"),
    )
)]
pub async fn fail(
    call: Call,
    Id(payment): Id<ReceiptId>,
    reason: Reason,
) -> Result<Json<PaymentChanged>, ApiProblem> {
    change(call, payment, PaymentChange::Fail, reason).await
}

/// Reverse a payment
///
/// Money that had arrived was taken back: what it had paid is open again.
#[utoipa::path(
    post,
    path = "/payments/{payment_id}/reverse",
    tag = tags::PAYMENTS,
    operation_id = "reverse_payment",
    params(("payment_id" = String, Path, format = Uuid, description = "The payment's id"), KeyNeeded),
    request_body(content = Option<Reason>),
    responses(
        (status = 200, description = "It is reversed", body = PaymentChanged),
        (status = 409, description = "It is not settled", body = Problem, content_type = "application/problem+json"),
    )
)]
pub async fn reverse(
    call: Call,
    Id(payment): Id<ReceiptId>,
    reason: Reason,
) -> Result<Json<PaymentChanged>, ApiProblem> {
    change(call, payment, PaymentChange::Reverse, reason).await
}

async fn change(
    call: Call,
    payment: ReceiptId,
    change: PaymentChange,
    reason: Reason,
) -> Result<Json<PaymentChanged>, ApiProblem> {
    let changed = call.execute(ChangePayment { payment, change, reason: reason.checked()? }).await?.output;
    Ok(Json(PaymentChanged {
        payment_id: changed.payment_id.to_string(),
        status: changed.state.as_str(),
        invoices: changed
            .invoices
            .into_iter()
            .map(|one| MovedInvoice { invoice_id: one.invoice_id.to_string(), seq: one.seq })
            .collect(),
    }))
}
