//! `GET /i/{token}/code/{epc|swish}.svg`: the payment code for what is left to pay.

use app::pages::invoices::PayCode;
use axum::extract::{Path, State};
use axum::http::header::{CACHE_CONTROL, CONTENT_SECURITY_POLICY, CONTENT_TYPE};
use axum::http::{Extensions, HeaderMap};
use axum::response::{IntoResponse, Response};
use documents::codes::{Code, Scheme};
use domain::invoices::document::Document;
use domain::invoices::view::PayerView;
use domain::{Currency, Money};
use usecases::{Link, ReadDocument, ReadPayerFrames, ReadPolicy, StoreError};

use crate::auth::link_caller;
use crate::respond::ProblemResponse;
use crate::state::App;

/// Draws the code. `?rest=` in the address keeps browsers from showing an older one; the code itself always has the
/// amount that is left now. There is none if nothing is left.
pub async fn show(
    State(app): State<App>,
    Path((token, file)): Path<(String, String)>,
    headers: HeaderMap,
    extensions: Extensions,
) -> Response {
    let link = match crate::routes::payer::open(&app, &token, &headers, &extensions).await {
        Ok(link) => link,
        Err(response) => return response,
    };
    let Some(scheme) = Scheme::ALL.into_iter().find(|scheme| file == [scheme.as_str(), ".svg"].concat())
    else {
        return ProblemResponse::not_found(&headers).into_response();
    };
    match code(&app, &link, scheme).await {
        Ok(Some(code)) => {
            let headers = [
                (CONTENT_TYPE, "image/svg+xml"),
                (CACHE_CONTROL, "private, no-store"),
                (CONTENT_SECURITY_POLICY, "default-src 'none'"),
            ];
            (headers, code.svg()).into_response()
        }
        Ok(None) => ProblemResponse::not_found(&headers).into_response(),
        Err(error) => ProblemResponse::failed(&headers, &error).into_response(),
    }
}

async fn code(app: &App, link: &Link, scheme: Scheme) -> anyhow::Result<Option<Code>> {
    let caller = &link_caller(link);
    let invoice = link.place.invoice;
    let (stored, frames, policy) = tokio::try_join!(
        app.ask(caller, ReadDocument { invoice }),
        app.ask(caller, ReadPayerFrames { invoice, since: 0 }),
        app.ask(caller, ReadPolicy)
    )?;
    let stored = stored.ok_or_else(|| anyhow::anyhow!("the link's invoice is gone"))?;
    let view = PayerView::try_from(frames)?;
    if view.has_unknown() {
        return Err(StoreError::NodeTooOld(format!("what is left to pay of invoice {invoice}")).into());
    }
    let rest_minor = view.open_minor - view.pending_minor();
    let document = super::means::completed(stored.document, &policy.payments);
    Ok(Code::of(scheme, &document, Money::new(rest_minor, view.currency)))
}

/// The codes that are possible with a document's accounts; whether one is shown depends on what is left.
pub fn of(document: &Document, currency: Currency) -> Vec<PayCode> {
    let made = |scheme| Code::of(scheme, document, Money::new(1, currency)).is_some();
    [(Scheme::Epc, PayCode::Epc), (Scheme::Swish, PayCode::Swish)]
        .into_iter()
        .filter(|(scheme, _)| made(*scheme))
        .map(|(_, code)| code)
        .collect()
}
