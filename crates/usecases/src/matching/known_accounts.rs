//! Known bank accounts of payers: a confirmed match teaches the account that the money came from.

use async_trait::async_trait;
use domain::ids::{InvoiceId, PayerId, PaymentId, ProposalId};
use domain::invoices::{Invoice, InvoiceEvent};
use domain::payments::Remittance;
use domain::proposals::ProposedChange;
use domain::{Books, Event, Stream as _, StreamId};
use matching::account_key;

use crate::kernel::error::UseCaseError;
use crate::kernel::reactions::Reaction;
use crate::kernel::unit_of_work::UnitOfWork;

/// A payer who accepts that a payment is theirs confirms whose account it came from.
pub(crate) struct LearnFromClaims;

#[async_trait]
impl Reaction for LearnFromClaims {
    async fn react(&self, unit: &mut UnitOfWork<'_>, so_far: &[Event]) -> Result<(), UseCaseError> {
        for (invoice, event) in so_far.iter().filter_map(Invoice::event_of) {
            if let InvoiceEvent::ProposalAccepted { proposal, .. } = event
                && let Some((payment, payer)) = claimed(&unit.books, invoice, *proposal)
            {
                account(unit, payment, payer).await?;
            }
        }
        Ok(())
    }
}

/// The payment that a proposal asks about, and the payer who is asked.
fn claimed(books: &Books, invoice: InvoiceId, proposal: ProposalId) -> Option<(PaymentId, PayerId)> {
    let invoice = books.invoices.get(&invoice)?;
    match invoice.proposals.get(&proposal)?.proposal.change {
        ProposedChange::ClaimPayment { payment, .. } => Some((payment, invoice.payer)),
        _ => None,
    }
}

/// Learns that the payment's account belongs to the payer: a person confirmed it.
pub(crate) async fn account(
    unit: &mut UnitOfWork<'_>,
    payment: PaymentId,
    payer: PayerId,
) -> Result<(), UseCaseError> {
    unit.load(vec![StreamId::Payer(payer)]).await?;
    // Nothing is learned about a forgotten payer.
    if unit.books.payers.get(&payer).is_none_or(|account| account.forgotten) {
        return Ok(());
    }
    if let Some(account) = account_of(unit, payment).await? {
        let (biller, at) = (unit.biller_id(), unit.context.now);
        unit.tx.learn_account(biller, &account, payer, at).await?;
    }
    Ok(())
}

pub(crate) async fn unlearn(
    unit: &mut UnitOfWork<'_>,
    payment: PaymentId,
    payer: PayerId,
) -> Result<(), UseCaseError> {
    if let Some(account) = account_of(unit, payment).await? {
        let biller = unit.biller_id();
        unit.tx.unlearn_account(biller, &account, payer).await?;
    }
    Ok(())
}

/// The account that a payment came from, in the compared form; `None` if the bank names none.
async fn account_of(unit: &mut UnitOfWork<'_>, payment: PaymentId) -> Result<Option<String>, UseCaseError> {
    let Some(content) = unit.open_payment(payment).await?.recorded.remittance else { return Ok(None) };
    let biller = unit.biller_id();
    let text = unit.tx.content_text(biller, content).await?;
    let remittance = text.and_then(|text| serde_json::from_str::<Remittance>(&text).ok());
    Ok(remittance.and_then(|remittance| account_key(remittance.debtor_account.as_deref()?)))
}
