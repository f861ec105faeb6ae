//! An entry of a bank file, and its outcome.

use std::collections::BTreeMap;

use domain::ids::{InvoiceId, PaymentId};
use domain::{Date, Money};
use serde::{Deserialize, Serialize};

use crate::billers::{bankgiro, own_account, with_its_kind};

/// The direction of the money, seen from the biller.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Way {
    In,
    Out,
}

impl Way {
    /// The name in keys.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::In => "in",
            Self::Out => "out",
        }
    }
}

/// An earlier entry is reversed.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Undoing {
    pub code: Option<String>,
    pub text: Option<String>,
}

/// One entry of a bank file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct BankEntry {
    /// Its number in the file, from 1.
    pub number: u64,
    /// The format of the file: `camt.053`, `bgmax` …
    pub format: String,
    /// The biller's account, as the file writes it.
    pub account: String,
    /// The same account in other forms.
    pub other_accounts: Vec<String>,
    pub way: Way,
    /// Whether it is booked; an expected entry comes again later.
    pub booked: bool,
    /// Never negative.
    pub amount: Money,
    /// Other amounts that the bank states: the instructed amount, or the amount before charges.
    pub stated_amounts: Vec<Money>,
    /// The booking date.
    pub booked_on: Option<Date>,
    /// The value date.
    pub valued_on: Option<Date>,
    /// The bank's references for it.
    pub bank_references: Vec<String>,
    /// The payer's own reference for the transfer.
    pub end_to_end: Option<String>,
    /// Further ids by which a return may refer to it.
    pub other_ids: Vec<String>,
    pub debtor_name: Option<String>,
    pub debtor_account: Option<String>,
    /// References in structured fields.
    pub references: Vec<String>,
    pub text: Vec<String>,
    /// Ids of the payer and texts of the bank that may contain a reference.
    #[serde(default)]
    pub further: Vec<String>,
    /// Charges that banks deducted, minor units: the payer paid them, and they are not part of the amount.
    #[serde(default)]
    pub charges_minor: i64,
    /// How deductions in the same file changed it.
    #[serde(default)]
    pub lowered: Lowered,
    /// Set if it reverses an earlier entry.
    pub undoing: Option<Undoing>,
    /// Collected by direct debit.
    pub direct_debit: bool,
    /// Its place in the bank's own entry.
    pub part: Part,
}

impl BankEntry {
    /// The biller's account in each of its forms, normalised by [`own_account`].
    pub(crate) fn own_accounts(&self) -> impl Iterator<Item = String> {
        std::iter::once(&self.account).chain(&self.other_accounts).map(|account| own_account(account))
    }

    /// The biller's account as a payment stores it, with its kind if known.
    pub(crate) fn account_with_its_kind(&self) -> String {
        // BgMax only has bankgiro numbers, whatever their form.
        if self.format == "bgmax" { bankgiro(&self.account) } else { with_its_kind(&self.account) }
    }

    /// The same for each form of the account.
    pub(crate) fn accounts_with_their_kinds(&self) -> impl Iterator<Item = String> {
        let others = self.other_accounts.iter().map(|account| with_its_kind(account));
        std::iter::once(self.account_with_its_kind()).chain(others)
    }
}

/// How deductions changed an entry. Its amount is what arrived, after deductions.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Lowered {
    /// There are none.
    #[default]
    No,
    /// The same payer deducted something from it.
    ByPayer,
    /// A deduction was taken off that may not belong to it: a person has to review it.
    Unclear,
    /// It is a deduction itself and reduces other entries.
    Lowers,
}

/// The place of an entry in what the bank books as one sum.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Part {
    /// It is reported by itself.
    Alone,
    /// One of several payments under this name of the bank's entry.
    Of(String),
    /// The whole entry under this name, reported without its payments.
    SumOnly(String),
}

/// The outcome of an entry.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum EntryStatus {
    Booked,
    /// It is recorded, and a person decides between candidates.
    Suggested,
    /// It is recorded, and nothing points to any invoice. Or it is a return that waits for its payment.
    Unmatched,
    Duplicate,
    /// It reversed an earlier entry.
    Reversed,
    /// It is not incoming money.
    Ignored,
    /// It could not be recorded.
    Rejected,
}

