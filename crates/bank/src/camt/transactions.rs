//! Entries and their details to transactions.

use std::collections::{HashSet, VecDeque};
use std::io::Read;

use domain::Money;
use domain::reference::is_placeholder;
use encoding_rs::Encoding;

use super::counters::BatchCount;
use super::model::{Account, Batch, Detail, Entry, Record, RelatedParty, TransactionCode};
use super::reader::{Part, Reader};
use crate::{Direction, Format, Party, Problem, ReferenceCheck, Transaction, Undoing};

/// Of an entry that stays one transaction: more references than this are left out.
const MAX_TEXTS: usize = 400;

/// What an entry is, found by reading all of it.
pub(super) struct Shape {
    pub(super) number: u64,
    place: String,
    amount: Money,
    direction: Direction,
    details: u64,
    /// The details' own amounts with the entry's direction as plus; `None` once one of them has none.
    sum: Option<i64>,
    charges: i64,
    batch: Option<BatchCount>,
}

/// How an entry becomes transactions.
pub(super) enum Split {
    /// It has one detail at most.
    One,
    /// Each of its details is one.
    Details(u64),
    /// It has several details and is one all the same.
    Whole,
}

impl Shape {
    pub(super) fn new(entry: &Entry) -> Self {
        Self {
            number: entry.number,
            place: entry.place.clone(),
            amount: entry.amount,
            direction: entry.direction,
            details: 0,
            sum: Some(0),
            charges: 0,
            batch: None,
        }
    }

    pub(super) fn batch(&mut self, batch: Batch) -> Result<(), Problem> {
        self.close_batch()?;
        self.batch = Some(BatchCount::new(batch));
        Ok(())
    }

    /// The sums of a batch are compared where its money is booked. Of outgoing money a bank describes the
    /// order that it was given, which is not what it tells here.
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
        if let Some(charges) = detail.charges.filter(|charges| charges.currency == self.amount.currency) {
            self.charges = self.charges.saturating_add(charges.minor);
        }
        if let Some(batch) = &mut self.batch {
            batch.count(own.or(detail.amount), direction, self.direction);
        }
    }

    pub(super) fn finish(mut self) -> Result<Split, Problem> {
        self.close_batch()?;
        Ok(match self.sum {
            _ if self.details < 2 => Split::One,
            // The bank may have kept its charges.
            Some(sum) if sum == self.amount.minor || sum - self.charges == self.amount.minor => {
                Split::Details(self.details)
            }
            _ => Split::Whole,
        })
    }
}

/// Further amounts that a detail states, in the currency of what moved.
fn stated(detail: &Detail, moved: Money) -> Vec<Money> {
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

/// What the detail moved on the account, in the account's currency.
fn own_amount(detail: &Detail, entry: Money) -> Option<Money> {
    [detail.amount, detail.transaction_amount, detail.counter_value, detail.instructed]
        .into_iter()
        .flatten()
        .find(|amount| amount.currency == entry.currency)
}

/// The transactions of a file.
pub(crate) struct Transactions<'a, R: Read> {
    reader: Reader<R>,
    whole: &'a HashSet<u64>,
    account: Account,
    entry: Option<Open>,
    given: u64,
    ready: VecDeque<Transaction>,
    failed: bool,
}

/// What a transaction is made of.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Extent {
    /// The whole entry.
    Entry,
    /// One detail of several, at this place among them.
    Detail(u64),
}

/// The entry that is being read.
struct Open {
    entry: Entry,
    batch: Option<Batch>,
    /// The first details, which wait for the entry's end or for a second one.
    waiting: Option<(Detail, String)>,
    /// How many there were so far.
    details: u64,
}

impl<'a, R: Read> Transactions<'a, R> {
    pub(crate) fn new(input: R, encoding: &'static Encoding, whole: &'a HashSet<u64>) -> Self {
        Self {
            reader: Reader::new(input, encoding),
            whole,
            account: Account::default(),
            entry: None,
            given: 0,
            ready: VecDeque::new(),
            failed: false,
        }
    }

    fn advance(&mut self) -> Result<Option<Transaction>, Problem> {
        loop {
            if let Some(ready) = self.ready.pop_front() {
                return Ok(Some(ready));
            }
            let Some(part) = self.reader.read()? else { return Ok(None) };
            match part {
                Part::Record(record) => self.record(*record)?,
                Part::Entry(entry) => {
                    self.entry = Some(Open { entry: *entry, batch: None, waiting: None, details: 0 });
                }
                Part::Batch(batch) => {
                    if let Some(open) = &mut self.entry {
                        open.batch = Some(batch);
                    }
                }
                Part::Detail(detail) => self.detail(*detail),
                Part::EntryEnd(additional) => self.finish(additional),
                Part::Header(_) | Part::RecordEnd(_) => {}
            }
        }
    }

