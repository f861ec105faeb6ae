//! A pending payment settles or fails; a settled one is reversed.

use axum::Json;
use domain::ids::PaymentId;
use serde::Serialize;
use usecases::{ChangePayment, PaymentChange};
use utoipa::ToSchema;

use crate::routes::api::call::{Call, Id, KeyNeeded};
use crate::routes::api::problem::ApiProblem;
use crate::routes::api::responses::{NotPending, NotSettled};
use crate::routes::api::schema::payment_states;
use crate::routes::api::{Reason, tags};

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

impl From<usecases::MovedInvoice> for MovedInvoice {
    fn from(moved: usecases::MovedInvoice) -> Self {
        Self { invoice_id: moved.invoice_id.to_string(), seq: moved.seq }
    }
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
    responses((status = 200, description = "It is settled", body = PaymentChanged), NotPending)
)]
pub async fn settle(
    call: Call,
    Id(payment): Id<PaymentId>,
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
    responses((status = 200, description = "It has failed", body = PaymentChanged), NotPending)
)]
pub async fn fail(
    call: Call,
    Id(payment): Id<PaymentId>,
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
    responses((status = 200, description = "It is reversed", body = PaymentChanged), NotSettled)
)]
pub async fn reverse(
    call: Call,
    Id(payment): Id<PaymentId>,
    reason: Reason,
) -> Result<Json<PaymentChanged>, ApiProblem> {
    change(call, payment, PaymentChange::Reverse, reason).await
}

async fn change(
    call: Call,
    payment: PaymentId,
    change: PaymentChange,
    reason: Reason,
) -> Result<Json<PaymentChanged>, ApiProblem> {
    let changed = call.execute(ChangePayment { payment, change, reason: reason.checked()? }).await?.output;
    Ok(Json(PaymentChanged {
        payment_id: changed.payment_id.to_string(),
        status: changed.state.as_str(),
        invoices: changed.invoices.into_iter().map(MovedInvoice::from).collect(),
    }))
}
