//! Checkouts that a biller's own system opens for its payers.

use axum::Json;
use axum::http::StatusCode;
use domain::checkouts::method::CheckoutMethod;
use domain::ids::InvoiceId;
use serde::{Deserialize, Serialize};
use usecases::checkouts::OpenCheckout;
use utoipa::ToSchema;

use super::call::{Body, Call, Id, KeyWelcome, created_or_known};
use super::checks::Checks;
use super::problem::ApiProblem;
use super::responses::Repeated;
use super::tags;
use crate::providers::offer;

/// A checkout to open.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"amount_minor": 45000, "method": "card"}))]
pub struct NewCheckout {
    /// How much is to be paid, minor units: no more than is open, and no less than the biller's minimum unless less is
    /// open.
    #[schema(minimum = 1)]
    amount_minor: i64,
    /// How: `card`, `ideal`, `paypal` or `swish`, as far as the biller's connections have it.
    method: String,
}

/// A checkout that was opened.
#[derive(Debug, Serialize, ToSchema)]
pub struct OpenedCheckout {
    /// Its id.
    #[schema(format = Uuid)]
    checkout_id: String,
    /// Where the payer pays; nothing while the provider has not answered: the same call under the same key says it.
    url: Option<String>,
    /// From then on nobody can pay there, UTC milliseconds.
    expires_at: i64,
    /// The number of the invoice's last event.
    seq: i64,
}

/// Open a checkout
///
/// Opens a payment at the biller's provider and answers where the payer pays. The payer comes back to the invoice's
/// page. When the amount is no longer right, because something else was paid or the invoice was withdrawn, it is closed
/// there.
#[utoipa::path(
    post,
    path = "/invoices/{id}/checkouts",
    tag = tags::PAYMENTS,
    operation_id = "open_checkout",
    params(("id" = String, Path, format = Uuid, description = "The invoice's id"), KeyWelcome),
    request_body = NewCheckout,
    responses((status = 201, description = "The checkout", body = OpenedCheckout), Repeated<OpenedCheckout>)
)]
pub async fn open(
    call: Call,
    Id(invoice): Id<InvoiceId>,
    Body(body): Body<NewCheckout>,
) -> Result<(StatusCode, Json<OpenedCheckout>), ApiProblem> {
    let mut checks = Checks::default();
    let method = body.method.parse::<CheckoutMethod>();
    if method.is_err() {
        checks.add("/method", "method", "a method is card, ideal, paypal or swish");
    }
    checks.finish()?;
    let method = method.map_err(|()| ApiProblem::not_found("there is no such method"))?;
    let use_case = OpenCheckout { invoice, amount_minor: body.amount_minor, method, link: None };
    let (providers, biller) = (call.app.providers.clone(), call.caller.biller);
    let done = call.execute(use_case).await?;
    let (status, opened) = (created_or_known(&done), done.output);
    let url = match offer::url(&providers, biller, opened.checkout_id).await? {
        Some(url) => Some(url),
        None => offer::make(&providers, biller, opened.checkout_id).await,
    };
    let answer = OpenedCheckout {
        checkout_id: opened.checkout_id.to_string(),
        url,
        expires_at: opened.expires_at.0,
        seq: opened.seq,
    };
    Ok((status, Json(answer)))
}