impl EntryStatus {
    pub const ALL: [Self; 7] = [
        Self::Booked,
        Self::Suggested,
        Self::Unmatched,
        Self::Duplicate,
        Self::Reversed,
        Self::Ignored,
        Self::Rejected,
    ];

    /// The name in JSON.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Booked => "booked",
            Self::Suggested => "suggested",
            Self::Unmatched => "unmatched",
            Self::Duplicate => "duplicate",
            Self::Reversed => "reversed",
            Self::Ignored => "ignored",
            Self::Rejected => "rejected",
        }
    }
}

/// The outcome of one entry.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct EntryOutcome {
    /// Its number in the file.
    pub number: u64,
    pub status: EntryStatus,
    /// Negative if the money left.
    pub amount: Money,
    /// The payment: recorded now, known before, or reversed.
    pub payment: Option<PaymentId>,
    /// The invoices that it pays or may be for, best first.
    pub invoices: Vec<InvoiceId>,
    /// Their numbers, in the same order.
    pub numbers: Vec<String>,
    /// The score of the first one, 0 to 1000.
    pub score: Option<u16>,
    /// The reasons for and against the first one, or why the entry was ignored.
    pub reasons: Vec<String>,
}

impl EntryOutcome {
    /// An outcome without further details.
    pub(crate) fn plain(entry: &BankEntry, status: EntryStatus) -> Self {
        let minor = match entry.way {
            Way::In => entry.amount.minor,
            Way::Out => -entry.amount.minor,
        };
        Self {
            number: entry.number,
            status,
            amount: Money::new(minor, entry.amount.currency),
            payment: None,
            invoices: Vec::new(),
            numbers: Vec::new(),
            score: None,
            reasons: Vec::new(),
        }
    }

    pub(crate) fn because(mut self, reason: &str) -> Self {
        self.reasons.push(reason.to_owned());
        self
    }

    pub(crate) fn of(mut self, payment: PaymentId) -> Self {
        self.payment = Some(payment);
        self
    }
}

/// The outcome of a whole file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Totals {
    pub entries: u64,
    /// The number of entries by status; every status is listed.
    #[serde(flatten)]
    pub counts: BTreeMap<EntryStatus, u64>,
    /// The sum by status and currency, minor units; money that left the account counts as negative.
    pub amount_minor: BTreeMap<EntryStatus, BTreeMap<String, i64>>,
}

impl Default for Totals {
    fn default() -> Self {
        let counts = EntryStatus::ALL.into_iter().map(|status| (status, 0)).collect();
        Self { entries: 0, counts, amount_minor: BTreeMap::new() }
    }
}

impl Totals {
    /// Counts one more.
    pub fn add(&mut self, outcome: &EntryOutcome) {
        self.entries += 1;
        *self.counts.entry(outcome.status).or_default() += 1;
        let sums = self.amount_minor.entry(outcome.status).or_default();
        let sum = sums.entry(outcome.amount.currency.code().to_owned()).or_default();
        *sum = sum.saturating_add(outcome.amount.minor);
    }

    /// Adds the totals of another file.
    pub fn merge(&mut self, other: &Self) {
        self.entries += other.entries;
        for (status, count) in &other.counts {
            *self.counts.entry(*status).or_default() += count;
        }
        for (status, sums) in &other.amount_minor {
            for (currency, minor) in sums {
                let sum = self.amount_minor.entry(*status).or_default().entry(currency.clone()).or_default();
                *sum = sum.saturating_add(*minor);
            }
        }
    }

    /// How many have this status.
    #[must_use]
    pub fn count(&self, status: EntryStatus) -> u64 {
        self.counts.get(&status).copied().unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn totals_name_every_status_and_are_read_as_they_were_written() {
        let mut totals = Totals { entries: 1, ..Totals::default() };
        totals.counts.insert(EntryStatus::Booked, 1);
        totals.amount_minor.entry(EntryStatus::Booked).or_default().insert("SEK".into(), 45_000);
        let text = serde_json::to_string(&totals).unwrap();
        assert!(text.contains(r#""booked":1"#) && text.contains(r#""rejected":0"#), "{text}");
        assert!(text.contains(r#""amount_minor":{"booked":{"SEK":45000}}"#), "{text}");
        assert_eq!(serde_json::from_str::<Totals>(&text).unwrap(), totals);
    }
}
