//! What the biller does with an invoice: change the due date, credit it, close it, write a message.

use axum::Json;
use axum::http::StatusCode;
use domain::Date;
use domain::ids::{InvoiceId, PaymentId};
use domain::invoices::CreditSource;
use serde::{Deserialize, Serialize};
use usecases::{AllocateCredit, ChangeDueDate, CloseInvoice, Closing, CreditInvoice, PostMessage};
use utoipa::ToSchema;
use uuid::Uuid;

use crate::routes::api::call::{Body, Call, Id, KeyNeeded, KeyWelcome, created_or_known};
use crate::routes::api::checks::Checks;
use crate::routes::api::problem::ApiProblem;
use crate::routes::api::responses::{Refused, Repeated};
use crate::routes::api::{LONGEST_REASON, Reason, tags};

/// The new due date.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"due_date": "2026-12-15", "reason": "Agreed by telephone"}))]
pub struct NewDueDate {
    /// The last day on which payment is on time.
    #[schema(format = Date)]
    due_date: String,
    /// Why, for staff.
    #[schema(max_length = 1000)]
    reason: Option<String>,
}

/// An invoice with its new due date.
#[derive(Debug, Serialize, ToSchema)]
pub struct Moved {
    /// The invoice.
    #[schema(format = Uuid)]
    id: String,
    /// Its due date.
    #[schema(value_type = String, format = Date)]
    due_date: Date,
    /// The number of its last event.
    #[schema(example = 3)]
    seq: i64,
}

/// Change the due date
///
/// Everybody who has the invoice open sees it at once.
#[utoipa::path(
    patch,
    path = "/invoices/{id}",
    tag = tags::INVOICES,
    operation_id = "change_due_date",
    params(("id" = String, Path, format = Uuid, description = "The invoice's id"), KeyWelcome),
    request_body = NewDueDate,
    responses((status = 200, description = "The due date is changed", body = Moved), Refused)
)]
pub async fn due_date(
    call: Call,
    Id(invoice): Id<InvoiceId>,
    Body(body): Body<NewDueDate>,
) -> Result<Json<Moved>, ApiProblem> {
    let mut checks = Checks::default();
    let due_date = checks.date("/due_date", Some(&body.due_date)).unwrap_or_default();
    let reason = checks.optional_text("/reason", body.reason.as_deref(), LONGEST_REASON);
    checks.finish()?;
    let done = call.execute(ChangeDueDate { invoice, due_date, reason }).await?.output;
    Ok(Json(Moved { id: done.id.to_string(), due_date: done.due_date, seq: done.seq }))
}

/// What to credit.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"amount_minor": 25_000, "reason": "Late delivery"}))]
pub struct NewCredit {
    /// How much with VAT, minor units; all that was not credited before where it is not stated.
    #[schema(minimum = 1)]
    amount_minor: Option<i64>,
    /// Why, for the payer: the text of the credit note's line.
    #[schema(max_length = 1000)]
    reason: Option<String>,
}

/// The credit note.
#[derive(Debug, Serialize, ToSchema)]
pub struct CreditNote {
    /// Its id.
    #[schema(format = Uuid)]
    credit_note_id: String,
    /// Its number, of a series without gaps.
    #[schema(example = "C7")]
    number: String,
    /// What it gives back, minor units.
    #[schema(example = 25_000)]
    amount_minor: i64,
    /// What remains to be paid on the invoice, minor units.
    open_minor: i64,
    /// The number of the invoice's last event.
    #[schema(example = 3)]
    seq: i64,
}

/// Credit an invoice
///
/// Makes a credit note over a part or the whole, with its VAT. What exceeds the open amount becomes the
/// payer's credit.
#[utoipa::path(
    post,
    path = "/invoices/{id}/credit",
    tag = tags::INVOICES,
    operation_id = "credit_invoice",
    params(("id" = String, Path, format = Uuid, description = "The invoice's id"), KeyNeeded),
    request_body = NewCredit,
    responses(
        (status = 201, description = "The credit note is booked", body = CreditNote),
        Repeated<CreditNote>, Refused,
    )
)]
pub async fn credit(
    call: Call,
    Id(invoice): Id<InvoiceId>,
    Body(body): Body<NewCredit>,
) -> Result<(StatusCode, Json<CreditNote>), ApiProblem> {
    let mut checks = Checks::default();
    let amount_minor = body.amount_minor.map(|minor| checks.amount("/amount_minor", minor));
    let reason = checks.optional_line("/reason", body.reason.as_deref(), LONGEST_REASON);
    checks.finish()?;
    let done = call.execute(CreditInvoice { invoice, amount_minor, reason }).await?;
    let status = created_or_known(&done);
    let credited = done.output;
    let note = CreditNote {
        credit_note_id: credited.credit_note_id.to_string(),
        number: credited.number,
        amount_minor: credited.amount_minor,
        open_minor: credited.open_minor,
        seq: credited.seq,
    };
    Ok((status, Json(note)))
}

/// Where an invoice's log stands now.
#[derive(Debug, Serialize, ToSchema)]
pub struct ClosedInvoice {
    /// The invoice.
    #[schema(format = Uuid)]
    id: String,
    /// The number of its last event.
    #[schema(example = 3)]
    seq: i64,
}

/// Void an invoice
///
/// It should not have been sent: nothing is asked for any more, and what was paid becomes the payer's
/// credit.
#[utoipa::path(
    post,
    path = "/invoices/{id}/void",
    tag = tags::INVOICES,
    operation_id = "void_invoice",
    params(("id" = String, Path, format = Uuid, description = "The invoice's id"), KeyNeeded),
    request_body(content = Option<Reason>),
    responses((status = 200, description = "It is void", body = ClosedInvoice), Refused)
)]
pub async fn void(
    call: Call,
    Id(invoice): Id<InvoiceId>,
    reason: Reason,
) -> Result<Json<ClosedInvoice>, ApiProblem> {
    close(call, invoice, Closing::Void, reason).await
}

