//! `POST /hooks/{provider}/{connection}`: a provider says that something has changed.
//!
//! A webhook is only verified and recorded; a job then asks the provider for the real state. So the answer is fast, and
//! fifty copies, in any order, lead to one request.

use axum::extract::{Path, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use bytes::Bytes;
use usecases::checkouts::ConnectionId;

use crate::providers::webhook::{NotTaken, receive};
use crate::respond::problem;
use crate::state::App;

/// The longest webhook, in bytes.
pub const LONGEST: usize = 256 * 1024;

pub async fn take(
    State(app): State<App>,
    Path((provider, connection)): Path<(String, String)>,
    headers: HeaderMap,
    body: Bytes,
) -> Response {
    let unknown = || problem(StatusCode::NOT_FOUND, "not_found", "There is no such connection", None);
    let Ok(id) = connection.parse::<ConnectionId>() else { return unknown() };
    let found = match app.services.node().provider_connection(id).await {
        Ok(found) => found,
        Err(error) => return failed(&headers, &error),
    };
    let Some(connection) = found.filter(|found| found.provider == provider) else { return unknown() };
    let header = match app.providers.provider(&connection) {
        Ok(provider) => provider.signature_header(),
        Err(error) => return failed(&headers, &error),
    };
    let signature = headers.get(header).and_then(|value| value.to_str().ok());
    match receive(&app.providers, &connection, signature, &body).await {
        Ok(()) => StatusCode::OK.into_response(),
        Err(NotTaken::Forged(why)) => problem(
            StatusCode::BAD_REQUEST,
            "webhook_refused",
            "The webhook was not taken",
            Some(&why.to_string()),
        ),
        Err(NotTaken::Failed(error)) => failed(&headers, &error),
    }
}

/// The provider sends it again; the reason is in the log.
fn failed(headers: &HeaderMap, error: &dyn std::fmt::Display) -> Response {
    let request_id = crate::respond::request_id(headers);
    tracing::error!(%request_id, %error, "a webhook could not be noted");
    problem(StatusCode::INTERNAL_SERVER_ERROR, "failed", "Something went wrong here", None)
}
