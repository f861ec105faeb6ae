//! Everything about one payment.

use std::collections::HashMap;

use domain::ids::{BillerId, ContentId, InvoiceId, PaymentId, ProposalId, StaffId};
use domain::matching::{MatchCandidate, Matching};
use domain::payments::{Payment, Remittance};
use domain::proposals::ProposalState;
use domain::{Actor, Books, Money, StreamId};
use matching::Facts;
use sqlx::AnyConnection;
use usecases::{
    InvoiceCandidate, InvoiceRow, ListedInvoice, PaymentDetails, PaymentEntry, RefundRow, StoreError,
};

use crate::failure::Failure;
use crate::matching::facts;
use crate::payers::list as payers;
use crate::payments::streams::{self, LoadStep, Unreadable};
use crate::payments::{list, rows, same};
use crate::{content, log, staff};

/// A payment; `None` if the biller has none with this id.
pub(crate) async fn get(
    conn: &mut AnyConnection,
    biller: BillerId,
    id: PaymentId,
) -> Result<Option<PaymentDetails>, Failure> {
    let Some(row) = rows::get(conn, biller, id).await? else { return Ok(None) };
    let listed = list::listed(conn, biller, vec![row]).await?.pop();
    let steps = streams::steps(conn, biller, &[id], Unreadable::SkipNewer).await?;
    let history = history(conn, biller, &steps).await?;
    let payment = streams::folded(steps).remove(&id);
    let (Some(listed), Some(payment)) = (listed, payment) else {
        let stream = StreamId::Payment(id);
        return Err(Failure::unreadable(format!("{stream} has a row and no events: run `billow verify`")));
    };
    let matching: Option<Matching> = payment.matching.as_deref().cloned();
    let mut candidates = candidates(conn, biller, vec![&payment]).await?;
    Ok(Some(PaymentDetails {
        listed,
        remittance: remittance(conn, biller, payment.recorded.remittance).await?,
        candidates: candidates.pop().unwrap_or_default(),
        same_as: same::of(conn, biller, &payment).await?,
        joined_to: payment.joined_to,
        confirmed_by: payment.confirmed_by.iter().copied().collect(),
        matching,
        asked: questions(conn, biller, &payment).await?,
        disclaimed: payment.disclaimed.iter().copied().collect(),
        refunds: payment
            .refunds
            .iter()
            .map(|(id, one)| RefundRow { id: *id, amount_minor: one.amount_minor, state: one.state })
            .collect(),
        history,
    }))
}

/// Payers who were asked about the payment and may still answer, as their proposals say. A withdrawn proposal asks
/// nobody.
pub(crate) async fn questions(
    conn: &mut AnyConnection,
    biller: BillerId,
    payment: &Payment,
) -> Result<Vec<(ProposalId, InvoiceId)>, Failure> {
    let mut books = Books::default();
    for invoice in payment.asked.values() {
        match log::load(conn, biller, StreamId::Invoice(*invoice), &mut books).await {
            // A question that cannot be read whole is not open: nobody could answer it here.
            Err(Failure::Store(StoreError::NodeTooOld(_) | StoreError::Unreadable(_))) => {
                books.invoices.remove(invoice);
            }
            loaded => loaded?,
        }
    }
    let waits = |(proposal, invoice): &(ProposalId, InvoiceId)| {
        let record = books.invoices.get(invoice).and_then(|one| one.proposals.get(proposal));
        record.is_some_and(|record| record.state == ProposalState::Proposed)
    };
    Ok(payment.asked.iter().map(|(proposal, invoice)| (*proposal, *invoice)).filter(waits).collect())
}

async fn remittance(
    conn: &mut AnyConnection,
    biller: BillerId,
    id: Option<ContentId>,
) -> Result<Option<Remittance>, Failure> {
    let Some(id) = id else { return Ok(None) };
    let data = content::get(conn, biller, id).await?;
    data.map(|data| read(&data)).transpose()
}

/// Reads what a bank said about a transfer.
pub(crate) fn read(json: &[u8]) -> Result<Remittance, Failure> {
    serde_json::from_slice(json).map_err(|error| Failure::unreadable(format!("a remittance: {error}")))
}

async fn history(
    conn: &mut AnyConnection,
    biller: BillerId,
    steps: &[LoadStep],
) -> Result<Vec<PaymentEntry>, Failure> {
    let people: Vec<StaffId> = steps.iter().filter_map(|step| person(step.stamp.actor)).collect();
    let names = staff::names(conn, &people).await?;
    let reasons: Vec<ContentId> =
        steps.iter().filter_map(|step| PaymentEntry::reason_of(&step.event)).collect();
    let texts = content::texts(conn, &reasons).await?;
    let entry = |step: &LoadStep| PaymentEntry {
        seq: step.seq,
        at: step.stamp.at,
        actor: step.stamp.actor,
        staff_name: person(step.stamp.actor).and_then(|id| names.get(&(biller, id)).cloned()),
        event: step.event.clone(),
        reason: PaymentEntry::reason_of(&step.event).and_then(|id| texts.get(&(biller, id)).cloned()),
    };
    Ok(steps.iter().map(entry).collect())
}

/// What matching needs to know about an invoice, from its row.
fn facts_of(row: &InvoiceRow) -> Facts {
    Facts {
        invoice: row.id,
        payer: row.payer,
        references: Vec::new(),
        currency: row.currency,
        payable_minor: row.payable_minor,
        open_minor: row.open_minor,
        standing: facts::standing(row.lifecycle, row.is_asked()),
        names: Vec::new(),
        disclaimed: false,
    }
}

const fn person(actor: Actor) -> Option<StaffId> {
    match actor {
        Actor::Staff { id } => Some(id),
        Actor::Payer | Actor::Biller | Actor::System => None,
    }
}

/// Candidates of several payments with their invoices as they are now.
pub(crate) async fn candidates(
    conn: &mut AnyConnection,
    biller: BillerId,
    payments: Vec<&Payment>,
) -> Result<Vec<Vec<InvoiceCandidate>>, Failure> {
    let seen = |payment: &Payment| {
        payment.matching.as_deref().map(|matching| matching.candidates.clone()).unwrap_or_default()
    };
    let found: Vec<Vec<MatchCandidate>> = payments.iter().map(|payment| seen(payment)).collect();
    let mut rows = HashMap::new();
    for candidate in found.iter().flatten() {
        if let Some(row) = crate::invoices::rows::get(conn, biller, candidate.invoice).await? {
            rows.insert(row.id, row);
        }
    }
    let names = payers::names(conn, biller, rows.values().map(|row| row.payer)).await?;
    let complete = |payment: &Payment, candidate: MatchCandidate| {
        let row = rows.get(&candidate.invoice)?.clone();
        let payer_name = names.get(&row.payer).cloned();
        // While a payment waits, its candidates show the invoices as they are now; once it is decided, they stay as
        // they were decided on.
        let candidate = if payment.is_unidentified() && payment.free_minor() > 0 {
            let amount = Money::new(payment.free_minor(), payment.recorded.amount.currency);
            matching::as_of_now(candidate, amount, &facts_of(&row))
        } else {
            candidate
        };
        Some(InvoiceCandidate { candidate, invoice: ListedInvoice { row, payer_name } })
    };
    let complete_all = |(payment, found): (&Payment, Vec<MatchCandidate>)| {
        let mut all: Vec<InvoiceCandidate> =
            found.into_iter().filter_map(|one| complete(payment, one)).collect();
        all.sort_by_key(|one| std::cmp::Reverse(one.candidate.score));
        all
    };
    Ok(payments.into_iter().zip(found).map(complete_all).collect())
}
