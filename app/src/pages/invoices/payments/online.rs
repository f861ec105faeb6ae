//! Paying at a payment provider: the amount and the way to pay.

use leptos::prelude::*;

use crate::pages::invoices::parts::Parts;
use crate::pages::invoices::{Ask, FormOutcome};

/// The most characters of an amount.
const LONGEST: &str = "24";

/// The form. It leaves the page, so no script handles it. The style sheet shows the field for another amount when that
/// is chosen.
#[component]
pub fn Online(parts: Parts) -> impl IntoView {
    let slots = parts.slots.clone();
    let written = match &parts.page.said {
        Some(FormOutcome::NotDone { ask: Ask::Pay, text, .. }) => text.clone(),
        _ => String::new(),
    };
    let other = !written.is_empty();
    view! {
        <form class="online" method="post" action=format!("{}/pay", parts.page.base_path)>
            <input type="hidden" name="lang" value=parts.words.language().to_owned() />
            <input type="hidden" name="id" value=format!("{}-pay", parts.page.say_key) />
            <input type="hidden" name="shown" {..slots.at("pay-shown")} />
            <input type="hidden" name="seen" {..slots.at("pay-seen")} />
            <fieldset>
                <legend class="sr">{parts.text("pay-what")}</legend>
                <div class="choices">
                    <label class="choice">
                        <input type="radio" name="part" value="all" checked=(!other).then_some("") />
                        <b class="num" {..slots.at("rest")}>
                            {slots.text("rest")}
                        </b>
                        <span>{parts.text("pay-all")}</span>
                    </label>
                    <label class="choice" {..slots.at("pay-other")}>
                        <input type="radio" name="part" value="other" checked=other.then_some("") />
                        <b>{parts.text("pay-other")}</b>
                        <span class="num" {..slots.at("pay-other-from")}>
                            {slots.text("pay-other-from")}
                        </span>
                    </label>
                </div>
                <Other parts=parts.clone() written />
            </fieldset>
            <Ways parts=parts.clone() />
            <button type="submit" class="btn num">
                <span class="of-all" {..slots.at("pay-rest")}>
                    {slots.text("pay-rest")}
                </span>
                <span class="of-other">{parts.text("pay-other-pay")}</span>
            </button>
            <p class="hint">{parts.text("pay-away")}</p>
        </form>
    }
    .into_any()
}

/// The field for another amount.
#[component]
fn Other(parts: Parts, written: String) -> impl IntoView {
    let currency = parts.page.view.currency.code();
    let label = parts.words.text("pay-other-label", &[("currency", currency)]);
    let invalid = (!written.is_empty()).then_some("true");
    let described = invalid.map(|_| "refused");
    view! {
        <div class="other" {..parts.slots.at("pay-other")}>
            <label for="pay-amount">{label}</label>
            <input
                type="text"
                id="pay-amount"
                name="amount"
                inputmode="decimal"
                autocomplete="off"
                maxlength=LONGEST
                value=written
                aria-invalid=invalid
                aria-describedby=described
            />
        </div>
    }
    .into_any()
}

/// The ways to pay that the biller has; the first one is chosen.
#[component]
fn Ways(parts: Parts) -> impl IntoView {
    let ways = parts
        .page
        .ways
        .iter()
        .enumerate()
        .map(|(at, way)| {
            view! {
                <label class="way">
                    <input type="radio" name="method" value=way.clone() checked=(at == 0).then_some("") />
                    <span>{name(&parts, way)}</span>
                </label>
            }
        })
        .collect_view();
    view! {
        <fieldset class="methods">
            <legend class="sr">{parts.text("pay-way")}</legend>
            {ways}
        </fieldset>
    }
    .into_any()
}

/// The name of a way to pay. Company names are the same in every language.
fn name(parts: &Parts, way: &str) -> String {
    match way {
        "card" => parts.text("way-card"),
        "ideal" => "iDEAL".into(),
        "paypal" => "PayPal".into(),
        "swish" => "Swish".into(),
        other => other.to_owned(),
    }
}
