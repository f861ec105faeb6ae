//! What the books know that may have to do with a transfer.

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
    /// What it asked for, minor units.
    pub payable_minor: i64,
    /// What is still open.
    pub open_minor: i64,
    pub standing: InvoiceStanding,
    pub names: Vec<String>,
    /// Whether its payer was asked about this money and said that it is not theirs.
    pub disclaimed: bool,
}

/// Where an invoice stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum InvoiceStanding {
    Open,
    /// Nothing is open any more.
    Paid,
    /// It was withdrawn or written off.
    Closed,
}

/// A reference of an invoice that was found in a transfer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Hit {
    /// The place of the candidate reference in [`crate::Transfer::candidate_references`].
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

/// Who else owes exactly the amount of a transfer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SameSum {
    NotLooked,
    /// All who do are among the facts.
    AllKnown,
    /// So many that they were not looked at one by one.
    TooMany,
}

/// Everything that was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Evidence {
    /// The invoices, each once.
    pub facts: Vec<Facts>,
    /// Where their references were found.
    pub hits: Vec<Hit>,
    /// The payers for whom the account of the transfer has paid before.
    pub account_of: BTreeSet<PayerId>,
    /// Payers whose open invoices are all among the facts.
    pub whole: BTreeSet<PayerId>,
    /// Who else owes the amount.
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
