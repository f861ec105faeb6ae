//! The streams that a command touches, loaded together, and the folding of their events.

use std::collections::BTreeMap;

use crate::actor::Stamp;
use crate::credit_notes::CreditNote;
use crate::ids::{CreditNoteId, InvoiceId, PayerId, PaymentId};
use crate::invoices::Invoice;
use crate::payers::Payer;
use crate::payments::Payment;
use crate::stream::{Event, EventVisitor, Stream, StreamId, StreamVisitor};

/// The loaded streams, folded. A stream that does not exist is absent.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Books {
    pub payers: BTreeMap<PayerId, Payer>,
    pub invoices: BTreeMap<InvoiceId, Invoice>,
    pub credit_notes: BTreeMap<CreditNoteId, CreditNote>,
    pub payments: BTreeMap<PaymentId, Payment>,
}

/// Something that is done with the loaded streams of each kind in turn.
pub trait BooksVisitor {
    fn visit<S: Stream>(&mut self, states: &BTreeMap<S::Id, S>);
}

impl Books {
    /// Calls the visitor once for each kind of stream.
    pub fn visit(&self, visitor: &mut impl BooksVisitor) {
        let Self { payers, invoices, credit_notes, payments } = self;
        visitor.visit(payers);
        visitor.visit(invoices);
        visitor.visit(credit_notes);
        visitor.visit(payments);
    }

    /// Folds one event with its time and actor. An event of a stream that is not loaded is ignored unless it is the
    /// stream's first: the books hold whole streams only.
    pub fn apply(&mut self, event: &Event, stamp: Stamp) {
        event.visit(Apply { books: self, stamp });
    }

    /// The number of the stream's last event; zero where it has none.
    #[must_use]
    pub fn head(&self, stream: StreamId) -> i64 {
        stream.visit(Heads(self)).0
    }

    /// The number of the last event of `stream` that a payer may see; zero where there is none.
    #[must_use]
    pub fn payer_head(&self, stream: StreamId) -> i64 {
        stream.visit(Heads(self)).1
    }

    /// Copies the state of a stream from other books, if they have it.
    pub fn copy_from(&mut self, other: &Self, stream: StreamId) {
        stream.visit(CopyInto { books: self, other });
    }

    /// Removes a stream: the books hold whole streams only.
    pub fn remove(&mut self, stream: StreamId) {
        stream.visit(Remove(self));
    }

    /// The payer streams of the loaded streams. The list may contain streams that are loaded already.
    #[must_use]
    pub fn owners(&self) -> Vec<StreamId> {
        let mut owners = Owners(Vec::new());
        self.visit(&mut owners);
        let Owners(mut found) = owners;
        found.sort_unstable();
        found.dedup();
        found
    }
}

struct Apply<'a> {
    books: &'a mut Books,
    stamp: Stamp,
}

impl EventVisitor for Apply<'_> {
    type Output = ();

    fn visit<S: Stream>(self, id: S::Id, event: &S::Event) {
        let states = S::states_mut(self.books);
        match states.get_mut(&id) {
            Some(state) => state.apply(event, self.stamp),
            None => states.extend(S::begin(event).map(|state| (id, state))),
        }
    }
}

/// The last number of all events, and of those that a payer may see.
struct Heads<'a>(&'a Books);

impl StreamVisitor for Heads<'_> {
    type Output = (i64, i64);

    fn visit<S: Stream>(self, id: S::Id) -> Self::Output {
        S::states(self.0).get(&id).map_or((0, 0), |state| (state.seq(), state.payer_seq()))
    }
}

struct CopyInto<'a> {
    books: &'a mut Books,
    other: &'a Books,
}

impl StreamVisitor for CopyInto<'_> {
    type Output = ();

    fn visit<S: Stream>(self, id: S::Id) {
        let state = S::states(self.other).get(&id);
        S::states_mut(self.books).extend(state.map(|state| (id, state.clone())));
    }
}

struct Remove<'a>(&'a mut Books);

impl StreamVisitor for Remove<'_> {
    type Output = ();

    fn visit<S: Stream>(self, id: S::Id) {
        S::states_mut(self.0).remove(&id);
    }
}

struct Owners(Vec<StreamId>);

impl BooksVisitor for Owners {
    fn visit<S: Stream>(&mut self, states: &BTreeMap<S::Id, S>) {
        self.0.extend(states.values().filter_map(S::payer).map(StreamId::Payer));
    }
}
