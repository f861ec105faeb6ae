//! `POST /i/{token}/more-time`: the payer asks for more time.

use app::pages::invoices::{Ask, Done};
use axum::extract::{Path, Request, State};
use axum::response::Response;
use domain::time::iso_date;
use usecases::AskMoreTime;

use crate::routes::payer::posted::{FormRefused, Posted};
use crate::state::App;

/// Moves the due date at once if the policy allows it, else asks the biller.
pub async fn ask(State(app): State<App>, Path(token): Path<String>, request: Request) -> Response {
    let posted = match Posted::receive(app, token, request).await {
        Ok(posted) => posted,
        Err(response) => return response,
    };
    match asked(&posted).await {
        Ok(done) => posted.done(done),
        Err(not_done) => posted.refused(Some(Ask::MoreTime), not_done, posted.written("until")).await,
    }
}

async fn asked(posted: &Posted) -> Result<Done, FormRefused> {
    posted.count()?;
    let until = posted.field("until").and_then(iso_date::parse).ok_or(FormRefused::Field("until_invalid"))?;
    let text = posted.field("text").map(str::to_owned);
    let use_case = AskMoreTime { invoice: posted.invoice(), until, text };
    let answer = posted.run(use_case, posted.key()).await?;
    Ok(if answer.proposal_id.is_some() { Done::Asked } else { Done::Granted })
}
