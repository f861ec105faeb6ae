//! `POST /i/{token}/pay`: the payer chooses how much and how, and goes on to the payment provider.

use app::pages::invoices::Ask;
use axum::extract::{Path, Request, State};
use axum::response::Response;
use domain::Timestamp;
use domain::checkouts::method::CheckoutMethod;
use domain::ids::CheckoutId;
use domain::invoices::view::{PayerView, ViewError};
use usecases::checkouts::OpenCheckout;
use usecases::{FindBiller, ReadPayerFrames, StoreError, UseCaseError};

use crate::providers::offer;
use crate::routes::payer::checkouts::{amount, attempts as checkouts};
use crate::routes::payer::posted::{FormRefused, Posted};
use crate::state::App;

/// Opens a checkout, and answers with the page that goes on to the provider.
pub async fn pay(State(app): State<App>, Path(token): Path<String>, request: Request) -> Response {
    let posted = match Posted::receive(app, token, request).await {
        Ok(posted) => posted,
        Err(response) => return response,
    };
    match begun(&posted).await {
        Ok(checkout) => {
            // The payer waits for it. If the provider is slow, a job continues, and the page looks again.
            let biller = posted.link.place.biller;
            offer::make(&posted.app().providers, biller, checkout).await;
            checkouts::on_the_way(&posted, checkout).await
        }
        Err(not_done) => {
            let written = if other(&posted) { posted.written("amount") } else { String::new() };
            posted.refused(Some(Ask::Pay), not_done, written).await
        }
    }
}

async fn begun(posted: &Posted) -> Result<CheckoutId, FormRefused> {
    posted.count()?;
    let method = posted.field("method").and_then(|word| word.parse::<CheckoutMethod>().ok());
    let method = method.ok_or(FormRefused::Field("way_unavailable"))?;
    let (view, now) = stands(posted).await?;
    let amount_minor = amount_minor(posted, &view)?;
    seen(posted, &view, now)?;
    let (invoice, link) = (posted.invoice(), Some(posted.link.id));
    let use_case = OpenCheckout { invoice, amount_minor, method, link };
    // A second click is the same payment; but paying once more from a page that one returns to is another try.
    let opened = match posted.run(use_case.clone(), posted.key()).await {
        Err(FormRefused::Failed(UseCaseError::KeyReused)) => posted.run(use_case, None).await?,
        Ok(opened) if ended(&view, opened.checkout_id) => posted.run(use_case, None).await?,
        other => other?,
    };
    Ok(opened.checkout_id)
}

/// The invoice as its payer sees it now, by the biller's clock.
async fn stands(posted: &Posted) -> Result<(PayerView, Timestamp), FormRefused> {
    let (biller, frames) = tokio::try_join!(
        posted.ask(FindBiller),
        posted.ask(ReadPayerFrames { invoice: posted.invoice(), since: 0 })
    )?;
    let unreadable = |error: ViewError| UseCaseError::from(StoreError::Unreadable(error.to_string()));
    let view = PayerView::try_from(frames).map_err(unreadable)?;
    Ok((view, biller.now(posted.app().services.clock.as_ref())))
}

fn other(posted: &Posted) -> bool {
    match posted.field("part") {
        Some(part) => part == "other",
        None => posted.field("amount").is_some(),
    }
}

/// The amount: what is left, if it is still the amount on the button; or the amount that was written.
fn amount_minor(posted: &Posted, view: &PayerView) -> Result<i64, FormRefused> {
    let rest_minor = view.open_minor - view.pending_minor();
    if rest_minor <= 0 {
        return Err(FormRefused::Field("nothing_open"));
    }
    if other(posted) {
        let written = amount::read(&posted.written("amount"), view.currency, posted.language());
        let minor = written.ok_or(FormRefused::Field("amount_unreadable"))?;
        return if minor <= rest_minor { Ok(minor) } else { Err(FormRefused::Field("more_than_open")) };
    }
    let shown = posted.field("shown");
    if shown.is_none_or(|shown| shown == rest_minor.to_string()) {
        Ok(rest_minor)
    } else {
        Err(FormRefused::Field("amount_moved"))
    }
}

/// The reader has seen which payment was begun before; otherwise the page is shown again, and says so.
fn seen(posted: &Posted, view: &PayerView, now: Timestamp) -> Result<(), FormRefused> {
    let newest = view.checkouts.iter().rev().find(|(_, state)| state.is_open(now));
    match (newest, posted.given("seen")) {
        (Some((id, _)), Some(seen)) if id.to_string() != seen => Err(FormRefused::Field("begun_elsewhere")),
        _ => Ok(()),
    }
}

fn ended(view: &PayerView, checkout: CheckoutId) -> bool {
    view.checkouts.iter().any(|(id, state)| *id == checkout && state.end.is_some())
}
