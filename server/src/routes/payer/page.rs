//! `GET /i/{token}`: the invoice as its payer sees it now.

use std::sync::Arc;

use app::pages::brand::{Brand, Rgb};
use app::pages::invoices::{BillerView, Done, FormOutcome, InvoicePage, render};
use axum::extract::{Path, Query, State};
use axum::http::{Extensions, HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use domain::Money;
use domain::checkouts::method::CheckoutMethod;
use domain::ids::{CheckoutId, InvoiceId};
use domain::invoices::document::Party;
use domain::invoices::view::PayerView;
use locale::{Language, Localizer};
use serde::Deserialize;
use usecases::checkouts::ProviderConnection;
use usecases::{
    Biller, Caller, FindBiller, Link, ListProviderConnections, ReadDocument, ReadPayerFrames, ReadPolicy,
    StoredDocument,
};

use crate::assets;
use crate::auth::link_caller;
use crate::localization::{LanguagePreference, RequestLocalizer};
use crate::respond::{Page, ProblemResponse, browser_languages};
use crate::state::App;

#[derive(Debug, Default, Deserialize)]
pub struct Choices {
    /// The language chosen on the page.
    lang: Option<String>,
    /// A message was just sent.
    sent: Option<String>,
    /// What another form just did, see [`Done::as_str`].
    done: Option<String>,
    /// The line that the next message is about, from one.
    line: Option<String>,
    /// The checkout from which the payer returns.
    checkout: Option<String>,
}

impl Choices {
    fn said(&self) -> Option<FormOutcome> {
        let done = self.done.as_deref().and_then(Done::from_word);
        done.or(self.sent.as_ref().map(|_| Done::Sent)).map(FormOutcome::Done)
    }
}

/// Shows the page. Changes nothing: mail scanners follow links too.
pub async fn show(
    State(app): State<App>,
    Path(token): Path<String>,
    Query(choices): Query<Choices>,
    headers: HeaderMap,
    extensions: Extensions,
) -> Response {
    let link = match super::open(&app, &token, &headers, &extensions).await {
        Ok(link) => link,
        Err(response) => return response,
    };
    let line = choices.line.as_ref().and_then(|line| line.parse().ok());
    let back_from = choices.checkout.as_ref().and_then(|checkout| checkout.parse().ok());
    let from = From { line, back_from };
    let shown = build(&app, &link, &token, choices.lang.as_deref(), choices.said(), from, &headers);
    answer(shown.await, &headers)
}

/// The page of a valid link, with the result of the form that was just sent.
pub async fn page(
    app: &App,
    link: &Link,
    token: &str,
    chosen: Option<&str>,
    said: Option<FormOutcome>,
    headers: &HeaderMap,
) -> Response {
    answer(build(app, link, token, chosen, said, From::default(), headers).await, headers)
}

fn answer(built: anyhow::Result<Page>, headers: &HeaderMap) -> Response {
    match built {
        Ok(page) => page.into_response(),
        Err(error) => ProblemResponse::failed(headers, &error).into_response(),
    }
}

/// What the address adds to the page.
#[derive(Default)]
struct From {
    /// The line that the next message is about, from one.
    line: Option<u32>,
    /// The checkout from which the payer returns.
    back_from: Option<CheckoutId>,
}

async fn build(
    app: &App,
    link: &Link,
    token: &str,
    chosen: Option<&str>,
    said: Option<FormOutcome>,
    from: From,
    headers: &HeaderMap,
) -> anyhow::Result<Page> {
    let (caller, invoice) = (&link_caller(link), link.place.invoice);
    let (biller, stored) =
        tokio::try_join!(app.ask(caller, FindBiller), app.ask(caller, ReadDocument { invoice }))?;
    let stored = stored.ok_or_else(|| anyhow::anyhow!("the link's invoice is gone"))?;
    let wishes = LanguagePreference {
        chosen,
        payer: stored.language.as_deref(),
        browser: browser_languages(headers),
        biller: &biller.language,
    };
    let status = match said {
        Some(FormOutcome::Refused { .. } | FormOutcome::NotDone { .. }) => StatusCode::UNPROCESSABLE_ENTITY,
        _ => StatusCode::OK,
    };
    let words = Arc::new(RequestLocalizer(Localizer::new(wishes.language(), biller.time_zone())));
    let page = as_seen(app, caller, &biller, invoice, stored, format!("/i/{token}")).await?;
    let From { line, back_from } = from;
    let back_from = back_from.filter(|from| page.view.checkouts.iter().any(|(id, _)| id == from));
    let page = InvoicePage { said, line, back_from, ..page };
    Ok(Page { rendered: render(&page, words), status })
}

/// The page of an invoice as its payer sees it now.
///
/// # Errors
/// Any error of the database.
pub async fn as_seen(
    app: &App,
    caller: &Caller,
    biller: &Biller,
    invoice: InvoiceId,
    stored: StoredDocument,
    base_path: String,
) -> anyhow::Result<InvoicePage> {
    let (frames, policy, connections) = tokio::try_join!(
        app.ask(caller, ReadPayerFrames { invoice, since: 0 }),
        app.ask(caller, ReadPolicy),
        app.ask(caller, ListProviderConnections { invoice })
    )?;
    let view = PayerView::try_from(frames)?;
    let document = super::payments::means::completed(stored.document, &policy.payments);
    let rest = Money::new((view.open_minor - view.pending_minor()).max(0), view.currency);
    // Nobody should pay an amount that an unknown event may have changed.
    let (codes, ways) = if view.has_unknown() {
        (Vec::new(), Vec::new())
    } else {
        (super::payments::code::of(&document, view.currency), ways(app, &connections, biller.sandbox, rest))
    };
    Ok(InvoicePage {
        view,
        biller: biller_view(biller, &document.seller),
        document,
        buyer: stored.buyer,
        base_path,
        now: biller.now(app.services.clock.as_ref()),
        zone: biller.zone.to_string(),
        languages: languages(),
        sandbox: biller.sandbox,
        viewers: app.hub.presence(invoice),
        say_key: app.services.ids.next_id().to_string(),
        said: None,
        more_time: policy.more_time,
        ways,
        minimum_minor: policy.payments.minimum_payment_minor,
        codes,
        back_from: None,
        line: None,
        assets: assets::paths(),
    })
}

/// The ways to pay what is left, in the order of the page.
fn ways(app: &App, connections: &[ProviderConnection], sandbox: bool, rest: Money) -> Vec<String> {
    let limits = &app.services.provider_limits;
    let offers = |method: &CheckoutMethod| {
        let mut able = connections.iter().filter(|one| one.serves(sandbox) && one.methods.contains(method));
        method.takes(rest.currency) && able.any(|one| limits.takes(&one.provider, rest))
    };
    CheckoutMethod::ALL.into_iter().filter(offers).map(|method| method.as_str().to_owned()).collect()
}

/// The biller as the page shows it; the foot names the seller of the document, which may be another legal entity.
pub(super) fn biller_view(biller: &Biller, seller: &Party) -> BillerView {
    let colour = biller.colour.parse().unwrap_or(Rgb(0x0b, 0x6e, 0x63));
    let legal = seller.legal_name.as_ref().unwrap_or(&seller.name);
    let footer = [Some(legal), seller.registration.as_ref(), seller.vat_number.as_ref()];
    BillerView {
        name: biller.name.clone(),
        logo: biller.logo.clone(),
        brand: Brand::of(colour),
        footer: footer.into_iter().flatten().filter(|line| !line.is_empty()).cloned().collect(),
        email: biller.email.clone().or_else(|| seller.email.clone()),
        phone: biller.phone.clone().or_else(|| seller.phone.clone()),
    }
}

fn languages() -> Vec<app::pages::Language> {
    Language::ALL
        .into_iter()
        .map(|language| app::pages::Language {
            code: language.tag().into(),
            name: language.own_name().into(),
        })
        .collect()
}
