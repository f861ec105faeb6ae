//! Serves a file as a download, with a fixed type that no browser mistakes for another one.

use axum::body::Body;
use axum::http::header::{
    CACHE_CONTROL, CONTENT_DISPOSITION, CONTENT_LENGTH, CONTENT_SECURITY_POLICY, CONTENT_TYPE,
    X_CONTENT_TYPE_OPTIONS,
};
use axum::http::{HeaderMap, HeaderName, HeaderValue};
use axum::response::{IntoResponse, Response};
use domain::ids::{AttachmentId, InvoiceId};
use files::Kind;
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

use usecases::{Caller, FindAttachment};

use crate::respond::ProblemResponse;
use crate::state::App;

/// The characters that RFC 8187 does not encode.
const PLAIN: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'!')
    .remove(b'#')
    .remove(b'$')
    .remove(b'&')
    .remove(b'+')
    .remove(b'-')
    .remove(b'.')
    .remove(b'^')
    .remove(b'_')
    .remove(b'`')
    .remove(b'|')
    .remove(b'~');

/// Answers with the file, or `None` if the reader may not know it.
pub async fn serve(
    app: &App,
    caller: &Caller,
    invoice: InvoiceId,
    id: &str,
    headers: &HeaderMap,
) -> Response {
    match find(app, caller, invoice, id).await {
        Ok(Some(response)) => response,
        Ok(None) => ProblemResponse::not_found(headers).into_response(),
        Err(error) => ProblemResponse::failed(headers, &format_args!("{error:#}")).into_response(),
    }
}

async fn find(app: &App, caller: &Caller, invoice: InvoiceId, id: &str) -> anyhow::Result<Option<Response>> {
    let Ok(id) = id.parse::<AttachmentId>() else { return Ok(None) };
    let Some(known) = app.ask(caller, FindAttachment { invoice, id }).await? else { return Ok(None) };
    // Only types that the check knows are ever sent.
    let Ok(kind) = known.media_type.parse::<Kind>() else { return Ok(None) };
    let Some(kept) = app.files.get(caller.biller, id).await? else {
        anyhow::bail!("the bytes of attachment {id} are not where they were kept");
    };
    let mut response = Body::from_stream(kept.bytes).into_response();
    let name = utf8_percent_encode(&known.name, PLAIN);
    let disposition = format!("attachment; filename*=UTF-8''{name}");
    let headers = response.headers_mut();
    for (header, value) in [
        (CONTENT_TYPE, kind.media_type()),
        (CONTENT_DISPOSITION, &disposition),
        (X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (CONTENT_SECURITY_POLICY, "sandbox; default-src 'none'; frame-ancestors 'none'"),
        (CACHE_CONTROL, "no-store"),
        (HeaderName::from_static("cross-origin-resource-policy"), "same-origin"),
        (HeaderName::from_static("x-robots-tag"), "noindex, nofollow"),
    ] {
        // Percent-encoded, so ASCII.
        headers.insert(header, HeaderValue::from_str(value)?);
    }
    headers.insert(CONTENT_LENGTH, HeaderValue::from(kept.size));
    Ok(Some(response))
}
