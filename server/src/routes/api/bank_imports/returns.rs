//! Returns that wait: the bank took something back, and no payment was found that it names.

use axum::Json;
use domain::Date;
use domain::ids::PaymentId;
use serde::{Deserialize, Serialize};
use usecases::ListReturns;
use usecases::bank_imports::{DismissReturn, ListedReturn, ResolveReturn, ReturnEnded};
use utoipa::ToSchema;
use uuid::Uuid;

use crate::routes::api::call::{Body, Call, Id, KeyNeeded, KeyWelcome};
use crate::routes::api::problem::ApiProblem;
use crate::routes::api::responses::Refused;
use crate::routes::api::tags;

/// A return that waits.
#[derive(Debug, Serialize, ToSchema)]
pub struct WaitingReturn {
    /// Its id.
    #[schema(format = Uuid)]
    return_id: String,
    /// The biller's account, as the file writes it.
    account: String,
    /// How much was taken back, minor units.
    #[schema(example = 12_000)]
    amount_minor: i64,
    /// Its currency.
    #[schema(example = "EUR")]
    currency: &'static str,
    /// On which day.
    #[schema(value_type = String, format = Date)]
    booked_on: Date,
    /// Why it waits: `return_waiting`.
    reason: &'static str,
    /// The bank's code.
    #[schema(example = "AC04")]
    code: Option<String>,
    /// The bank's words.
    text: Option<String>,
    /// Who had paid, as the bank names them.
    paid_by: Option<String>,
}

impl From<ListedReturn> for WaitingReturn {
    fn from(listed: ListedReturn) -> Self {
        let notice = listed.notice.unwrap_or_default();
        Self {
            return_id: listed.id.to_string(),
            account: listed.account,
            amount_minor: listed.amount.minor,
            currency: listed.amount.currency.code(),
            booked_on: listed.booked_on,
            reason: "return_waiting",
            code: notice.code,
            text: notice.text,
            paid_by: notice.remittance.debtor_name,
        }
    }
}

/// The returns that wait.
#[derive(Debug, Serialize, ToSchema)]
pub struct ReturnList {
    /// What has waited longest first.
    returns: Vec<WaitingReturn>,
}

/// List returns that wait
///
/// What a bank took back without a payment that it names. Each is tried again with every payment that arrives.
#[utoipa::path(
    get,
    path = "/bank/returns",
    tag = tags::PAYMENTS,
    operation_id = "list_returns",
    responses((status = 200, description = "The returns", body = ReturnList))
)]
pub async fn list(call: Call) -> Result<Json<ReturnList>, ApiProblem> {
    let returns = call.ask(ListReturns).await?;
    Ok(Json(ReturnList { returns: returns.into_iter().map(WaitingReturn::from).collect() }))
}

/// What a return takes back.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewResolution {
    /// The payment, of the same currency and of no more than the return.
    #[schema(value_type = String, format = Uuid)]
    payment_id: Uuid,
}

/// A return that waits no longer.
#[derive(Debug, Serialize, ToSchema)]
pub struct EndedReturn {
    /// Its id.
    #[schema(format = Uuid)]
    return_id: String,
    /// The payment that it took back.
    #[schema(format = Uuid)]
    payment_id: Option<String>,
    /// Where that stands.
    #[schema(example = "reversed")]
    status: Option<&'static str>,
}

impl From<ReturnEnded> for EndedReturn {
    fn from(ended: ReturnEnded) -> Self {
        Self {
            return_id: ended.id.to_string(),
            payment_id: ended.payment_id.map(|payment| payment.to_string()),
            status: ended.state.map(|state| state.as_str()),
        }
    }
}

/// Resolve a return
///
/// Says which payment it takes back: what that had paid is open again.
#[utoipa::path(
    post,
    path = "/bank/returns/{return_id}/resolve",
    tag = tags::PAYMENTS,
    operation_id = "resolve_return",
    params(("return_id" = String, Path, format = Uuid, description = "The return's id"), KeyNeeded),
    request_body = NewResolution,
    responses((status = 200, description = "The payment is taken back", body = EndedReturn), Refused)
)]
pub async fn resolve(
    call: Call,
    Id(id): Id<Uuid>,
    Body(body): Body<NewResolution>,
) -> Result<Json<EndedReturn>, ApiProblem> {
    let payment = PaymentId(body.payment_id);
    Ok(Json(call.execute(ResolveReturn { id, payment }).await?.output.into()))
}

/// Dismiss a return
///
/// Says that it takes back nothing that is in the books.
#[utoipa::path(
    post,
    path = "/bank/returns/{return_id}/dismiss",
    tag = tags::PAYMENTS,
    operation_id = "dismiss_return",
    params(("return_id" = String, Path, format = Uuid, description = "The return's id"), KeyWelcome),
    responses((status = 200, description = "It waits no longer", body = EndedReturn))
)]
pub async fn dismiss(call: Call, Id(id): Id<Uuid>) -> Result<Json<EndedReturn>, ApiProblem> {
    Ok(Json(call.execute(DismissReturn { id }).await?.output.into()))
}
