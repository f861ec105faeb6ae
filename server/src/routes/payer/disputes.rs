//! `POST /i/{token}/dispute`: the payer says that something is wrong.

use app::pages::invoices::{Ask, Done};
use axum::extract::{Path, Request, State};
use axum::response::Response;
use usecases::DisputeInvoice;

use crate::routes::payer::posted::{FormRefused, Posted};
use crate::state::App;

/// Opens a dispute about a line or the whole.
pub async fn dispute(State(app): State<App>, Path(token): Path<String>, request: Request) -> Response {
    let mut posted = match Posted::receive(app, token, request).await {
        Ok(posted) => posted,
        Err(response) => return response,
    };
    match opened(&mut posted).await {
        Ok(()) => posted.done(Done::Disputed),
        Err(not_done) => posted.refused(Some(Ask::Dispute), not_done, posted.written("reason")).await,
    }
}

async fn opened(posted: &mut Posted) -> Result<(), FormRefused> {
    posted.count()?;
    let use_case = DisputeInvoice {
        invoice: posted.invoice(),
        line: posted.line()?,
        text: posted.written("reason"),
        attachments: posted.attachments().await?,
    };
    posted.run(use_case, posted.key()).await.map(drop)
}
