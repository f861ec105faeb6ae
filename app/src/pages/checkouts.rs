//! The page between an invoice and a payment provider.
//!
//! A form cannot lead to another site by itself: the policy of our pages allows forms to be sent to us alone, and
//! browsers apply it to redirects too. So the answer to the form is this page, which goes on to the provider.

use std::sync::Arc;

use domain::Money;
use leptos::prelude::*;

use crate::pages::invoices::{BillerView, Logo};
use crate::pages::shell::Shell;
use crate::pages::{Assets, Rendered};
use crate::words::Words;

/// After a refresh within a second, the back button of browsers skips this page.
const AT_ONCE: &str = "1";
/// How long the page waits before it checks again.
const SOON: &str = "2";

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum RedirectTarget {
    /// The provider's page, an address with `http` or `https`.
    Provider(String),
    /// The provider has not answered yet: this page again, under its own address.
    Here(String),
}

#[derive(Debug, Clone)]
pub struct RedirectPage {
    pub biller: BillerView,
    pub amount: Money,
    pub to: RedirectTarget,
    pub back: String,
    pub assets: Assets,
}

#[must_use]
pub fn render(page: &RedirectPage, words: Arc<dyn Words>) -> Rendered {
    let page = page.clone();
    let shell = Shell {
        language: words.language().to_owned(),
        title: words.text("going-title", &[]),
        brand: page.biller.brand,
        // The page needs no script for its one step.
        assets: Assets { css: page.assets.css.clone(), js: None, wasm: None },
    };
    let (seconds, address) = match &page.to {
        RedirectTarget::Provider(address) => (AT_ONCE, address),
        RedirectTarget::Here(address) => (SOON, address),
    };
    let refresh = [seconds, ";url=", address].concat();
    shell.render_going_on(Some(refresh), move || view! { <Body page words /> })
}

#[component]
fn Body(page: RedirectPage, words: Arc<dyn Words>) -> impl IntoView {
    let RedirectPage { biller, amount, to, back, .. } = page;
    let text = |key| words.text(key, &[]);
    let (amount, name) = (words.money(amount), biller.name.clone());
    let told = words.text("going-text", &[("amount", &amount), ("biller", &name)]);
    let (address, key) = match to {
        RedirectTarget::Provider(address) => (address, "going-go"),
        RedirectTarget::Here(address) => (address, "going-again"),
    };
    let waits = (key == "going-again").then(|| view! { <p role="status">{text("going-wait")}</p> });
    view! {
        <main class="problem going" id="main">
            <div class="card">
                <p class="house">
                    <Logo biller />
                    <span>{name}</span>
                </p>
                <h1>{text("going-title")}</h1>
                <p>{told}</p>
                {waits}
                <p>
                    <a class="btn" href=address rel="noreferrer" data-going="">
                        {text(key)}
                    </a>
                </p>
                <p>
                    <a href=back>{text("going-back")}</a>
                </p>
            </div>
        </main>
    }
}
