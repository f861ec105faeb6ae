//! Attempts to pay at a provider that are on their way, or over.

use leptos::prelude::*;

use crate::pages::invoices::parts::Parts;

/// What is known of the attempt that the reader comes back from, above everything else.
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

/// Why the last attempt was closed by us.
#[component]
pub fn Closed(parts: Parts) -> impl IntoView {
    let slots = parts.slots;
    view! {
        <p class="note closed" role="status" {..slots.at("attempt-closed")}>
            {slots.text("attempt-closed")}
        </p>
    }
}

/// A payment that was begun, in this window or in another one: go on with it, or cancel it, rather than pay twice.
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
