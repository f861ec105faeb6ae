//! Undoes a wrong import as a whole: recorded payments are reversed, reversed ones are recorded again, and its entries
//! are deleted. Then the same file can be imported again.
//!
//! This is allowed while nobody has changed its payments by hand. [`CheckUndo`] checks all entries first, some at a
//! time. [`BeginUndo`] marks the file, which also stops a running import of it. [`UndoEntries`] undoes some entries in
//! one transaction, from the end of the file, until none is left. It can be interrupted anywhere and continued; a job
//! continues it if the caller has gone. Payments that somebody changes between check and undoing stay, and are counted.
//!
//! A payment that another file reported as well stays: that file still reports it. A payment that the import reversed
//! is recorded again as a new one, because a reversed payment stays reversed.

use async_trait::async_trait;
use domain::ids::{PayerId, PaymentId};
use domain::matching::MatchOutcome;
use domain::payments::{Payment, PaymentCommand, PaymentSource, PaymentState, Recorded};
use domain::{Money, Timestamp};
use serde::{Deserialize, Serialize};

use crate::bank_imports::entry::SYSTEM;
use crate::bank_imports::identity::FileId;
use crate::bank_imports::ports::{BankFile, BankFileUndoing, EntryOfFile, ReversedPayment};
use crate::kernel::access::{Scope, Who};
use crate::kernel::audit::Audited;
use crate::kernel::error::{FieldProblem, UseCaseError};
use crate::kernel::execute::UseCase;
use crate::kernel::jobs::{Expires, JobPayload, KEYS_KEPT_MS, Purpose};
use crate::kernel::unit_of_work::UnitOfWork;
use crate::matching::again;

/// How many entries one transaction checks or undoes.
const AT_ONCE: usize = 256;
/// More problems than these do not help the reader.
const MOST_PROBLEMS: usize = 20;
/// After this time the job continues an interrupted undoing.
const GO_ON_AFTER_MS: i64 = 60_000;

/// The reason for the reversals.
const WHY: &str = "The import of the bank file was undone";

/// Checks whether the import of a file can be undone, as far as some of its entries show.
#[derive(Debug, Clone, Serialize)]
pub struct CheckUndo {
    /// By the hash of its bytes: see [`FileId`].
    pub file: FileId,
    /// Only entries with numbers below this one.
    pub before: i64,
}

/// Begins to undo the import of a file.
#[derive(Debug, Clone, Serialize)]
pub struct BeginUndo {
    /// By the hash of its bytes: see [`FileId`].
    pub file: FileId,
}

/// Undoes some entries of a file whose undoing has begun. The last call returns that it has ended.
#[derive(Debug, Clone, Serialize)]
pub struct UndoEntries {
    /// By the hash of its bytes: see [`FileId`].
    pub file: FileId,
    /// Only entries with numbers below this one.
    pub before: i64,
    /// How many of the entries above stay, as counted so far.
    pub left: u64,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct UndoBegun {
    /// How many entries the file has.
    pub entries: i64,
}

/// The result of checking or undoing some entries.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct EntriesUndone {
    /// How many entries were undone, or can be.
    pub undone: u64,
    /// How many stay, because somebody has changed their payments.
    pub left: u64,
    /// The next call's `before`; `None` when all are done.
    pub next: Option<i64>,
}

/// Continues an interrupted undoing.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct UndoBankFileJob {
    /// By the hash of its bytes: see [`FileId`].
    pub file: FileId,
    /// When the undoing began: another undoing of the same file is another job.
    pub begun_at: Timestamp,
}

impl JobPayload for UndoBankFileJob {
    const PURPOSE: Purpose =
        Purpose { name: "undo_bank_file", expires: Expires::Never, kept_ms: KEYS_KEPT_MS };

    fn unique_key(&self) -> String {
        format!("{}:{}", self.file, self.begun_at.0)
    }
}

