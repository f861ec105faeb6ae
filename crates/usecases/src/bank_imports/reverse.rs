//! The bank takes back a payment: by its own reversal, or because a debit was returned. A return reverses a payment
//! only if a conclusive id, amount and currency agree, and the sender as well if both state one. Otherwise it waits for
//! a person ([`crate::bank_imports::returns`]), and is tried again with every payment that arrives.

use std::collections::{BTreeMap, BTreeSet};

use domain::ids::{InvoiceId, PayerId, PaymentId};
use domain::payments::{Payment, PaymentCommand, PaymentSource, PaymentState, Share};
use domain::{Money, StreamId};

use crate::bank_imports::book::BankImport;
use crate::bank_imports::entry::{BankEntry, EntryOutcome, EntryStatus, ReturnReason, SYSTEM, Way};
use crate::bank_imports::identity::{Facts, Fingerprint};
use crate::bank_imports::ports::ReturnKeys;
use crate::bank_imports::ports::{KnownEntry, NewReturn, ReversalKind, ReversedPayment, WaitingReturn};
use crate::billers::is_none_of;
use crate::kernel::error::{StoreError, UseCaseError};
use crate::kernel::unit_of_work::UnitOfWork;
use crate::matching::EntryKey;

/// Why a return waits.
pub(crate) const RETURN_WAITING: &str = "return_waiting";
/// The payment was reversed before, by hand.
const ALREADY_REVERSED: &str = "already_reversed";

impl ReturnKeys {
    fn of(entry: &BankEntry, fingerprint: &Fingerprint) -> Self {
        let mut amounts: Vec<Money> = vec![entry.amount];
        // A returned debit can cost more than it brought, never less.
        amounts.extend(
            entry
                .stated_amounts
                .iter()
                .filter(|one| one.currency == entry.amount.currency && one.minor < entry.amount.minor),
        );
        let references = amounts
            .iter()
            .flat_map(|amount| {
                Fingerprint::of(&BankEntry { way: Way::In, amount: *amount, ..entry.clone() }).referred
            })
            .collect();
        Self {
            ids: fingerprint.ids.clone(),
            weak_ids: fingerprint.weak_ids.clone(),
            bank_ids: fingerprint.bank_ids.clone(),
            references,
            structured: !entry.references.is_empty(),
            amounts_minor: amounts.iter().map(|amount| amount.minor).collect(),
            accounts: entry.accounts_with_their_kinds().collect(),
        }
    }

    /// Whether the bank debited another account than the one that received this payment.
    fn is_of_another_account(&self, source: &PaymentSource) -> bool {
        source.system == SYSTEM && is_none_of(&source.account, &self.accounts)
    }

    fn all(&self) -> Vec<EntryKey> {
        let mut keys: Vec<EntryKey> = [&self.ids, &self.weak_ids, &self.bank_ids, &self.references]
            .into_iter()
            .flatten()
            .copied()
            .collect();
        keys.sort_unstable();
        keys.dedup();
        keys
    }
}

/// The payment that a return reverses.
enum Original {
    Found(PaymentId),
    /// This one, which somebody already reversed without the bank.
    TakenBack(PaymentId),
    /// It is not recorded, or several could be meant.
    Unknown,
}

impl<'a> BankImport<'a> {
    /// Reverses the earlier payment that the entry refers to, with the bank's reason, or lets the return wait.
    pub(crate) async fn undo(
        &mut self,
        unit: &mut UnitOfWork<'_>,
        entry: &'a BankEntry,
        undoing: &ReturnReason,
        fingerprint: Fingerprint,
    ) -> Result<(), UseCaseError> {
        let keys = ReturnKeys::of(entry, &fingerprint);
        let original = original(unit, &keys, &fingerprint.facts, entry.amount).await?;
        let mut waits = false;
        let mut undid = None;
        let outcome = match original {
            Original::Unknown => {
                waits = true;
                EntryOutcome::plain(entry, EntryStatus::Unmatched).because(RETURN_WAITING)
            }
            Original::TakenBack(payment) => {
                EntryOutcome::plain(entry, EntryStatus::Duplicate).of(payment).because(ALREADY_REVERSED)
            }
            Original::Found(payment) => match take_back(unit, undoing, payment).await? {
                Ok(taken) => {
                    let invoices = taken.how.shares.iter().map(|share| share.invoice).collect();
                    undid = Some(taken);
                    let outcome = EntryOutcome::plain(entry, EntryStatus::Reversed).of(payment);
                    let reasons = undoing.code.iter().chain(&undoing.text).cloned().collect();
                    EntryOutcome { invoices, reasons, ..outcome }
                }
                // A person has to see what became of the money: it may have been refunded already.
                Err(code) => {
                    waits = true;
                    let outcome = EntryOutcome::plain(entry, EntryStatus::Unmatched);
                    outcome.because(RETURN_WAITING).because(code)
                }
            },
        };
        let payment = outcome.payment;
        self.outcomes.push(outcome);
        let id = unit.next_id();
        let kept = self.kept(id, entry, &fingerprint, payment, undid);
        self.remember_name(&fingerprint, None);
        let biller = unit.biller_id();
        unit.tx.put_entries(biller, &[kept]).await?;
        if waits {
            self.let_wait(unit, id, entry, undoing, fingerprint, keys).await?;
        }
        Ok(())
    }

