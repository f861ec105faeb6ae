//! What the invoice's page shows at one moment.
//!
//! The same code runs on the server, for the page, and in the browser, for every change afterwards. Its result is a
//! list of [`Slot`]s. The server's markup names them with `data-slot`, and the browser writes new values into the
//! elements with those names. So markup exists in one place, on the server, and the browser downloads none of it.

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

use domain::conversations::Side;
use domain::ids::CheckoutId;
use domain::invoices::view::PayerView;
use domain::invoices::wire::By;
use domain::proposals::MoreTime;
use domain::{Date, Status, Timestamp};
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
pub use texts::{IslandText, island_texts};

use crate::words::{DateStyle, Words};

/// What the presenter needs to know.
pub struct ViewContext<'a, W: ?Sized> {
    pub view: &'a PayerView,
    /// The biller's business clock.
    pub now: Timestamp,
    /// The biller's name, for what no person in particular did.
    pub biller: &'a str,
    /// The payer's name, for staff; the payer reads "You".
    pub payer: &'a str,
    /// Who reads the page.
    pub side: Side,
    /// The path under which an invoice's resources are: `/i/{token}`, `/console/invoices/{id}`.
    pub base: &'a str,
    /// The extra time that is granted automatically.
    pub more_time: MoreTime,
    /// What paying on the page depends on besides the invoice.
    pub paying: Paying,
    /// The name of the document's line with this number, from one; empty if there is none.
    pub line: &'a dyn Fn(u32) -> String,
    pub words: &'a W,
}

/// What paying on the page depends on besides the invoice.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Paying {
    /// The least amount that the biller accepts, minor units. If less is left, all of it has to be paid.
    pub minimum_minor: i64,
    /// The checkout from which the reader has just returned.
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

    /// What the payer still has to pay, minor units: what is open and not pending.
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

    /// A text about a day.
    fn with_date(&self, key: &str, date: Date) -> String {
        self.words.text(key, &[("date", &self.words.date(date, DateStyle::Long))])
    }

    /// A text that names the biller.
    fn with_biller(&self, key: &str) -> String {
        self.words.text(key, &[("biller", self.biller)])
    }

    /// The name of who did it, as the page shows it.
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

    /// The name, or "You" for a payer's own action.
    fn you_or_name(&self, by: &By) -> String {
        match (by, self.side) {
            (By::Payer, Side::Payer) => self.text("message-you"),
            _ => self.name(by).to_owned(),
        }
    }

    /// One of two texts: `key` with the name of who did it, or `key-you` for a payer's own action.
    fn told(&self, key: &'static str, yours: &'static str, by: &By, args: &[(&str, &str)]) -> String {
        match (by, self.side) {
            (By::Payer, Side::Payer) => self.words.text(yours, args),
            _ => self.words.text(key, &[&[("name", self.name(by))], args].concat()),
        }
    }

    /// What a message or a dispute is about: the name of the line.
    fn about(&self, line: Option<u32>) -> String {
        line.map(self.line).unwrap_or_default()
    }
}

#[must_use]
pub const fn side(by: &By) -> Side {
    match by {
        By::Payer => Side::Payer,
        By::Biller { .. } | By::System => Side::Biller,
    }
}
