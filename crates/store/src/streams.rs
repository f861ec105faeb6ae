//! What the database keeps of each kind of stream. An area says it by implementing [`Stored`] for its state. A new one
//! is a [`Kind`] of its own and its line in [`kind_of`]; the compiler names it if it is missing.

use std::collections::BTreeMap;

use domain::books::BooksVisitor;
use domain::credit_notes::CreditNote;
use domain::ids::BillerId;
use domain::invoices::Invoice;
use domain::ledger::LedgerAccount;
use domain::payers::Payer;
use domain::payments::Payment;
use domain::{Books, Event, Money, Stream, StreamId};
use futures_util::future::BoxFuture;
use sqlx::AnyConnection;
use strum::VariantNames;
use uuid::Uuid;

use crate::events::Upcaster;
use crate::failure::Failure;
use crate::projections::{AllChanges, AnyProjection, Projection, Row, sorted};

/// A stream as the database keeps it: an area implements it for its state.
pub(crate) trait Stored: Stream {
    const UPCASTERS: &'static [Upcaster] = &[];
    /// Whether nobody may forget its payer while the first event is written. On PostgreSQL nothing else would notice
    /// it: the new stream is another one than the payer's.
    const HOLDS_PAYER: bool = false;

    /// The tables that are folded from it. The first has one row for each stream.
    fn projections() -> Vec<&'static Projection<Self>>;

    /// The balances that the ledger must have because of this state: debit positive. Several streams may add to one
    /// account.
    fn balances(&self, _id: Self::Id) -> Vec<(LedgerAccount, Money)> {
        Vec::new()
    }

    /// Its approximate size in bytes, if its state is worth keeping in memory.
    fn kept_bytes(&self) -> Option<usize> {
        None
    }

    /// Whether rows that are not folded have to follow this change; [`Self::follow`] changes them.
    fn is_followed(_before: &Self, _after: &Self) -> bool {
        false
    }

    fn follow<'c>(
        _conn: &'c mut AnyConnection,
        _biller: BillerId,
        _id: Self::Id,
        _before: &'c Self,
        _after: &'c Self,
    ) -> BoxFuture<'c, Result<(), Failure>> {
        Box::pin(async { Ok(()) })
    }
}

/// The same without the type of its state.
pub(crate) struct Kind {
    pub(crate) name: &'static str,
    pub(crate) types: &'static [&'static str],
    pub(crate) upcasters: &'static [Upcaster],
    pub(crate) holds_payer: bool,
    pub(crate) tables: fn() -> Vec<&'static dyn AnyProjection>,
    /// Reads an event from its JSON.
    pub(crate) parse: fn(StreamId, &str) -> Result<Event, serde_json::Error>,
    /// Adds what changed between the two books.
    pub(crate) changes: fn(&mut AllChanges, BillerId, StreamId, &Books, &Books),
    /// The rows that the state makes, by table.
    pub(crate) expected: fn(BillerId, StreamId, &Books) -> Vec<Vec<Row>>,
    pub(crate) balances: fn(StreamId, &Books) -> Vec<(LedgerAccount, Money)>,
    pub(crate) kept_bytes: fn(StreamId, &Books) -> Option<usize>,
    pub(crate) is_followed: fn(StreamId, &Books, &Books) -> bool,
    pub(crate) follow: Follow,
}

/// Changes what follows from a change between two books.
type Follow = for<'c> fn(
    &'c mut AnyConnection,
    BillerId,
    StreamId,
    &'c Books,
    &'c Books,
) -> BoxFuture<'c, Result<(), Failure>>;

impl Kind {
    const fn of<S: Stored>() -> Self {
        Self {
            name: S::KIND,
            types: <S::Event as VariantNames>::VARIANTS,
            upcasters: S::UPCASTERS,
            holds_payer: S::HOLDS_PAYER,
            tables: || S::projections().into_iter().map(|one| one as &dyn AnyProjection).collect(),
            parse: |stream, json| {
                Ok(S::event(S::Id::from(stream.uuid()), serde_json::from_str::<S::Event>(json)?))
            },
            changes: |changes, biller, stream, before, after| {
                let id = S::Id::from(stream.uuid());
                let Some(state) = S::states(after).get(&id) else { return };
                for projection in S::projections() {
                    changes.add(projection, biller, stream.uuid(), S::states(before).get(&id), state);
                }
            },
            expected: |biller, stream, books| {
                let state = S::states(books).get(&S::Id::from(stream.uuid()));
                let tables = S::projections().into_iter();
                tables
                    .map(|one| {
                        sorted(state.map(|state| one.rows(biller, stream.uuid(), state)).unwrap_or_default())
                    })
                    .collect()
            },
            balances: |stream, books| {
                let id = S::Id::from(stream.uuid());
                S::states(books).get(&id).map(|state| state.balances(id)).unwrap_or_default()
            },
            kept_bytes: |stream, books| S::states(books).get(&S::Id::from(stream.uuid()))?.kept_bytes(),
            is_followed: |stream, before, after| {
                let id = S::Id::from(stream.uuid());
                match (S::states(before).get(&id), S::states(after).get(&id)) {
                    (Some(before), Some(after)) => S::is_followed(before, after),
                    _ => false,
                }
            },
            follow: |conn, biller, stream, before, after| {
                let id = S::Id::from(stream.uuid());
                match (S::states(before).get(&id), S::states(after).get(&id)) {
                    (Some(before), Some(after)) => S::follow(conn, biller, id, before, after),
                    _ => Box::pin(async { Ok(()) }),
                }
            },
        }
    }
}

static PAYER: Kind = Kind::of::<Payer>();
static INVOICE: Kind = Kind::of::<Invoice>();
static CREDIT_NOTE: Kind = Kind::of::<CreditNote>();
static PAYMENT: Kind = Kind::of::<Payment>();

/// Every kind of stream. [`Books`] knows which there are, so that none is missing here.
pub(crate) fn all() -> Vec<&'static Kind> {
    let mut all = All(Vec::new());
    Books::default().visit(&mut all);
    all.0
}

struct All(Vec<&'static Kind>);

impl BooksVisitor for All {
    fn visit<S: Stream>(&mut self, _states: &BTreeMap<S::Id, S>) {
        self.0.push(kind_of(S::stream(S::Id::from(Uuid::nil()))));
    }
}

/// The kind of a stream.
pub(crate) const fn kind_of(stream: StreamId) -> &'static Kind {
    match stream {
        StreamId::Payer(_) => &PAYER,
        StreamId::Invoice(_) => &INVOICE,
        StreamId::CreditNote(_) => &CREDIT_NOTE,
        StreamId::Payment(_) => &PAYMENT,
    }
}

/// The approximate size of a map in bytes. A node has room for eleven entries, and half of it may be empty.
pub(crate) fn tree<K, V>(map: &BTreeMap<K, V>) -> usize {
    map.len().div_ceil(6) * (11 * size_of::<(K, V)>() + 2 * size_of::<usize>())
}