#[async_trait]
impl UseCase for CheckUndo {
    type Output = EntriesUndone;
    const NAME: &'static str = "check_bank_file_undo";
    const MOVES_MONEY: bool = false;
    const ALLOWED: &'static [Who] = &[Who::Agents, Who::Api(Scope::Payments), Who::Operator];
    const AUDITED: Audited = Audited::Never;

    async fn perform(&self, unit: &mut UnitOfWork<'_>) -> Result<EntriesUndone, UseCaseError> {
        let biller = unit.biller_id();
        let known = known_file(unit, self.file).await?;
        can_be_undone(&known)?;
        if known.undoing != BankFileUndoing::No {
            // An undoing that has begun is continued, whatever changed since.
            return Ok(EntriesUndone { undone: 0, left: 0, next: None });
        }
        let entries = unit.tx.entries_of_file(biller, self.file, self.before, AT_ONCE).await?;
        let payments = entries.iter().filter_map(|entry| entry.payment).map(domain::StreamId::Payment);
        unit.load_all(payments.collect()).await?;
        let mut problems = Vec::new();
        for entry in &entries {
            if let Some(problem) = moved_on(unit, entry).await?
                && !is_own_doing(unit, self.file, entry).await?
            {
                problems.push(problem);
            }
        }
        if problems.is_empty() {
            return Ok(EntriesUndone { undone: entries.len() as u64, left: 0, next: next(&entries) });
        }
        problems.truncate(MOST_PROBLEMS);
        Err(UseCaseError::Invalid(problems))
    }
}

#[async_trait]
impl UseCase for BeginUndo {
    type Output = UndoBegun;
    const NAME: &'static str = "undo_bank_file";
    /// It moves money, but undoes each entry only once.
    const MOVES_MONEY: bool = false;
    const ALLOWED: &'static [Who] = &[Who::Agents, Who::Api(Scope::Payments), Who::Operator];
    const AUDITED: Audited = Audited::Always;

    async fn perform(&self, unit: &mut UnitOfWork<'_>) -> Result<UndoBegun, UseCaseError> {
        let biller = unit.biller_id();
        unit.tx.lock_imports(biller).await?;
        let known = known_file(unit, self.file).await?;
        can_be_undone(&known)?;
        if known.undoing == BankFileUndoing::No {
            let begun_at = unit.real_now();
            unit.tx.put_undoing(biller, self.file, BankFileUndoing::Begun(begun_at)).await?;
            let due_at = Timestamp(unit.context.now.0.saturating_add(GO_ON_AFTER_MS));
            unit.enqueue(&UndoBankFileJob { file: self.file, begun_at }, due_at).await?;
        }
        Ok(UndoBegun { entries: known.entries })
    }
}

#[async_trait]
impl UseCase for UndoEntries {
    type Output = EntriesUndone;
    const NAME: &'static str = "undo_bank_entries";
    /// See [`BeginUndo`].
    const MOVES_MONEY: bool = false;
    const ALLOWED: &'static [Who] = &[Who::Agents, Who::Api(Scope::Payments), Who::Operator, Who::System];
    const AUDITED: Audited = Audited::Never;

    async fn perform(&self, unit: &mut UnitOfWork<'_>) -> Result<EntriesUndone, UseCaseError> {
        let biller = unit.biller_id();
        unit.tx.lock_imports(biller).await?;
        let known = known_file(unit, self.file).await?;
        let BankFileUndoing::Begun(_) = known.undoing else {
            return Ok(EntriesUndone { undone: 0, left: 0, next: None });
        };
        let entries = unit.tx.entries_of_file(biller, self.file, self.before, AT_ONCE).await?;
        let payments = entries.iter().filter_map(|entry| entry.payment).map(domain::StreamId::Payment);
        unit.load_all(payments.collect()).await?;
        let mut left = 0;
        for entry in &entries {
            // A payment that was reversed meanwhile has nothing left to reverse.
            let is_reversed = state_of(unit, entry).await? == Some(PaymentState::Reversed);
            if !is_reversed && moved_on(unit, entry).await?.is_some() {
                left += 1;
                continue;
            }
            // The entry is deleted first: the payment that it reversed is searched among the others.
            unit.tx.forget_entries(biller, self.file, std::slice::from_ref(entry)).await?;
            if !entry.reported_elsewhere {
                undo(unit, self.file, entry).await?;
            }
        }
        let mut next = next(&entries);
        if next.is_none() {
            let rest = unit.tx.count_entries_of_file(biller, self.file).await?;
            if u64::try_from(rest).is_ok_and(|rest| rest == self.left + left) {
                let ended = BankFileUndoing::Ended { at: unit.real_now(), left: rest };
                unit.tx.put_undoing(biller, self.file, ended).await?;
            } else {
                // Some entries are left that were not checked: start again from the end.
                next = Some(i64::MAX);
            }
        }
        Ok(EntriesUndone { undone: entries.len() as u64 - left, left, next })
    }
}

