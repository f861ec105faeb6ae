//! The stream of events that a credit note is.

use std::collections::BTreeMap;

use crate::actor::Stamp;
use crate::books::Books;
use crate::credit_notes::{CreditNote, CreditNoteEvent};
use crate::ids::{CreditNoteId, PayerId};
use crate::stream::{Event, Stream, StreamId};

impl Stream for CreditNote {
    type Id = CreditNoteId;
    type Event = CreditNoteEvent;

    const KIND: &'static str = "credit_note";

    fn stream(id: CreditNoteId) -> StreamId {
        StreamId::CreditNote(id)
    }

    fn event(id: CreditNoteId, event: CreditNoteEvent) -> Event {
        Event::CreditNote(id, event)
    }

    fn event_of(event: &Event) -> Option<(CreditNoteId, &CreditNoteEvent)> {
        match event {
            Event::CreditNote(id, event) => Some((*id, event)),
            _ => None,
        }
    }

    fn states(books: &Books) -> &BTreeMap<CreditNoteId, Self> {
        &books.credit_notes
    }

    fn states_mut(books: &mut Books) -> &mut BTreeMap<CreditNoteId, Self> {
        &mut books.credit_notes
    }

    fn begin(event: &CreditNoteEvent) -> Option<Self> {
        match event {
            CreditNoteEvent::Received(first) => Some(Self::open(first)),
            _ => None,
        }
    }

    fn apply(&mut self, event: &CreditNoteEvent, _stamp: Stamp) {
        Self::apply(self, event);
    }

    fn seq(&self) -> i64 {
        self.seq
    }

    fn payer(&self) -> Option<PayerId> {
        Some(self.received.payer)
    }
}
