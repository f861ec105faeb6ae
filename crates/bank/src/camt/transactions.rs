//! The second pass over a file: entries and their details to transactions.

use std::collections::{HashSet, VecDeque};
use std::io::Read;

use domain::Money;
use domain::payments::reference::{is_counter, is_placeholder};
use encoding_rs::Encoding;

use super::model::{Account, Batch, Detail, Entry, Record, RelatedParty};
use super::reader::{Part, Reader};
use super::shape::{Entries, amounts, own_amount, return_code, stated};
use crate::lowered::Lowered;
use crate::{Direction, Format, Party, Problem, ReferenceCheck, ReturnReason, Transaction};

/// The most references of an entry that stays one transaction; further ones are left out.
const MAX_TEXTS: usize = 400;

/// The amount that arrived, and the amounts that did not.
struct Arrived {
    money: Money,
    charges: Option<Money>,
    lowered: Lowered,
    deducted: Option<Money>,
}

pub(crate) struct Transactions<'a, R: Read> {
    reader: Reader<R>,
    entries: &'a Entries,
    account: Account,
    entry: Option<Open>,
    given: u64,
    ready: VecDeque<Transaction>,
    failed: bool,
}

/// What a transaction is made of.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Extent {
    Entry,
    /// One detail of several, at this place among them.
    Detail(u64),
}

/// The entry that is being read.
struct Open {
    entry: Entry,
    batch: Option<Batch>,
    /// The first detail, which waits for the entry's end or for a second one.
    waiting: Option<(Detail, String)>,
    /// How many there were so far.
    details: u64,
    /// The payers' own ids, if details of one transaction do not agree on one.
    ids: Vec<String>,
}

