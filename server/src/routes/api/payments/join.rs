//! Two reports of the same money: recorded by hand and reported by the bank, or reported twice.

use axum::Json;
use domain::ids::PaymentId;
use serde::Deserialize;
use usecases::{JoinPayment, SeparatePayment};
use utoipa::ToSchema;
use uuid::Uuid;

use super::matching::PaymentMatched;
use crate::routes::api::call::{Body, Call, Id, KeyNeeded};
use crate::routes::api::problem::ApiProblem;
use crate::routes::api::responses::{NotJoined, Refused};
use crate::routes::api::{Reason, tags};

/// The payment that counts.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewJoin {
    /// The payment that this one is the same money as.
    #[schema(value_type = String, format = Uuid)]
    payment_id: Uuid,
}

/// Join a payment to another report of it
///
/// Says that a payment of which nobody knows whose it is, is the same money as another one of the same sum: that one
/// counts in its place, and no balance of an invoice changes.
#[utoipa::path(
    post,
    path = "/payments/{payment_id}/join",
    tag = tags::PAYMENTS,
    operation_id = "join_payment",
    params(("payment_id" = String, Path, format = Uuid, description = "The payment's id"), KeyNeeded),
    request_body = NewJoin,
    responses((status = 200, description = "It is joined", body = PaymentMatched), Refused)
)]
pub async fn join(
    call: Call,
    Id(payment): Id<PaymentId>,
    Body(body): Body<NewJoin>,
) -> Result<Json<PaymentMatched>, ApiProblem> {
    let to = PaymentId(body.payment_id);
    Ok(Json(call.execute(JoinPayment { payment, to }).await?.output.into()))
}

/// Separate a payment from another report
///
/// Undoes joining: it is money of its own, and waits for a person.
#[utoipa::path(
    post,
    path = "/payments/{payment_id}/separate",
    tag = tags::PAYMENTS,
    operation_id = "separate_payment",
    params(("payment_id" = String, Path, format = Uuid, description = "The payment's id"), KeyNeeded),
    request_body(content = Option<Reason>),
    responses((status = 200, description = "It waits again", body = PaymentMatched), NotJoined)
)]
pub async fn separate(
    call: Call,
    Id(payment): Id<PaymentId>,
    reason: Reason,
) -> Result<Json<PaymentMatched>, ApiProblem> {
    let reason = reason.checked()?;
    Ok(Json(call.execute(SeparatePayment { payment, reason }).await?.output.into()))
}
