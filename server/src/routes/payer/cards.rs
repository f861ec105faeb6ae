//! `POST /i/{token}/cards/{card}` and `…/withdraw`: the payer answers a card, or takes back their own.

use app::pages::invoice::{Ask, Done};
use axum::extract::{Path, Request, State};
use axum::response::Response;
use domain::ids::CardId;
use usecases::{AcceptCard, DeclineCard, UseCaseError, WithdrawCard};

use super::posted::{NotDone, Posted};
use crate::shown::shown;
use crate::state::App;

/// Accepts or declines a card.
pub async fn answer(
    State(app): State<App>,
    Path((token, card)): Path<(String, String)>,
    request: Request,
) -> Response {
    let posted = match Posted::receive(app, token, request).await {
        Ok(posted) => posted,
        Err(response) => return response,
    };
    match answered(&posted, &card).await {
        Ok(done) => posted.done(done),
        Err(not_done) => posted.refused(Some(Ask::Card), not_done, posted.written("reason")).await,
    }
}

async fn answered(posted: &Posted, card: &str) -> Result<Done, NotDone> {
    posted.count()?;
    let (invoice, card) = (posted.invoice(), card_id(card)?);
    match posted.field("answer") {
        Some("accept") => {
            // The words that stood on the page, made anew from the card: never taken from the form.
            let shown = shown(posted.app(), &posted.caller(), invoice, card, posted.language()).await?;
            let evidence = Some(posted.evidence());
            // A card is accepted once, whichever window asks.
            let key = posted.key().unwrap_or_else(|| format!("accept:{card}"));
            posted.run(AcceptCard { invoice, card, shown, evidence }, Some(key)).await?;
            Ok(Done::Accepted)
        }
        Some("decline") => {
            let reason = posted.field("reason").map(str::to_owned);
            posted.run(DeclineCard { invoice, card, reason }, posted.key()).await?;
            Ok(Done::Declined)
        }
        _ => Err(NotDone::Field("answer_unknown")),
    }
}

/// Takes back a card of the payer's own.
pub async fn withdraw(
    State(app): State<App>,
    Path((token, card)): Path<(String, String)>,
    request: Request,
) -> Response {
    let posted = match Posted::receive(app, token, request).await {
        Ok(posted) => posted,
        Err(response) => return response,
    };
    match withdrawn(&posted, &card).await {
        Ok(()) => posted.done(Done::Withdrawn),
        Err(not_done) => posted.refused(Some(Ask::Card), not_done, String::new()).await,
    }
}

async fn withdrawn(posted: &Posted, card: &str) -> Result<(), NotDone> {
    posted.count()?;
    let (invoice, card) = (posted.invoice(), card_id(card)?);
    // The key of the page is that of each of its cards.
    let key = posted.key().map(|key| format!("{key}:{card}"));
    posted.run(WithdrawCard { invoice, card }, key).await.map(drop)
}

fn card_id(text: &str) -> Result<CardId, NotDone> {
    text.parse().map_err(|_| NotDone::Failed(UseCaseError::NotFound("card")))
}