    /// Stores a return until its payment arrives or a person decides.
    async fn let_wait(
        &mut self,
        unit: &mut UnitOfWork<'_>,
        id: uuid::Uuid,
        entry: &BankEntry,
        undoing: &ReturnReason,
        fingerprint: Fingerprint,
        keys: ReturnKeys,
    ) -> Result<(), UseCaseError> {
        let notice = super::ports::ReturnNotice {
            remittance: super::book::remittance(entry),
            code: undoing.code.clone(),
            text: undoing.text.clone(),
        };
        let data = serde_json::to_vec(&notice).map_err(|error| StoreError::Unreadable(error.to_string()))?;
        let content = unit
            .write_content(PayerId::UNASSIGNED, crate::kernel::content::ContentKind::Remittance, data)
            .await?;
        let booked_on = entry.booked_on.or(entry.valued_on).unwrap_or(unit.context.today);
        let new = NewReturn {
            id,
            account: entry.account.clone(),
            amount: entry.amount,
            booked_on,
            content,
            keys: keys.clone(),
            arrived_at: unit.context.now,
        };
        let biller = unit.biller_id();
        unit.tx.put_return(biller, &new).await?;
        let number = entry.number;
        let undoing = undoing.clone();
        let waiting = WaitingReturn { id, amount: entry.amount, keys, facts: fingerprint.facts, undoing };
        self.returns.push((waiting, Some(number)));
        Ok(())
    }

    /// Tries the waiting returns again, because these payments have arrived.
    pub(crate) async fn try_returns(
        &mut self,
        unit: &mut UnitOfWork<'_>,
        arrived: &[BTreeSet<EntryKey>],
    ) -> Result<(), UseCaseError> {
        let returns = std::mem::take(&mut self.returns);
        for (waiting, number) in returns {
            let keys = &waiting.keys;
            let touched = keys.all().iter().any(|key| arrived.iter().any(|known| known.contains(key)));
            let original = if touched {
                original(unit, keys, &waiting.facts, waiting.amount).await?
            } else {
                Original::Unknown
            };
            let taken = match original {
                Original::Found(payment) => take_back(unit, &waiting.undoing, payment).await?.ok(),
                Original::TakenBack(_) | Original::Unknown => None,
            };
            let Some(undid) = taken else {
                self.returns.push((waiting, number));
                continue;
            };
            let payment = undid.payment;
            let biller = unit.biller_id();
            unit.tx.end_return(biller, waiting.id, Some(&undid)).await?;
            // Payments that were just booked may be reversed again, and waiting returns of this file are resolved.
            for outcome in &mut self.outcomes {
                if outcome.payment == Some(payment) || Some(outcome.number) == number {
                    outcome.status = EntryStatus::Reversed;
                    outcome.payment = Some(payment);
                    outcome.reasons =
                        waiting.undoing.code.iter().chain(&waiting.undoing.text).cloned().collect();
                }
            }
        }
        Ok(())
    }
}

/// Reverses a payment with the bank's reason. Returns its state before, or why the rules do not allow it.
pub(crate) async fn take_back(
    unit: &mut UnitOfWork<'_>,
    undoing: &ReturnReason,
    payment: PaymentId,
) -> Result<Result<ReversedPayment, &'static str>, UseCaseError> {
    let known = unit.open_payment(payment).await?;
    let payer = known.payer.unwrap_or(PayerId::UNASSIGNED);
    let undid = undid(payment, known);
    let reason = unit.write_reason(payer, Some(&reason_text(undoing))).await?;
    match unit.carry_out(PaymentCommand::Reverse { payment, reason }).await {
        Ok(_) => Ok(Ok(undid)),
        Err(UseCaseError::Refused(refusal)) => Ok(Err(refusal.code())),
        Err(error) => Err(error),
    }
}

/// A payment as it is before it is taken back.
pub(crate) fn undid(id: PaymentId, payment: &Payment) -> ReversedPayment {
    let share = |(&invoice, &amount_minor): (&InvoiceId, &i64)| Share { invoice, amount_minor };
    let shares = payment.allocations.iter().map(share).collect();
    ReversedPayment { payment: id, how: ReversalKind { shares, by_hand: false } }
}