/// Write off an invoice
///
/// The open amount is given up.
#[utoipa::path(
    post,
    path = "/invoices/{id}/write-off",
    tag = tags::INVOICES,
    operation_id = "write_off_invoice",
    params(("id" = String, Path, format = Uuid, description = "The invoice's id"), KeyNeeded),
    request_body(content = Option<Reason>),
    responses((status = 200, description = "It is written off", body = ClosedInvoice), Refused)
)]
pub async fn write_off(
    call: Call,
    Id(invoice): Id<InvoiceId>,
    reason: Reason,
) -> Result<Json<ClosedInvoice>, ApiProblem> {
    close(call, invoice, Closing::WriteOff, reason).await
}

async fn close(
    call: Call,
    invoice: InvoiceId,
    closing: Closing,
    reason: Reason,
) -> Result<Json<ClosedInvoice>, ApiProblem> {
    let done = call.execute(CloseInvoice { invoice, closing, reason: reason.checked()? }).await?.output;
    Ok(Json(ClosedInvoice { id: done.id.to_string(), seq: done.seq }))
}

/// Where credit comes from.
#[derive(Debug, Clone, Copy, Deserialize, ToSchema)]
#[serde(tag = "kind", content = "id", rename_all = "snake_case", deny_unknown_fields)]
pub enum SourceOfCredit {
    /// What no invoice has taken of a payment.
    #[schema(value_type = String, format = Uuid)]
    Payment(Uuid),
    /// What an invoice gave back, by a credit note above its open amount or a released prepayment.
    #[schema(value_type = String, format = Uuid)]
    Invoice(Uuid),
}

/// Which credit pays how much.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({
    "source": {"kind": "payment", "id": "0199b5f3-9f3c-7f4e-8d6a-3f1f2e9a7c10"},
    "amount_minor": 5_000
}))]
pub struct NewCreditAllocation {
    /// The credit; it has to be of the same payer.
    source: SourceOfCredit,
    /// How much, minor units of the invoice's currency.
    #[schema(minimum = 1)]
    amount_minor: i64,
}

/// An invoice that credit has paid.
#[derive(Debug, Serialize, ToSchema)]
pub struct CreditAllocated {
    /// The invoice.
    #[schema(format = Uuid)]
    id: String,
    /// What remains to be paid, minor units.
    open_minor: i64,
    /// The number of its last event.
    #[schema(example = 3)]
    seq: i64,
}

/// Pay an invoice from credit
#[utoipa::path(
    post,
    path = "/invoices/{id}/credit-allocations",
    tag = tags::INVOICES,
    operation_id = "allocate_credit",
    params(("id" = String, Path, format = Uuid, description = "The invoice to pay"), KeyNeeded),
    request_body = NewCreditAllocation,
    responses(
        (status = 201, description = "The credit is used", body = CreditAllocated),
        Repeated<CreditAllocated>, Refused,
    )
)]
pub async fn allocate_credit(
    call: Call,
    Id(invoice): Id<InvoiceId>,
    Body(body): Body<NewCreditAllocation>,
) -> Result<(StatusCode, Json<CreditAllocated>), ApiProblem> {
    let mut checks = Checks::default();
    let amount_minor = checks.amount("/amount_minor", body.amount_minor);
    checks.finish()?;
    let source = match body.source {
        SourceOfCredit::Payment(id) => CreditSource::Payment(PaymentId(id)),
        SourceOfCredit::Invoice(id) => CreditSource::Invoice(InvoiceId(id)),
    };
    let done = call.execute(AllocateCredit { source, invoice, amount_minor }).await?;
    let status = created_or_known(&done);
    let allocated = done.output;
    let answer = CreditAllocated {
        id: allocated.id.to_string(),
        open_minor: allocated.open_minor,
        seq: allocated.seq,
    };
    Ok((status, Json(answer)))
}

/// A message of the biller.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"text": "Thank you, we have received your meter reading."}))]
pub struct NewMessage {
    /// Plain text; line breaks stay.
    #[schema(min_length = 1, max_length = 4000)]
    text: String,
}

/// The message is in the log.
#[derive(Debug, Serialize, ToSchema)]
pub struct MessagePosted {
    /// Its id.
    #[schema(format = Uuid)]
    message_id: String,
    /// The number of its event.
    #[schema(example = 4)]
    seq: i64,
}

/// Write a message
///
/// It stands on the payer's page, as written by the biller.
#[utoipa::path(
    post,
    path = "/invoices/{id}/messages",
    tag = tags::INVOICES,
    operation_id = "post_message",
    params(("id" = String, Path, format = Uuid, description = "The invoice's id"), KeyWelcome),
    request_body = NewMessage,
    responses(
        (status = 201, description = "The message is on the page", body = MessagePosted),
        Repeated<MessagePosted>,
    )
)]
pub async fn message(
    call: Call,
    Id(invoice): Id<InvoiceId>,
    Body(body): Body<NewMessage>,
) -> Result<(StatusCode, Json<MessagePosted>), ApiProblem> {
    let done = call.execute(PostMessage::plain(invoice, body.text)).await?;
    let status = created_or_known(&done);
    let said = done.output;
    Ok((status, Json(MessagePosted { message_id: said.message_id.to_string(), seq: said.seq })))
}
