//! Proposals: what they say, word for word, and where they stand.

use domain::card::{Basis, Offer};
use domain::ids::CardId;
use domain::view::{CardView, Standing};
use domain::wire::{By, PayerEvent};
use domain::{Currency, Money, Timestamp};

use super::ViewContext;
use crate::words::{DateStyle, Words};

/// A proposal in words: its title and its exact terms. This is what somebody accepts: the page and the record
/// of consent both take it from here.
#[must_use]
pub fn terms<W: Words + ?Sized>(
    words: &W,
    offer: &Offer,
    basis: Basis,
    currency: Currency,
) -> (String, String) {
    let money = |minor| words.money(Money::new(minor, currency));
    let day = |date| words.date(date, DateStyle::Long);
    match offer {
        Offer::DueDate { to } => {
            let (date, was) = (day(*to), day(basis.due_date));
            let args = [("date", &*date), ("was", &*was)];
            (words.text("card-due-date", &args[..1]), words.text("card-due-date-text", &args))
        }
        Offer::WaiveFee { amount_minor, .. } => {
            let args = [("amount", &*money(*amount_minor))];
            (words.text("card-waive-fee", &args), words.text("card-waive-fee-text", &args))
        }
        Offer::Credit { amount_minor } => {
            let amount = money(*amount_minor);
            let rest = money((basis.open_minor - amount_minor).max(0));
            let args = [("amount", &*amount), ("rest", &*rest)];
            (words.text("card-credit", &args[..1]), words.text("card-credit-text", &args))
        }
        Offer::PartPayment { now_minor, now_by, rest_due } => {
            let (now, rest) = (money(*now_minor), money((basis.open_minor - now_minor).max(0)));
            let (by, due) = (day(*now_by), day(*rest_due));
            let args = [("now", &*now), ("day", &*by), ("rest", &*rest), ("due", &*due)];
            (words.text("card-part-payment", &[]), words.text("card-part-payment-text", &args))
        }
        Offer::ClaimPayment { amount_minor, paid_on, .. } => {
            let (amount, date) = (money(*amount_minor), day(*paid_on));
            let args = [("amount", &*amount), ("date", &*date)];
            (words.text("card-claim", &args[..1]), words.text("card-claim-text", &args))
        }
    }
}

/// The title of a card of this log.
pub fn title<W: Words + ?Sized>(sight: &ViewContext<'_, W>, card: CardId) -> String {
    let found = sight.view.cards.iter().find(|one| one.card_id == card);
    let terms = found.map(|card| terms(sight.words, &card.offer, card.basis, sight.view.currency));
    terms.unwrap_or_default().0
}

/// Where a card stands, in words.
pub fn state<W: Words + ?Sized>(sight: &ViewContext<'_, W>, card: &CardView, standing: Standing) -> String {
    let at = |key: &str, at: Timestamp| sight.words.text(key, &[("moment", &sight.words.moment(at))]);
    let answer = answer(sight, card.card_id);
    let told = |key, yours| {
        let (when, by) = answer?;
        Some(sight.told(key, yours, by.unwrap_or(&By::System), &[("moment", &sight.words.moment(when))]))
    };
    match standing {
        Standing::Waits if sight.is_mine(&card.by) => {
            let name = match card.by {
                By::Payer => sight.biller,
                _ => sight.payer,
            };
            let moment = sight.words.moment(card.expires_at);
            sight.words.text("card-waiting", &[("name", name), ("moment", &moment)])
        }
        Standing::Waits => at("card-until", card.expires_at),
        Standing::Accepted => told("card-accepted", "card-accepted-you").unwrap_or_default(),
        Standing::Declined => told("card-declined", "card-declined-you").unwrap_or_default(),
        Standing::Withdrawn => answer.map(|(when, _)| at("card-withdrawn", when)).unwrap_or_default(),
        Standing::Expired => at("card-expired", card.expires_at),
        Standing::Outdated => sight.text("card-changed"),
    }
}

/// When a card was answered or taken back, and by whom.
fn answer<'a, W: Words + ?Sized>(
    sight: &ViewContext<'a, W>,
    card: CardId,
) -> Option<(Timestamp, Option<&'a By>)> {
    sight.view.log.iter().find_map(|frame| {
        let (id, by) = match &frame.event {
            PayerEvent::CardAccepted { card_id, by } | PayerEvent::CardDeclined { card_id, by, .. } => {
                (card_id, Some(by))
            }
            PayerEvent::CardWithdrawn { card_id } => (card_id, None),
            _ => return None,
        };
        (*id == card).then_some((frame.at, by))
    })
}
