//! Cards in the talk: what was proposed, how it stands, and what staff can do with it.

use domain::card::Offer;
use domain::ids::CardId;
use domain::view::{CardView, PayerView, Standing};
use domain::wire::{By, StaffFrame};
use leptos::prelude::*;

use super::{Talk, written};
use crate::pages::Say;

/// What is proposed, as title and detail.
#[must_use]
pub fn words(view: &PayerView, offer: &Offer, open_minor: i64, say: &Say) -> (String, String) {
    let money = |minor| say.money(minor, view.currency);
    match offer {
        Offer::DueDate { to } => ("Another due date".into(), say.day(*to)),
        Offer::WaiveFee { amount_minor, .. } => ("Waive the fee".into(), money(*amount_minor)),
        Offer::Credit { amount_minor } => ("A credit".into(), money(*amount_minor)),
        Offer::PartPayment { now_minor, now_by, rest_due } => (
            "Pay the rest in two parts".into(),
            format!(
                "{} by {} · {} by {}",
                money(*now_minor),
                say.day(*now_by),
                money(open_minor - now_minor),
                say.day(*rest_due)
            ),
        ),
    }
}

/// The card in the place where it was proposed.
pub fn entry(talk: &Talk, card_id: CardId, frame: &StaffFrame, say: &Say) -> Option<AnyView> {
    let view = &talk.view.shared;
    let card = view.cards.iter().find(|card| card.card_id == card_id)?;
    let standing = view.standing(card, say.now);
    let theirs = card.by == By::Payer;
    let (title, detail) = words(view, &card.offer, card.basis.open_minor, say);
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
                <small>{state}</small>
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
        Standing::Accepted => "Accepted".into(),
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
