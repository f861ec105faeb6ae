//! The evidence from the books about a transfer.

use std::collections::BTreeSet;

use domain::Currency;
use domain::ids::{InvoiceId, PayerId};
use domain::payments::reference::EditKind;

/// What is known of an invoice.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Facts {
    pub invoice: InvoiceId,
    pub payer: PayerId,
    /// Its number and its references in normal form.
    pub references: Vec<String>,
    pub currency: Currency,
    /// The amount that it asked for, minor units.
    pub payable_minor: i64,
    /// Minor units.
    pub open_minor: i64,
    pub standing: InvoiceStanding,
    pub names: Vec<String>,
    /// Whether its payer was asked about this payment and said that it is not theirs.
    pub disclaimed: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum InvoiceStanding {
    Open,
    /// Nothing is open any more.
    Paid,
    /// It was withdrawn or written off.
    Closed,
}

/// A reference of an invoice, found in a transfer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Hit {
    /// The index in [`crate::Transfer::candidate_references`].
    pub candidate_reference: usize,
    pub invoice: InvoiceId,
    pub how: How,
}

/// How a reference was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum How {
    Reference,
    /// The invoice's number, as it is.
    Number,
    /// With one typing error.
    Edited(EditKind),
}

/// Who else owes exactly the transfer's amount.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SameSum {
    NotLooked,
    /// All of them are among the facts.
    AllKnown,
    /// There are too many to read them one by one.
    TooMany,
}

/// All evidence for one transfer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Evidence {
    pub facts: Vec<Facts>,
    /// The references that were found.
    pub hits: Vec<Hit>,
    /// The payers that the sender's account has paid for before.
    pub account_of: BTreeSet<PayerId>,
    /// The payers whose open invoices are all among the facts.
    pub whole: BTreeSet<PayerId>,
    pub same_sum: SameSum,
}

impl Default for Evidence {
    fn default() -> Self {
        Self {
            facts: Vec::new(),
            hits: Vec::new(),
            account_of: BTreeSet::new(),
            whole: BTreeSet::new(),
            same_sum: SameSum::NotLooked,
        }
    }
}
