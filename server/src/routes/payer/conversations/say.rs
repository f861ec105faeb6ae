//! `POST /i/{token}/say`: a message, from a page without scripts.

use app::pages::invoices::Done;
use axum::extract::{Path, Request, State};
use axum::response::Response;
use usecases::PostMessage;

use crate::routes::payer::posted::{FormRefused, Posted};
use crate::state::App;

/// Posts it, and shows the page again.
pub async fn say(State(app): State<App>, Path(token): Path<String>, request: Request) -> Response {
    let mut posted = match Posted::receive(app, token, request).await {
        Ok(posted) => posted,
        Err(response) => return response,
    };
    match post(&mut posted).await {
        Ok(()) => posted.done(Done::Sent),
        Err(not_done) => posted.refused(None, not_done, posted.written("text")).await,
    }
}

async fn post(posted: &mut Posted) -> Result<(), FormRefused> {
    posted.count()?;
    let use_case = PostMessage {
        invoice: posted.invoice(),
        text: posted.written("text"),
        line: posted.line()?,
        attachments: posted.attachments().await?,
        language: Some(posted.language().tag().to_owned()),
    };
    posted.run(use_case, posted.key()).await.map(drop)
}
