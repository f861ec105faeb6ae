//! Matches waiting money again when an invoice is issued.
//!
//! Waiting money is found by hashes of the references and names in it, and by its sum. It is booked by the same rules
//! as arriving money, unless a person has already decided about it.

use domain::Money;
use domain::ids::PaymentId;
use domain::invoices::document::Document;
use domain::matching::{MatchOutcome, Matching, PerhapsSame, SameReason};
use domain::payments::reference::{is_placeholder, normal};
use domain::payments::{Method, PaymentCommand, Recorded, Remittance};
use matching::{Booking, Transfer, name_keys};
use sha2::{Digest as _, Sha256};

use crate::kernel::error::UseCaseError;
use crate::kernel::unit_of_work::UnitOfWork;
use crate::matching::find;
use crate::matching::{EntryKey, MOST_DAYS_APART};

/// A key or sum that more payments than this have is no evidence.
const MOST_OF_KIND: usize = 8;

/// The keys by which an invoice finds a waiting transfer.
pub(crate) fn keys_of_transfer(transfer: &Transfer) -> Vec<EntryKey> {
    let references = transfer
        .candidate_references()
        .into_iter()
        .map(|candidate_reference| key("reference", &candidate_reference.key));
    let names = transfer.debtor_name.as_deref().map(name_keys).unwrap_or_default();
    unique(references.chain(names.iter().map(|name| key("name", name))).collect())
}

/// The keys by which a waiting transfer is found when this document is issued.
fn keys_of_document(document: &Document) -> Vec<EntryKey> {
    let stated = document.payment_means.iter().filter_map(|means| means.reference.as_deref());
    let references = std::iter::once(document.number.as_str())
        .chain(stated)
        .filter(|one| !is_placeholder(one))
        .map(normal)
        .filter(|one| !one.is_empty());
    let names = std::iter::once(document.buyer.name.as_str()).chain(document.buyer.legal_name.as_deref());
    let names = names.flat_map(name_keys);
    unique(references.map(|one| key("reference", &one)).chain(names.map(|one| key("name", &one))).collect())
}

fn unique(mut keys: Vec<EntryKey>) -> Vec<EntryKey> {
    keys.sort_unstable();
    keys.dedup();
    keys
}

fn key(kind: &str, text: &str) -> EntryKey {
    let hash = Sha256::new().chain_update(kind).chain_update([0]).chain_update(text).finalize();
    let mut key = [0; 16];
    key.copy_from_slice(&hash[..16]);
    key
}

/// Stores the keys by which waiting money is found again.
pub(crate) async fn remember_waiting(
    unit: &mut UnitOfWork<'_>,
    payment: PaymentId,
) -> Result<(), UseCaseError> {
    if let Some(transfer) = transfer_of(unit, payment).await? {
        let keys: Vec<(EntryKey, PaymentId)> =
            keys_of_transfer(&transfer).into_iter().map(|key| (key, payment)).collect();
        let biller = unit.biller_id();
        unit.tx.put_waiting_keys(biller, &keys).await?;
    }
    Ok(())
}

/// Matches again the waiting money that may be for a newly issued invoice.
pub(crate) async fn look_again(unit: &mut UnitOfWork<'_>, document: &Document) -> Result<(), UseCaseError> {
    let amount = Money::new(document.totals.payable_minor, document.currency);
    if amount.minor <= 0 {
        return Ok(());
    }
    let biller = unit.biller_id();
    let keys = keys_of_document(document);
    for payment in unit.tx.waiting_for(biller, &keys, amount, MOST_OF_KIND).await? {
        again(unit, payment).await?;
    }
    Ok(())
}

