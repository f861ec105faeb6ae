//! The payer's page, in the order in which people ask: how much and until when, how to pay, what for, what has
//! happened. The conversation is beside it.

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
use domain::ids::CheckoutId;
use domain::invoices::document::{Document, Party};
use domain::invoices::view::PayerView;
use domain::proposals::MoreTime;

use crate::live::Presence;
use crate::pages::brand::Brand;
use crate::pages::{Assets, Language, Rendered};
use crate::words::Words;

pub(super) use top::Logo;
pub use top::refusal_key;

#[derive(Debug, Clone)]
pub struct BillerView {
    /// The name that people know.
    pub name: String,
    /// The path of the logo; without it the first letter of the name is shown.
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

/// The result of the form that the reader has just sent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FormOutcome {
    Done(Done),
    Refused {
        /// The refusal's stable code.
        code: String,
        /// The text that was written, to be sent again.
        text: String,
    },
    /// The request of another form was refused.
    NotDone {
        ask: Ask,
        /// The refusal's stable code.
        code: String,
        /// The text that was written, to be sent again.
        text: String,
    },
}

/// What a form did. Afterwards the page is shown again, at an address that says so: `?done=granted`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Done {
    /// The message is part of the conversation.
    Sent,
    /// More time was granted at once.
    Granted,
    /// The biller was asked: a proposal waits for an answer.
    Asked,
    Accepted,
    Declined,
    /// The payer has withdrawn their own proposal.
    Withdrawn,
    /// A line, or the whole, is disputed.
    Disputed,
    /// A person will answer.
    PersonAsked,
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

/// A payment code for the accounts of the document.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PayCode {
    /// For a bank's app, in euros.
    Epc,
    /// For Swish, in kronor.
    Swish,
}

#[derive(Debug, Clone)]
pub struct InvoicePage {
    /// The invoice, folded from its log.
    pub view: PayerView,
    pub document: Document,
    /// The buyer; `None` once the payer was forgotten.
    pub buyer: Option<Party>,
    pub biller: BillerView,
    /// `/i/{token}`, without a slash at its end.
    pub base_path: String,
    /// The biller's business clock.
    pub now: Timestamp,
    /// The IANA name of the biller's zone.
    pub zone: String,
    pub languages: Vec<Language>,
    /// Whether this is a sandbox biller, whose invoices nobody really pays.
    pub sandbox: bool,
    /// Who has the page open, without this reader.
    pub viewers: Presence,
    /// The idempotency key of the message form, new for each page.
    pub say_key: String,
    /// The result of the form just sent.
    pub said: Option<FormOutcome>,
    /// The extra time that the biller grants automatically.
    pub more_time: MoreTime,
    /// The ways to pay at the biller's providers, as forms name them, the first one first: `card`, `ideal`; empty if
    /// the biller has no provider.
    pub ways: Vec<String>,
    /// The least amount of one payment, minor units. If less is left, all of it has to be paid.
    pub minimum_minor: i64,
    pub codes: Vec<PayCode>,
    /// The checkout from which the reader has just returned.
    pub back_from: Option<CheckoutId>,
    /// The line that the next message is about, from one, if the address says so.
    pub line: Option<u32>,
    pub assets: Assets,
}

#[must_use]
pub fn render(page: &InvoicePage, words: Arc<dyn Words>) -> Rendered {
    page::render(page, words)
}