    fn record(&mut self, record: Record) -> Result<(), Problem> {
        if record.account.number().is_none() {
            let message = "the statement does not say which account it is of";
            return Err(Problem::value(format!("{}/Acct/Id", self.reader.place()), message));
        }
        self.account = record.account;
        Ok(())
    }

    fn detail(&mut self, detail: Detail) {
        let place = self.reader.place();
        let Some(mut open) = self.entry.take() else { return };
        open.details += 1;
        match open.waiting.take() {
            None if open.details == 1 => open.waiting = Some((detail, place)),
            // Several, told apart: each is one.
            earlier if !self.whole.contains(&open.entry.number) => {
                if let Some((first, place)) = earlier {
                    self.push(&open, first, place, Extent::Detail(1));
                }
                self.push(&open, detail, place, Extent::Detail(open.details));
            }
            Some((mut all, place)) => {
                absorb(&mut all, detail);
                open.waiting = Some((all, place));
            }
            None => {}
        }
        self.entry = Some(open);
    }

    fn finish(&mut self, additional: Option<String>) {
        let Some(mut open) = self.entry.take() else { return };
        match open.waiting.take() {
            Some((mut detail, place)) => {
                let place = if open.details == 1 { place } else { open.entry.place.clone() };
                if detail.unstructured.is_empty() && detail.structured.is_empty() {
                    detail.unstructured.extend(additional);
                }
                self.push(&open, detail, place, Extent::Entry);
            }
            None if open.details == 0 => {
                let detail = Detail { unstructured: additional.into_iter().collect(), ..Detail::default() };
                let place = open.entry.place.clone();
                self.push(&open, detail, place, Extent::Entry);
            }
            None => {}
        }
    }

    fn push(&mut self, open: &Open, detail: Detail, place: String, extent: Extent) {
        self.given += 1;
        let transaction = Maker {
            format: self.reader.format(),
            account: &self.account,
            entry: &open.entry,
            batch: open.batch.as_ref(),
            details: open.details,
        }
        .make(self.given, detail, place, extent);
        self.ready.push_back(transaction);
    }
}

impl<R: Read> Iterator for Transactions<'_, R> {
    type Item = Result<Transaction, Problem>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.failed {
            return None;
        }
        let next = self.advance();
        self.failed = next.is_err();
        next.transpose()
    }
}

/// Puts what a further detail says to what the first one of an entry said.
fn absorb(all: &mut Detail, further: Detail) {
    let told = |detail: &Detail| detail.unstructured.len() + detail.structured.len();
    if told(all) + told(&further) <= MAX_TEXTS {
        all.unstructured.extend(further.unstructured);
        all.structured.extend(further.structured);
    }
    // Whoever is not the same in all of them is nobody's name.
    if all.debtor != further.debtor {
        all.debtor = RelatedParty::default();
        all.ultimate_debtor = None;
    }
    if all.creditor != further.creditor {
        all.creditor = RelatedParty::default();
    }
    if all.references.end_to_end != further.references.end_to_end {
        all.references.end_to_end = None;
    }
    all.references.servicer = None;
    all.returned = all.returned.take().or(further.returned);
}

/// Everything around one transaction.
struct Maker<'a> {
    format: Format,
    account: &'a Account,
    entry: &'a Entry,
    batch: Option<&'a Batch>,
    /// How many details the entry has had so far.
    details: u64,
}

