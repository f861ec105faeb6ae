//! A part of an invoice that its payer does not accept. The invoice holds its open disputes.

use crate::command::Command;
use crate::ids::{AttachmentId, ContentId, DisputeId, InvoiceId};
use crate::invoices::InvoiceEvent;
use crate::kernel::decide::{Context, Decision};
use crate::refusal::Refusal;
use crate::stream::StreamId;
use crate::time::Timestamp;

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewDispute {
    pub invoice: InvoiceId,
    pub dispute: DisputeId,
    /// The line of the document it is about, from 1.
    pub line: Option<u32>,
    pub content: ContentId,
    /// The files that come with it.
    pub attachments: Vec<AttachmentId>,
    /// By when a person should have answered.
    pub respond_by: Option<Timestamp>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum DisputeCommand {
    /// The payer disputes the invoice or a line of it.
    Open(NewDispute),
    /// Decide about a dispute.
    Close {
        invoice: InvoiceId,
        dispute: DisputeId,
        /// Whether the payer was right.
        upheld: bool,
        reason: Option<ContentId>,
    },
}

impl Command for DisputeCommand {
    fn streams(&self) -> Vec<StreamId> {
        match self {
            Self::Open(NewDispute { invoice, .. }) | Self::Close { invoice, .. } => {
                vec![StreamId::Invoice(*invoice)]
            }
        }
    }

    fn decide(self: Box<Self>, decision: &mut Decision, _context: &Context) -> Result<(), Refusal> {
        match *self {
            Self::Open(new) => decision.open_dispute(new),
            Self::Close { invoice, dispute, upheld, reason } => {
                decision.close_dispute(invoice, dispute, upheld, reason)
            }
        }
    }
}

impl Decision {
    fn open_dispute(&mut self, new: NewDispute) -> Result<(), Refusal> {
        let NewDispute { invoice, dispute, line, content, attachments, respond_by } = new;
        self.check_line(invoice, line)?;
        let state = self.invoice(invoice)?;
        if !state.disputes.is_empty() {
            return Err(Refusal::Disputed);
        }
        let respond_by = respond_by.filter(|_| state.conversation.unanswered_since.is_none());
        let event = InvoiceEvent::Disputed { dispute, line, content, attachments, respond_by };
        self.invoice_event(invoice, event);
        Ok(())
    }

    fn close_dispute(
        &mut self,
        id: InvoiceId,
        dispute: DisputeId,
        upheld: bool,
        reason: Option<ContentId>,
    ) -> Result<(), Refusal> {
        if !self.invoice(id)?.disputes.contains(&dispute) {
            return Err(Refusal::NotFound("open dispute"));
        }
        self.invoice_event(id, InvoiceEvent::DisputeClosed { dispute, upheld, reason });
        Ok(())
    }
}
