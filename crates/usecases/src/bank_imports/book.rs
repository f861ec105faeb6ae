//! Books many entries of a file in one transaction.

use std::collections::{BTreeSet, HashMap};

use async_trait::async_trait;
use domain::ids::{BillerId, ContentId, InvoiceId, PayerId, PaymentId};
use domain::matching::{MatchOutcome, Matching, PerhapsSame, SameReason};
use domain::payments::reference::{is_counter, is_placeholder};
use domain::payments::{Method, PaymentCommand, PaymentSource, PaymentState, Recorded, Remittance};
use domain::{Command, Date, Money};
use matching::{Transfer, Verdict};
use serde::Serialize;
use uuid::Uuid;

use crate::bank_imports::entry::{BankEntry, BatchPart, EntryOutcome, EntryStatus, Lowered, SYSTEM, Way};
use crate::bank_imports::identity::{Facts, FileId, Fingerprint, Sameness};
use crate::bank_imports::ports::{
    BankFileUndoing, KnownEntry, NewBankEntry, Occurrence, ReversedPayment, WaitingReturn,
};
use crate::bank_imports::recorded::{self, ReportedTransfer};
use crate::bank_imports::reverse::undid;
use crate::bank_imports::undo_file::being_undone;
use crate::billers::{ChargesBorneBy, admit_accounts};
use crate::kernel::access::{Scope, Who};
use crate::kernel::audit::Audited;
use crate::kernel::content::{Content, ContentKind};
use crate::kernel::error::{StoreError, UseCaseError};
use crate::kernel::execute::UseCase;
use crate::kernel::unit_of_work::UnitOfWork;
use crate::matching::EntryKey;
use crate::matching::again::{bank_ids, keys_of_transfer};
use crate::matching::find_many;

/// Imports some consecutive entries of a file.
#[derive(Debug, Clone, Serialize)]
pub struct BookBankEntries {
    pub file: FileId,
    /// The entries, in the file's order.
    pub entries: Vec<BankEntry>,
    /// Whether an account that is not in the biller's list is added to it.
    pub allow_account: bool,
}

/// The reason for reversing a payment that another file reports in more detail.
const TOLD_MORE: &str = "Another bank file tells of it payment by payment";

#[async_trait]
impl UseCase for BookBankEntries {
    type Output = Vec<EntryOutcome>;
    const NAME: &'static str = "book_bank_entries";
    /// It moves money, but needs no key: each entry identifies itself. A key could only hide new entries.
    const MOVES_MONEY: bool = false;
    const ALLOWED: &'static [Who] = &[Who::Agents, Who::Api(Scope::Payments), Who::Operator];
    /// The file is audited instead: see [`crate::bank_imports::NoteBankFile`].
    const AUDITED: Audited = Audited::Never;

    async fn perform(&self, unit: &mut UnitOfWork<'_>) -> Result<Vec<EntryOutcome>, UseCaseError> {
        let (Some(first), Some(last)) = (self.entries.first(), self.entries.last()) else {
            return Ok(Vec::new());
        };
        let biller = unit.biller_id();
        unit.tx.lock_imports(biller).await?;
        let known = unit.tx.bank_file(biller, self.file).await?;
        if known.is_some_and(|known| known.undoing != BankFileUndoing::No) {
            return Err(being_undone());
        }
        admit_accounts(unit, &accounts(&self.entries), self.allow_account).await?;
        let seen = unit.tx.seen_of_file(biller, self.file, number(first), number(last)).await?;
        let mut import = BankImport {
            file: self.file,
            seen: seen.into_iter().collect(),
            known: Known::default(),
            waiting: Vec::new(),
            named: HashMap::new(),
            returns: Vec::new(),
            occurrences: Vec::new(),
            further_names: Vec::new(),
            outcomes: Vec::with_capacity(self.entries.len()),
        };
        let returns = unit.tx.waiting_returns(biller).await?;
        import.returns = returns.into_iter().map(|waiting| (waiting, None)).collect();
        let fingerprints: Vec<Fingerprint> = self.entries.iter().map(Fingerprint::of).collect();
        import.look_up(unit, &self.entries, &fingerprints).await?;
        for (entry, fingerprint) in self.entries.iter().zip(fingerprints) {
            import.take(unit, entry, fingerprint).await?;
        }
        import.book(unit).await?;
        unit.tx.put_sightings(biller, &import.occurrences, &import.further_names).await?;
        let mut outcomes = import.outcomes;
        name_invoices(unit, &mut outcomes).await?;
        outcomes.sort_by_key(|outcome| outcome.number);
        Ok(outcomes)
    }
}

