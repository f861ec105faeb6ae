//! Matching: what was found, and a person's decision.

use axum::Json;
use domain::Date;
use domain::ids::{PayerId, PaymentId};
use domain::matching::{MatchOutcome, MatchReason, SameReason};
use serde::{Deserialize, Serialize};
use usecases::{ConfirmMatch, InvoiceCandidate, KeepAsCredit, MatchChanged, SamePayment, UndoMatch};
use utoipa::ToSchema;
use uuid::Uuid;

use super::change::MovedInvoice;
use super::{NewAllocation, allocated};
use crate::routes::api::call::{Body, Call, Id, KeyNeeded};
use crate::routes::api::checks::Checks;
use crate::routes::api::problem::ApiProblem;
use crate::routes::api::responses::{NotMatched, Refused};
use crate::routes::api::schema::{match_outcomes, match_reasons, payment_standings};
use crate::routes::api::{Reason, tags};

/// How a payment's invoices were looked for.
#[derive(Debug, Serialize, ToSchema)]
pub struct Matching {
    /// What was decided without a person.
    #[schema(schema_with = match_outcomes)]
    outcome: &'static str,
    /// The reference that was found in it: letters and digits alone.
    #[schema(example = "104820734")]
    given: Option<String>,
    /// The invoices it may be for, best first, with their figures as they are now.
    candidates: Vec<MatchCandidate>,
    /// Payments of which it may be the same money, as they are now.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    same_as: Vec<PerhapsSame>,
}

/// An invoice that a payment may be for.
#[derive(Debug, Serialize, ToSchema)]
pub struct MatchCandidate {
    /// The invoice.
    #[schema(format = Uuid)]
    invoice_id: String,
    /// Its number.
    #[schema(example = "10482")]
    number: String,
    /// What is open on it, minor units.
    open_minor: i64,
    /// Its currency.
    #[schema(example = "SEK")]
    currency: &'static str,
    /// How much speaks for it, 0 to 1000.
    #[schema(minimum = 0, maximum = 1000, example = 870)]
    score: u16,
    /// What speaks for it and against it.
    #[schema(schema_with = match_reasons)]
    reasons: Vec<&'static str>,
}

impl Matching {
    /// What was found, with the candidates as they are now.
    pub fn of(
        seen: domain::matching::Matching,
        candidates: Vec<InvoiceCandidate>,
        same_as: Vec<SamePayment>,
    ) -> Self {
        let candidate = |one: InvoiceCandidate| MatchCandidate {
            invoice_id: one.invoice.row.id.to_string(),
            number: one.invoice.row.number,
            open_minor: one.invoice.row.open_minor,
            currency: one.invoice.row.currency.code(),
            score: one.candidate.score,
            reasons: one.candidate.reasons.into_iter().map(MatchReason::as_str).collect(),
        };
        Self {
            outcome: MatchOutcome::as_str(seen.outcome),
            given: seen.given,
            candidates: candidates.into_iter().map(candidate).collect(),
            same_as: same_as.into_iter().map(PerhapsSame::from).collect(),
        }
    }
}

/// A payment that money that waits may be the same as.
#[derive(Debug, Serialize, ToSchema)]
pub struct PerhapsSame {
    /// The payment.
    #[schema(format = Uuid)]
    payment_id: String,
    /// Why: `perhaps_recorded`: it was recorded before the bank told of it; `perhaps_duplicate`: the bank may have told
    /// of it twice.
    #[schema(example = "perhaps_recorded")]
    reason: &'static str,
    /// The day it was paid.
    #[schema(value_type = String, format = Date)]
    paid_on: Date,
    /// The system that reported it.
    #[schema(example = "manual")]
    source: String,
    /// Numbers of the invoices that it pays.
    #[schema(example = json!(["10482"]))]
    invoices: Vec<String>,
}

impl From<SamePayment> for PerhapsSame {
    fn from(same: SamePayment) -> Self {
        let SamePayment { reason, payment } = same;
        Self {
            payment_id: payment.row.id.to_string(),
            reason: SameReason::as_str(reason),
            paid_on: payment.row.paid_on,
            source: payment.row.source.system,
            invoices: payment.allocations.into_iter().map(|one| one.number).collect(),
        }
    }
}

