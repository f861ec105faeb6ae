//! Head and foot of the page, and what is said above everything else.

use leptos::prelude::*;

use super::page::Parts;
use super::{BillerFace, Said};
use crate::face;

/// Who asks, for what, whether the page is live, and in which language.
#[component]
pub fn Top(parts: Parts) -> impl IntoView {
    let biller = parts.page.biller.clone();
    let heading = parts.words.text("page-heading", &[("number", &parts.page.view.number)]);
    let presence = face::presence(&parts.page.viewers, &*parts.words);
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

/// The logo, or the name's first letter in its place. The name stands beside it, so it says nothing itself.
#[component]
fn Logo(biller: BillerFace) -> impl IntoView {
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

/// Links rather than a form: choosing a language changes nothing but what is read.
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

/// What stands above the page: changes read aloud, a lost connection, the sandbox, the form just sent.
#[component]
pub fn Notices(parts: Parts) -> impl IntoView {
    let sandbox =
        parts.page.sandbox.then(|| view! { <p class="notice calm">{parts.text("page-sandbox")}</p> });
    let said = parts.page.said.as_ref().map(|said| match said {
        Said::Sent => view! {
            <p class="notice good" role="status">
                {parts.text("said-sent")}
            </p>
        }
        .into_any(),
        Said::Refused { code, .. } => view! {
            <p class="notice warn" role="alert" id="refused">
                {refusal(&parts, code)}
            </p>
        }
        .into_any(),
    });
    view! {
        <div class="notices">
            <p class="sr" role="status" data-say="announce"></p>
            <div class="notice warn stale" data-say="stale" hidden="">
                <span data-say="stale-text"></span>
                <a href=parts.page.base_path.clone()>{parts.text("live-reload")}</a>
            </div>
            {sandbox}
            {said}
        </div>
    }
    .into_any()
}

/// Why a message was not taken, in words of the payer.
fn refusal(parts: &Parts, code: &str) -> String {
    parts.text(match code {
        "message_empty" => "said-empty",
        "message_too_long" => "said-too-long",
        "too_many_requests" => "said-too-many",
        _ => "said-refused",
    })
}

/// Who stands behind the invoice, by law.
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