/// The accounts of the entries, each in all its forms.
fn accounts(entries: &[BankEntry]) -> Vec<Vec<String>> {
    let forms =
        |entry: &BankEntry| std::iter::once(&entry.account).chain(&entry.other_accounts).cloned().collect();
    let found: BTreeSet<Vec<String>> = entries.iter().map(forms).collect();
    found.into_iter().collect()
}

/// An entry's number as the database stores it.
pub(crate) fn number(entry: &BankEntry) -> i64 {
    i64::try_from(entry.number).unwrap_or(i64::MAX)
}

/// The known entries by their keys.
#[derive(Default)]
struct Known {
    entries: HashMap<Uuid, KnownEntry>,
    by_key: HashMap<EntryKey, Vec<Uuid>>,
}

impl Known {
    fn add(&mut self, key: EntryKey, entry: KnownEntry) {
        let ids = self.by_key.entry(key).or_default();
        if !ids.contains(&entry.id) {
            ids.push(entry.id);
        }
        self.entries.entry(entry.id).or_insert(entry);
    }

    fn with(&self, keys: &[EntryKey]) -> impl Iterator<Item = &KnownEntry> {
        let ids = keys.iter().filter_map(|key| self.by_key.get(key)).flatten();
        ids.filter_map(|id| self.entries.get(id))
    }
}

struct New<'a> {
    id: Uuid,
    payment: PaymentId,
    entry: &'a BankEntry,
    fingerprint: Fingerprint,
    /// Payments that it may duplicate, reported by a bank file.
    perhaps: Vec<PaymentId>,
    /// The payment in whose place it is booked.
    undid: Option<ReversedPayment>,
}

/// An entry of this transaction, findable by the bank's name for it.
struct Named {
    payment: Option<PaymentId>,
    facts: Facts,
}

/// The state of the import in one transaction.
pub(crate) struct BankImport<'a> {
    pub(crate) file: FileId,
    /// Reported by this file in an earlier import.
    seen: HashMap<i64, Option<PaymentId>>,
    known: Known,
    /// New money that is not recorded yet.
    waiting: Vec<New<'a>>,
    /// The new entries by the bank's names for them.
    named: HashMap<EntryKey, Vec<Named>>,
    /// Returns that wait for their payment; with their number if this transaction brought them.
    pub(crate) returns: Vec<(WaitingReturn, Option<u64>)>,
    occurrences: Vec<Occurrence>,
    /// What this file calls known entries.
    further_names: Vec<(EntryKey, Uuid)>,
    pub(crate) outcomes: Vec<EntryOutcome>,
}

impl<'a> BankImport<'a> {
    async fn look_up(
        &mut self,
        unit: &mut UnitOfWork<'_>,
        entries: &[BankEntry],
        fingerprints: &[Fingerprint],
    ) -> Result<(), UseCaseError> {
        let asked = entries.iter().zip(fingerprints).filter(|(entry, _)| {
            !self.seen.contains_key(&number(entry)) && (entry.way == Way::In || entry.undoing.is_some())
        });
        let mut keys: Vec<EntryKey> = asked.flat_map(|(_, fingerprint)| fingerprint.sought()).collect();
        keys.sort_unstable();
        keys.dedup();
        let biller = unit.biller_id();
        for (key, entry) in unit.tx.entries_by_keys(biller, &keys).await? {
            self.known.add(key, entry);
        }
        Ok(())
    }

