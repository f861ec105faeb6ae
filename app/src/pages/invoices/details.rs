//! Seller, buyer and reference numbers: what bookkeepers look for.

use domain::invoices::document::{Address, Party};
use leptos::prelude::*;

use crate::pages::invoices::contact::{email_link, phone_link};
use crate::pages::invoices::parts::Parts;
use crate::words::DateStyle;

/// Seller and buyer, dates and references, notes.
#[component]
pub fn Details(parts: Parts) -> impl IntoView {
    let document = parts.page.document.clone();
    let date = parts.words.date(parts.page.view.issue_date, DateStyle::Long);
    let known = |text: &Option<String>| text.clone().filter(|text| !text.trim().is_empty());
    let mut seller = document.seller.clone();
    // The holder of the link sees where the payer lives, as on paper, but not the payer's contact details.
    let mut buyer = parts.page.buyer.clone().map(|buyer| Party { email: None, phone: None, ..buyer });
    let country = |party: &Party| party.address.as_ref().and_then(|address| address.country.clone());
    if buyer.as_ref().is_none_or(|buyer| country(buyer) == country(&seller)) {
        for party in [Some(&mut seller), buyer.as_mut()].into_iter().flatten() {
            if let Some(address) = &mut party.address {
                address.country = None;
            }
        }
    }
    let customer = buyer.as_ref().and_then(|buyer| known(&buyer.identifier));
    let entry = |key: &str, value: Option<String>| {
        let label = parts.text(key);
        value.map(|value| {
            view! {
                <div>
                    <dt>{label}</dt>
                    <dd>{value}</dd>
                </div>
            }
        })
    };
    let notes = document
        .notes
        .iter()
        .chain(&document.payment_terms)
        .filter(|note| !note.trim().is_empty())
        .map(|note| view! { <p class="written">{note.clone()}</p> })
        .collect_view();
    view! {
        <section class="card" aria-labelledby="details-title">
            <h2 id="details-title">{parts.text("details-title")}</h2>
            <div class="parties">
                <PartyBlock parts=parts.clone() title=parts.text("details-from") party=seller />
                {buyer
                    .map(|party| {
                        view! { <PartyBlock parts=parts.clone() title=parts.text("details-to") party /> }
                    })}
            </div>
            <dl class="facts">
                {entry("details-number", Some(document.number))} {entry("details-date", Some(date))}
                {entry("details-customer", customer)} {entry("details-buyer-reference", known(&document.buyer_reference))}
                {entry("details-order", known(&document.order_reference))}
            </dl>
            {notes}
        </section>
    }
    .into_any()
}

#[component]
fn PartyBlock(parts: Parts, title: String, party: Party) -> impl IntoView {
    let legal = party.legal_name.filter(|legal| *legal != party.name);
    let numbers = [("details-registration", party.registration), ("details-vat-number", party.vat_number)]
        .into_iter()
        .filter_map(|(key, number)| {
            let number = number.filter(|number| !number.trim().is_empty())?;
            Some(view! { <span>{parts.words.text(key, &[("number", &number)])}</span> })
        })
        .collect_view();
    let address = party.address.map(address).unwrap_or_default();
    view! {
        <div class="party">
            <h3>{title}</h3>
            <b>{party.name}</b>
            {legal.map(|legal| view! { <span>{legal}</span> })}
            {address.into_iter().map(|line| view! { <span>{line}</span> }).collect_view()}
            {numbers}
            {party.contact_name.map(|name| view! { <span>{name}</span> })}
            {party.email.map(email_link)}
            {party.phone.map(phone_link)}
        </div>
    }
    .into_any()
}

fn address(address: Address) -> Vec<String> {
    let town = [address.post_code, address.city].into_iter().flatten().collect::<Vec<_>>().join(" ");
    let mut lines = address.lines;
    lines.push(town);
    lines.extend(address.country);
    lines.retain(|line| !line.trim().is_empty());
    lines
}
