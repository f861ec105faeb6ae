//! The payer's page, in the order in which a person asks: how much and until when, how to pay, what for,
//! what has happened. Talking stands beside it.

mod conversation;
mod details;
mod hero;
mod history;
mod lines;
mod means;
mod page;
mod pay;
mod slot;
mod top;
mod totals;

use std::sync::Arc;

use domain::Timestamp;
use domain::document::{Document, Party};
use domain::view::PayerView;

use super::brand::Brand;
use super::{Assets, Language, Rendered};
use crate::live::Presence;
use crate::words::Words;

/// The biller as the page shows it.
#[derive(Debug, Clone)]
pub struct BillerFace {
    /// The name people know.
    pub name: String,
    /// The path of the logo; the name's first letter stands in for it.
    pub logo: Option<String>,
    /// The colour, readable in both themes.
    pub brand: Brand,
    /// Lines for the page's foot: legal name, registration number, address.
    pub footer: Vec<String>,
    /// Where the payer can write.
    pub email: Option<String>,
    /// Where the payer can call.
    pub phone: Option<String>,
}

/// What became of the form that the reader has just sent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Said {
    /// The message is part of the conversation.
    Sent,
    /// The message was not taken.
    Refused {
        /// The refusal's stable code.
        code: String,
        /// What had been written, to be sent again.
        text: String,
    },
}

/// All that the payer's page shows.
#[derive(Debug, Clone)]
pub struct InvoicePage {
    /// The invoice, folded from its log.
    pub view: PayerView,
    /// What was invoiced.
    pub document: Document,
    /// Who is asked to pay; nothing once the payer was forgotten.
    pub buyer: Option<Party>,
    /// Who asks.
    pub biller: BillerFace,
    /// `/i/{token}`, without a slash at its end.
    pub base_path: String,
    /// The biller's business clock.
    pub now: Timestamp,
    /// The IANA name of the biller's zone.
    pub zone: String,
    /// The languages to choose from.
    pub languages: Vec<Language>,
    /// Whether this is a sandbox biller, whose invoices nobody pays in earnest.
    pub sandbox: bool,
    /// Who looks at it now, apart from this reader.
    pub viewers: Presence,
    /// The idempotency key of the message form, new for each page.
    pub say_key: String,
    /// What became of the form just sent.
    pub said: Option<Said>,
    /// The files to load.
    pub assets: Assets,
}

/// Renders the whole document.
#[must_use]
pub fn render(page: &InvoicePage, words: Arc<dyn Words>) -> Rendered {
    page::render(page, words)
}
