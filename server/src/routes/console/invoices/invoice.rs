//! `GET /console/invoices/{invoice}`: one invoice with its tools, and the payer's view of it.

use std::sync::Arc;

use axum::extract::{Path, Query, State};
use axum::http::header::CONTENT_SECURITY_POLICY;
use axum::http::{HeaderMap, HeaderValue};
use axum::response::{IntoResponse, Response};
use console::pages::invoices::invoice::{InvoicePage, render};
use console::pages::invoices::summary::{self, SummaryPage};
use console::pages::sidebar::LineView;
use domain::ids::InvoiceId;
use locale::{Language, Localizer};

use usecases::{FindBiller, FindInvoice, Query as _, ReadDocument, ReadStaffFrames, lets_in};

use crate::auth::Staff;
use crate::localization::RequestLocalizer;
use crate::respond::Page;
use crate::routes::console::answer::{ListQuery, failed, page};
use crate::routes::console::conversations::conversation::{Kept, conversation};
use crate::routes::console::figures::{ERASED, figures};
use crate::routes::console::frame::{FrameContext, around, done};
use crate::routes::console::sidebar;
use crate::routes::payer::page::as_seen;
use crate::state::App;

pub async fn show(
    State(app): State<App>,
    staff: Staff,
    Path(invoice): Path<InvoiceId>,
    Query(asked): Query<ListQuery>,
    headers: HeaderMap,
) -> Response {
    let built = if lets_in(ReadStaffFrames::ALLOWED, staff.role) {
        build(&app, &staff, invoice, &asked).await.map(|built| render(&built))
    } else {
        summary(&app, &staff, invoice).await.map(|built| summary::render(&built))
    };
    match built {
        Ok(rendered) => page(rendered),
        Err(error) => failed(&headers, &error),
    }
}

/// The invoice without its conversation, its payments, and the payer's contact details.
async fn summary(app: &App, staff: &Staff, invoice: InvoiceId) -> anyhow::Result<SummaryPage> {
    let FrameContext { biller, frame } = around(app, staff, None).await?;
    let caller = &staff.caller();
    let (row, stored) = tokio::try_join!(
        app.ask(caller, FindInvoice { invoice }),
        app.ask(caller, ReadDocument { invoice })
    )?;
    let gone = || anyhow::anyhow!("the invoice is gone");
    let (row, stored) = (row.ok_or_else(gone)?, stored.ok_or_else(gone)?);
    let today = frame.say.now.date_in(&biller.time_zone());
    let payer = stored.buyer.map(|buyer| buyer.name).filter(|name| !name.is_empty());
    let lines = stored.document.lines.iter();
    Ok(SummaryPage {
        figures: figures(&row, today),
        payer: payer.unwrap_or_else(|| ERASED.to_owned()),
        lines: lines.map(|line| LineView { name: line.name.clone(), net_minor: line.net_minor }).collect(),
        frame,
    })
}

async fn build(
    app: &App,
    staff: &Staff,
    invoice: InvoiceId,
    asked: &ListQuery,
) -> anyhow::Result<InvoicePage> {
    let FrameContext { biller, frame } = around(app, staff, done(&asked.done)).await?;
    let open = sidebar::open(app, staff, &biller, invoice, &*frame.say.words).await?;
    let conversation = conversation(app, &biller, staff, &open, Kept::default()).await?;
    Ok(InvoicePage { frame, side: open.side, conversation })
}

/// `GET /console/invoices/{invoice}/as-payer`: the page as the payer sees it, to be shown in a frame of the console. It
/// runs no scripts, and its forms are not sent.
pub async fn as_payer(
    State(app): State<App>,
    staff: Staff,
    Path(invoice): Path<InvoiceId>,
    headers: HeaderMap,
) -> Response {
    match payers_page(&app, &staff, invoice).await {
        Ok(page) => {
            let mut response = page.into_response();
            if let Some(policy) = framed_policy(response.headers()) {
                response.headers_mut().insert(CONTENT_SECURITY_POLICY, policy);
            }
            response
        }
        Err(error) => failed(&headers, &error),
    }
}

/// The page's own policy, except that the console may frame it and nothing in it runs or is sent.
fn framed_policy(headers: &HeaderMap) -> Option<HeaderValue> {
    let policy = headers.get(CONTENT_SECURITY_POLICY)?.to_str().ok()?;
    let directive = |directive: &str| match directive.split_whitespace().next() {
        Some("script-src") => "script-src 'none'".to_owned(),
        Some("form-action") => "form-action 'none'".to_owned(),
        Some("frame-ancestors") => "frame-ancestors 'self'".to_owned(),
        _ => directive.trim().to_owned(),
    };
    let framed: Vec<String> = policy.split(';').map(directive).collect();
    HeaderValue::from_str(&framed.join("; ")).ok()
}

async fn payers_page(app: &App, staff: &Staff, invoice: InvoiceId) -> anyhow::Result<Page> {
    let biller = app.ask(&staff.caller(), FindBiller).await?;
    let stored = app.ask(&staff.caller(), ReadDocument { invoice }).await?;
    let stored = stored.ok_or_else(|| anyhow::anyhow!("the invoice is gone"))?;
    let language = stored.language.as_deref().and_then(Language::from_tag);
    let language = language.or_else(|| Language::from_tag(&biller.language)).unwrap_or(Language::En);
    let words = Arc::new(RequestLocalizer(Localizer::new(language, biller.time_zone())));
    let mut seen = as_seen(
        app,
        &staff.caller(),
        &biller,
        invoice,
        stored,
        format!("/console/invoices/{invoice}/as-payer"),
    )
    .await?;
    // No script runs in it; the console reloads it.
    seen.assets.js = None;
    seen.assets.wasm = None;
    let rendered = app::pages::invoices::render(&seen, words);
    Ok(Page { rendered, status: axum::http::StatusCode::OK })
}
