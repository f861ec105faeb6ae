//! The text of a proposal, word for word as the page shows it, for the record of consent of whoever accepts it.

use app::presenter::proposal_text;
use domain::ids::{InvoiceId, ProposalId};
use domain::invoices::view::PayerView;
use locale::{Language, Localizer};
use usecases::{Caller, ConsentText, FindBiller, ReadPayerFrames, StoreError, UseCaseError};

use crate::localization::RequestLocalizer;
use crate::state::App;

/// The text of a proposal as a reader of `language` sees it: made by the same code as the page, from the same log.
///
/// # Errors
/// [`UseCaseError::NotFound`] if the invoice has no such proposal, and any error of the database.
pub async fn shown(
    app: &App,
    caller: &Caller,
    invoice: InvoiceId,
    proposal: ProposalId,
    language: Language,
) -> Result<ConsentText, UseCaseError> {
    let frames = app.ask(caller, ReadPayerFrames { invoice, since: 0 }).await?;
    let view = PayerView::try_from(frames).map_err(|error| StoreError::Unreadable(error.to_string()))?;
    let found = view
        .proposals
        .iter()
        .find(|one| one.proposal_id == proposal)
        .ok_or(UseCaseError::NotFound("proposal"))?;
    let biller = app.ask(caller, FindBiller).await?;
    let words = RequestLocalizer(Localizer::new(language, biller.time_zone()));
    let (title, terms) = proposal_text(&words, &found.change, found.terms, view.currency);
    Ok(ConsentText { title, terms, words: found.text.clone(), language: language.tag().to_owned() })
}