    async fn take(
        &mut self,
        unit: &mut UnitOfWork<'_>,
        entry: &'a BankEntry,
        fingerprint: Fingerprint,
    ) -> Result<(), UseCaseError> {
        if let Some(reason) = ignored(entry) {
            self.outcomes.push(EntryOutcome::plain(entry, EntryStatus::Ignored).because(reason));
            return Ok(());
        }
        if let Some(payment) = self.seen.get(&number(entry)) {
            let mut outcome = EntryOutcome::plain(entry, EntryStatus::Duplicate);
            outcome.payment = *payment;
            self.outcomes.push(outcome);
            return Ok(());
        }
        if let BatchPart::BatchTotal(_) = entry.part
            && self
                .known
                .with(&fingerprint.whole)
                .any(|known| !known.untold && known.facts.same_day(&fingerprint.facts))
        {
            // Another file reports the payments in it.
            self.outcomes.push(EntryOutcome::plain(entry, EntryStatus::Duplicate).because("told_one_by_one"));
            return Ok(());
        }
        let is_told = !matches!(entry.part, BatchPart::BatchTotal(_));
        let mut known = self.duplicate(&fingerprint, false);
        if known.is_none() {
            known = self.duplicate(&fingerprint, true).or_else(|| self.undisclosed_total(&fingerprint));
            if let Some((_, Some(payment))) = known
                && is_told
                && entry.way == Way::In
                && let Some(undid) = self.replace(unit, payment).await?
            {
                // Another file reported this only as a sum. That sum is reversed, and this entry replaces it.
                return self.wait(unit, entry, fingerprint, Vec::new(), Some(undid));
            }
        }
        if let Some((id, payment)) = known {
            let occurrence = self.occurrence(entry, &fingerprint, id);
            if let Some(known) = self.known.entries.get_mut(&id) {
                known.occurrences.push(occurrence.clone());
            }
            self.occurrences.push(occurrence);
            let names = fingerprint.named.iter().copied().chain(fingerprint.all_ids());
            self.further_names.extend(names.map(|key| (key, id)));
            let mut outcome = EntryOutcome::plain(entry, EntryStatus::Duplicate);
            outcome.payment = payment;
            self.outcomes.push(outcome);
            return Ok(());
        }
        match &entry.undoing {
            Some(undoing) if entry.way == Way::Out => {
                // The payment that it reverses may have arrived a moment ago.
                self.book(unit).await?;
                self.undo(unit, entry, undoing, fingerprint).await
            }
            _ => {
                let perhaps = self.perhaps(&fingerprint);
                self.wait(unit, entry, fingerprint, perhaps, None)
            }
        }
    }

    /// Queues new money, to be booked together with the other new entries.
    fn wait(
        &mut self,
        unit: &UnitOfWork<'_>,
        entry: &'a BankEntry,
        fingerprint: Fingerprint,
        perhaps: Vec<PaymentId>,
        undid: Option<ReversedPayment>,
    ) -> Result<(), UseCaseError> {
        let (id, payment) = (unit.next_id(), PaymentId(unit.next_id()));
        self.remember_name(&fingerprint, Some(payment));
        self.waiting.push(New { id, payment, entry, fingerprint, perhaps, undid });
        Ok(())
    }

    /// Later entries find a new entry by the bank's name for it.
    pub(crate) fn remember_name(&mut self, fingerprint: &Fingerprint, payment: Option<PaymentId>) {
        for key in &fingerprint.named {
            self.named.entry(*key).or_default().push(Named { payment, facts: fingerprint.facts.clone() });
        }
    }

    /// The entry that holds this one, of which another file told nothing but its sum.
    fn undisclosed_total(&self, fingerprint: &Fingerprint) -> Option<(Uuid, Option<PaymentId>)> {
        let mut found = self
            .known
            .with(&fingerprint.whole)
            .filter(|known| known.untold && known.came_in && known.facts.same_day(&fingerprint.facts));
        found.next().map(|known| (known.id, known.payment))
    }

    /// Reverses money that is recorded only as a sum, unless a person has already matched it. Returns how the payment
    /// was before its reversal, now or for the previous entry.
    async fn replace(
        &mut self,
        unit: &mut UnitOfWork<'_>,
        payment: PaymentId,
    ) -> Result<Option<ReversedPayment>, UseCaseError> {
        let known = unit.open_payment(payment).await?;
        let undid = undid(payment, known);
        if known.state == PaymentState::Reversed {
            return Ok(Some(undid));
        }
        if known.payer.is_some() || known.refunded_minor() > 0 || known.state != PaymentState::Settled {
            return Ok(None);
        }
        let reason = unit.write_reason(PayerId::UNASSIGNED, Some(TOLD_MORE)).await?;
        match unit.carry_out(PaymentCommand::Reverse { payment, reason }).await {
            Ok(_) => Ok(Some(undid)),
            Err(UseCaseError::Refused(_)) => Ok(None),
            Err(error) => Err(error),
        }
    }

