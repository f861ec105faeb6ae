//! The payer's page, in the order in which a person asks: how much and until when, how to pay, what for,
//! what has happened. Talking stands beside it.

mod contact;
pub mod conversations;
mod details;
mod hero;
mod history;
mod lines;
mod page;
mod parts;
mod payments;
mod slot;
mod top;
mod totals;

use std::sync::Arc;

use domain::Timestamp;
use domain::command::MoreTime;
use domain::ids::CheckoutId;
use domain::invoices::document::{Document, Party};
use domain::invoices::view::PayerView;

use crate::live::Presence;
use crate::pages::brand::Brand;
use crate::pages::{Assets, Language, Rendered};
use crate::words::Words;

pub(super) use top::Logo;
pub use top::refusal_key;

/// The biller as the page shows it.
#[derive(Debug, Clone)]
pub struct BillerView {
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
pub enum FormOutcome {
    Done(Done),
    /// The message was not taken.
    Refused {
        /// The refusal's stable code.
        code: String,
        /// What had been written, to be sent again.
        text: String,
    },
    /// What was asked for in another form was not taken.
    NotDone {
        /// In which one.
        ask: Ask,
        /// The refusal's stable code.
        code: String,
        /// What had been written, to be sent again.
        text: String,
    },
}

/// What a form did. After it the page is shown again, at an address that says so: `?done=granted`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Done {
    /// The message is part of the conversation.
    Sent,
    /// More time was given at once.
    Granted,
    /// The biller was asked: a proposal waits for an answer.
    Asked,
    Accepted,
    Declined,
    /// The payer's own proposal was taken back.
    Withdrawn,
    /// A line, or the whole, is disputed.
    Disputed,
    /// A person will answer.
    PersonAsked,
    /// An attempt to pay was cancelled.
    CheckoutCancelled,
}

impl Done {
    pub const ALL: [Self; 9] = [
        Self::Sent,
        Self::Granted,
        Self::Asked,
        Self::Accepted,
        Self::Declined,
        Self::Withdrawn,
        Self::Disputed,
        Self::PersonAsked,
        Self::CheckoutCancelled,
    ];

    /// The word in the address.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Sent => "sent",
            Self::Granted => "granted",
            Self::Asked => "asked",
            Self::Accepted => "accepted",
            Self::Declined => "declined",
            Self::Withdrawn => "withdrawn",
            Self::Disputed => "disputed",
            Self::PersonAsked => "person",
            Self::CheckoutCancelled => "cancelled",
        }
    }

    /// What a word in the address stands for.
    #[must_use]
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|done| done.as_str() == word)
    }
}

/// A form other than the message's.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ask {
    MoreTime,
    Dispute,
    /// The answer to a proposal.
    Proposal,
    /// A person instead of an automatic answer.
    Person,
    Pay,
}

/// A payment code that the document's accounts make.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PayCode {
    /// For a bank's app, in euros.
    Epc,
    /// For Swish, in kronor.
    Swish,
}

/// All that the payer's page shows.
#[derive(Debug, Clone)]
pub struct InvoicePage {
    /// The invoice, folded from its log.
    pub view: PayerView,
    pub document: Document,
    /// Who is asked to pay; nothing once the payer was forgotten.
    pub buyer: Option<Party>,
    pub biller: BillerView,
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
    pub said: Option<FormOutcome>,
    /// What the biller grants without being asked.
    pub more_time: MoreTime,
    /// The ways to pay at the biller's providers, as forms name them, the first one first: `card`, `ideal`; none where
    /// the biller has no provider.
    pub ways: Vec<String>,
    /// The least that can be paid at once, minor units; of what is less, all of it.
    pub minimum_minor: i64,
    /// The codes that can be shown.
    pub codes: Vec<PayCode>,
    /// The attempt to pay from which the reader has just come back.
    pub back_from: Option<CheckoutId>,
    /// The line that the next message is about, from one, where the address says so.
    pub line: Option<u32>,
    /// The files to load.
    pub assets: Assets,
}

/// Renders the whole document.
#[must_use]
pub fn render(page: &InvoicePage, words: Arc<dyn Words>) -> Rendered {
    page::render(page, words)
}
