//! What a card says on the page, word for word, for the record of whoever accepts it.

use app::presenter::terms;
use domain::ids::{CardId, InvoiceId};
use domain::view::PayerView;
use locale::{Language, Localizer};
use usecases::{Caller, ConsentText, FindBiller, ReadPayerFrames, StoreError, UseCaseError};

use crate::localization::Spoken;
use crate::state::App;

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
) -> Result<ConsentText, UseCaseError> {
    let frames = app.ask(caller, ReadPayerFrames { invoice, since: 0 }).await?;
    let view = PayerView::try_from(frames).map_err(|error| StoreError::Unreadable(error.to_string()))?;
    let found = view.cards.iter().find(|one| one.card_id == card).ok_or(UseCaseError::NotFound("card"))?;
    let biller = app.ask(caller, FindBiller).await?;
    let words = Spoken(Localizer::new(language, biller.time_zone()));
    let (title, terms) = terms(&words, &found.offer, found.basis, view.currency);
    Ok(ConsentText { title, terms, words: found.text.clone(), language: language.tag().to_owned() })
}