    /// The known entry that this one certainly is, among those that were reported only as a sum, or among the others.
    fn duplicate(&self, fingerprint: &Fingerprint, untold: bool) -> Option<(Uuid, Option<PaymentId>)> {
        let same_name = |known: &&KnownEntry| {
            known.untold == untold && self.by_name(known, fingerprint) == Sameness::Same
        };
        if let Some(named) = self.known.with(&fingerprint.named).find(same_name) {
            return Some((named.id, named.payment));
        }
        let mut candidates: Vec<&KnownEntry> = self
            .alike(fingerprint)
            .filter(|(known, sameness)| known.untold == untold && *sameness == Sameness::Same)
            .map(|(known, _)| known)
            .collect();
        // Identical entries are claimed in their order.
        candidates.sort_unstable_by_key(|known| known.id);
        candidates.first().map(|known| (known.id, known.payment))
    }

    /// The payments that this entry may duplicate.
    fn perhaps(&self, fingerprint: &Fingerprint) -> Vec<PaymentId> {
        let named = self
            .known
            .with(&fingerprint.named)
            .filter(|known| known.came_in && self.by_name(known, fingerprint) == Sameness::Perhaps);
        let alike = self
            .alike(fingerprint)
            .filter(|(known, sameness)| known.came_in && *sameness == Sameness::Perhaps);
        let known = named.chain(alike.map(|(known, _)| known)).filter_map(|known| known.payment);
        // A file that reports an entry twice under one name may mean two entries.
        let here = fingerprint.named.iter().filter_map(|key| self.named.get(key)).flatten();
        let here = here.filter(|one| fingerprint.facts.of_same_name(&one.facts, true) == Sameness::Perhaps);
        let found: BTreeSet<PaymentId> = known.chain(here.filter_map(|one| one.payment)).collect();
        found.into_iter().collect()
    }

    /// Compares an entry with a known one of the same name.
    fn by_name(&self, known: &KnownEntry, fingerprint: &Fingerprint) -> Sameness {
        fingerprint.facts.of_same_name(&known.facts, self.has_told(known))
    }

    /// Known entries of the same sum that may be this one by their content, not by their names.
    fn alike(&self, fingerprint: &Fingerprint) -> impl Iterator<Item = (&KnownEntry, Sameness)> {
        let by_reference: BTreeSet<Uuid> =
            self.known.with(&fingerprint.referred).map(|known| known.id).collect();
        let keys = fingerprint.alike();
        let found: BTreeSet<Uuid> = self.known.with(&keys).map(|known| known.id).collect();
        found.into_iter().filter_map(move |id| {
            let known = self.known.entries.get(&id)?;
            // A file claims each known entry once.
            if self.has_told(known) || !fingerprint.facts.same_movement(&known.facts) {
                return None;
            }
            // The same format calls it something else: another one, unless these are counters that begin anew.
            let renamed = known.occurrences.iter().any(|seen| {
                seen.format == fingerprint.facts.format
                    && matches!((seen.reference, fingerprint.reference), (Some(theirs), Some(mine)) if theirs != mine)
            });
            let sure = by_reference.contains(&id) || fingerprint.facts.shares_more_than_a_day(&known.facts);
            match renamed {
                true if !fingerprint.counted => None,
                false if sure => Some((known, Sameness::Same)),
                _ => Some((known, Sameness::Perhaps)),
            }
        })
    }

    /// Whether this file has already reported a known entry.
    fn has_told(&self, known: &KnownEntry) -> bool {
        known.occurrences.iter().any(|seen| seen.file == self.file)
    }

    pub(crate) fn occurrence(&self, entry: &BankEntry, fingerprint: &Fingerprint, id: Uuid) -> Occurrence {
        Occurrence {
            file: self.file,
            number: number(entry),
            entry: id,
            format: fingerprint.facts.format.clone(),
            reference: fingerprint.reference,
        }
    }

