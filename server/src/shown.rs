//! What a card says on the page, word for word, for the record of whoever accepts it.

use app::face::terms;
use domain::ids::{CardId, InvoiceId};
use domain::view::PayerView;
use locale::{Language, Speaker};
use usecases::{Caller, FindBiller, ReadPayerFrames, Shown, StoreError, UseCaseError};

use crate::state::App;
use crate::words::Spoken;

/// A card as a reader of `language` has it before their eyes: made by what makes the page, from the same log.
///
/// # Errors
/// [`UseCaseError::NotFound`] where the invoice has no such card, and what the database answers.
pub async fn shown(
    app: &App,
    caller: &Caller,
    invoice: InvoiceId,
    card: CardId,
    language: Language,
) -> Result<Shown, UseCaseError> {
    let frames = app.ask(caller, ReadPayerFrames { invoice, since: 0 }).await?;
    let view = PayerView::try_from(frames).map_err(|error| StoreError::Unreadable(error.to_string()))?;
    let found = view.cards.iter().find(|one| one.card_id == card).ok_or(UseCaseError::NotFound("card"))?;
    let biller = app.ask(caller, FindBiller).await?;
    let words = Spoken(Speaker::new(language, biller.time_zone()));
    let (title, terms) = terms(&words, &found.offer, found.basis, view.currency);
    Ok(Shown { title, terms, words: found.text.clone(), language: language.tag().to_owned() })
}
