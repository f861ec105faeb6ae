//! The streams that a command touches, loaded together, and the folding of their events.

use std::collections::BTreeMap;
use std::fmt;

use crate::actor::Stamp;
use crate::credit_notes::{CreditNote, CreditNoteEvent};
use crate::ids::{CreditNoteId, InvoiceId, PayerId, PaymentId, ProposalId};
use crate::invoices::{Invoice, InvoiceEvent};
use crate::payers::{Payer, PayerStreamEvent};
use crate::payments::{Payment, PaymentEvent};
use crate::proposals::ProposedChange;

/// One stream of events.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum StreamId {
    Payer(PayerId),
    Invoice(InvoiceId),
    CreditNote(CreditNoteId),
    Payment(PaymentId),
}

impl StreamId {
    /// The kind's name in the database: `payer`, `invoice`, `credit_note`, `payment`.
    #[must_use]
    pub const fn kind(&self) -> &'static str {
        match self {
            Self::Payer(_) => "payer",
            Self::Invoice(_) => "invoice",
            Self::CreditNote(_) => "credit_note",
            Self::Payment(_) => "payment",
        }
    }

    /// The id without its kind.
    #[must_use]
    pub const fn uuid(&self) -> uuid::Uuid {
        match self {
            Self::Payer(id) => id.0,
            Self::Invoice(id) => id.0,
            Self::CreditNote(id) => id.0,
            Self::Payment(id) => id.0,
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
    Payer(PayerId, PayerStreamEvent),
    Invoice(InvoiceId, InvoiceEvent),
    CreditNote(CreditNoteId, CreditNoteEvent),
    Payment(PaymentId, PaymentEvent),
}

impl Event {
    /// The stream it belongs to.
    #[must_use]
    pub const fn stream(&self) -> StreamId {
        match self {
            Self::Payer(id, _) => StreamId::Payer(*id),
            Self::Invoice(id, _) => StreamId::Invoice(*id),
            Self::CreditNote(id, _) => StreamId::CreditNote(*id),
            Self::Payment(id, _) => StreamId::Payment(*id),
        }
    }
}

/// The loaded streams, folded. A stream that does not exist is absent.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Books {
    pub payers: BTreeMap<PayerId, Payer>,
    pub invoices: BTreeMap<InvoiceId, Invoice>,
    pub credit_notes: BTreeMap<CreditNoteId, CreditNote>,
    pub payments: BTreeMap<PaymentId, Payment>,
}

impl Books {
    /// Folds one event with its time and actor. An event of a stream that is not loaded is ignored unless it is the
    /// stream's first: the books hold whole streams only.
    pub fn apply(&mut self, event: &Event, stamp: Stamp) {
        match event {
            Event::Payer(id, event) => match (self.payers.get_mut(id), event) {
                (Some(payer), event) => payer.apply(event),
                (None, PayerStreamEvent::Opened { .. }) => {
                    self.payers.entry(*id).or_default().apply(event);
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
            Event::Payment(id, event) => match (self.payments.get_mut(id), event) {
                (Some(payment), event) => payment.apply(event),
                (None, PaymentEvent::Recorded(recorded)) => {
                    self.payments.insert(*id, Payment::open(recorded));
                }
                (None, _) => {}
            },
        }
    }

    /// The number of the stream's last event; zero where it has none.
    #[must_use]
    pub fn head(&self, stream: StreamId) -> i64 {
        match stream {
            StreamId::Payer(id) => self.payers.get(&id).map_or(0, |payer| payer.seq),
            StreamId::Invoice(id) => self.invoices.get(&id).map_or(0, |invoice| invoice.seq),
            StreamId::CreditNote(id) => self.credit_notes.get(&id).map_or(0, |credit_note| credit_note.seq),
            StreamId::Payment(id) => self.payments.get(&id).map_or(0, |payment| payment.seq),
        }
    }

    /// The number of the last event of `stream` that a payer may see; zero where there is none.
    #[must_use]
    pub fn payer_head(&self, stream: StreamId) -> i64 {
        match stream {
            StreamId::Invoice(id) => self.invoices.get(&id).map_or(0, |invoice| invoice.payer_seq),
            StreamId::Payer(_) | StreamId::CreditNote(_) | StreamId::Payment(_) => 0,
        }
    }

    /// The payer streams of the loaded streams. The list may contain streams that are loaded already.
    #[must_use]
    pub fn owners(&self) -> Vec<StreamId> {
        let invoices = self.invoices.values().map(|one| one.payer);
        let payments = self.payments.values().filter_map(|one| one.payer);
        let credit_notes = self.credit_notes.values().map(|one| one.received.payer);
        let mut found: Vec<_> = invoices.chain(payments).chain(credit_notes).map(StreamId::Payer).collect();
        found.sort_unstable();
        found.dedup();
        found
    }

    /// The invoices that list a payment, in any state.
    #[must_use]
    pub fn invoices_of(&self, payment: PaymentId) -> Vec<StreamId> {
        let payment = self.payments.get(&payment);
        payment.into_iter().flat_map(|one| one.invoices.iter().copied().map(StreamId::Invoice)).collect()
    }

    /// The payment that a proposal asks about, if there is one.
    #[must_use]
    pub fn claimed_by(&self, invoice: InvoiceId, proposal: ProposalId) -> Option<PaymentId> {
        match self.invoices.get(&invoice)?.proposals.get(&proposal)?.proposal.change {
            ProposedChange::ClaimPayment { payment, .. } => Some(payment),
            _ => None,
        }
    }

    /// The payments that an invoice lists, in any state.
    #[must_use]
    pub fn payments_of(&self, invoice: InvoiceId) -> Vec<StreamId> {
        let invoice = self.invoices.get(&invoice);
        invoice.into_iter().flat_map(|one| one.payments.keys().copied().map(StreamId::Payment)).collect()
    }
}
