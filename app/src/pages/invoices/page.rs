//! The whole document.

use std::sync::Arc;

use leptos::prelude::*;

use crate::islands::Live;
use crate::live::{InitialState, Setting};
use crate::pages::invoices::conversations::conversation::Conversation;
use crate::pages::invoices::details::Details;
use crate::pages::invoices::hero::{Banner, Hero};
use crate::pages::invoices::history::History;
use crate::pages::invoices::lines::Lines;
use crate::pages::invoices::parts::Parts;
use crate::pages::invoices::payments::{Newer, Pay, PayBar};
use crate::pages::invoices::top::{Foot, Notices, Top};
use crate::pages::invoices::{InvoicePage, Rendered};
use crate::pages::shell::Shell;
use crate::presenter::{IslandText, island_texts};
use crate::words::Words;

pub fn render(page: &InvoicePage, words: Arc<dyn Words>) -> Rendered {
    let title = words.text("page-title", &[("number", &page.view.number), ("biller", &page.biller.name)]);
    let shell = Shell {
        language: words.language().to_owned(),
        title,
        brand: page.biller.brand,
        assets: page.assets.clone(),
    };
    let parts = Parts::new(page.clone(), words);
    shell.render(move || view! { <Body parts /> })
}

#[component]
fn Body(parts: Parts) -> impl IntoView {
    let view = &parts.page.view;
    let (seq, status) = (view.seq, parts.view_context().status().as_str());
    let opening = InitialState { log: &view.log, setting: setting(&parts) };
    // Maps with text keys, and numbers: serialising them cannot fail.
    let opening = serde_json::to_string(&opening).unwrap_or_default();
    let skip = parts.text("page-skip");
    let foot = parts.clone();
    view! {
        <a class="skip" href="#main">
            {skip}
        </a>
        <Live>
            <div class="page" data-live="off" data-seq=seq data-status=status data-opening=opening>
                <Top parts=parts.clone() />
                <main id="main" tabindex="-1">
                    <Notices parts=parts.clone() />
                    <div class="col">
                        <Banner parts=parts.clone() />
                        <Hero parts=parts.clone() />
                        <Pay parts=parts.clone() />
                        <Lines parts=parts.clone() />
                        <Details parts=parts.clone() />
                        <History parts=parts.clone() />
                    </div>
                    <Conversation parts=parts.clone() />
                    <PayBar parts=parts.clone() />
                    <Newer />
                </main>
            </div>
        </Live>
        <Foot parts=foot />
    }
    .into_any()
}

/// The settings with which the island continues from the page.
fn setting(parts: &Parts) -> Setting {
    let template = |(key, names): IslandText| {
        let braced: Vec<String> = names.iter().map(|name| ["{", name, "}"].concat()).collect();
        let args: Vec<(&str, &str)> = names.iter().copied().zip(braced.iter().map(String::as_str)).collect();
        parts.words.text(key, &args)
    };
    Setting {
        base: parts.page.base_path.clone(),
        biller: parts.page.biller.name.clone(),
        zone: parts.page.zone.clone(),
        language: parts.words.formats().to_owned(),
        now: parts.page.now,
        more_time: parts.page.more_time,
        paying: parts.paying(),
        texts: island_texts().map(template).collect(),
    }
}
