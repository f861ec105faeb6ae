//! What the invoice's page says at one moment.
//!
//! The same code answers on the server, for the page, and in the browser, for every change after it. A
//! face is a list of [`Slot`]s: the server's markup names them with `data-slot`, the browser writes a new
//! face into the elements of those names. Markup therefore stands in one place, on the server, and none of
//! it is in what the browser downloads.

mod amount;
mod banner;
mod conversation;
mod history;
mod presence;
mod slots;

use domain::view::PayerView;
use domain::wire::By;
use domain::{Status, Timestamp};

pub use amount::{Parts, copyable, parts};
pub use banner::sentence;
pub use conversation::{Message, messages};
pub use history::{Row, rows};
pub use presence::presence;
pub use slots::{Slot, slots};

use crate::words::Words;

/// What a face is made of.
pub struct Sight<'a, W: ?Sized> {
    /// The invoice.
    pub view: &'a PayerView,
    /// The biller's business clock.
    pub now: Timestamp,
    /// The biller's name, for what nobody in particular did.
    pub biller: &'a str,
    /// The reader's language.
    pub words: &'a W,
}

impl<W: Words + ?Sized> Sight<'_, W> {
    /// The status now.
    #[must_use]
    pub fn status(&self) -> Status {
        self.view.status(self.now)
    }

    /// What there is left to do for the payer, minor units: what is open and not on its way yet.
    #[must_use]
    pub fn rest_minor(&self) -> i64 {
        (self.view.open_minor - self.view.pending_minor()).max(0)
    }

    fn text(&self, key: &str) -> String {
        self.words.text(key, &[])
    }

    fn money(&self, minor: i64) -> String {
        self.words.money(self.view.money(minor))
    }

    /// A text about an amount.
    fn with_amount(&self, key: &str, minor: i64) -> String {
        self.words.text(key, &[("amount", &self.money(minor))])
    }

    /// Who did it, as the page names them.
    fn name<'b>(&'b self, by: &'b By) -> &'b str {
        match by {
            By::Biller { name: Some(name) } => name,
            _ => self.biller,
        }
    }
}

/// The texts that the browser needs for faces and for its connection, in the order in which the page
/// hands them over. Placeholders follow each key.
pub const ISLAND_TEXTS: &[(&str, &[&str])] = &[
    // where it stands
    ("status-open", &[]),
    ("status-partly-paid", &[]),
    ("status-overdue", &[]),
    ("status-paid", &[]),
    ("status-void", &[]),
    ("status-credited", &[]),
    ("status-written-off", &[]),
    ("status-pending", &[]),
    ("hero-left-of", &["amount"]),
    ("hero-total", &["amount"]),
    ("due-label", &[]),
    ("due-label-past", &[]),
    ("due-moved-by", &["name"]),
    ("due-moved-by-you", &[]),
    ("due-moved", &[]),
    ("bar-paid", &["amount"]),
    ("bar-credited", &["amount"]),
    ("bar-pending", &["amount"]),
    ("bar-open", &["amount"]),
    // paying
    ("pay-amount", &["amount"]),
    ("pay-pending-all", &["amount"]),
    ("pay-pending-part", &["amount"]),
    ("pay-paid", &[]),
    ("pay-void", &[]),
    ("pay-credited", &[]),
    ("pay-written-off", &[]),
    ("pay-credit-kept", &["amount", "biller"]),
    // the newest change
    ("change-payment-pending", &["amount"]),
    ("change-payment-settled", &["amount"]),
    ("change-payment-failed", &["amount"]),
    ("change-payment-reversed", &["amount"]),
    ("change-credit-used", &["amount"]),
    ("change-credit-moved", &["amount"]),
    ("change-credited", &["amount", "number"]),
    ("change-due-date", &["name", "date"]),
    ("change-due-date-you", &["date"]),
    ("change-due-date-plain", &["date"]),
    ("change-voided", &[]),
    ("change-written-off", &["amount"]),
    ("change-message", &["name"]),
    // history
    ("history-issued", &[]),
    ("history-payment-pending", &[]),
    ("history-payment-settled", &[]),
    ("history-payment-failed", &[]),
    ("history-payment-reversed", &[]),
    ("history-credit-used", &[]),
    ("history-credit-moved", &[]),
    ("history-credited", &["number"]),
    ("history-due-date", &["date"]),
    ("history-voided", &[]),
    ("history-written-off", &[]),
    ("history-forgotten", &[]),
    ("history-kept", &["amount"]),
    ("method-bank-transfer", &[]),
    ("method-direct-debit", &[]),
    ("method-card", &[]),
    ("method-wallet", &[]),
    ("method-cash", &[]),
    ("method-other", &[]),
    // conversation
    ("message-you", &[]),
    ("message-erased", &[]),
    ("message-sending", &[]),
    ("message-waiting", &[]),
    ("message-refused", &["reason"]),
    ("said-too-long", &[]),
    // connection
    ("live-on", &[]),
    ("live-staff", &["name"]),
    ("live-viewers", &["count"]),
    ("live-stale", &["moment"]),
    ("live-back", &[]),
    ("live-link-invalid", &[]),
    ("copy-done", &[]),
];