/// Which invoices a payment pays.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewMatch {
    /// The invoices, all of one payer. What is not shared out, and what an invoice does not need, is the payer's
    /// credit.
    #[schema(min_items = 1, max_items = 200)]
    allocations: Vec<NewAllocation>,
}

/// Whose money it is.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewOwner {
    /// The payer.
    #[schema(value_type = String, format = Uuid)]
    payer_id: Uuid,
}

/// A payment whose match changed.
#[derive(Debug, Serialize, ToSchema)]
pub struct PaymentMatched {
    /// The payment.
    #[schema(format = Uuid)]
    payment_id: String,
    /// Where it stands.
    #[schema(schema_with = payment_standings)]
    status: &'static str,
    /// Whose it is; nothing while nobody knows.
    #[schema(format = Uuid)]
    payer_id: Option<String>,
    /// What of it no invoice has taken, minor units.
    credit_minor: i64,
    /// The invoices whose logs moved.
    invoices: Vec<MovedInvoice>,
}

impl From<MatchChanged> for PaymentMatched {
    fn from(changed: MatchChanged) -> Self {
        Self {
            payment_id: changed.payment_id.to_string(),
            status: changed.standing().as_str(),
            payer_id: changed.payer_id.map(|payer| payer.to_string()),
            credit_minor: changed.credit_minor,
            invoices: changed.invoices.into_iter().map(MovedInvoice::from).collect(),
        }
    }
}

/// Match a payment
///
/// Says which invoices money pays of which nobody knew whose it is. The account it came from is the payer's from now
/// on.
#[utoipa::path(
    post,
    path = "/payments/{payment_id}/match",
    tag = tags::PAYMENTS,
    operation_id = "match_payment",
    params(("payment_id" = String, Path, format = Uuid, description = "The payment's id"), KeyNeeded),
    request_body = NewMatch,
    responses((status = 200, description = "It is matched", body = PaymentMatched), Refused)
)]
pub async fn confirm(
    call: Call,
    Id(payment): Id<PaymentId>,
    Body(body): Body<NewMatch>,
) -> Result<Json<PaymentMatched>, ApiProblem> {
    let mut checks = Checks::default();
    let shares = allocated(&mut checks, &body.allocations);
    checks.finish()?;
    Ok(Json(call.execute(ConfirmMatch { payment, shares }).await?.output.into()))
}

/// Keep a payment as credit
///
/// Says whose money it is without paying an invoice.
#[utoipa::path(
    post,
    path = "/payments/{payment_id}/keep-as-credit",
    tag = tags::PAYMENTS,
    operation_id = "keep_payment_as_credit",
    params(("payment_id" = String, Path, format = Uuid, description = "The payment's id"), KeyNeeded),
    request_body = NewOwner,
    responses((status = 200, description = "It is the payer's credit", body = PaymentMatched), Refused)
)]
pub async fn keep_as_credit(
    call: Call,
    Id(payment): Id<PaymentId>,
    Body(body): Body<NewOwner>,
) -> Result<Json<PaymentMatched>, ApiProblem> {
    let payer = PayerId(body.payer_id);
    Ok(Json(call.execute(KeepAsCredit { payment, payer }).await?.output.into()))
}

/// Undo a match
///
/// What the payment paid is open again, and it waits for a person.
#[utoipa::path(
    post,
    path = "/payments/{payment_id}/unmatch",
    tag = tags::PAYMENTS,
    operation_id = "unmatch_payment",
    params(("payment_id" = String, Path, format = Uuid, description = "The payment's id"), KeyNeeded),
    request_body(content = Option<Reason>),
    responses((status = 200, description = "It waits again", body = PaymentMatched), NotMatched)
)]
pub async fn undo(
    call: Call,
    Id(payment): Id<PaymentId>,
    reason: Reason,
) -> Result<Json<PaymentMatched>, ApiProblem> {
    let reason = reason.checked()?;
    Ok(Json(call.execute(UndoMatch { payment, reason }).await?.output.into()))
}