async fn again(unit: &mut UnitOfWork<'_>, payment: PaymentId) -> Result<(), UseCaseError> {
    let known = unit.open_payment(payment).await?;
    let whole = known.free_minor() == known.recorded.amount.minor;
    if !known.is_unidentified() || !whole {
        return Ok(());
    }
    let before = known.matching.as_deref().cloned();
    let same_as = before.as_ref().map(|seen| seen.same_as.clone()).unwrap_or_default();
    // Once a person was asked, a person decides.
    let by_hand = known.was_unmatched || !known.asked.is_empty() || !same_as.is_empty();
    let disclaimed = known.disclaimed.clone();
    let Some(transfer) = transfer_of(unit, payment).await? else { return Ok(()) };
    let verdict = find(unit, &transfer).await?;
    let Matching { outcome, given, mut candidates, .. } = verdict.matching;
    candidates.retain(|one| !disclaimed.contains(&one.invoice));
    let book = verdict.book.filter(|booking| {
        !by_hand && !booking.shares.iter().any(|share| disclaimed.contains(&share.invoice))
    });
    if let Some(Booking { payer, shares }) = book {
        let booked =
            Matching { outcome, given: given.clone(), candidates: candidates.clone(), same_as: Vec::new() };
        let matching = Box::new(booked);
        unit.carry_out(PaymentCommand::Rematch { payment, matching }).await?;
        match unit.carry_out(PaymentCommand::Match { payment, payer, shares }).await {
            Ok(_) => return Ok(()),
            Err(UseCaseError::Refused(_)) => {}
            Err(error) => return Err(error),
        }
    }
    let outcome = if candidates.is_empty() && same_as.is_empty() {
        MatchOutcome::NotFound
    } else {
        MatchOutcome::Asked
    };
    let matching = Box::new(Matching { outcome, given, candidates, same_as });
    unit.carry_out(PaymentCommand::Rematch { payment, matching }).await?;
    Ok(())
}

/// Somebody recorded a payment by hand: waiting money for one of its invoices with exactly this sum may be the same
/// money.
pub(crate) async fn may_be_recorded(
    unit: &mut UnitOfWork<'_>,
    recorded: PaymentId,
) -> Result<(), UseCaseError> {
    let known = unit.open_payment(recorded).await?;
    let Recorded { amount, method, paid_on, .. } = known.recorded;
    let invoices = known.invoices.clone();
    if matches!(method, Method::Cash | Method::Card) {
        return Ok(());
    }
    let biller = unit.biller_id();
    for payment in unit.tx.waiting_for(biller, &[], amount, MOST_OF_KIND).await? {
        let waits = unit.open_payment(payment).await?;
        let apart = (waits.recorded.paid_on - paid_on).get_days().unsigned_abs();
        let Some(mut matching) = waits.matching.clone() else { continue };
        let for_it = matching.candidates.iter().any(|one| invoices.contains(&one.invoice));
        let told = matching.same_as.iter().any(|same| same.payment == recorded);
        if !waits.is_unidentified() || apart > MOST_DAYS_APART || !for_it || told {
            continue;
        }
        matching.outcome = MatchOutcome::Asked;
        matching.same_as.push(PerhapsSame { payment: recorded, reason: SameReason::PerhapsRecorded });
        unit.carry_out(PaymentCommand::Rematch { payment, matching }).await?;
    }
    Ok(())
}

/// The bank's information about a payment, as input of the matching; `None` if it was erased or no bank reported the
/// payment.
async fn transfer_of(
    unit: &mut UnitOfWork<'_>,
    payment: PaymentId,
) -> Result<Option<Transfer>, UseCaseError> {
    let known = unit.open_payment(payment).await?;
    let amount = known.recorded.amount;
    let Some(content) = known.recorded.remittance else { return Ok(None) };
    let biller = unit.biller_id();
    let text = unit.tx.content_text(biller, content).await?;
    let remittance = text.and_then(|text| serde_json::from_str::<Remittance>(&text).ok());
    Ok(remittance.map(|remittance| transfer(amount, &remittance)))
}

/// The names of an entry that the bank gave. The name of one payment in an entry is the entry's name with a counter,
/// `WHOLE#1`; such a name may look like a reference.
pub(crate) fn bank_ids(names: &[String]) -> Vec<String> {
    names.iter().filter(|name| !name.contains('#')).cloned().collect()
}

fn transfer(amount: Money, remittance: &Remittance) -> Transfer {
    Transfer {
        amount,
        references: remittance.references.clone(),
        text: remittance.text.clone(),
        further: remittance.end_to_end_id.iter().chain(&remittance.further).cloned().collect(),
        bank_ids: bank_ids(remittance.bank_reference.as_slice()),
        debtor_name: remittance.debtor_name.clone(),
        debtor_account: remittance.debtor_account.clone(),
    }
}
