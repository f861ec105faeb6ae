//! Double entry: every event that moves money makes postings that sum to zero.

use serde::{Deserialize, Serialize};

use crate::books::Books;
use crate::ids::{InvoiceId, PayerId};
use crate::money::Currency;
use crate::stream::{Event, EventVisitor, Stream};

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(tag = "account", content = "of", rename_all = "snake_case")]
pub enum LedgerAccount {
    /// The amount that an invoice asks for; its balance is the invoice's open amount.
    Receivable(InvoiceId),
    /// What the biller owes a payer; a credit balance is negative.
    PayerCredit(PayerId),
    /// Money received and not yet seen on the bank's statement.
    Clearing,
    /// Sales without VAT.
    Revenue,
    Vat,
    /// Rounding of amounts due.
    Rounding,
    /// Payments made before the invoice was issued.
    Prepayment,
    /// Losses on invoices given up.
    WriteOff,
    /// Fees charged on top of invoices.
    Fees,
    /// Money received whose payer is unknown.
    Unidentified,
    /// Refunds that are on their way.
    Refunds,
    /// Charges that banks deducted from payments, at the biller's cost.
    BankCharges,
}

impl LedgerAccount {
    /// The account's name in the database.
    #[must_use]
    pub const fn name(&self) -> &'static str {
        match self {
            Self::Receivable(_) => "receivable",
            Self::PayerCredit(_) => "payer_credit",
            Self::Clearing => "clearing",
            Self::Revenue => "revenue",
            Self::Vat => "vat",
            Self::Rounding => "rounding",
            Self::Prepayment => "prepayment",
            Self::WriteOff => "write_off",
            Self::Fees => "fees",
            Self::Unidentified => "unidentified",
            Self::Refunds => "refunds",
            Self::BankCharges => "bank_charges",
        }
    }

    /// The invoice or payer that the account belongs to.
    #[must_use]
    pub const fn owner(&self) -> Option<uuid::Uuid> {
        match self {
            Self::Receivable(id) => Some(id.0),
            Self::PayerCredit(id) => Some(id.0),
            _ => None,
        }
    }
}

/// One side of an entry: debit positive, credit negative.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Posting {
    pub account: LedgerAccount,
    /// Minor units; never zero.
    pub amount_minor: i64,
    pub currency: Currency,
}

/// What an event moves: parts that sum to zero.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    pub currency: Currency,
    /// Debits are positive, credits negative.
    pub parts: Vec<(LedgerAccount, i64)>,
}

/// The postings of `event`, given the books as they stood *before* it. Empty for events that move no
/// money.
#[must_use]
pub fn postings(before: &Books, event: &Event) -> Vec<Posting> {
    let Some(Entry { currency, parts }) = event.visit(EntryOf(before)) else { return Vec::new() };
    parts
        .into_iter()
        .filter(|(_, amount_minor)| *amount_minor != 0)
        .map(|(account, amount_minor)| Posting { account, amount_minor, currency })
        .collect()
}

struct EntryOf<'a>(&'a Books);

impl EventVisitor for EntryOf<'_> {
    type Output = Option<Entry>;

    fn visit<S: Stream>(self, id: S::Id, event: &S::Event) -> Self::Output {
        S::entry(self.0, id, event)
    }
}

/// Credits `from` and debits `to`.
pub(crate) fn move_between(
    from: LedgerAccount,
    to: LedgerAccount,
    amount_minor: i64,
) -> Vec<(LedgerAccount, i64)> {
    vec![(from, -amount_minor), (to, amount_minor)]
}
