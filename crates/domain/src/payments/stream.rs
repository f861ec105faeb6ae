//! The stream of events that a payment is.

use std::collections::BTreeMap;

use crate::actor::Stamp;
use crate::books::Books;
use crate::ids::{PayerId, PaymentId};
use crate::ledger::Entry;
use crate::payments::{Payment, PaymentEvent, postings};
use crate::stream::{Event, Stream, StreamId};

impl Stream for Payment {
    type Id = PaymentId;
    type Event = PaymentEvent;

    const KIND: &'static str = "payment";

    fn stream(id: PaymentId) -> StreamId {
        StreamId::Payment(id)
    }

    fn event(id: PaymentId, event: PaymentEvent) -> Event {
        Event::Payment(id, event)
    }

    fn event_of(event: &Event) -> Option<(PaymentId, &PaymentEvent)> {
        match event {
            Event::Payment(id, event) => Some((*id, event)),
            _ => None,
        }
    }

    fn states(books: &Books) -> &BTreeMap<PaymentId, Self> {
        &books.payments
    }

    fn states_mut(books: &mut Books) -> &mut BTreeMap<PaymentId, Self> {
        &mut books.payments
    }

    fn begin(event: &PaymentEvent) -> Option<Self> {
        match event {
            PaymentEvent::Recorded(first) => Some(Self::open(first)),
            _ => None,
        }
    }

    fn apply(&mut self, event: &PaymentEvent, _stamp: Stamp) {
        Self::apply(self, event);
    }

    fn seq(&self) -> i64 {
        self.seq
    }

    fn payer(&self) -> Option<PayerId> {
        self.payer
    }

    fn entry(before: &Books, id: PaymentId, event: &PaymentEvent) -> Option<Entry> {
        postings::entry(before.payments.get(&id)?, event)
    }
}
