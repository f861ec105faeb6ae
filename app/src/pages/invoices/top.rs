//! Head and foot of the page, and the notices at its top.

use leptos::prelude::*;

use crate::pages::invoices::parts::Parts;
use crate::pages::invoices::payments::Back;
use crate::pages::invoices::{BillerView, Done, FormOutcome};
use crate::presenter;

/// The biller, the invoice, whether the page is live, and the language.
#[component]
pub fn Top(parts: Parts) -> impl IntoView {
    let biller = parts.page.biller.clone();
    let heading = parts.words.text("page-heading", &[("number", &parts.page.view.number)]);
    let presence = presenter::presence(&parts.page.viewers, &*parts.words);
    view! {
        <header class="top">
            <Logo biller=biller.clone() />
            <div class="name">
                <p>{biller.name}</p>
                <h1>{heading}</h1>
            </div>
            <p class="live">
                <i class="dot"></i>
                <span data-say="presence">{presence}</span>
            </p>
            <Languages parts />
        </header>
    }
    .into_any()
}

/// The logo, or the first letter of the name. It has no text of its own, because the name is beside it.
#[component]
pub fn Logo(biller: BillerView) -> impl IntoView {
    match biller.logo {
        Some(path) => view! { <img class="logo" src=path alt="" width="40" height="40" /> }.into_any(),
        None => {
            let letter: String =
                biller.name.chars().next().map(|c| c.to_uppercase().collect()).unwrap_or_default();
            view! {
                <span class="logo letter" aria-hidden="true">
                    {letter}
                </span>
            }
            .into_any()
        }
    }
}

/// Links instead of a form: choosing a language changes nothing but the page.
#[component]
fn Languages(parts: Parts) -> impl IntoView {
    let current = parts.words.language().to_owned();
    let name = parts.page.languages.iter().find(|language| language.code == current);
    let name = name.map_or_else(|| current.clone(), |language| language.name.clone());
    let choices = parts
        .page
        .languages
        .iter()
        .map(|language| {
            let href = format!("{}?lang={}", parts.page.base_path, language.code);
            let here = (language.code == current).then_some("true");
            view! {
                <li>
                    <a href=href lang=language.code.clone() hreflang=language.code.clone() aria-current=here>
                        {language.name.clone()}
                    </a>
                </li>
            }
        })
        .collect_view();
    view! {
        <details class="lang">
            <summary>
                <span class="sr">{parts.text("page-language")} ": "</span>
                {name}
            </summary>
            <ul>{choices}</ul>
        </details>
    }
    .into_any()
}

/// The notices above the page: announcements, a lost connection, the sandbox, the form just sent.
#[component]
pub fn Notices(parts: Parts) -> impl IntoView {
    let sandbox =
        parts.page.sandbox.then(|| view! { <p class="notice calm">{parts.text("page-sandbox")}</p> });
    let said = parts.page.said.as_ref().map(|said| match said {
        FormOutcome::Done(done) => view! {
            <p class="notice good" role="status" id="done">
                {taken(&parts, *done)}
            </p>
        }
        .into_any(),
        FormOutcome::Refused { code, .. } | FormOutcome::NotDone { code, .. } => view! {
            <p class="notice warn" role="alert" id="refused">
                {refusal(&parts, code)}
            </p>
        }
        .into_any(),
    });
    // This version cannot show an event that it does not know; after a reload a newer one can.
    let unknown = parts.page.view.has_unknown();
    let stale = if unknown { parts.text("change-unknown") } else { String::new() };
    view! {
        <div class="notices">
            <p class="sr" role="status" data-say="announce"></p>
            <div class="notice warn stale" data-say="stale" hidden=(!unknown).then_some("")>
                <span data-say="stale-text">{stale}</span>
                <a href=parts.page.base_path.clone()>{parts.text("live-reload")}</a>
            </div>
            {sandbox}
            {said}
            <Back parts />
        </div>
    }
    .into_any()
}

/// What a form did, in words for the payer.
fn taken(parts: &Parts, done: Done) -> String {
    let key = match done {
        Done::Sent => "said-sent",
        Done::Granted => "said-granted",
        Done::Asked => "said-asked",
        Done::Accepted => "said-accepted",
        Done::Declined => "said-declined",
        Done::Withdrawn => "said-withdrawn",
        Done::Disputed => "said-disputed",
        Done::PersonAsked => "said-person",
        Done::CheckoutCancelled => "said-checkout-cancelled",
    };
    parts.words.text(key, &[("biller", &parts.page.biller.name)])
}

/// Why a form was refused, in words for the payer.
fn refusal(parts: &Parts, code: &str) -> String {
    let asked = matches!(parts.page.said, Some(FormOutcome::NotDone { .. }));
    let key = refusal_key(code, asked);
    parts.words.text(key, &[("biller", &parts.page.biller.name)])
}

/// The text for the code of a refusal; `asked` if the form was not the message form.
#[must_use]
pub fn refusal_key(code: &str, asked: bool) -> &'static str {
    match code {
        "message_empty" | "reason_empty" | "reason_missing" if asked => "said-reason-missing",
        "message_empty" => "said-empty",
        "message_too_long" | "reason_too_long" => "said-too-long",
        "too_many_requests" => "said-too-many",
        "proposal_outdated" => "said-proposal-changed",
        "proposal_expired" => "said-proposal-expired",
        "proposal_closed" | "fee_waived" => "said-proposal-answered",
        "day_passed"
        | "due_date_unchanged"
        | "due_date_too_far"
        | "due_date_before_issue"
        | "until_invalid" => "said-date",
        "nothing_open" | "voided" | "written_off" => "said-nothing-open",
        "disputed" | "too_many_proposals" | "asked_before" => "said-asked-before",
        "amount_unreadable" => "said-amount",
        "below_minimum" => "said-amount-less",
        "more_than_open" => "said-amount-more",
        "amount_moved" => "said-amount-moved",
        "begun_elsewhere" => "said-begun-elsewhere",
        "way_unavailable" | "method_not_offered" => "said-way",
        "too_many_checkouts" => "said-many-payments",
        "file_too_large" => "said-file-too-large",
        "file_kind" | "file_damaged" => "said-file-kind",
        "file_empty" => "said-file-empty",
        "file_pixels" => "said-file-pixels",
        "file_too_many" | "file_no_room" => "said-file-many",
        "outcome_unknown" => "said-unknown",
        _ if asked => "said-not-done",
        _ => "said-refused",
    }
}

/// The legal details of the biller.
#[component]
pub fn Foot(parts: Parts) -> impl IntoView {
    let lines =
        parts.page.biller.footer.iter().cloned().map(|line| view! { <span>{line}</span> }).collect_view();
    view! {
        <footer>
            {lines} <span class="always">{parts.text("page-always-true")}</span>
        </footer>
    }
    .into_any()
}
