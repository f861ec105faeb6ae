//! The streams that a command touches, loaded together, and the events that change them.

use std::collections::BTreeMap;
use std::fmt;

use crate::account::{Account, AccountEvent};
use crate::actor::Stamp;
use crate::card::Offer;
use crate::credit_note::{CreditNote, CreditNoteEvent};
use crate::ids::{CardId, CreditNoteId, InvoiceId, PayerId, ReceiptId};
use crate::invoice::{Invoice, InvoiceEvent};
use crate::receipt::{Receipt, ReceiptEvent};

/// One stream of events.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum StreamId {
    Account(PayerId),
    Invoice(InvoiceId),
    CreditNote(CreditNoteId),
    Receipt(ReceiptId),
}

impl StreamId {
    /// The kind's name in the database: `payer`, `invoice`, `credit_note`, `receipt`.
    #[must_use]
    pub const fn kind(&self) -> &'static str {
        match self {
            Self::Account(_) => "payer",
            Self::Invoice(_) => "invoice",
            Self::CreditNote(_) => "credit_note",
            Self::Receipt(_) => "receipt",
        }
    }

    /// The id without its kind.
    #[must_use]
    pub const fn uuid(&self) -> uuid::Uuid {
        match self {
            Self::Account(id) => id.0,
            Self::Invoice(id) => id.0,
            Self::CreditNote(id) => id.0,
            Self::Receipt(id) => id.0,
        }
    }
}

impl fmt::Display for StreamId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.kind(), self.uuid())
    }
}

/// An event with the stream it belongs to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Event {
    Account(PayerId, AccountEvent),
    Invoice(InvoiceId, InvoiceEvent),
    CreditNote(CreditNoteId, CreditNoteEvent),
    Receipt(ReceiptId, ReceiptEvent),
}

impl Event {
    /// The stream it belongs to.
    #[must_use]
    pub const fn stream(&self) -> StreamId {
        match self {
            Self::Account(id, _) => StreamId::Account(*id),
            Self::Invoice(id, _) => StreamId::Invoice(*id),
            Self::CreditNote(id, _) => StreamId::CreditNote(*id),
            Self::Receipt(id, _) => StreamId::Receipt(*id),
        }
    }
}

/// The loaded streams, folded. A stream that does not exist is simply absent.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Books {
    /// Accounts by payer.
    pub accounts: BTreeMap<PayerId, Account>,
    /// Invoices by id.
    pub invoices: BTreeMap<InvoiceId, Invoice>,
    /// Credit notes by id.
    pub credit_notes: BTreeMap<CreditNoteId, CreditNote>,
    /// Receipts by id.
    pub receipts: BTreeMap<ReceiptId, Receipt>,
}

impl Books {
    /// Folds one event, with when and by whom. An event of a stream that is not loaded and is not its first one is ignored:
    /// the books only ever hold whole streams.
    pub fn apply(&mut self, event: &Event, stamp: Stamp) {
        match event {
            Event::Account(id, event) => match (self.accounts.get_mut(id), event) {
                (Some(account), event) => account.apply(event),
                (None, AccountEvent::Opened { .. }) => {
                    self.accounts.entry(*id).or_default().apply(event);
                }
                (None, _) => {}
            },
            Event::Invoice(id, event) => match (self.invoices.get_mut(id), event) {
                (Some(invoice), event) => invoice.apply(event, stamp),
                (None, InvoiceEvent::Issued(issued)) => {
                    self.invoices.insert(*id, Invoice::open(issued));
                }
                (None, _) => {}
            },
            Event::CreditNote(id, event) => match (self.credit_notes.get_mut(id), event) {
                (Some(credit_note), event) => credit_note.apply(event),
                (None, CreditNoteEvent::Received(received)) => {
                    self.credit_notes.insert(*id, CreditNote::open(received));
                }
                (None, _) => {}
            },
            Event::Receipt(id, event) => match (self.receipts.get_mut(id), event) {
                (Some(receipt), event) => receipt.apply(event),
                (None, ReceiptEvent::Recorded(recorded)) => {
                    self.receipts.insert(*id, Receipt::open(recorded));
                }
                (None, _) => {}
            },
        }
    }

    /// The number of the stream's last event; zero where it has none.
    #[must_use]
    pub fn head(&self, stream: StreamId) -> i64 {
        match stream {
            StreamId::Account(id) => self.accounts.get(&id).map_or(0, |account| account.seq),
            StreamId::Invoice(id) => self.invoices.get(&id).map_or(0, |invoice| invoice.seq),
            StreamId::CreditNote(id) => self.credit_notes.get(&id).map_or(0, |credit_note| credit_note.seq),
            StreamId::Receipt(id) => self.receipts.get(&id).map_or(0, |receipt| receipt.seq),
        }
    }

    /// The number of the last event of `stream` that a payer may see; zero where there is none.
    #[must_use]
    pub fn payer_head(&self, stream: StreamId) -> i64 {
        match stream {
            StreamId::Invoice(id) => self.invoices.get(&id).map_or(0, |invoice| invoice.payer_seq),
            StreamId::Account(_) | StreamId::CreditNote(_) | StreamId::Receipt(_) => 0,
        }
    }

    /// The accounts of the loaded streams' payers. May name loaded streams.
    #[must_use]
    pub fn owners(&self) -> Vec<StreamId> {
        let invoices = self.invoices.values().map(|one| one.payer);
        let receipts = self.receipts.values().filter_map(|one| one.payer);
        let credit_notes = self.credit_notes.values().map(|one| one.received.payer);
        let mut found: Vec<_> = invoices.chain(receipts).chain(credit_notes).map(StreamId::Account).collect();
        found.sort_unstable();
        found.dedup();
        found
    }

    /// The invoices that know of a receipt.
    #[must_use]
    pub fn invoices_of(&self, receipt: ReceiptId) -> Vec<StreamId> {
        let receipt = self.receipts.get(&receipt);
        receipt.into_iter().flat_map(|one| one.invoices.iter().copied().map(StreamId::Invoice)).collect()
    }

    /// The receipt that a card asks about, where it asks about one.
    #[must_use]
    pub fn claimed_by(&self, invoice: InvoiceId, card: CardId) -> Option<ReceiptId> {
        match self.invoices.get(&invoice)?.cards.get(&card)?.card.offer {
            Offer::ClaimPayment { payment, .. } => Some(payment),
            _ => None,
        }
    }

    /// The receipts that an invoice knows of.
    #[must_use]
    pub fn receipts_of(&self, invoice: InvoiceId) -> Vec<StreamId> {
        let invoice = self.invoices.get(&invoice);
        invoice.into_iter().flat_map(|one| one.payments.keys().copied().map(StreamId::Receipt)).collect()
    }
}