/// Where the next batch of entries begins.
fn next(entries: &[EntryOfFile]) -> Option<i64> {
    entries.last().filter(|_| entries.len() == AT_ONCE).map(|last| last.number)
}

async fn known_file(unit: &mut UnitOfWork<'_>, file: FileId) -> Result<BankFile, UseCaseError> {
    let biller = unit.biller_id();
    unit.tx.bank_file(biller, file).await?.ok_or(UseCaseError::NotFound("bank file"))
}

/// Whether there is something to undo; an undoing that has begun can be continued.
fn can_be_undone(known: &BankFile) -> Result<(), UseCaseError> {
    if known.refused.is_some() {
        return Err(wrong("refused", "nothing of this file was imported, so there is nothing to undo"));
    }
    if let BankFileUndoing::Ended { .. } = known.undoing {
        return Err(wrong("undone", "the import of this file was undone already"));
    }
    Ok(())
}

/// The error for a file whose import is being undone, or was undone while it ran.
pub(crate) fn being_undone() -> UseCaseError {
    wrong("being_undone", "the import of this file is being undone; import it again when that has ended")
}

fn wrong(rule: &str, message: &str) -> UseCaseError {
    UseCaseError::Invalid(vec![FieldProblem {
        place: "the file".into(),
        rule: rule.into(),
        message: message.into(),
    }])
}

/// What a person, or another file, has done with an entry's payment since.
async fn moved_on(
    unit: &mut UnitOfWork<'_>,
    entry: &EntryOfFile,
) -> Result<Option<FieldProblem>, UseCaseError> {
    if entry.reported_elsewhere {
        return Ok(None);
    }
    let by_hand = entry.undid.as_ref().is_some_and(|undid| undid.how.by_hand);
    let (what, paid) = match entry.payment {
        _ if entry.dismissed => ("somebody has said that it takes back nothing", None),
        _ if by_hand => ("somebody has said which payment it takes back", None),
        Some(payment) if entry.came_in => {
            let known = unit.open_payment(payment).await?;
            let Some(what) = since(known) else { return Ok(None) };
            (what, Some(known.recorded.amount))
        }
        _ => return Ok(None),
    };
    let amount = paid.map(|amount: Money| format!(" of {amount}")).unwrap_or_default();
    Ok(Some(FieldProblem {
        place: format!("entry {}", entry.number),
        rule: "moved_on".into(),
        message: format!("entry {}{amount}: {what}; undo that first", entry.number),
    }))
}

/// The state of the payment that an entry brought.
async fn state_of(
    unit: &mut UnitOfWork<'_>,
    entry: &EntryOfFile,
) -> Result<Option<PaymentState>, UseCaseError> {
    Ok(match entry.payment {
        Some(payment) if entry.came_in => Some(unit.open_payment(payment).await?.state),
        _ => None,
    })
}

/// Whether the file itself has reversed the payment that one of its entries brought.
async fn is_own_doing(
    unit: &mut UnitOfWork<'_>,
    file: FileId,
    entry: &EntryOfFile,
) -> Result<bool, UseCaseError> {
    let biller = unit.biller_id();
    Ok(match entry.payment {
        Some(payment) if state_of(unit, entry).await? == Some(PaymentState::Reversed) => {
            unit.tx.is_undone(biller, payment, Some(file)).await?
        }
        _ => false,
    })
}

