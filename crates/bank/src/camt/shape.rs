//! The first pass over a file: decides for each entry whether it is one transaction or several.

use std::collections::{HashMap, HashSet};

use domain::Money;

use super::counters::BatchCount;
use super::model::{Account, Batch, Detail, Entry, RelatedParty, TransactionCode};
use crate::lowered::{self, Offs, Parts, mark};
use crate::{Direction, Problem};

/// The facts about an entry, found by reading all of it.
pub(super) struct Shape {
    pub(super) number: u64,
    place: String,
    amount: Money,
    direction: Direction,
    charges: Option<i64>,
    code: TransactionCode,
    reversal: bool,
    details: u64,
    /// The sum of the details' own amounts, positive in the entry's direction; `None` once one of them has none.
    sum: Option<i64>,
    their_charges: i64,
    /// Whether each detail is more than the charges on it.
    above_charges: bool,
    /// For incoming money: the details, for the search for deductions.
    parts: Parts,
    has_deductions: bool,
    batch: Option<BatchCount>,
}

/// How an entry is split into transactions.
pub(super) enum Split {
    /// It has one detail at most.
    One,
    /// Each of its details is one.
    Details {
        count: u64,
        /// Whether the charges on each are subtracted from its amount.
        charged: bool,
        offs: Offs,
    },
    /// It has several details and stays one transaction.
    Whole,
}

/// How the file's entries become transactions, as far as that must be known before their end.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Entries {
    /// Entries with several details that stay one transaction.
    pub(super) whole: HashSet<u64>,
    /// Entries whose charges are subtracted from the details.
    pub(super) charged: HashSet<u64>,
    /// Entries with deductions, and the payments that these reduce.
    pub(super) offs: HashMap<u64, Offs>,
    /// Entries with several details: the texts that follow them and apply to all.
    pub(super) said: HashMap<u64, String>,
}

/// The texts of at most this many entries are kept.
const MOST_SAID: usize = 20_000;

impl Entries {
    /// Records how an entry is split. Returns its number of transactions.
    pub(super) fn add(&mut self, number: u64, split: Split, said: Option<String>) -> u64 {
        match split {
            Split::One => 1,
            Split::Whole => {
                self.whole.insert(number);
                1
            }
            Split::Details { count, charged, offs } => {
                let has_digits = |said: &String| said.bytes().any(|byte| byte.is_ascii_digit());
                if let Some(said) = said.filter(has_digits)
                    && self.said.len() < MOST_SAID
                {
                    self.said.insert(number, said);
                }
                if charged {
                    self.charged.insert(number);
                }
                if !offs.is_empty() {
                    self.offs.insert(number, offs);
                }
                count
            }
        }
    }
}

impl Shape {
    pub(super) fn new(entry: &Entry) -> Self {
        let charges = entry.charges.filter(|charges| charges.currency == entry.amount.currency);
        Self {
            number: entry.number,
            place: entry.place.clone(),
            amount: entry.amount,
            direction: entry.direction,
            charges: charges.map(|charges| charges.minor),
            code: entry.code.clone(),
            reversal: entry.reversal,
            details: 0,
            sum: Some(0),
            their_charges: 0,
            above_charges: true,
            parts: Parts::default(),
            has_deductions: false,
            batch: None,
        }
    }

    pub(super) fn batch(&mut self, batch: Batch) -> Result<(), Problem> {
        self.close_batch()?;
        self.batch = Some(BatchCount::new(batch));
        Ok(())
    }

    /// A batch's sums are compared only for incoming money. For outgoing money a bank describes the order that it
    /// received, not what it reports here.
    fn close_batch(&mut self) -> Result<(), Problem> {
        match self.batch.take() {
            Some(batch) if self.direction == Direction::Credit => batch.check(&self.place),
            _ => Ok(()),
        }
    }

    pub(super) fn detail(&mut self, detail: &Detail) {
        self.details += 1;
        let direction = detail.direction.unwrap_or(self.direction);
        let own = own_amount(detail, self.amount);
        let signed = own.map(|own| if direction == self.direction { own.minor } else { -own.minor });
        self.sum = self.sum.zip(signed).and_then(|(sum, own)| sum.checked_add(own));
        let charges = detail.charges.filter(|charges| charges.currency == self.amount.currency);
        if let Some(charges) = charges {
            self.their_charges = self.their_charges.saturating_add(charges.minor);
            self.above_charges &= own.is_some_and(|own| own.minor > charges.minor);
        }
        if let Some(batch) = &mut self.batch {
            batch.count(own.or(detail.amount), direction, self.direction);
        }
        if let (Direction::Credit, Some(own)) = (self.direction, own) {
            let deduction = direction == Direction::Debit;
            let taken_back = deduction && takes_back(self.reversal, &self.code, detail);
            self.has_deductions |= deduction && !taken_back;
            if !taken_back {
                self.parts.put(part(detail, self.details, own.minor, deduction));
            }
        }
    }

