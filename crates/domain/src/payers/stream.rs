//! The stream of events that a payer is.

use std::collections::BTreeMap;

use crate::actor::Stamp;
use crate::books::Books;
use crate::ids::PayerId;
use crate::ledger::Entry;
use crate::payers::{Payer, PayerStreamEvent, postings};
use crate::stream::{Event, Stream, StreamId};

impl Stream for Payer {
    type Id = PayerId;
    type Event = PayerStreamEvent;

    const KIND: &'static str = "payer";

    fn stream(id: PayerId) -> StreamId {
        StreamId::Payer(id)
    }

    fn event(id: PayerId, event: PayerStreamEvent) -> Event {
        Event::Payer(id, event)
    }

    fn event_of(event: &Event) -> Option<(PayerId, &PayerStreamEvent)> {
        match event {
            Event::Payer(id, event) => Some((*id, event)),
            _ => None,
        }
    }

    fn states(books: &Books) -> &BTreeMap<PayerId, Self> {
        &books.payers
    }

    fn states_mut(books: &mut Books) -> &mut BTreeMap<PayerId, Self> {
        &mut books.payers
    }

    fn begin(event: &PayerStreamEvent) -> Option<Self> {
        let PayerStreamEvent::Opened { .. } = event else { return None };
        let mut payer = Self::default();
        Self::apply(&mut payer, event);
        Some(payer)
    }

    fn apply(&mut self, event: &PayerStreamEvent, _stamp: Stamp) {
        Self::apply(self, event);
    }

    fn seq(&self) -> i64 {
        self.seq
    }

    fn payer(&self) -> Option<PayerId> {
        None
    }

    fn entry(_before: &Books, id: PayerId, event: &PayerStreamEvent) -> Option<Entry> {
        postings::entry(id, event)
    }
}
