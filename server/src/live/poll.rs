//! Polling, while a page's sockets fail: answers with the frames that the page misses, as JSON.

use app::live::Presence;
use axum::Json;
use axum::http::header::CACHE_CONTROL;
use axum::http::{Extensions, HeaderMap};
use axum::response::{IntoResponse, Response};
use domain::invoices::wire::PayerFrame;
use serde::Serialize;
use usecases::ReadPayerFrames;

use super::asked::{Closed, SocketQuery};
use crate::auth::{Unopened, find_link, link_caller};
use crate::state::App;

/// An [`app::live::ToPage`] that has the field `frames` even if there are none.
#[derive(Serialize)]
struct Polled {
    frames: Vec<PayerFrame>,
    presence: Presence,
    tick: i64,
}

/// The frames after `since`.
pub async fn answer(
    app: &App,
    token: &str,
    asked: SocketQuery,
    headers: &HeaderMap,
    extensions: &Extensions,
) -> Result<Response, Closed> {
    let address = app.limits.address(headers, extensions);
    app.limits.page(address).map_err(Closed::TooMany)?;
    let link =
        find_link(app, token, address).await.map_err(|unopened| Closed::unopened(unopened, headers))?;
    let (biller, invoice) = (link.place.biller, link.place.invoice);
    let frames = app.ask(&link_caller(&link), ReadPayerFrames { invoice, since: asked.since }).await;
    let polled = Polled {
        frames: frames.map_err(|error| Closed::unopened(Unopened::Failed(error), headers))?,
        presence: app.hub.presence(invoice),
        tick: app.services.clock.now().0.saturating_add(app.hub.clock_offset_ms(biller)),
    };
    Ok(([(CACHE_CONTROL, "no-store")], Json(polled)).into_response())
}
