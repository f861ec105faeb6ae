//! `POST /i/{token}/proposals/{proposal}` and `…/withdraw`: the payer answers a proposal, or withdraws their own.

use app::pages::invoices::{Ask, Done};
use axum::extract::{Path, Request, State};
use axum::response::Response;
use domain::ids::ProposalId;
use usecases::{AcceptProposal, DeclineProposal, UseCaseError, WithdrawProposal};

use super::posted::{FormRefused, Posted};
use crate::consent::shown;
use crate::state::App;

pub async fn answer(
    State(app): State<App>,
    Path((token, proposal)): Path<(String, String)>,
    request: Request,
) -> Response {
    let posted = match Posted::receive(app, token, request).await {
        Ok(posted) => posted,
        Err(response) => return response,
    };
    match answered(&posted, &proposal).await {
        Ok(done) => posted.done(done),
        Err(not_done) => posted.refused(Some(Ask::Proposal), not_done, posted.written("reason")).await,
    }
}

async fn answered(posted: &Posted, proposal: &str) -> Result<Done, FormRefused> {
    posted.count()?;
    let (invoice, proposal) = (posted.invoice(), proposal_id(proposal)?);
    match posted.field("answer") {
        Some("accept") => {
            // The text that the page showed, generated anew from the proposal and never taken from the form.
            let shown = shown(posted.app(), &posted.caller(), invoice, proposal, posted.language()).await?;
            let evidence = Some(posted.evidence());
            // A proposal is accepted once, whichever window asks.
            let key = posted.key().unwrap_or_else(|| format!("accept:{proposal}"));
            posted.run(AcceptProposal { invoice, proposal, shown, evidence }, Some(key)).await?;
            Ok(Done::Accepted)
        }
        Some("decline") => {
            let reason = posted.field("reason").map(str::to_owned);
            posted.run(DeclineProposal { invoice, proposal, reason }, posted.key()).await?;
            Ok(Done::Declined)
        }
        _ => Err(FormRefused::Field("answer_unknown")),
    }
}

/// Withdraws a proposal of the payer.
pub async fn withdraw(
    State(app): State<App>,
    Path((token, proposal)): Path<(String, String)>,
    request: Request,
) -> Response {
    let posted = match Posted::receive(app, token, request).await {
        Ok(posted) => posted,
        Err(response) => return response,
    };
    match withdrawn(&posted, &proposal).await {
        Ok(()) => posted.done(Done::Withdrawn),
        Err(not_done) => posted.refused(Some(Ask::Proposal), not_done, String::new()).await,
    }
}

async fn withdrawn(posted: &Posted, proposal: &str) -> Result<(), FormRefused> {
    posted.count()?;
    let (invoice, proposal) = (posted.invoice(), proposal_id(proposal)?);
    // All proposals of a page share its key.
    let key = posted.key().map(|key| format!("{key}:{proposal}"));
    posted.run(WithdrawProposal { invoice, proposal }, key).await.map(drop)
}

fn proposal_id(text: &str) -> Result<ProposalId, FormRefused> {
    text.parse().map_err(|_| FormRefused::Failed(UseCaseError::NotFound("proposal")))
}
