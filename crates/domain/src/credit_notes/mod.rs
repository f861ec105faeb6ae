//! The credit note: it waits until its invoice is known.

mod command;
mod decide;
mod document;
mod stream;

use serde::{Deserialize, Serialize};
use strum::VariantNames;

use crate::ids::{ContentId, InvoiceId, PayerId};
use crate::invoices::document::Document;

pub use command::CreditNoteCommand;
pub use document::for_amount;

/// What happened to a credit note.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, VariantNames)]
#[strum(serialize_all = "snake_case")]
#[serde(tag = "type", content = "data", rename_all = "snake_case")]
pub enum CreditNoteEvent {
    /// It was imported or written.
    Received(Box<Received>),
    /// It was applied to an invoice.
    Applied { invoice: InvoiceId },
}

/// The first event of a credit note.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Received {
    pub payer: PayerId,
    /// The document without its buyer, who is erasable content.
    pub document: Document,
    /// The buyer as the document names it.
    pub buyer: ContentId,
    /// The original bytes, if it was imported from a file.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub original: Option<ContentId>,
}

/// The state of a credit note.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CreditNote {
    /// The number of the last event.
    pub seq: i64,
    pub received: Received,
    /// The invoice it was applied to; `None` while it waits.
    pub applied_to: Option<InvoiceId>,
}

impl CreditNote {
    /// The state after the first event.
    #[must_use]
    pub fn open(received: &Received) -> Self {
        Self { seq: 1, received: received.clone(), applied_to: None }
    }

    /// Folds one further event.
    pub fn apply(&mut self, event: &CreditNoteEvent) {
        self.seq += 1;
        match event {
            CreditNoteEvent::Received(received) => *self = Self::open(received),
            CreditNoteEvent::Applied { invoice } => self.applied_to = Some(*invoice),
        }
    }
}
