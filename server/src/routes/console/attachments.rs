//! `POST /console/invoices/{invoice}/attachments` and its `GET`: files of a conversation, for staff. The guard has
//! checked that the invoice is the biller's.

use axum::extract::{Path, Request, State};
use axum::http::HeaderMap;
use axum::response::{IntoResponse as _, Response};
use domain::ids::InvoiceId;
use locale::Language;

use super::notice::Notice;
use crate::attachments::{read_form, serve, take_in};
use crate::auth::Staff;
use crate::respond::ProblemResponse;
use crate::state::App;

/// Stores a file, to be posted with the next message.
pub async fn upload(
    State(app): State<App>,
    staff: Staff,
    Path(invoice): Path<InvoiceId>,
    request: Request,
) -> Response {
    let headers = request.headers().clone();
    let form = read_form(&app, request).await;
    match staff.still_holds(&app).await {
        Ok(true) => {}
        Ok(false) => return Notice::logged_out().into_response(),
        Err(error) => return ProblemResponse::failed(&headers, &error).into_response(),
    }
    let taken = take_in(&app, staff.id.0, staff.caller(), invoice, form).await;
    // The console speaks English.
    taken.unwrap_or_else(|not_kept| not_kept.problem(&headers, Language::En))
}

pub async fn show(
    State(app): State<App>,
    staff: Staff,
    Path((invoice, attachment)): Path<(InvoiceId, String)>,
    headers: HeaderMap,
) -> Response {
    serve(&app, &staff.caller(), invoice, &attachment, &headers).await
}
