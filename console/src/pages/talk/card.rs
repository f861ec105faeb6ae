//! Cards in the talk: what was proposed, how it stands, and what staff can do with it.

use domain::ids::CardId;
use domain::view::{CardView, Standing};
use domain::wire::{By, StaffFrame};
use leptos::prelude::*;

use super::{Talk, written};
use crate::pages::Say;

/// The card in the place where it was proposed.
pub fn entry(talk: &Talk, card_id: CardId, frame: &StaffFrame, say: &Say) -> Option<AnyView> {
    let view = &talk.view.shared;
    let card = view.cards.iter().find(|card| card.card_id == card_id)?;
    let standing = view.standing(card, say.now);
    let theirs = card.by == By::Payer;
    let (title, detail) = app::presenter::terms(&*say.words, &card.offer, card.basis, view.currency);
    let by = super::who(talk, &card.by);
    let state = state(talk, card, standing, say);
    let name = match standing {
        Standing::Waits => "waits",
        Standing::Accepted => "accepted",
        Standing::Declined => "declined",
        Standing::Withdrawn => "withdrawn",
        Standing::Expired => "expired",
        Standing::Outdated => "outdated",
    };
    let record = (standing == Standing::Accepted).then(|| {
        let record = format!("/console/invoices/{}/cards/{card_id}/record", talk.invoice);
        view! { <a href=record>"record"</a> }
    });
    let acts = (talk.may_act && standing == Standing::Waits).then(|| acts(talk, card_id, theirs));
    Some(
        view! {
            <li
                class="offer"
                data-key=format!("e{}", frame.seq)
                data-card=card_id.to_string()
                data-card-state=name
                data-mine=(!theirs).then_some("")
            >
                <span class="by">{by} " · " {say.moment(frame.at)}</span>
                <b>{title}</b>
                <span class="num">{detail}</span>
                {card.text.as_deref().map(|text| written(Some(text)))}
                <small>{state} {record}</small>
                {acts}
            </li>
        }
        .into_any(),
    )
}

fn state(talk: &Talk, card: &CardView, standing: Standing, say: &Say) -> String {
    let theirs = card.by == By::Payer;
    match standing {
        Standing::Waits if theirs => format!("Waits for you · until {}", say.moment(card.expires_at)),
        Standing::Waits => format!("Waits for {} · until {}", talk.payer, say.moment(card.expires_at)),
        Standing::Accepted => "Accepted · ".into(),
        Standing::Declined => "Declined".into(),
        Standing::Withdrawn => "Withdrawn".into(),
        Standing::Expired => "Expired: nobody answered in time".into(),
        Standing::Outdated => "The invoice has moved on: propose again".into(),
    }
}

fn acts(talk: &Talk, card: CardId, theirs: bool) -> AnyView {
    let base = format!("/console/invoices/{}/cards/{card}", talk.invoice);
    if theirs {
        view! {
            <p class="acts">
                <a class="btn p" href=format!("{base}/accept")>
                    "Accept …"
                </a>
                <a class="btn" href=format!("{base}/decline")>
                    "Decline …"
                </a>
            </p>
        }
        .into_any()
    } else {
        view! {
            <form class="acts" method="post" action=format!("{base}/withdraw")>
                <button type="submit" class="btn">
                    "Withdraw"
                </button>
            </form>
        }
        .into_any()
    }
}
