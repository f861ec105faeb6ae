//! What the parts of the page share: the data, the reader's language, and the slots.

use std::sync::Arc;

use domain::conversations::Side;

use crate::pages::invoices::InvoicePage;
use crate::pages::invoices::slot::Slots;
use crate::presenter::{self, Paying, ViewContext};
use crate::words::Words;

#[derive(Clone)]
pub struct Parts {
    pub page: Arc<InvoicePage>,
    pub words: Arc<dyn Words>,
    pub slots: Slots,
    /// The name of a line of the document.
    lines: Arc<dyn Fn(u32) -> String + Send + Sync>,
}

impl Parts {
    /// The parts of a page in a reader's language.
    pub fn new(page: InvoicePage, words: Arc<dyn Words>) -> Self {
        let page = Arc::new(page);
        let lines = line_names(&page);
        let slots = Slots::new(presenter::slots(&view_context(&page, &*lines, &*words)));
        Self { page, words, slots, lines }
    }

    /// A text without placeholders.
    pub fn text(&self, key: &str) -> String {
        self.words.text(key, &[])
    }

    /// An amount in the invoice's currency.
    pub fn money(&self, minor: i64) -> String {
        self.words.money(self.page.view.money(minor))
    }

    /// The invoice as its reader sees it.
    pub fn view_context(&self) -> ViewContext<'_, dyn Words> {
        view_context(&self.page, &*self.lines, &*self.words)
    }

    /// What paying on the page depends on.
    pub fn paying(&self) -> Paying {
        paying(&self.page)
    }

    /// The name of the line with this number, from one; empty where there is none.
    pub fn line_name(&self, line: u32) -> String {
        (self.lines)(line)
    }

    /// The address of this page in the same language; `rest` is appended: more of the query, or an anchor.
    pub fn here(&self, rest: &str) -> String {
        let (base, language) = (&self.page.base_path, self.words.language());
        [base, "?lang=", language, rest].concat()
    }
}

fn view_context<'a>(
    page: &'a InvoicePage,
    line: &'a dyn Fn(u32) -> String,
    words: &'a (dyn Words + 'static),
) -> ViewContext<'a, dyn Words> {
    ViewContext {
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