    /// An entry as it is stored.
    pub(crate) fn kept(
        &self,
        id: Uuid,
        entry: &BankEntry,
        fingerprint: &Fingerprint,
        payment: Option<PaymentId>,
        undid: Option<ReversedPayment>,
    ) -> NewBankEntry {
        NewBankEntry {
            entry: KnownEntry {
                id,
                facts: fingerprint.facts.clone(),
                payment,
                came_in: entry.way == Way::In,
                amount_minor: entry.amount.minor,
                untold: matches!(entry.part, BatchPart::BatchTotal(_)),
                occurrences: vec![self.occurrence(entry, fingerprint, id)],
                undid,
            },
            keys: fingerprint.kept(),
        }
    }

    /// Records the queued money, on its invoices if that is certain.
    async fn book(&mut self, unit: &mut UnitOfWork<'_>) -> Result<(), UseCaseError> {
        let waiting = std::mem::take(&mut self.waiting);
        if waiting.is_empty() {
            return Ok(());
        }
        let bears = unit.policy().await?.payments.bank_charges;
        let transfers: Vec<Transfer> = waiting.iter().map(|new| transfer(new.entry, bears)).collect();
        let verdicts = find_many(unit, &transfers).await?;
        let days: Vec<Date> = waiting
            .iter()
            .map(|new| new.entry.booked_on.or(new.entry.valued_on).unwrap_or(unit.context.today))
            .collect();
        let told: Vec<ReportedTransfer<'_>> = transfers
            .iter()
            .zip(&verdicts)
            .zip(&days)
            .map(|((transfer, verdict), paid_on)| ReportedTransfer { transfer, verdict, paid_on: *paid_on })
            .collect();
        let recorded = recorded::find(unit, &told).await?;
        let steps: Vec<BookingStep> = waiting
            .iter()
            .zip(verdicts)
            .zip(days)
            .zip(recorded)
            .map(|(((new, verdict), paid_on), recorded)| BookingStep {
                amount: sent(new.entry, bears),
                payment: new.payment,
                remittance: ContentId(unit.next_id()),
                paid_on,
                verdict: held_back(asked_where_unclear(new.entry, verdict), new, recorded),
            })
            .collect();
        let wishes = waiting.iter().zip(&steps).map(|(new, step)| step.wishes(new)).collect();
        let done = unit.carry_out_all(wishes).await?;
        let biller = unit.biller_id();
        let mut contents = Vec::with_capacity(waiting.len());
        let mut kept = Vec::with_capacity(waiting.len());
        for ((new, step), done) in waiting.iter().zip(&steps).zip(done) {
            match done {
                Ok(way) => {
                    let charges_minor = step.amount.minor - new.entry.amount.minor;
                    if charges_minor > 0 {
                        let charges = PaymentCommand::PostCharges {
                            payment: step.payment,
                            amount_minor: charges_minor,
                        };
                        unit.carry_out(charges).await?;
                    }
                    let payer = step.verdict.book.as_ref().filter(|_| way == 0).map(|booking| booking.payer);
                    contents.push(step.content(biller, payer, new.entry)?);
                    kept.push(self.kept(
                        new.id,
                        new.entry,
                        &new.fingerprint,
                        Some(step.payment),
                        new.undid.clone(),
                    ));
                    self.outcomes.push(step.outcome(new.entry, payer.is_some()));
                }
                Err(refusal) => {
                    let outcome = EntryOutcome::plain(new.entry, EntryStatus::Rejected);
                    self.outcomes.push(outcome.because(refusal.code()));
                }
            }
        }
        unit.tx.put_contents(&contents).await?;
        unit.tx.put_entries(biller, &kept).await?;
        let mut waits: Vec<(EntryKey, PaymentId)> = Vec::new();
        for (step, transfer) in steps.iter().zip(&transfers).filter(|(step, _)| step.verdict.book.is_none()) {
            waits.extend(keys_of_transfer(transfer).into_iter().map(|key| (key, step.payment)));
        }
        unit.tx.put_waiting_keys(biller, &waits).await?;
        if self.returns.is_empty() {
            return Ok(());
        }
        let keys = |new: &New<'_>| -> BTreeSet<EntryKey> {
            new.fingerprint.all_ids().into_iter().chain(new.fingerprint.referred.iter().copied()).collect()
        };
        let arrived: Vec<_> = waiting.iter().map(keys).collect();
        self.try_returns(unit, &arrived).await
    }
}