impl Maker<'_> {
    fn make(&self, number: u64, detail: Detail, place: String, extent: Extent) -> Transaction {
        let entry = self.entry;
        let own = match extent {
            Extent::Entry => None,
            Extent::Detail(_) => own_amount(&detail, entry.amount),
        };
        let direction = match (extent, entry.direction, detail.direction) {
            (Extent::Detail(_), Direction::Credit, Some(Direction::Debit)) => Direction::Debit,
            (_, direction, _) => direction,
        };
        let undoing = self.undoing(&detail, direction);
        let money = own.unwrap_or(entry.amount);
        let stated_amounts = if self.details <= 1 || own.is_some() { stated(&detail, money) } else { vec![] };
        let lump_of =
            self.batch.and_then(|batch| batch.count).filter(|count| self.details == 0 && *count > 1);
        let direct_debit =
            [&entry.code, &detail.code].iter().any(|code| code.family.as_deref() == Some("IDDT"));
        let bank_references = self.bank_references(&detail, extent);
        let part = match (extent, entry.servicer_reference.clone()) {
            (Extent::Detail(_), Some(name)) => crate::Part::Of(name),
            (Extent::Entry, Some(name)) if self.details == 0 => crate::Part::Untold(name),
            _ => crate::Part::Alone,
        };
        let mut text = detail.unstructured;
        let mut references = vec![];
        for block in detail.structured {
            references.extend(block.reference);
            references.extend(block.documents);
            text.extend(block.additional);
        }
        text.extend(detail.additional);
        text.extend(detail.ultimate_debtor.as_ref().and_then(|party| party.name.clone()));
        // Of what is taken back the debtor is still who had paid.
        let from_debtor =
            direction == Direction::Credit || undoing.is_some() || self.is_own(&detail.creditor);
        let other = if from_debtor && !self.is_own(&detail.debtor) { detail.debtor } else { detail.creditor };
        let ids = detail.references;
        Transaction {
            number,
            place,
            format: self.format,
            account: self.account.number().unwrap_or_default().to_owned(),
            other_accounts: vec![],
            direction,
            state: entry.state(),
            money,
            stated_amounts,
            booked_on: entry.booked.map(|moment| moment.date),
            valued_on: entry.valued.map(|moment| moment.date),
            bank_references,
            end_to_end: ids.end_to_end.filter(|id| !is_placeholder(id)),
            other_ids: [ids.transaction, ids.uetr, ids.instruction, ids.clearing]
                .into_iter()
                .flatten()
                .filter(|id| !is_placeholder(id))
                .collect(),
            party: party(other, detail.ultimate_debtor.and_then(|party| party.name)),
            references,
            reference_check: ReferenceCheck::NotMade,
            text,
            undoing,
            direct_debit,
            lump_of,
            part,
        }
    }

    /// The entry's own name and its only detail's; of one detail among several a name that no other one has.
    fn bank_references(&self, detail: &Detail, extent: Extent) -> Vec<String> {
        let (whole, own) = (&self.entry.servicer_reference, &detail.references.servicer);
        let mut names = vec![];
        match extent {
            Extent::Entry => names
                .extend(whole.iter().chain(own.iter().filter(|own| Some(*own) != whole.as_ref())).cloned()),
            Extent::Detail(_) if own.is_some() && own != whole => names.extend(own.clone()),
            Extent::Detail(at) => names.extend(whole.as_ref().map(|whole| format!("{whole}#{at}"))),
        }
        names
    }

    fn undoing(&self, detail: &Detail, direction: Direction) -> Option<Undoing> {
        let taken_back = [&detail.code, &self.entry.code]
            .into_iter()
            .find_map(|code| return_code(code).filter(|_| direction == Direction::Debit));
        if !self.entry.reversal && detail.returned.is_none() && taken_back.is_none() {
            return None;
        }
        let returned = detail.returned.clone().unwrap_or_default();
        let text = returned.additional.join(" ");
        Some(Undoing {
            code: returned.reason.or(taken_back),
            text: (!text.is_empty()).then_some(text).or_else(|| detail.additional.clone()),
        })
    }

    fn is_own(&self, party: &RelatedParty) -> bool {
        let number = party.account.as_ref().and_then(Account::number);
        number.is_some() && number == self.account.number()
    }
}

/// Money of a biller that goes back: the codes of ISO 20022 for returns of received credit transfers and of
/// issued direct debits.
fn return_code(code: &TransactionCode) -> Option<String> {
    let received = matches!(code.family.as_deref(), Some("IDDT" | "RCDT" | "RRCT"));
    let sub_family = code.sub_family.as_deref()?;
    (received && matches!(sub_family, "UPDD" | "PRDD" | "RCDD" | "RRTN" | "RPCR"))
        .then(|| sub_family.to_owned())
}

fn party(related: RelatedParty, ultimate: Option<String>) -> Party {
    let account = related.account.as_ref().and_then(Account::number).map(ToOwned::to_owned);
    let party = related.party.unwrap_or_default();
    let mut address = vec![];
    if let Some(stated) = party.address {
        let line = |parts: [Option<String>; 2]| {
            let line = parts.into_iter().flatten().collect::<Vec<_>>().join(" ");
            (!line.is_empty()).then_some(line)
        };
        address.extend(line([stated.street, stated.building]));
        address.extend(line([stated.post_code, stated.town]));
        address.extend(stated.lines);
        address.extend(stated.country);
    }
    Party {
        name: party.name.or(ultimate),
        account,
        identifier: party.identification.and_then(|id| id.other.or(id.bic).or(id.bei)),
        address,
    }
}
