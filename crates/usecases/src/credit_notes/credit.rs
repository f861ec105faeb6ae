//! The biller credits an invoice in part or in full, with a credit note of its own series.

use async_trait::async_trait;
use domain::credit_notes as credit_note;
use domain::credit_notes::CreditNoteCommand;
use domain::ids::{CreditNoteId, InvoiceId};
use domain::invoices::document::DocumentKind;
use domain::{Money, Refusal, StreamId};
use serde::{Deserialize, Serialize};

use crate::invoices::KnownDocument;
use crate::invoices::import::{content_hash, take_buyer};
use crate::kernel::access::{Scope, Who};
use crate::kernel::content::ContentKind;
use crate::kernel::error::UseCaseError;
use crate::kernel::execute::UseCase;
use crate::kernel::unit_of_work::UnitOfWork;

#[derive(Debug, Clone, Serialize)]
pub struct CreditInvoice {
    pub invoice: InvoiceId,
    /// With VAT, minor units; `None` for everything that can still be credited.
    pub amount_minor: Option<i64>,
    /// The reason for the payer: the text of the credit note's line.
    pub reason: Option<String>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Credited {
    pub credit_note_id: CreditNoteId,
    pub number: String,
    /// The credited amount, minor units.
    pub amount_minor: i64,
    /// What remains to be paid on the invoice, minor units.
    pub open_minor: i64,
    /// The number of the invoice's last event.
    pub seq: i64,
}

#[async_trait]
impl UseCase for CreditInvoice {
    type Output = Credited;
    const NAME: &'static str = "credit_invoice";
    const MOVES_MONEY: bool = true;
    const ALLOWED: &'static [Who] = &[Who::Agents, Who::Api(Scope::Invoices), Who::Operator];

    async fn perform(&self, unit: &mut UnitOfWork<'_>) -> Result<Credited, UseCaseError> {
        credit(unit, self.invoice, self.amount_minor, self.reason.as_deref()).await
    }
}

/// Makes the credit note, with a number of its own series, and applies it.
///
/// # Errors
/// Refusals of amounts that are not positive or more than can still be credited, or the database's error.
pub(crate) async fn credit(
    unit: &mut UnitOfWork<'_>,
    invoice: InvoiceId,
    amount_minor: Option<i64>,
    reason: Option<&str>,
) -> Result<Credited, UseCaseError> {
    let biller = unit.biller_id();
    unit.load(vec![StreamId::Invoice(invoice)]).await?;
    let state = unit.books.invoices.get(&invoice).ok_or(UseCaseError::NotFound("invoice"))?;
    // Fees are on no document: they are waived, not credited.
    let left = state.split.total_minor() - state.credited_minor;
    let amount_minor = amount_minor.unwrap_or(left);
    if amount_minor <= 0 {
        return Err(Refusal::AmountNotPositive.into());
    }
    if amount_minor > left {
        return Err(Refusal::ExceedsInvoice(Money::new(left, state.currency)).into());
    }
    let payer = state.payer;
    let stored = unit.tx.document(biller, invoice).await?.ok_or(UseCaseError::NotFound("invoice"))?;
    let number = unit.next_number(DocumentKind::CreditNote).await?;
    let mut document =
        credit_note::for_amount(&stored.document, number.clone(), amount_minor, unit.context.today, reason)
            .map_err(|_| Refusal::AmountTooLarge)?;
    document.buyer = stored.buyer.unwrap_or_default();
    let content_hash = content_hash(&document)?;
    let (document, buyer) = take_buyer(&document);
    let buyer = serde_json::to_vec(&buyer).unwrap_or_default();
    let buyer = unit.write_content(payer, ContentKind::Buyer, buyer).await?;
    let id = CreditNoteId(unit.next_id());
    let known = KnownDocument { stream: StreamId::CreditNote(id), content_hash, payer };
    let document = Box::new(document);
    unit.carry_out(CreditNoteCommand::Receive { credit_note: id, payer, document, buyer, original: None })
        .await?;
    unit.tx.claim_number(biller, DocumentKind::CreditNote, &number, &known).await?;
    unit.carry_out(CreditNoteCommand::Apply { credit_note: id, invoice }).await?;
    let state = unit.books.invoices.get(&invoice).ok_or(UseCaseError::NotFound("invoice"))?;
    Ok(Credited { credit_note_id: id, number, amount_minor, open_minor: state.open_minor, seq: state.seq })
}
