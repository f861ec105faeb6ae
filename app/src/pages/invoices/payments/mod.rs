//! How to pay: at a payment provider, by bank transfer, or with a code.

mod attempts;
mod codes;
mod means;
mod online;
mod transfer;

use domain::invoices::document::PaymentMeans;
use leptos::prelude::*;

use crate::pages::invoices::contact::{email_link, phone_link};
use crate::pages::invoices::parts::Parts;
use crate::pages::invoices::payments::attempts::{Begun, Closed};
use crate::pages::invoices::payments::online::Online;
use crate::pages::invoices::payments::transfer::Transfers;

pub use crate::pages::invoices::payments::attempts::Back;

/// The amount with every way to pay it; or why there is nothing to pay.
#[component]
pub fn Pay(parts: Parts) -> impl IntoView {
    let slots = parts.slots.clone();
    let transfers: Vec<PaymentMeans> = parts
        .page
        .document
        .payment_means
        .iter()
        .filter(|means| means.account.as_deref().is_some_and(|account| !account.trim().is_empty()))
        .filter(|means| !means::is_direct_debit(means))
        .cloned()
        .collect();
    let debit = parts.page.document.payment_means.iter().any(means::is_direct_debit);
    let online = !parts.page.ways.is_empty();
    let how = match (transfers.is_empty(), debit) {
        (true, true) => view! { <p class="soft">{parts.text("pay-direct-debit")}</p> }.into_any(),
        (true, false) if online => ().into_any(),
        (true, false) => view! { <NoMeans parts=parts.clone() /> }.into_any(),
        (false, _) => view! { <Transfers parts=parts.clone() transfers online /> }.into_any(),
    };
    view! {
        <section class="card pay" id="pay" aria-labelledby="pay-title">
            <h2 id="pay-title">{parts.text("pay-title")}</h2>
            <p class="note wait" {..slots.at("pending-note")}>
                {slots.text("pending-note")}
            </p>
            <p class="note closed" {..slots.at("closed")}>
                {slots.text("closed")}
            </p>
            <p class="note good" {..slots.at("credit")}>
                {slots.text("credit")}
            </p>
            <Closed parts=parts.clone() />
            <div {..slots.at("payable")}>
                <Begun parts=parts.clone() />
                {online.then(|| view! { <Online parts /> })}
                {how}
            </div>
        </section>
    }
    .into_any()
}

/// The document names no account: says whom to ask.
#[component]
fn NoMeans(parts: Parts) -> impl IntoView {
    let biller = parts.page.biller.clone();
    let text = parts.words.text("pay-no-means", &[("biller", &biller.name)]);
    view! {
        <p class="soft">{text}</p>
        <p class="ways">
            <a class="btn" href="#conversation">
                {parts.text("pay-ask-here")}
            </a>
            {biller.email.map(email_link)}
            {biller.phone.map(phone_link)}
        </p>
    }
    .into_any()
}

/// Announces what is new in the conversation while it is not on the screen, with a link to it.
#[component]
pub fn Newer() -> impl IntoView {
    view! { <a class="newer" href="#say" data-say="newer" hidden=""></a> }
}

/// On phones, at the bottom of the screen: what is left, and the link to paying.
#[component]
pub fn PayBar(parts: Parts) -> impl IntoView {
    let slots = parts.slots;
    view! {
        <div class="paybar" {..slots.at("payable")}>
            <a class="btn num" href="#pay" {..slots.at("pay-rest")}>
                {slots.text("pay-rest")}
            </a>
        </div>
    }
    .into_any()
}