/// Money that may duplicate another payment is not allocated: it waits for a person.
fn held_back(verdict: Verdict, new: &New<'_>, recorded: Vec<PerhapsSame>) -> Verdict {
    let duplicate =
        |payment: &PaymentId| PerhapsSame { payment: *payment, reason: SameReason::PerhapsDuplicate };
    let same_as: Vec<PerhapsSame> = new.perhaps.iter().map(duplicate).chain(recorded).collect();
    if same_as.is_empty() {
        return verdict;
    }
    let matching = Matching { outcome: MatchOutcome::Asked, same_as, ..verdict.matching };
    Verdict { matching, book: None }
}

/// Money about to be recorded.
struct BookingStep {
    /// The amount that the payer paid.
    amount: Money,
    payment: PaymentId,
    remittance: ContentId,
    paid_on: Date,
    verdict: Verdict,
}

impl BookingStep {
    /// The commands to try in order: a match if it is certain, otherwise (or if the rules refuse it) a payment without
    /// a known payer.
    fn wishes(&self, new: &New<'_>) -> Vec<Box<dyn Command>> {
        let waits = Recorded {
            payer: None,
            source: source(new),
            amount: self.amount,
            method: if new.entry.direct_debit { Method::DirectDebit } else { Method::BankTransfer },
            paid_on: self.paid_on,
            shares: Vec::new(),
            remittance: Some(self.remittance),
            matching: Some(Box::new(self.verdict.matching.clone())),
        };
        let record = |recorded: Recorded| {
            let recorded = Box::new(recorded);
            PaymentCommand::Record { payment: self.payment, recorded, settled: true }.into()
        };
        match &self.verdict.book {
            Some(booking) => {
                let shares = booking.shares.clone();
                let booked = Recorded { payer: Some(booking.payer), shares, ..waits.clone() };
                vec![record(booked), record(Recorded { matching: self.asked(), ..waits })]
            }
            None => vec![record(waits)],
        }
    }

    fn asked(&self) -> Option<Box<Matching>> {
        let mut matching = self.verdict.matching.clone();
        if matching.outcome == MatchOutcome::Booked {
            matching.outcome = MatchOutcome::Asked;
        }
        Some(Box::new(matching))
    }

    fn content(
        &self,
        biller: BillerId,
        payer: Option<PayerId>,
        entry: &BankEntry,
    ) -> Result<Content, UseCaseError> {
        let data = serde_json::to_vec(&remittance(entry))
            .map_err(|error| StoreError::Unreadable(error.to_string()))?;
        let payer = payer.unwrap_or(PayerId::UNASSIGNED);
        Ok(Content { id: self.remittance, biller, payer, kind: ContentKind::Remittance, data })
    }

    /// Why the payment waits, followed by the reasons for and against the best candidate.
    fn reasons(&self) -> Vec<String> {
        let matching = &self.verdict.matching;
        let mut same: Vec<&str> = matching.same_as.iter().map(|same| same.reason.as_str()).collect();
        same.dedup();
        let best = matching.candidates.first().map(|best| best.reasons.as_slice()).unwrap_or_default();
        same.into_iter().chain(best.iter().map(|reason| reason.as_str())).map(str::to_owned).collect()
    }

    fn outcome(&self, entry: &BankEntry, booked: bool) -> EntryOutcome {
        let matching = &self.verdict.matching;
        let best = matching.candidates.first();
        let status = match best {
            _ if booked => EntryStatus::Booked,
            Some(_) => EntryStatus::Suggested,
            None => EntryStatus::Unmatched,
        };
        let invoices: Vec<InvoiceId> = match &self.verdict.book {
            Some(booking) if booked => booking.shares.iter().map(|share| share.invoice).collect(),
            _ => matching.candidates.iter().map(|one| one.invoice).collect(),
        };
        EntryOutcome {
            payment: Some(self.payment),
            invoices,
            score: best.map(|one| one.score),
            reasons: self.reasons(),
            ..EntryOutcome::plain(entry, status)
        }
    }
}

