//! What a payer can request with a form of its own.

use leptos::prelude::*;

use crate::pages::invoices::conversations::compose::ACCEPTED;
use crate::pages::invoices::parts::Parts;
use crate::pages::invoices::{Ask, FormOutcome};

/// The most characters of a dispute's text.
const LONGEST: &str = "4000";
/// How many lines can be chosen from; for a longer invoice the payer writes which line.
const MOST_LINES: usize = 200;

/// Asking for more time, and opening a dispute.
#[component]
pub fn Asks(parts: Parts) -> impl IntoView {
    view! {
        <div class="asks">
            <MoreTime parts=parts.clone() />
            <Dispute parts />
        </div>
    }
    .into_any()
}

/// Whether this form was just refused, and the text that was written in it.
fn refused(parts: &Parts, ask: Ask) -> Option<String> {
    match &parts.page.said {
        Some(FormOutcome::NotDone { ask: refused, text, .. }) if *refused == ask => Some(text.clone()),
        _ => None,
    }
}

#[component]
fn Hidden(parts: Parts, what: &'static str) -> impl IntoView {
    view! {
        <input type="hidden" name="lang" value=parts.words.language().to_owned() />
        <input type="hidden" name="id" value=format!("{}-{what}", parts.page.say_key) />
    }
}

#[component]
fn MoreTime(parts: Parts) -> impl IntoView {
    let slots = parts.slots.clone();
    let open = refused(&parts, Ask::MoreTime).is_some();
    view! {
        <details class="ask" open=open.then_some("") {..slots.at("more-time")}>
            <summary>{parts.text("more-time-title")}</summary>
            <form method="post" action=format!("{}/more-time", parts.page.base_path) data-form="">
                <Hidden parts=parts.clone() what="more-time" />
                <label for="more-time-day">{parts.text("more-time-label")}</label>
                <input
                    type="date"
                    id="more-time-day"
                    name="until"
                    required=""
                    aria-describedby="more-time-hint"
                    {..slots.at("more-time-day")}
                />
                <p class="hint" id="more-time-hint" {..slots.at("more-time-hint")}>
                    {slots.text("more-time-hint")}
                </p>
                <p class="error" data-say="error" role="alert" hidden=""></p>
                <button type="submit" class="btn">
                    {parts.text("more-time-send")}
                </button>
            </form>
        </details>
    }
    .into_any()
}

#[component]
fn Dispute(parts: Parts) -> impl IntoView {
    let slots = parts.slots.clone();
    let kept = refused(&parts, Ask::Dispute);
    let open = kept.is_some();
    let lines = &parts.page.document.lines;
    let lines = lines
        .iter()
        .take(MOST_LINES)
        .enumerate()
        .map(|(at, line)| view! { <option value=(at + 1).to_string()>{line.name.clone()}</option> })
        .collect_view();
    view! {
        <details class="ask" open=open.then_some("") {..slots.at("dispute")}>
            <summary>{parts.text("dispute-title")}</summary>
            <form
                method="post"
                enctype="multipart/form-data"
                action=format!("{}/dispute", parts.page.base_path)
                data-form=""
            >
                <Hidden parts=parts.clone() what="dispute" />
                <label for="dispute-line">{parts.text("dispute-line")}</label>
                <select id="dispute-line" name="line">
                    <option value="">{parts.text("dispute-whole")}</option>
                    {lines}
                </select>
                <label for="dispute-reason">{parts.text("dispute-reason")}</label>
                <textarea id="dispute-reason" name="reason" rows="3" maxlength=LONGEST required="">
                    {kept.unwrap_or_default()}
                </textarea>
                <label for="dispute-file">{parts.text("dispute-file")}</label>
                <input
                    type="file"
                    id="dispute-file"
                    name="file"
                    accept=ACCEPTED
                    aria-describedby="dispute-note"
                />
                <p class="hint" id="dispute-note">
                    {parts.text("attach-hint")}
                    " "
                    {parts.text("dispute-note")}
                </p>
                <p class="error" data-say="error" role="alert" hidden=""></p>
                <button type="submit" class="btn">
                    {parts.text("dispute-send")}
                </button>
            </form>
        </details>
    }
    .into_any()
}