impl<'a, R: Read> Transactions<'a, R> {
    pub(crate) fn new(input: R, encoding: &'static Encoding, entries: &'a Entries) -> Self {
        Self {
            reader: Reader::new(input, encoding),
            entries,
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
                    self.entry =
                        Some(Open { entry: *entry, batch: None, waiting: None, details: 0, ids: vec![] });
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
            // Several details that are split: each is one transaction.
            earlier if !self.entries.whole.contains(&open.entry.number) => {
                if let Some((first, place)) = earlier {
                    self.push(&open, first, place, Extent::Detail(1));
                }
                self.push(&open, detail, place, Extent::Detail(open.details));
            }
            Some((mut all, place)) => {
                absorb(&mut all, detail, &mut open.ids);
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
                let further = if detail.unstructured.is_empty() && detail.structured.is_empty() {
                    detail.unstructured.extend(additional);
                    None
                } else {
                    additional
                };
                self.push_with(&open, detail, place, Extent::Entry, further);
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
        // A detail without any remittance may be reported with the whole.
        let says_nothing = detail.unstructured.is_empty() && detail.structured.is_empty();
        let said = self.entries.said.get(&open.entry.number).filter(|_| says_nothing).cloned();
        self.push_with(open, detail, place, extent, said);
    }

    /// `further`: what the entry says besides.
    fn push_with(
        &mut self,
        open: &Open,
        detail: Detail,
        place: String,
        extent: Extent,
        further: Option<String>,
    ) {
        self.given += 1;
        let transaction = Maker {
            format: self.reader.format(),
            account: &self.account,
            entry: &open.entry,
            batch: open.batch.as_ref(),
            details: open.details,
            ids: &open.ids,
            entries: self.entries,
        }
        .make(self.given, detail, place, extent, further);
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

/// Adds a further detail's values to those of the entry's first one.
fn absorb(all: &mut Detail, further: Detail, ids: &mut Vec<String>) {
    let told = |detail: &Detail| detail.unstructured.len() + detail.structured.len();
    if told(all) + told(&further) <= MAX_TEXTS {
        all.unstructured.extend(further.unstructured);
        all.structured.extend(further.structured);
    }
    // A party that differs between details is not used.
    if all.debtor != further.debtor {
        all.debtor = RelatedParty::default();
        all.ultimate_debtor = None;
    }
    if all.creditor != further.creditor {
        all.creditor = RelatedParty::default();
    }
    if all.references.end_to_end != further.references.end_to_end && ids.len() < MAX_TEXTS {
        ids.extend(all.references.end_to_end.take().into_iter().chain(further.references.end_to_end));
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
    ids: &'a [String],
    entries: &'a Entries,
}

impl Maker<'_> {
    fn make(
        &self,
        number: u64,
        detail: Detail,
        place: String,
        extent: Extent,
        further: Option<String>,
    ) -> Transaction {
        let entry = self.entry;
        let direction = match (extent, entry.direction, detail.direction) {
            (Extent::Detail(_), Direction::Credit, Some(Direction::Debit)) => Direction::Debit,
            (_, direction, _) => direction,
        };
        let undoing = self.undoing(&detail, direction);
        let Arrived { money, charges, lowered, deducted } =
            self.arrived(&detail, direction, extent, undoing.is_some());
        let further = self.further(&detail, further, extent);
        let names_its_own = self.details <= 1 || own_amount(&detail, entry.amount).is_some();
        let stated_amounts = if names_its_own { stated(&detail, money) } else { vec![] };
        let lump_of =
            self.batch.and_then(|batch| batch.count).filter(|count| self.details == 0 && *count > 1);
        let direct_debit =
            [&entry.code, &detail.code].iter().any(|code| code.family.as_deref() == Some("IDDT"));
        let bank_references = self.bank_references(&detail, extent);
        let part = match (extent, entry.servicer_reference.clone().filter(|name| !is_placeholder(name))) {
            (Extent::Detail(_), Some(name)) => crate::BatchPart::Detail(name),
            (Extent::Entry, Some(name)) if self.details == 0 => crate::BatchPart::BatchTotal(name),
            _ => crate::BatchPart::Single,
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
        // In a return, the debtor is still the original payer.
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
            further,
            charges,
            lowered,
            deducted,
            undoing,
            direct_debit,
            lump_of,
            part,
        }
    }

    /// The amount that arrived, and the amounts that did not.
    fn arrived(&self, detail: &Detail, direction: Direction, extent: Extent, undoes: bool) -> Arrived {
        let entry = self.entry;
        let mut arrived =
            Arrived { money: entry.amount, charges: None, lowered: Lowered::No, deducted: None };
        let stated = detail.charges.or(entry.charges.filter(|_| extent == Extent::Entry && self.details < 2));
        let charges = stated.filter(|charges| charges.currency == entry.amount.currency && charges.minor > 0);
        if let Extent::Detail(at) = extent {
            let own = own_amount(detail, entry.amount).unwrap_or(entry.amount);
            let kept = charges.filter(|_| self.entries.charged.contains(&entry.number));
            arrived.money = Money::new(own.minor - kept.map_or(0, |kept| kept.minor), own.currency);
            if let Some(offs) = self.entries.offs.get(&entry.number) {
                if let Some((off, how)) = offs.get(&at) {
                    arrived.money.minor -= off;
                    arrived.lowered = *how;
                    arrived.deducted = Some(Money::new(*off, own.currency));
                } else if direction == Direction::Debit && !undoes {
                    arrived.lowered = Lowered::Lowers;
                }
            }
        }
        // Reported charges count as deducted only if some amount exceeds the arrived one by exactly them.
        let with = |charges: &Money| {
            let sent = arrived.money.minor + arrived.deducted.map_or(0, |off| off.minor) + charges.minor;
            amounts(detail).any(|amount| amount == Money::new(sent, charges.currency))
        };
        arrived.charges = charges.filter(|charges| direction == Direction::Credit && with(charges));
        arrived
    }

    /// Ids and fields outside structured fields that may contain a reference.
    fn further(&self, detail: &Detail, said: Option<String>, extent: Extent) -> Vec<String> {
        let refs = &detail.references;
        let says_nothing = detail.unstructured.is_empty() && detail.structured.is_empty();
        let batch = self.batch.filter(|_| extent == Extent::Entry || says_nothing);
        // A bank's own id with few digits is only a counter.
        let transaction = refs.transaction.clone().filter(|id| !is_counter(id));
        let mut found: Vec<String> = [
            refs.instruction.clone(),
            transaction,
            refs.account_owner.clone(),
            refs.payment.clone(),
            refs.message.clone(),
            batch.and_then(|batch| batch.payment_id.clone()),
            batch.and_then(|batch| batch.message_id.clone()),
            said,
        ]
        .into_iter()
        .flatten()
        .chain(detail.remittance_ids.iter().cloned())
        .chain(detail.structured.iter().flat_map(|block| block.further.iter().cloned()))
        .chain(self.ids.iter().filter(|_| extent == Extent::Entry).cloned())
        .filter(|id| !is_placeholder(id))
        .collect();
        let mut seen = HashSet::new();
        found.retain(|id| seen.insert(id.clone()));
        found
    }

    /// The bank's names of the entry and of its only detail; for one detail among several, a name that no other one
    /// has.
    fn bank_references(&self, detail: &Detail, extent: Extent) -> Vec<String> {
        let named = |name: &Option<String>| name.clone().filter(|name| !is_placeholder(name));
        let (whole, own) = (&named(&self.entry.servicer_reference), &named(&detail.references.servicer));
        let mut names = vec![];
        match extent {
            Extent::Entry => names
                .extend(whole.iter().chain(own.iter().filter(|own| Some(*own) != whole.as_ref())).cloned()),
            Extent::Detail(_) if own.is_some() && own != whole => names.extend(own.clone()),
            Extent::Detail(at) => names.extend(whole.as_ref().map(|whole| format!("{whole}#{at}"))),
        }
        names
    }

    fn undoing(&self, detail: &Detail, direction: Direction) -> Option<ReturnReason> {
        let taken_back = [&detail.code, &self.entry.code]
            .into_iter()
            .find_map(|code| return_code(code).filter(|_| direction == Direction::Debit));
        if !self.entry.reversal && detail.returned.is_none() && taken_back.is_none() {
            return None;
        }
        let returned = detail.returned.clone().unwrap_or_default();
        let text = returned.additional.join(" ");
        Some(ReturnReason {
            code: returned.reason.or(taken_back),
            text: (!text.is_empty()).then_some(text).or_else(|| detail.additional.clone()),
        })
    }

    fn is_own(&self, party: &RelatedParty) -> bool {
        let number = party.account.as_ref().and_then(Account::number);
        number.is_some() && number == self.account.number()
    }
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
