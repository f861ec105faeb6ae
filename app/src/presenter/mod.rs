//! What the invoice's page says at one moment.
//!
//! The same code answers on the server, for the page, and in the browser, for every change after it. A
//! face is a list of [`Slot`]s: the server's markup names them with `data-slot`, the browser writes a new
//! face into the elements of those names. Markup therefore stands in one place, on the server, and none of
//! it is in what the browser downloads.

mod amount;
mod asks;
mod attempts;
mod banner;
mod conversation;
mod file;
mod history;
mod lines;
mod presence;
mod proposal;
mod slot;
mod slots;
mod text;
mod texts;

use domain::command::MoreTime;
use domain::conversations::Side;
use domain::ids::CheckoutId;
use domain::invoices::view::PayerView;
use domain::invoices::wire::By;
use domain::{Status, Timestamp};
use serde::{Deserialize, Serialize};

pub use amount::{Parts, copyable, parts};
pub use asks::at_once_until;
pub use banner::{news, sentence};
pub use conversation::{Item, items};
pub use file::{File, files, size};
pub use history::{Row, fees, rows};
pub use lines::notes;
pub use presence::{presence, staff, typing};
pub use proposal::proposal_text;
pub use slot::Slot;
pub use slots::slots;
pub use text::{Piece, pieces};
pub use texts::ISLAND_TEXTS;

use crate::words::Words;

/// What a face is made of.
pub struct ViewContext<'a, W: ?Sized> {
    pub view: &'a PayerView,
    /// The biller's business clock.
    pub now: Timestamp,
    /// The biller's name, for what nobody in particular did.
    pub biller: &'a str,
    /// The payer's name, for staff; the payer reads "You".
    pub payer: &'a str,
    /// Whose eyes these are.
    pub side: Side,
    /// The path that what hangs on the invoice lies below: `/i/{token}`, `/console/invoices/{id}`.
    pub base: &'a str,
    /// What the payer is granted without asking anybody.
    pub more_time: MoreTime,
    /// What paying on the page depends on besides the invoice.
    pub paying: Paying,
    /// The name of the document's line with this number, from one; empty where there is none.
    pub line: &'a dyn Fn(u32) -> String,
    pub words: &'a W,
}

/// What paying on the page depends on besides the invoice.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Paying {
    /// The least that the biller accepts, minor units; of what is less, all of it.
    pub minimum_minor: i64,
    /// The attempt to pay from which the reader has just come back.
    pub back_from: Option<CheckoutId>,
}

impl<W: Words + ?Sized> ViewContext<'_, W> {
    #[must_use]
    pub fn status(&self) -> Status {
        self.view.status(self.now)
    }

    /// Whether the biller still asks for money.
    #[must_use]
    pub fn asks(&self) -> bool {
        self.status().is_asked()
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

    /// A text that names the biller.
    fn with_biller(&self, key: &str) -> String {
        self.words.text(key, &[("biller", self.biller)])
    }

    /// Who did it, as the page names them.
    fn name<'b>(&'b self, by: &'b By) -> &'b str {
        match by {
            By::Biller { name: Some(name) } => name,
            By::Payer => self.payer,
            By::Biller { name: None } | By::System => self.biller,
        }
    }

    /// Whether the reader's own side did it.
    fn is_mine(&self, by: &By) -> bool {
        side(by) == self.side
    }

    /// The name, or "You" for a payer's own doing.
    fn you_or_name(&self, by: &By) -> String {
        match (by, self.side) {
            (By::Payer, Side::Payer) => self.text("message-you"),
            _ => self.name(by).to_owned(),
        }
    }

    /// One of two texts: `key` with the name of who did it, or `key-you` for a payer's own doing.
    fn told(&self, key: &'static str, yours: &'static str, by: &By, args: &[(&str, &str)]) -> String {
        match (by, self.side) {
            (By::Payer, Side::Payer) => self.words.text(yours, args),
            _ => self.words.text(key, &[&[("name", self.name(by))], args].concat()),
        }
    }

    /// What a message or a dispute is about, by the name of the line.
    fn about(&self, line: Option<u32>) -> String {
        line.map(self.line).unwrap_or_default()
    }
}

/// Whose side somebody is on.
#[must_use]
pub const fn side(by: &By) -> Side {
    match by {
        By::Payer => Side::Payer,
        By::Biller { .. } | By::System => Side::Biller,
    }
}
