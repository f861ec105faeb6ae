//! Refunds.

use axum::Json;
use axum::extract::Path;
use axum::http::StatusCode;
use domain::Currency;
use domain::ids::{PaymentId, RefundId};
use domain::payments::RefundState;
use serde::{Deserialize, Serialize};
use usecases::{FinishRefund, RefundChanged, RefundEnd, RefundRow, StartRefund};
use utoipa::ToSchema;

use crate::routes::api::call::{Body, Call, Id, KeyNeeded, created_or_known};
use crate::routes::api::checks::Checks;
use crate::routes::api::problem::ApiProblem;
use crate::routes::api::responses::{AlreadyEnded, TooLittle};
use crate::routes::api::schema::refund_states;
use crate::routes::api::{LONGEST_REASON, Reason, tags};

/// Money that is paid back.
#[derive(Debug, Serialize, ToSchema)]
pub struct Refund {
    /// Its id.
    #[schema(format = Uuid)]
    refund_id: String,
    /// How much, minor units.
    amount_minor: i64,
    /// Its currency.
    #[schema(example = "SEK")]
    currency: &'static str,
    /// Where it stands.
    #[schema(schema_with = refund_states)]
    status: &'static str,
}

impl Refund {
    pub fn of(row: RefundRow, currency: Currency) -> Self {
        Self {
            refund_id: row.id.to_string(),
            amount_minor: row.amount_minor,
            currency: currency.code(),
            status: RefundState::as_str(row.state),
        }
    }
}

/// What is to be paid back.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"amount_minor": 5_000, "reason": "Paid twice"}))]
pub struct NewRefund {
    /// How much, minor units; all that no invoice has taken where it is not stated.
    #[schema(minimum = 1)]
    amount_minor: Option<i64>,
    /// Why, for staff.
    #[schema(max_length = 1000)]
    reason: Option<String>,
}

/// A refund as it stands.
#[derive(Debug, Serialize, ToSchema)]
pub struct RefundAnswer {
    /// The refund.
    #[schema(format = Uuid)]
    refund_id: String,
    /// The payment.
    #[schema(format = Uuid)]
    payment_id: String,
    /// How much, minor units.
    amount_minor: i64,
    /// Where it stands.
    #[schema(schema_with = refund_states)]
    status: &'static str,
    /// What of the payment no invoice has taken now, minor units.
    credit_minor: i64,
    /// Whether the payment's provider carries it out. Else the biller does, and says how it ended.
    by_provider: bool,
}

impl From<RefundChanged> for RefundAnswer {
    fn from(changed: RefundChanged) -> Self {
        Self {
            refund_id: changed.refund_id.to_string(),
            payment_id: changed.payment_id.to_string(),
            amount_minor: changed.amount_minor,
            status: RefundState::as_str(changed.state),
            credit_minor: changed.credit_minor,
            by_provider: changed.by_provider,
        }
    }
}

/// Pay back
///
/// What no invoice has taken goes back to the payer; money of which nobody knows whose it is goes back to whoever sent
/// it. A provider is asked to do it; a transfer is the biller's to make, who says with the two calls below how it ended.
#[utoipa::path(
    post,
    path = "/payments/{payment_id}/refund",
    tag = tags::PAYMENTS,
    operation_id = "refund_payment",
    params(("payment_id" = String, Path, format = Uuid, description = "The payment's id"), KeyNeeded),
    request_body = NewRefund,
    responses(
        (status = 201, description = "It is about to be paid back", body = RefundAnswer),
        (status = 200, description = "The same call had been made before", body = RefundAnswer),
        TooLittle,
    )
)]
pub async fn start(
    call: Call,
    Id(payment): Id<PaymentId>,
    Body(body): Body<NewRefund>,
) -> Result<(StatusCode, Json<RefundAnswer>), ApiProblem> {
    let mut checks = Checks::default();
    let amount_minor = body.amount_minor.map(|minor| checks.amount("/amount_minor", minor));
    let reason = checks.optional_text("/reason", body.reason.as_deref(), LONGEST_REASON);
    checks.finish()?;
    let done = call.execute(StartRefund { payment, amount_minor, reason }).await?;
    Ok((created_or_known(&done), Json(done.output.into())))
}

/// Say that a refund was paid
#[utoipa::path(
    post,
    path = "/payments/{payment_id}/refunds/{refund_id}/complete",
    tag = tags::PAYMENTS,
    operation_id = "complete_refund",
    params(
        ("payment_id" = String, Path, format = Uuid, description = "The payment's id"),
        ("refund_id" = String, Path, format = Uuid, description = "The refund's id"),
        KeyNeeded
    ),
    responses((status = 200, description = "It is paid back", body = RefundAnswer), AlreadyEnded)
)]
pub async fn complete(
    call: Call,
    Path(ids): Path<(String, String)>,
) -> Result<Json<RefundAnswer>, ApiProblem> {
    finish(call, ids, RefundEnd::Completed, None).await
}

/// Say that a refund could not be paid
///
/// The money is the payer's credit again.
#[utoipa::path(
    post,
    path = "/payments/{payment_id}/refunds/{refund_id}/fail",
    tag = tags::PAYMENTS,
    operation_id = "fail_refund",
    params(
        ("payment_id" = String, Path, format = Uuid, description = "The payment's id"),
        ("refund_id" = String, Path, format = Uuid, description = "The refund's id"),
        KeyNeeded
    ),
    request_body(content = Option<Reason>),
    responses((status = 200, description = "It has failed", body = RefundAnswer), AlreadyEnded)
)]
pub async fn fail(
    call: Call,
    Path(ids): Path<(String, String)>,
    reason: Reason,
) -> Result<Json<RefundAnswer>, ApiProblem> {
    let reason = reason.checked()?;
    finish(call, ids, RefundEnd::Failed, reason).await
}

async fn finish(
    call: Call,
    (payment, refund): (String, String),
    end: RefundEnd,
    reason: Option<String>,
) -> Result<Json<RefundAnswer>, ApiProblem> {
    let (Ok(payment), Ok(refund)) = (payment.parse::<PaymentId>(), refund.parse::<RefundId>()) else {
        return Err(ApiProblem::not_found("what stands in the path is not an id"));
    };
    Ok(Json(call.execute(FinishRefund { payment, refund, end, reason }).await?.output.into()))
}
