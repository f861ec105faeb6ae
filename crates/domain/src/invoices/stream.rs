//! The stream of events that a invoice is.

use std::collections::BTreeMap;

use crate::actor::Stamp;
use crate::books::Books;
use crate::ids::{InvoiceId, PayerId};
use crate::invoices::{Invoice, InvoiceEvent, postings};
use crate::ledger::Entry;
use crate::stream::{Event, Stream, StreamId};

impl Stream for Invoice {
    type Id = InvoiceId;
    type Event = InvoiceEvent;

    const KIND: &'static str = "invoice";

    fn stream(id: InvoiceId) -> StreamId {
        StreamId::Invoice(id)
    }

    fn event(id: InvoiceId, event: InvoiceEvent) -> Event {
        Event::Invoice(id, event)
    }

    fn event_of(event: &Event) -> Option<(InvoiceId, &InvoiceEvent)> {
        match event {
            Event::Invoice(id, event) => Some((*id, event)),
            _ => None,
        }
    }

    fn states(books: &Books) -> &BTreeMap<InvoiceId, Self> {
        &books.invoices
    }

    fn states_mut(books: &mut Books) -> &mut BTreeMap<InvoiceId, Self> {
        &mut books.invoices
    }

    fn begin(event: &InvoiceEvent) -> Option<Self> {
        match event {
            InvoiceEvent::Issued(first) => Some(Self::open(first)),
            _ => None,
        }
    }

    fn apply(&mut self, event: &InvoiceEvent, stamp: Stamp) {
        Self::apply(self, event, stamp);
    }

    fn seq(&self) -> i64 {
        self.seq
    }

    fn payer(&self) -> Option<PayerId> {
        Some(self.payer)
    }

    fn shown_to_payer(event: &InvoiceEvent) -> bool {
        event.shown_to_payer()
    }

    fn payer_seq(&self) -> i64 {
        self.payer_seq
    }

    fn entry(before: &Books, id: InvoiceId, event: &InvoiceEvent) -> Option<Entry> {
        postings::entry(before.invoices.get(&id), id, event)
    }
}
