//! The payer disputes an invoice; reminders pause until a person has decided.

use async_trait::async_trait;
use domain::disputes::{DisputeCommand, NewDispute};
use domain::ids::{AttachmentId, DisputeId, InvoiceId};
use domain::links::PayerAction;
use serde::{Deserialize, Serialize};

use crate::conversations::text::cleaned;
use crate::invoices::Noted;
use crate::kernel::access::{About, Who};
use crate::kernel::content::ContentKind;
use crate::kernel::error::{UseCaseError, refuse};
use crate::kernel::execute::UseCase;
use crate::kernel::unit_of_work::UnitOfWork;

/// Disputes an invoice or a line of it.
#[derive(Debug, Clone, Serialize)]
pub struct DisputeInvoice {
    pub invoice: InvoiceId,
    /// The line of its document, from 1; `None` for the whole invoice.
    pub line: Option<u32>,
    pub text: String,
    /// Files that the payer uploaded for this invoice.
    pub attachments: Vec<AttachmentId>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Disputed {
    pub dispute_id: DisputeId,
    pub seq: i64,
}

#[async_trait]
impl UseCase for DisputeInvoice {
    type Output = Disputed;
    const NAME: &'static str = "dispute_invoice";
    const MOVES_MONEY: bool = false;
    const ALLOWED: &'static [Who] = &[Who::Payer(PayerAction::Ask)];

    fn about(&self) -> About {
        About::Invoice(self.invoice)
    }

    async fn perform(&self, unit: &mut UnitOfWork<'_>) -> Result<Disputed, UseCaseError> {
        let text = cleaned(&self.text)?
            .ok_or_else(|| refuse("/text", "reason_missing", "a dispute says what is wrong".into()))?;
        let invoice = self.invoice;
        let payer = unit.open_invoice(invoice).await?.payer;
        unit.post_attachments(invoice, &self.attachments).await?;
        let content = unit.write_content(payer, ContentKind::Message, text.into_bytes()).await?;
        let respond_by = unit.respond_by().await?;
        let dispute = DisputeId(unit.next_id());
        let grievance = NewDispute {
            invoice,
            dispute,
            line: self.line,
            content,
            attachments: self.attachments.clone(),
            respond_by,
        };
        unit.carry_out(DisputeCommand::Open(grievance)).await?;
        Ok(Disputed { dispute_id: dispute, seq: unit.invoice_now(invoice)?.seq })
    }
}

/// Staff decide a dispute.
#[derive(Debug, Clone, Serialize)]
pub struct CloseDispute {
    pub invoice: InvoiceId,
    pub dispute: DisputeId,
    /// Whether the payer was right.
    pub upheld: bool,
    /// The reason, in words for staff.
    pub reason: Option<String>,
}

#[async_trait]
impl UseCase for CloseDispute {
    type Output = Noted;
    const NAME: &'static str = "close_dispute";
    const MOVES_MONEY: bool = false;
    const ALLOWED: &'static [Who] = &[Who::Agents, Who::Operator];

    async fn perform(&self, unit: &mut UnitOfWork<'_>) -> Result<Noted, UseCaseError> {
        let invoice = self.invoice;
        let payer = unit.open_invoice(invoice).await?.payer;
        let reason = unit.write_reason(payer, self.reason.as_deref()).await?;
        let Self { dispute, upheld, .. } = *self;
        unit.carry_out(DisputeCommand::Close { invoice, dispute, upheld, reason }).await?;
        unit.notify_payer(invoice)?;
        Noted::of(unit, invoice)
    }
}
