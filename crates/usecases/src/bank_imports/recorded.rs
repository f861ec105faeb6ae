//! Payments that were recorded by hand, or by the biller's system, before the bank reported them: the same money must
//! not be booked twice. The reported one waits, and a person joins the two (`JoinPayment`).

use std::collections::{BTreeSet, HashMap};

use domain::ids::{InvoiceId, PayerId};
use domain::matching::{MatchReason, PerhapsSame, SameReason};
use domain::{Date, StreamId};
use matching::{DebtorName, Facts, Likeness, Transfer, Verdict, account_key};

use crate::bank_imports::ports::RecordedPayment;
use crate::kernel::error::UseCaseError;
use crate::kernel::unit_of_work::UnitOfWork;
use crate::matching::MOST_DAYS_APART;

/// Of so many recorded payments of one sum it is looked up whose they are.
const MOST_LOOKED_AT: usize = 60;

/// A transfer that the bank reported.
pub(crate) struct ReportedTransfer<'a> {
    pub(crate) transfer: &'a Transfer,
    pub(crate) verdict: &'a Verdict,
    pub(crate) paid_on: Date,
}

/// For each transfer, the recorded payments that it may duplicate, the likeliest first.
pub(crate) async fn find(
    unit: &mut UnitOfWork<'_>,
    told: &[ReportedTransfer<'_>],
) -> Result<Vec<Vec<PerhapsSame>>, UseCaseError> {
    let mut amounts: Vec<i64> = told.iter().map(|one| one.transfer.amount.minor).collect();
    amounts.sort_unstable();
    amounts.dedup();
    let biller = unit.biller_id();
    let recorded = unit.tx.recorded_payments(biller, &amounts).await?;
    let mut found = Vec::with_capacity(told.len());
    for one in told {
        let amount = one.transfer.amount;
        let near: Vec<&RecordedPayment> = recorded
            .iter()
            .filter(|known| {
                known.amount == amount && days_apart(known.paid_on, one.paid_on) <= MOST_DAYS_APART
            })
            .take(MOST_LOOKED_AT)
            .collect();
        found.push(if near.is_empty() { Vec::new() } else { likely(unit, one, &near).await? });
    }
    Ok(found)
}

fn days_apart(one: Date, other: Date) -> u32 {
    (one - other).get_days().unsigned_abs()
}

async fn likely(
    unit: &mut UnitOfWork<'_>,
    told: &ReportedTransfer<'_>,
    near: &[&RecordedPayment],
) -> Result<Vec<PerhapsSame>, UseCaseError> {
    unit.load_all(near.iter().map(|known| StreamId::Payment(known.payment)).collect()).await?;
    let invoices_of = |unit: &UnitOfWork<'_>, known: &RecordedPayment| -> BTreeSet<InvoiceId> {
        unit.books.payments.get(&known.payment).map(|one| one.invoices.clone()).unwrap_or_default()
    };
    let candidates = told.verdict.matching.candidates.iter().map(|one| one.invoice);
    let shares = told.verdict.book.iter().flat_map(|booking| &booking.shares).map(|share| share.invoice);
    let meant: BTreeSet<InvoiceId> = candidates.chain(shares).collect();
    let mut wanted = meant.clone();
    wanted.extend(near.iter().flat_map(|known| invoices_of(unit, known)));
    let wanted: Vec<InvoiceId> = wanted.into_iter().collect();
    let biller = unit.biller_id();
    let facts: HashMap<InvoiceId, Facts> =
        unit.tx.invoice_facts(biller, &wanted).await?.into_iter().map(|one| (one.invoice, one)).collect();
    let payers: BTreeSet<PayerId> = meant.iter().filter_map(|one| Some(facts.get(one)?.payer)).collect();
    let account = told.transfer.debtor_account.as_deref().and_then(account_key);
    let account_of: BTreeSet<PayerId> = match &account {
        Some(account) => {
            let of = unit.tx.payers_of_accounts(biller, &[account]).await?;
            of.into_iter().map(|(_, payer)| payer).collect()
        }
        None => BTreeSet::new(),
    };
    let given = DebtorName::of(told.transfer.debtor_name.as_deref());
    let mut ranked: Vec<(u8, u32, PerhapsSame)> = Vec::new();
    for known in near {
        let invoices = invoices_of(unit, known);
        let names: Vec<String> =
            invoices.iter().filter_map(|one| facts.get(one)).flat_map(|one| one.names.clone()).collect();
        let name = given.likeness(&names);
        // A certain match with other invoices is another payment of the same payer.
        if let Some(booking) = &told.verdict.book {
            let elsewhere = !booking.shares.iter().any(|share| invoices.contains(&share.invoice));
            if booking.payer != known.payer || (elsewhere && states_its_reference(told.verdict)) {
                continue;
            }
        }
        let evidence = if meant.iter().any(|one| invoices.contains(one)) {
            4
        } else if payers.contains(&known.payer) || account_of.contains(&known.payer) {
            3
        } else if name >= Likeness::Similar {
            2
        } else if near.len() == 1 && name != Likeness::Differs && meant.is_empty() {
            1
        } else {
            continue;
        };
        let same = PerhapsSame { payment: known.payment, reason: SameReason::PerhapsRecorded };
        ranked.push((evidence, days_apart(known.paid_on, told.paid_on), same));
    }
    ranked.sort_by_key(|(evidence, days, same)| (std::cmp::Reverse(*evidence), *days, same.payment));
    Ok(ranked.into_iter().take(MOST_SHOWN).map(|(_, _, same)| same).collect())
}

/// How many of them a person sees.
const MOST_SHOWN: usize = 5;

/// Whether the best candidate's own reference is in the transfer, and the transfer pays exactly its open amount.
fn states_its_reference(verdict: &Verdict) -> bool {
    verdict.matching.candidates.first().is_some_and(|best| {
        let says = |reason: MatchReason| best.reasons.contains(&reason);
        let stated = says(MatchReason::ReferenceExact)
            || says(MatchReason::ReferenceInText)
            || says(MatchReason::NumberInText);
        stated && (says(MatchReason::AmountExact) || says(MatchReason::AmountSumOfReferences))
    })
}