/// The bank's code and words.
fn reason_text(undoing: &ReturnReason) -> String {
    let parts: Vec<&str> = undoing.code.iter().chain(&undoing.text).map(String::as_str).collect();
    if parts.is_empty() { "Taken back by the bank".to_owned() } else { parts.join(" ") }
}

/// The weight of a key as evidence.
#[derive(Clone, Copy, PartialEq, Eq)]
enum KeyStrength {
    /// An id made for one payment.
    Id,
    /// The bank's name for one booking: it may mean the return and not the payment.
    BankId,
    /// Evidence that other payments may share: the sender has to agree.
    WithParty,
    /// A reference in a structured field.
    Reference,
}

/// The payment that a return takes back.
async fn original(
    unit: &mut UnitOfWork<'_>,
    keys: &ReturnKeys,
    facts: &Facts,
    amount: Money,
) -> Result<Original, UseCaseError> {
    let biller = unit.biller_id();
    let mut known: BTreeMap<EntryKey, Vec<KnownEntry>> = BTreeMap::new();
    for (key, entry) in unit.tx.entries_by_keys(biller, &keys.all()).await? {
        known.entry(key).or_default().push(entry);
    }
    let of_references = if keys.structured { KeyStrength::Reference } else { KeyStrength::WithParty };
    let steps = [
        (&keys.ids, KeyStrength::Id),
        (&keys.bank_ids, KeyStrength::BankId),
        (&keys.weak_ids, KeyStrength::WithParty),
        (&keys.references, of_references),
    ];
    for (keys_of_step, proof) in steps {
        let mut settled: Vec<BTreeSet<PaymentId>> = Vec::new();
        let mut reversed: BTreeSet<PaymentId> = BTreeSet::new();
        for key in keys_of_step {
            let carriers = known.get(key).map(Vec::as_slice).unwrap_or_default();
            let mut meant = BTreeSet::new();
            for payment in named_by(carriers, keys, facts, proof) {
                match standing(unit, payment, amount, keys).await? {
                    Some((payment, PaymentState::Settled)) => drop(meant.insert(payment)),
                    Some((payment, PaymentState::Reversed)) => drop(reversed.insert(payment)),
                    _ => {}
                }
            }
            settled.push(meant);
        }
        let single: BTreeSet<PaymentId> =
            settled.iter().filter(|meant| meant.len() == 1).flatten().copied().collect();
        if let (Some(payment), 1) = (single.first(), single.len()) {
            return Ok(Original::Found(*payment));
        }
        // Several payments could be meant.
        if settled.iter().any(|meant| !meant.is_empty()) {
            return Ok(Original::Unknown);
        }
        // The payment was already reversed: by hand, which this confirms, or by an earlier return.
        match (reversed.first(), reversed.len()) {
            (None, _) => {}
            (Some(payment), 1) if !unit.tx.was_returned(biller, *payment).await? => {
                return Ok(Original::TakenBack(*payment));
            }
            _ => return Ok(Original::Unknown),
        }
    }
    Ok(Original::Unknown)
}

/// The payments among the carriers of a key that a return may name by it.
fn named_by(carriers: &[KnownEntry], keys: &ReturnKeys, facts: &Facts, proof: KeyStrength) -> Vec<PaymentId> {
    let came: Vec<&KnownEntry> = carriers.iter().filter(|one| one.came_in && one.payment.is_some()).collect();
    // An id that several unrelated payments have was made for none of them.
    let shared = came.iter().any(|one| {
        came.iter().any(|other| one.amount_minor != other.amount_minor || one.facts.other_party(&other.facts))
    });
    came.into_iter()
        .filter(|one| keys.amounts_minor.contains(&one.amount_minor))
        .filter(|one| !one.facts.other_party(facts) && !one.facts.came_after(facts))
        .filter(|one| match proof {
            KeyStrength::BankId if one.facts.other_id(facts) => false,
            KeyStrength::Id | KeyStrength::BankId | KeyStrength::Reference if !shared => true,
            _ => one.facts.same_party(facts),
        })
        .filter_map(|one| one.payment)
        .collect()
}

/// A payment, or the one that counts in its place, with its state; `None` if it is in another currency or on another
/// account of the biller.
async fn standing(
    unit: &mut UnitOfWork<'_>,
    payment: PaymentId,
    amount: Money,
    keys: &ReturnKeys,
) -> Result<Option<(PaymentId, PaymentState)>, UseCaseError> {
    unit.load(vec![StreamId::Payment(payment)]).await?;
    let Some(known) = unit.books.payments.get(&payment) else { return Ok(None) };
    let recorded = &known.recorded;
    if recorded.amount.currency != amount.currency || keys.is_of_another_account(&recorded.source) {
        return Ok(None);
    }
    let Some(counts) = known.joined_to else { return Ok(Some((payment, known.state))) };
    unit.load(vec![StreamId::Payment(counts)]).await?;
    Ok(unit.books.payments.get(&counts).map(|known| (counts, known.state)))
}
