//! Checkouts that are open, or over.

use leptos::prelude::*;

use crate::pages::invoices::parts::Parts;

/// What is known about the checkout from which the reader returns; shown at the top.
#[component]
pub fn Back(parts: Parts) -> impl IntoView {
    let slots = parts.slots.clone();
    parts.page.back_from.map(|checkout| {
        let action = format!("{}/checkout/{checkout}/check", parts.page.base_path);
        view! {
            <div class="notice returned" role="status" {..slots.at("back")}>
                <p {..slots.at("back-text")}>{slots.text("back-text")}</p>
                <form method="post" action=action data-form="" data-check="" {..slots.at("back-check")}>
                    <input type="hidden" name="lang" value=parts.words.language().to_owned() />
                    <input type="hidden" name="id" value=format!("{}-check", parts.page.say_key) />
                    <p class="error" data-say="error" role="alert" hidden=""></p>
                    <button type="submit" class="quiet">
                        {parts.text("back-check")}
                    </button>
                </form>
            </div>
        }
    })
}

/// Why we closed the last checkout.
#[component]
pub fn Closed(parts: Parts) -> impl IntoView {
    let slots = parts.slots;
    view! {
        <p class="note closed" role="status" {..slots.at("attempt-closed")}>
            {slots.text("attempt-closed")}
        </p>
    }
}

/// A checkout that was begun, in this window or another one: the payer can continue or cancel it, instead of paying
/// twice.
#[component]
pub fn Begun(parts: Parts) -> impl IntoView {
    let slots = parts.slots.clone();
    view! {
        <div class="note warn begun" role="status" {..slots.at("begun")}>
            <p {..slots.at("begun-text")}>{slots.text("begun-text")}</p>
            <p>{parts.text("pay-begun-hint")}</p>
            <div class="ways">
                <a class="quiet" {..slots.at("begun-go")}>
                    {parts.text("pay-begun-go")}
                </a>
                <form method="post" data-form="" {..slots.at("begun-cancel")}>
                    <input type="hidden" name="lang" value=parts.words.language().to_owned() />
                    <input type="hidden" name="id" value=format!("{}-cancel", parts.page.say_key) />
                    <p class="error" data-say="error" role="alert" hidden=""></p>
                    <button type="submit" class="quiet">
                        {parts.text("pay-begun-cancel")}
                    </button>
                </form>
            </div>
        </div>
    }
    .into_any()
}