/// What has happened to a payment since its import, apart from automatic events.
fn since(payment: &Payment) -> Option<&'static str> {
    let recorded = &payment.recorded;
    let booked_later = payment.matching.as_ref().is_some_and(|one| one.outcome == MatchOutcome::Booked);
    let is_meant = |invoice: &domain::ids::InvoiceId| {
        recorded.payer.is_none() || recorded.shares.iter().any(|share| share.invoice == *invoice)
    };
    match payment.state {
        PaymentState::Joined => return Some("somebody has joined its payment to another one"),
        PaymentState::Reversed => return Some("its payment was taken back since"),
        PaymentState::Settled | PaymentState::Pending | PaymentState::Failed => {}
    }
    if !payment.confirmed_by.is_empty() {
        return Some("somebody has joined another payment to it");
    }
    if payment.refunded_minor() > 0 {
        return Some("its payment was paid back");
    }
    if payment.was_unmatched || (payment.payer != recorded.payer && !booked_later) {
        return Some("somebody has said whose its payment is");
    }
    if !payment.asked.is_empty() || !payment.disclaimed.is_empty() {
        return Some("a payer was asked whether its payment is theirs");
    }
    if !payment.allocations.keys().all(is_meant) {
        return Some("what was left of its payment was used for another invoice");
    }
    None
}

/// Undoes an entry that no other file reports.
async fn undo(unit: &mut UnitOfWork<'_>, file: FileId, entry: &EntryOfFile) -> Result<(), UseCaseError> {
    if let (Some(payment), true) = (entry.payment, entry.came_in) {
        let known = unit.open_payment(payment).await?;
        let payer = known.payer.unwrap_or(PayerId::UNASSIGNED);
        if known.state == PaymentState::Settled {
            let reason = unit.write_reason(payer, Some(WHY)).await?;
            unit.carry_out(PaymentCommand::Reverse { payment, reason }).await?;
        }
    }
    if let Some(undid) = &entry.undid {
        restore(unit, file, undid).await?;
    }
    Ok(())
}

/// A payment that the entry took back counts again, unless another entry has taken it back too, or it came in with the
/// same file.
async fn restore(
    unit: &mut UnitOfWork<'_>,
    file: FileId,
    undid: &ReversedPayment,
) -> Result<(), UseCaseError> {
    let biller = unit.biller_id();
    let ReversedPayment { payment, how } = undid;
    let known = unit.open_payment(*payment).await?.clone();
    if known.state != PaymentState::Reversed || unit.tx.is_undone(biller, *payment, None).await? {
        return Ok(());
    }
    let from_bank = known.recorded.source.system == SYSTEM;
    if from_bank && !unit.tx.is_reported_elsewhere(biller, *payment, file).await? {
        return Ok(());
    }
    let again = PaymentId(unit.next_id());
    let PaymentSource { system, account, id } = known.recorded.source.clone();
    let shares = if known.payer.is_some() { how.shares.clone() } else { Vec::new() };
    let recorded = Recorded {
        payer: known.payer,
        source: PaymentSource { system, account, id: format!("{id} {}", again.0) },
        shares,
        matching: known.matching.clone(),
        ..known.recorded.clone()
    };
    let record =
        |recorded| PaymentCommand::Record { payment: again, recorded: Box::new(recorded), settled: true };
    match unit.carry_out(record(recorded.clone())).await {
        // Its invoices do not need it any more: it is the payer's credit.
        Err(UseCaseError::Refused(_)) if !recorded.shares.is_empty() => {
            unit.carry_out(record(Recorded { shares: Vec::new(), ..recorded })).await?
        }
        done => done?,
    };
    if known.charges_minor > 0 {
        unit.carry_out(PaymentCommand::PostCharges { payment: again, amount_minor: known.charges_minor })
            .await?;
    }
    unit.tx.replace_payment(biller, *payment, again).await?;
    if known.payer.is_none() {
        again::remember_waiting(unit, again).await?;
    }
    Ok(())
}
