//! `POST /i/{token}/person`: the payer wants a person instead of an automatic answer.

use app::pages::invoices::{Ask, Done};
use axum::extract::{Path, Request, State};
use axum::response::Response;
use usecases::AskPerson;

use crate::routes::payer::posted::{FormRefused, Posted};
use crate::state::App;

/// Puts the conversation into the inbox.
pub async fn ask(State(app): State<App>, Path(token): Path<String>, request: Request) -> Response {
    let posted = match Posted::receive(app, token, request).await {
        Ok(posted) => posted,
        Err(response) => return response,
    };
    match asked(&posted).await {
        Ok(()) => posted.done(Done::PersonAsked),
        Err(not_done) => posted.refused(Some(Ask::Person), not_done, String::new()).await,
    }
}

async fn asked(posted: &Posted) -> Result<(), FormRefused> {
    posted.count()?;
    posted.run(AskPerson { invoice: posted.invoice() }, posted.key()).await.map(drop)
}
