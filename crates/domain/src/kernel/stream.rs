//! Streams: each is a numbered list of events about one thing, and the state that they fold into.
//!
//! An area gives a stream by implementing [`Stream`] for its state. A new one is a variant of [`StreamId`], one of
//! [`Event`] and a field of [`Books`]; the compiler then names each list that lacks it: the `visit` of these three, and
//! `kind_of` in the crate `store`. Everything else takes a stream's type from there and matches on no stream.

use std::collections::BTreeMap;
use std::fmt::{self, Debug};

use serde::Serialize;
use serde::de::DeserializeOwned;
use strum::VariantNames;
use uuid::Uuid;

use crate::actor::Stamp;
use crate::books::Books;
use crate::credit_notes::{CreditNote, CreditNoteEvent};
use crate::ids::{CreditNoteId, InvoiceId, PayerId, PaymentId};
use crate::invoices::{Invoice, InvoiceEvent};
use crate::ledger::Entry;
use crate::payers::{Payer, PayerStreamEvent};
use crate::payments::{Payment, PaymentEvent};

/// The state of a stream: the fold of its events.
pub trait Stream: Debug + Clone + PartialEq + Send + Sync + 'static {
    type Id: Copy + Ord + From<Uuid> + Into<Uuid> + Send + Sync;
    /// Its variants have the names that serde gives them.
    type Event: Debug + Clone + PartialEq + Serialize + DeserializeOwned + VariantNames + Send + Sync;

    /// The kind's name in the database. No two streams have the same.
    const KIND: &'static str;

    fn stream(id: Self::Id) -> StreamId;

    fn event(id: Self::Id, event: Self::Event) -> Event;

    /// The event, if it is one of this kind of stream.
    fn event_of(event: &Event) -> Option<(Self::Id, &Self::Event)>;

    /// The loaded streams of this kind.
    fn states(books: &Books) -> &BTreeMap<Self::Id, Self>;

    fn states_mut(books: &mut Books) -> &mut BTreeMap<Self::Id, Self>;

    /// The state after the first event; `None` if no stream begins with this event.
    fn begin(event: &Self::Event) -> Option<Self>;

    /// Folds one further event. Events are facts: nothing here refuses.
    fn apply(&mut self, event: &Self::Event, stamp: Stamp);

    /// The number of the last event.
    fn seq(&self) -> i64;

    /// The payer that the stream belongs to, if known; `None` for the payer's own stream.
    fn payer(&self) -> Option<PayerId>;

    /// Whether a payer may see the event.
    fn shown_to_payer(_event: &Self::Event) -> bool {
        false
    }

    /// The number of the last event that a payer may see; zero where there is none.
    fn payer_seq(&self) -> i64 {
        0
    }

    /// What the event moves in the ledger, given the books as they stood before it.
    fn entry(_before: &Books, _id: Self::Id, _event: &Self::Event) -> Option<Entry> {
        None
    }
}

/// One stream of events.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum StreamId {
    Payer(PayerId),
    Invoice(InvoiceId),
    CreditNote(CreditNoteId),
    Payment(PaymentId),
}

/// An event with the stream it belongs to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Event {
    Payer(PayerId, PayerStreamEvent),
    Invoice(InvoiceId, InvoiceEvent),
    CreditNote(CreditNoteId, CreditNoteEvent),
    Payment(PaymentId, PaymentEvent),
}

/// Something that is done with a stream of any kind.
pub trait StreamVisitor {
    type Output;

    fn visit<S: Stream>(self, id: S::Id) -> Self::Output;
}

/// Something that is done with an event of any stream.
pub trait EventVisitor {
    type Output;

    fn visit<S: Stream>(self, id: S::Id, event: &S::Event) -> Self::Output;
}

impl StreamId {
    /// Calls the visitor with the type of this stream.
    pub fn visit<V: StreamVisitor>(self, visitor: V) -> V::Output {
        match self {
            Self::Payer(id) => visitor.visit::<Payer>(id),
            Self::Invoice(id) => visitor.visit::<Invoice>(id),
            Self::CreditNote(id) => visitor.visit::<CreditNote>(id),
            Self::Payment(id) => visitor.visit::<Payment>(id),
        }
    }

    /// The stream of this kind and id; `None` if there is no such kind.
    #[must_use]
    pub fn of_kind(kind: &str, id: Uuid) -> Option<Self> {
        let mut search = OfKind { kind, id, found: None };
        Books::default().visit(&mut search);
        search.found
    }

    /// The kind's name in the database: `payer`, `invoice`, `credit_note`, `payment`.
    #[must_use]
    pub fn kind(&self) -> &'static str {
        self.visit(Name).0
    }

    /// The id without its kind.
    #[must_use]
    pub fn uuid(&self) -> Uuid {
        self.visit(Name).1
    }
}

impl fmt::Display for StreamId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.kind(), self.uuid())
    }
}

impl Event {
    /// Calls the visitor with the type of this event's stream.
    pub fn visit<V: EventVisitor>(&self, visitor: V) -> V::Output {
        match self {
            Self::Payer(id, event) => visitor.visit::<Payer>(*id, event),
            Self::Invoice(id, event) => visitor.visit::<Invoice>(*id, event),
            Self::CreditNote(id, event) => visitor.visit::<CreditNote>(*id, event),
            Self::Payment(id, event) => visitor.visit::<Payment>(*id, event),
        }
    }

    /// The stream it belongs to.
    #[must_use]
    pub fn stream(&self) -> StreamId {
        self.visit(Belongs)
    }

    /// Whether a payer may see this event.
    #[must_use]
    pub fn shown_to_payer(&self) -> bool {
        self.visit(Shown)
    }
}

struct Name;

impl StreamVisitor for Name {
    type Output = (&'static str, Uuid);

    fn visit<S: Stream>(self, id: S::Id) -> Self::Output {
        (S::KIND, id.into())
    }
}

struct OfKind<'a> {
    kind: &'a str,
    id: Uuid,
    found: Option<StreamId>,
}

impl crate::books::BooksVisitor for OfKind<'_> {
    fn visit<S: Stream>(&mut self, _states: &BTreeMap<S::Id, S>) {
        if S::KIND == self.kind {
            self.found = Some(S::stream(self.id.into()));
        }
    }
}

struct Belongs;

impl EventVisitor for Belongs {
    type Output = StreamId;

    fn visit<S: Stream>(self, id: S::Id, _event: &S::Event) -> StreamId {
        S::stream(id)
    }
}

struct Shown;

impl EventVisitor for Shown {
    type Output = bool;

    fn visit<S: Stream>(self, _id: S::Id, event: &S::Event) -> bool {
        S::shown_to_payer(event)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_stream_is_found_again_by_its_kind_and_id() {
        let id = Uuid::from_u128(7);
        let streams = [
            StreamId::Payer(PayerId(id)),
            StreamId::Invoice(InvoiceId(id)),
            StreamId::CreditNote(CreditNoteId(id)),
            StreamId::Payment(PaymentId(id)),
        ];
        for stream in streams {
            assert_eq!(StreamId::of_kind(stream.kind(), stream.uuid()), Some(stream));
        }
        assert_eq!(StreamId::of_kind("mandate", id), None);
    }
}
