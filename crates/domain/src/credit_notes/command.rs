//! What can be asked about a credit note.

use crate::command::Command;
use crate::credit_notes::Received;
use crate::ids::{ContentId, CreditNoteId, InvoiceId, PayerId};
use crate::invoices::document::Document;
use crate::kernel::decide::{Context, Decision};
use crate::refusal::Refusal;
use crate::stream::StreamId;

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum CreditNoteCommand {
    /// Take in a credit note; it waits until [`Self::Apply`].
    Receive {
        /// The new credit note.
        credit_note: CreditNoteId,
        payer: PayerId,
        /// The document without its buyer.
        document: Box<Document>,
        buyer: ContentId,
        /// The original bytes.
        original: Option<ContentId>,
    },
    /// Apply a waiting credit note to an invoice.
    Apply { credit_note: CreditNoteId, invoice: InvoiceId },
}

impl Command for CreditNoteCommand {
    fn streams(&self) -> Vec<StreamId> {
        match self {
            Self::Receive { credit_note, payer, .. } => {
                vec![StreamId::CreditNote(*credit_note), StreamId::Payer(*payer)]
            }
            Self::Apply { credit_note, invoice } => {
                vec![StreamId::CreditNote(*credit_note), StreamId::Invoice(*invoice)]
            }
        }
    }

    fn begins(&self) -> Option<StreamId> {
        match self {
            Self::Receive { credit_note, .. } => Some(StreamId::CreditNote(*credit_note)),
            Self::Apply { .. } => None,
        }
    }

    fn decide(self: Box<Self>, decision: &mut Decision, _context: &Context) -> Result<(), Refusal> {
        match *self {
            Self::Receive { credit_note, payer, document, buyer, original } => {
                let received = Received { payer, document: *document, buyer, original };
                decision.receive_credit_note(credit_note, received)
            }
            Self::Apply { credit_note, invoice } => decision.apply_credit_note(credit_note, invoice),
        }
    }
}