/// The bank's information besides amount and dates.
pub(crate) fn remittance(entry: &BankEntry) -> Remittance {
    Remittance {
        debtor_name: entry.debtor_name.clone(),
        debtor_account: entry.debtor_account.clone(),
        references: entry.references.clone(),
        text: entry.text.clone(),
        further: entry.further.iter().chain(further_names(entry)).cloned().collect(),
        end_to_end_id: entry.end_to_end.clone(),
        bank_reference: entry.bank_references.first().cloned(),
    }
}

/// The bank's further names of an entry that are more than a counter.
fn further_names(entry: &BankEntry) -> impl Iterator<Item = &String> {
    let names = entry.bank_references.iter().skip(1);
    names.filter(|name| !is_counter(name) && !is_placeholder(name) && !entry.further.contains(name))
}

/// The source of the payment. Banks reuse their names, so the entry's id makes it unique. Duplicate entries were found
/// before.
fn source(new: &New<'_>) -> PaymentSource {
    let id = match new.entry.bank_references.iter().find(|one| !is_placeholder(one)) {
        Some(reference) => format!("{reference} {}", new.id),
        None => new.id.to_string(),
    };
    PaymentSource { system: SYSTEM.to_owned(), account: new.entry.account_with_its_kind(), id }
}

/// Adds the invoices' numbers to the outcomes.
async fn name_invoices(unit: &mut UnitOfWork<'_>, outcomes: &mut [EntryOutcome]) -> Result<(), UseCaseError> {
    let mut wanted: Vec<InvoiceId> = outcomes.iter().flat_map(|one| one.invoices.iter().copied()).collect();
    wanted.sort_unstable();
    wanted.dedup();
    let biller = unit.biller_id();
    let mut numbers: HashMap<InvoiceId, String> = HashMap::new();
    let mut unknown = Vec::new();
    for invoice in wanted {
        match unit.books.invoices.get(&invoice) {
            Some(known) => drop(numbers.insert(invoice, known.number.clone())),
            None => unknown.push(invoice),
        }
    }
    numbers.extend(unit.tx.invoice_numbers(biller, &unknown).await?);
    for outcome in outcomes {
        outcome.numbers = outcome.invoices.iter().filter_map(|one| numbers.get(one).cloned()).collect();
    }
    Ok(())
}

/// Why an entry is not incoming money.
fn ignored(entry: &BankEntry) -> Option<&'static str> {
    match (entry.way, &entry.undoing) {
        _ if !entry.booked => Some("not_booked_yet"),
        _ if entry.lowered == Lowered::Lowers => Some("taken_off_others"),
        (Way::Out, None) => Some("outgoing"),
        (Way::In, Some(_)) => Some("outgoing_returned"),
        _ if entry.amount.minor == 0 => Some("no_amount"),
        _ => None,
    }
}

/// The amount that the payer paid: the amount that arrived, plus the banks' charges if the biller bears them.
fn sent(entry: &BankEntry, bears: ChargesBorneBy) -> Money {
    let charges_minor = match bears {
        ChargesBorneBy::Biller => entry.charges_minor.max(0),
        ChargesBorneBy::Payer => 0,
    };
    Money::new(entry.amount.minor.saturating_add(charges_minor), entry.amount.currency)
}

/// The verdict on money whose deductions may belong to another payer: a person reviews it first.
fn asked_where_unclear(entry: &BankEntry, mut verdict: Verdict) -> Verdict {
    if entry.lowered == Lowered::Unclear && verdict.book.take().is_some() {
        verdict.matching.outcome = MatchOutcome::Asked;
    }
    verdict
}

fn transfer(entry: &BankEntry, bears: ChargesBorneBy) -> Transfer {
    Transfer {
        amount: sent(entry, bears),
        references: entry.references.clone(),
        text: entry.text.clone(),
        further: entry.end_to_end.iter().chain(&entry.further).cloned().collect(),
        bank_ids: bank_ids(&entry.bank_references),
        debtor_name: entry.debtor_name.clone(),
        debtor_account: entry.debtor_account.clone(),
    }
}
