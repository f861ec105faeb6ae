//! The document as a whole.

use std::sync::Arc;

use domain::talk::Side;
use leptos::prelude::*;

use super::conversation::Conversation;
use super::details::Details;
use super::hero::{Banner, Hero};
use super::history::History;
use super::lines::Lines;
use super::pay::{Newer, Pay, PayBar};
use super::slot::Slots;
use super::top::{Foot, Notices, Top};
use super::{InvoicePage, Rendered};
use crate::face::{self, ISLAND_TEXTS, Paying, Sight};
use crate::islands::Live;
use crate::live::{Opening, Setting};
use crate::pages::shell::Shell;
use crate::words::Words;

/// What the parts of the page share.
#[derive(Clone)]
pub struct Parts {
    /// What to show.
    pub page: Arc<InvoicePage>,
    /// How to say it.
    pub words: Arc<dyn Words>,
    /// What of it changes.
    pub slots: Slots,
    /// The name of a line of the document.
    lines: Arc<dyn Fn(u32) -> String + Send + Sync>,
}

impl Parts {
    /// A text without placeholders.
    pub fn text(&self, key: &str) -> String {
        self.words.text(key, &[])
    }

    /// An amount in the invoice's currency.
    pub fn money(&self, minor: i64) -> String {
        self.words.money(self.page.view.money(minor))
    }

    /// The invoice through the eyes of its reader.
    pub fn sight(&self) -> Sight<'_, dyn Words> {
        sight(&self.page, &*self.lines, &*self.words)
    }

    /// The name of the line with this number, from one; empty where there is none.
    pub fn line_name(&self, line: u32) -> String {
        (self.lines)(line)
    }

    /// This page in the language it is read in: `query` and anchor come after it.
    pub fn here(&self, rest: &str) -> String {
        let (base, language) = (&self.page.base_path, self.words.language());
        [base, "?lang=", language, rest].concat()
    }
}

fn sight<'a>(
    page: &'a InvoicePage,
    line: &'a dyn Fn(u32) -> String,
    words: &'a (dyn Words + 'static),
) -> Sight<'a, dyn Words> {
    Sight {
        view: &page.view,
        now: page.now,
        biller: &page.biller.name,
        payer: "",
        side: Side::Payer,
        base: &page.base_path,
        more_time: page.more_time,
        paying: paying(page),
        line,
        words,
    }
}

fn paying(page: &InvoicePage) -> Paying {
    Paying { minimum_minor: page.minimum_minor, back_from: page.back_from }
}

/// The names of a document's lines, by their number from one.
fn line_names(page: &Arc<InvoicePage>) -> Arc<dyn Fn(u32) -> String + Send + Sync> {
    let page = Arc::clone(page);
    Arc::new(move |line| {
        let at = usize::try_from(line).ok().and_then(|line| line.checked_sub(1));
        at.and_then(|at| page.document.lines.get(at)).map(|line| line.name.clone()).unwrap_or_default()
    })
}

pub fn render(page: &InvoicePage, words: Arc<dyn Words>) -> Rendered {
    let page = Arc::new(page.clone());
    let lines = line_names(&page);
    let slots = Slots::new(face::slots(&sight(&page, &*lines, &*words)));
    let title = words.text("page-title", &[("number", &page.view.number), ("biller", &page.biller.name)]);
    let shell = Shell {
        language: words.language().to_owned(),
        title,
        brand: page.biller.brand,
        assets: page.assets.clone(),
    };
    let parts = Parts { page, words, slots, lines };
    shell.render(move || view! { <Body parts /> })
}

#[component]
fn Body(parts: Parts) -> impl IntoView {
    let view = &parts.page.view;
    let (seq, status) = (view.seq, parts.sight().status().as_str());
    let opening = Opening { log: &view.log, setting: setting(&parts) };
    // Maps with text keys and numbers: nothing in it can fail to be written.
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

/// What the island needs to go on where the page stops.
fn setting(parts: &Parts) -> Setting {
    let template = |(key, names): &(&str, &[&str])| {
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
        paying: paying(&parts.page),
        texts: ISLAND_TEXTS.iter().map(template).collect(),
    }
}
