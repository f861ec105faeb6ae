//! Payers, who may ask to be forgotten.

use axum::Json;
use domain::ids::PayerId;
use serde::Serialize;
use usecases::ForgetPayer;
use utoipa::ToSchema;

use super::call::{Call, Id, KeyWelcome};
use super::problem::ApiProblem;
use super::tags;

/// What was erased.
#[derive(Debug, Serialize, ToSchema)]
pub struct Forgotten {
    /// Whom.
    #[schema(format = Uuid)]
    payer_id: String,
    /// How many entries of personal content were emptied.
    #[schema(example = 12)]
    erased: u64,
    /// How many invoices heard of it.
    #[schema(example = 3)]
    invoices: usize,
}

/// Forget a payer
///
/// Erases name, addresses, contact points, messages and reasons. Amounts, dates and the original files of
/// documents stay for as long as bookkeeping asks for them.
#[utoipa::path(
    delete,
    path = "/payers/{payer_id}/personal-data",
    tag = tags::PAYERS,
    operation_id = "forget_payer",
    params(("payer_id" = String, Path, format = Uuid, description = "The payer's id"), KeyWelcome),
    responses((status = 200, description = "The payer is forgotten", body = Forgotten))
)]
pub async fn forget(call: Call, Id(payer): Id<PayerId>) -> Result<Json<Forgotten>, ApiProblem> {
    let done = call.execute(ForgetPayer { payer }).await?.output;
    Ok(Json(Forgotten { payer_id: done.payer_id.to_string(), erased: done.erased, invoices: done.invoices }))
}