    pub(super) fn finish(mut self) -> Result<Split, Problem> {
        self.close_batch()?;
        let Some(sum) = self.sum.filter(|_| self.details > 1) else {
            return Ok(if self.details < 2 { Split::One } else { Split::Whole });
        };
        let count = self.details;
        if sum == self.amount.minor {
            let offs = self.subtract_deductions()?;
            return Ok(Split::Details { count, charged: false, offs });
        }
        // The bank may have kept its charges: from the details, or from all of them together.
        if sum - self.their_charges == self.amount.minor && self.above_charges && !self.has_deductions {
            return Ok(Split::Details { count, charged: true, offs: Offs::new() });
        }
        if let Some(charges) = self.charges.filter(|charges| *charges > 0)
            && self.direction == Direction::Credit
            && sum - charges == self.amount.minor
        {
            let nobodys = Detail::default();
            self.parts.put(part(&nobodys, 0, charges, true));
            let offs = self.subtract_deductions()?;
            return Ok(Split::Details { count, charged: false, offs });
        }
        Ok(Split::Whole)
    }

    fn subtract_deductions(&mut self) -> Result<Offs, Problem> {
        self.parts.subtract_deductions().map_err(|message| Problem::new("LIMIT", self.place.clone(), message))
    }
}

/// The facts of a detail for the search for deductions.
fn part(detail: &Detail, number: u64, minor: i64, deduction: bool) -> lowered::Part {
    // Among incoming money, either side of a deduction may be named as the other one.
    let other = if detail.debtor == RelatedParty::default() { &detail.creditor } else { &detail.debtor };
    let account = other.account.as_ref().and_then(Account::number);
    let name = other.party.as_ref().and_then(|party| party.name.as_deref());
    let references = detail.structured.iter().filter_map(|block| block.reference.as_deref());
    let reference = references.chain(detail.unstructured.iter().map(String::as_str)).find_map(mark);
    lowered::Part {
        number,
        minor,
        deduction,
        payer: (account.and_then(mark), name.and_then(mark)),
        reference,
    }
}

/// Whether a debit reverses an earlier payment: then it is no deduction.
fn takes_back(reversal: bool, code: &TransactionCode, detail: &Detail) -> bool {
    reversal
        || detail.returned.is_some()
        || [&detail.code, code].into_iter().any(|code| return_code(code).is_some())
}

/// Further amounts that a detail states, in the currency of the moved amount.
pub(super) fn stated(detail: &Detail, moved: Money) -> Vec<Money> {
    let charges = detail.charges.filter(|charges| charges.currency == moved.currency);
    let before = charges.map(|charges| Money::new(moved.minor.saturating_sub(charges.minor), moved.currency));
    let mut found: Vec<Money> = [detail.amount, detail.transaction_amount, detail.instructed, before]
        .into_iter()
        .flatten()
        .filter(|one| one.currency == moved.currency && one.minor > 0 && *one != moved)
        .collect();
    found.dedup();
    found
}

/// The amount that the detail moved on the account, in the account's currency.
pub(super) fn own_amount(detail: &Detail, entry: Money) -> Option<Money> {
    amounts(detail).find(|amount| amount.currency == entry.currency)
}

/// The amounts of a detail, from the one moved on the account to the one that the payer instructed.
pub(super) fn amounts(detail: &Detail) -> impl Iterator<Item = Money> {
    [detail.amount, detail.transaction_amount, detail.counter_value, detail.instructed].into_iter().flatten()
}

/// The reason code of money that is returned: ISO 20022 codes for returns of received credit transfers and of issued
/// direct debits.
pub(super) fn return_code(code: &TransactionCode) -> Option<String> {
    let received = matches!(code.family.as_deref(), Some("IDDT" | "RCDT" | "RRCT"));
    let sub_family = code.sub_family.as_deref()?;
    (received && matches!(sub_family, "UPDD" | "PRDD" | "RCDD" | "RRTN" | "RPCR"))
        .then(|| sub_family.to_owned())
}
