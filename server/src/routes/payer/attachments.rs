//! `POST /i/{token}/attachments` and `GET /i/{token}/attachments/{attachment}`: files of the payer's page.

use axum::extract::{Path, Request, State};
use axum::http::{Extensions, HeaderMap};
use axum::response::Response;

use crate::attachments::{read_form, serve, take_in};
use crate::auth::link_caller;
use crate::respond::language_of;
use crate::state::App;

/// Stores a file, to be posted with the next message or dispute.
pub async fn upload(State(app): State<App>, Path(token): Path<String>, request: Request) -> Response {
    let (headers, extensions) = (request.headers().clone(), request.extensions().clone());
    let link = match super::open(&app, &token, &headers, &extensions).await {
        Ok(link) => link,
        Err(response) => return response,
    };
    let (holder, invoice, caller) = (link.id.0, link.place.invoice, link_caller(&link));
    let form = read_form(&app, request).await;
    if let Err(response) = super::still_opens(&app, &link, &headers).await {
        return response;
    }
    let taken = take_in(&app, holder, caller, invoice, form).await;
    taken.unwrap_or_else(|not_kept| not_kept.problem(&headers, language_of(&headers)))
}

pub async fn show(
    State(app): State<App>,
    Path((token, attachment)): Path<(String, String)>,
    headers: HeaderMap,
    extensions: Extensions,
) -> Response {
    let link = match super::open(&app, &token, &headers, &extensions).await {
        Ok(link) => link,
        Err(response) => return response,
    };
    serve(&app, &link_caller(&link), link.place.invoice, &attachment, &headers).await
}
