//! `POST /hooks/{provider}/{connection}`: a provider says that something has changed.
//!
//! A webhook is checked and noted, nothing more: a job asks the provider what holds. So it is answered at once, and
//! fifty copies, in any order, are one question.

use axum::extract::{Path, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use bytes::Bytes;
use psp::{Forged, Incoming, Notice};
use usecases::money_in::checkout::{AskProvider, ConnectionId, ProviderConnection};
use usecases::{Caller, Input, Principal, execute};

use crate::providers::{NotAsked, Providers};
use crate::respond::problem;
use crate::state::App;

/// The longest webhook, in bytes.
pub const LONGEST: usize = 256 * 1024;

/// Why a webhook was not taken.
pub enum NotTaken {
    /// It does not come from the provider, or is too old.
    Forged(Forged),
    /// It could not be noted; the provider sends it again.
    Failed(NotAsked),
}

impl<E: Into<NotAsked>> From<E> for NotTaken {
    fn from(error: E) -> Self {
        Self::Failed(error.into())
    }
}

/// Takes a webhook.
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

/// Checks a webhook of a connection, and has the provider asked about what it names.
///
/// # Errors
/// [`NotTaken`].
pub async fn receive(
    providers: &Providers,
    connection: &ProviderConnection,
    signature: Option<&str>,
    body: &Bytes,
) -> Result<(), NotTaken> {
    let services = providers.services();
    let now = services.clock.now();
    let verified = providers.provider(connection)?.verify(Incoming { signature, body }, now);
    let notice = verified.map_err(|why| {
        tracing::warn!(connection = %connection.id, provider = connection.provider, %why, "a webhook was refused");
        metrics::counter!("billow_webhooks_refused_total").increment(1);
        NotTaken::Forged(why)
    })?;
    metrics::counter!("billow_webhooks_taken_total").increment(1);
    let Notice::Checkout(provider_id) = notice else {
        // Refunds are asked for by jobs of their own.
        return Ok(());
    };
    let found = services.node().checkout_at(connection.biller, connection.id, &provider_id).await?;
    let Some(checkout) = found else {
        // Of somebody else who uses the same account there, or of a checkout whose making we do not know of yet: its
        // job asks anyway.
        tracing::info!(connection = %connection.id, "a webhook is about no checkout of ours");
        return Ok(());
    };
    let caller = Caller { biller: connection.biller, principal: Principal::System { task: "hooks" } };
    let use_case = AskProvider { invoice: checkout.invoice, checkout: checkout.id };
    execute(services, caller, Input { use_case, key: None }).await?;
    providers.wake();
    Ok(())
}

/// The provider sends it again; the reason is in the log.
fn failed(headers: &HeaderMap, error: &dyn std::fmt::Display) -> Response {
    let request_id = crate::respond::request_id(headers);
    tracing::error!(%request_id, %error, "a webhook could not be noted");
    problem(StatusCode::INTERNAL_SERVER_ERROR, "failed", "Something went wrong here", None)
}
