//! `/i/{token}/checkout/{checkout}`: going on to a payment provider, and cancelling.

use std::sync::Arc;

use app::pages::checkouts::{RedirectPage, RedirectTarget, render};
use app::pages::invoices::Ask;
use axum::extract::{Path, Query, Request, State};
use axum::http::{Extensions, HeaderMap, StatusCode};
use axum::response::{IntoResponse, Redirect, Response};
use domain::ids::CheckoutId;
use domain::invoices::view::PayerView;
use locale::{Language, Localizer};
use serde::Deserialize;
use usecases::checkouts::{AskProvider, CheckoutRow, CloseCheckout};
use usecases::{FindBiller, FindCheckout, Link, ReadDocument, ReadPayerFrames, UseCaseError};

use crate::assets;
use crate::auth::link_caller;
use crate::localization::RequestLocalizer;
use crate::respond::{Page, ProblemResponse, language_of};
use crate::routes::payer::page::biller_view;
use crate::routes::payer::posted::{FormRefused, Posted};
use crate::state::App;

#[derive(Debug, Default, Deserialize)]
pub struct Choices {
    /// The language of the page before.
    lang: Option<String>,
}

/// The page that goes on to the provider; or back to the invoice if the checkout is over.
pub async fn show(
    State(app): State<App>,
    Path((token, checkout)): Path<(String, String)>,
    Query(choices): Query<Choices>,
    headers: HeaderMap,
    extensions: Extensions,
) -> Response {
    let link = match crate::routes::payer::open(&app, &token, &headers, &extensions).await {
        Ok(link) => link,
        Err(response) => return response,
    };
    let Ok(checkout) = checkout.parse() else {
        return ProblemResponse::not_found(&headers).into_response();
    };
    let language = choices.lang.as_deref().and_then(Language::from_tag);
    going(&Way { app: &app, link: &link, token: &token, headers: &headers, language }, checkout).await
}

/// The same for a checkout that a form has just opened.
pub async fn on_the_way(posted: &Posted, checkout: CheckoutId) -> Response {
    let (app, link, token, headers) = (posted.app(), &posted.link, posted.token(), posted.headers());
    going(&Way { app, link, token, headers, language: Some(posted.language()) }, checkout).await
}

pub async fn cancel(
    State(app): State<App>,
    Path((token, checkout)): Path<(String, String)>,
    request: Request,
) -> Response {
    let posted = match Posted::receive(app, token, request).await {
        Ok(posted) => posted,
        Err(response) => return response,
    };
    match cancelled(&posted, &checkout).await {
        Ok(()) => back(&posted, "done=cancelled"),
        Err(not_done) => refused(&posted, not_done).await,
    }
}

async fn cancelled(posted: &Posted, checkout: &str) -> Result<(), FormRefused> {
    posted.count()?;
    let (invoice, checkout) = (posted.invoice(), own(posted, checkout).await?.id);
    posted.run(CloseCheckout { invoice, checkout }, None).await?;
    posted.app().providers.wake();
    Ok(())
}

/// Asks the provider now.
pub async fn check(
    State(app): State<App>,
    Path((token, checkout)): Path<(String, String)>,
    request: Request,
) -> Response {
    let posted = match Posted::receive(app, token, request).await {
        Ok(posted) => posted,
        Err(response) => return response,
    };
    match checked(&posted, &checkout).await {
        Ok(checkout) => back(&posted, &format!("checkout={checkout}")),
        Err(not_done) => refused(&posted, not_done).await,
    }
}

async fn checked(posted: &Posted, checkout: &str) -> Result<CheckoutId, FormRefused> {
    posted.count()?;
    let (invoice, checkout) = (posted.invoice(), own(posted, checkout).await?.id);
    posted.run(AskProvider { invoice, checkout }, None).await?;
    posted.app().providers.wake();
    Ok(checkout)
}

/// A checkout of another invoice is answered as not found.
async fn refused(posted: &Posted, not_done: FormRefused) -> Response {
    match not_done {
        FormRefused::Failed(UseCaseError::NotFound(_)) => {
            ProblemResponse::not_found(posted.headers()).into_response()
        }
        not_done => posted.refused(Some(Ask::Pay), not_done, String::new()).await,
    }
}

/// A checkout of the link's invoice.
async fn own(posted: &Posted, checkout: &str) -> Result<CheckoutRow, FormRefused> {
    let unknown = || FormRefused::Failed(UseCaseError::NotFound("checkout"));
    let checkout = checkout.parse().map_err(|_| unknown())?;
    posted.ask(FindCheckout { invoice: posted.invoice(), checkout }).await?.ok_or_else(unknown)
}

fn back(posted: &Posted, says: &str) -> Response {
    let lang = posted.lang().map(|lang| format!("&lang={}", lang.tag())).unwrap_or_default();
    Redirect::to(&format!("/i/{}?{says}{lang}", posted.token())).into_response()
}

struct Way<'a> {
    app: &'a App,
    link: &'a Link,
    token: &'a str,
    headers: &'a HeaderMap,
    language: Option<Language>,
}

async fn going(way: &Way<'_>, checkout: CheckoutId) -> Response {
    match page(way, checkout).await {
        Ok(Some(response)) => response,
        Ok(None) => ProblemResponse::not_found(way.headers).into_response(),
        Err(error) => ProblemResponse::failed(way.headers, &error).into_response(),
    }
}

async fn page(way: &Way<'_>, checkout: CheckoutId) -> anyhow::Result<Option<Response>> {
    let caller = &link_caller(way.link);
    let (app, invoice) = (way.app, way.link.place.invoice);
    let Some(row) = app.ask(caller, FindCheckout { invoice, checkout }).await? else { return Ok(None) };
    let frames = app.ask(caller, ReadPayerFrames { invoice, since: 0 }).await?;
    let view = PayerView::try_from(frames)?;
    let language = way.language.unwrap_or_else(|| language_of(way.headers));
    let base = format!("/i/{}", way.token);
    let here = format!("{base}/checkout/{checkout}?lang={}", language.tag());
    let back = format!("{base}?checkout={checkout}&lang={}", language.tag());
    if view.checkouts.iter().any(|(id, state)| *id == checkout && state.end.is_some()) {
        return Ok(Some(Redirect::to(&back).into_response()));
    }
    let (biller, stored) =
        tokio::try_join!(app.ask(caller, FindBiller), app.ask(caller, ReadDocument { invoice }))?;
    let stored = stored.ok_or_else(|| anyhow::anyhow!("the link's invoice is gone"))?;
    let page = RedirectPage {
        biller: biller_view(&biller, &stored.document.seller),
        amount: row.amount(),
        to: row
            .url
            .filter(|url| is_address(url))
            .map_or(RedirectTarget::Here(here), RedirectTarget::Provider),
        back,
        assets: assets::paths(),
    };
    let words = Arc::new(RequestLocalizer(Localizer::new(language, biller.time_zone())));
    let page = Page { rendered: render(&page, words), status: StatusCode::OK };
    Ok(Some(page.into_response()))
}

/// Whether a browser may be sent there: the address in a provider's answer is not trusted.
fn is_address(url: &str) -> bool {
    url.starts_with("https://") || url.starts_with("http://")
}
