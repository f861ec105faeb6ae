//! The payer's page and its forms. The link is the only proof of who it is, see [`open`].

pub mod attachments;
pub mod checkouts;
pub mod conversations;
pub mod disputes;
pub mod page;
pub mod payments;
mod posted;
pub mod proposals;

use axum::http::{Extensions, HeaderMap};
use axum::response::{IntoResponse, Response};
use usecases::Link;

use crate::auth::{Unopened, find_link};
use crate::respond::ProblemResponse;
use crate::state::App;

/// Finds the link of a token. A wrong, an expired and a revoked one get the same answer after the same one look-up, so
/// that nobody can tell them apart.
pub async fn open(
    app: &App,
    token: &str,
    headers: &HeaderMap,
    extensions: &Extensions,
) -> Result<Link, Response> {
    let address = app.limits.address(headers, extensions);
    let limited = |too_many| ProblemResponse::too_many(headers, too_many).into_response();
    app.limits.page(address).map_err(limited)?;
    match find_link(app, token, address).await {
        Ok(link) => Ok(link),
        Err(Unopened::Link) => Err(ProblemResponse::link(headers).into_response()),
        Err(Unopened::TooMany(too_many)) => Err(limited(too_many)),
        Err(Unopened::Failed(error)) => Err(ProblemResponse::failed(headers, &error).into_response()),
    }
}

/// Whether a link still opens its page: checked again once a body has arrived, which may take its time.
///
/// # Errors
/// The page that says that it does not.
pub async fn still_opens(app: &App, link: &Link, headers: &HeaderMap) -> Result<(), Response> {
    match app.services.node().link_by_hash(&link.token_hash).await {
        Ok(Some(now)) if now.is_valid(app.services.clock.now()) => Ok(()),
        Ok(_) => Err(ProblemResponse::link(headers).into_response()),
        Err(error) => Err(ProblemResponse::failed(headers, &error).into_response()),
    }
}
