//! A transaction in progress, as the use cases see it.

use std::collections::HashMap;

use async_trait::async_trait;
use domain::ids::BillerId;
use domain::payments::PaymentEvent;
use domain::{Books, Event, StreamId};
use sqlx::AnyConnection;
use sqlx::Executor as _;
use usecases::{LogTransaction, Meta, StoreError, Transaction};

use crate::cache::{Cache, Key, State};
use crate::engine::Engine;
use crate::failure::Failure;
use crate::{append, log};

/// A transaction on one connection: a whole one on PostgreSQL, a savepoint in the writer's batch on SQLite.
pub(crate) struct SqlTransaction<'c> {
    pub(crate) conn: &'c mut AnyConnection,
    pub(crate) engine: Engine,
    cache: &'c Cache,
    /// States to cache once they are committed.
    pub(crate) folded: HashMap<Key, State>,
    /// Why the whole transaction is unusable, even if the task went on.
    pub(crate) broken: Option<String>,
    /// A statement that failed. After it PostgreSQL does nothing more and rolls back without an error, so a task that
    /// goes on must not be answered as done.
    pub(crate) failed: Option<String>,
    /// Whether content was erased: older pages of the file that hold it have to be cleared as well.
    pub(crate) erased: bool,
    /// The name on which another writer was faster.
    pub(crate) contended: Option<String>,
}

impl<'c> SqlTransaction<'c> {
    pub(crate) fn new(conn: &'c mut AnyConnection, engine: Engine, cache: &'c Cache) -> Self {
        let folded = HashMap::new();
        Self { conn, engine, cache, folded, broken: None, failed: None, erased: false, contended: None }
    }

    /// Records what an error means for the whole transaction.
    pub(crate) fn check<T>(&mut self, result: Result<T, Failure>) -> Result<T, StoreError> {
        result.map_err(|failure| {
            if let Failure::Database(error) = &failure {
                self.failed.get_or_insert_with(|| error.to_string());
            }
            if failure.is_fatal(self.engine.is_sqlite()) {
                self.broken.get_or_insert_with(|| failure.to_string());
            }
            failure.into()
        })
    }

    /// The same for a write in which another writer may have been faster; `what` names the contended thing.
    pub(crate) fn check_write<T>(
        &mut self,
        result: Result<T, Failure>,
        what: impl FnOnce() -> String,
    ) -> Result<T, StoreError> {
        let checked = self.check(result);
        if matches!(checked, Err(StoreError::Conflict)) {
            self.contended = Some(what());
        }
        checked
    }

    /// Makes others that need the same name wait until this transaction ends.
    pub(crate) async fn hold_name(&mut self, name: &str) -> Result<(), StoreError> {
        let Some(statement) = self.engine.dialect().lock_name else { return Ok(()) };
        let held = self.conn.execute(sqlx::query(statement).bind(name)).await;
        self.check(held.map(drop).map_err(Failure::from))
    }
}

impl SqlTransaction<'_> {
    /// Whether a committed state of a stream is cached.
    pub(crate) fn is_cached(&self, biller: BillerId, stream: StreamId) -> bool {
        self.cache.has((biller, stream))
    }

    /// Remembers the states of streams that were just folded, to cache them after the commit.
    pub(crate) fn keep_folded(&mut self, biller: BillerId, streams: &[StreamId], books: &Books) {
        let states =
            streams.iter().filter_map(|stream| Some(((biller, *stream), State::of(books, *stream)?)));
        self.folded.extend(states);
    }
}

#[async_trait]
impl LogTransaction for SqlTransaction<'_> {
    async fn load(
        &mut self,
        biller: BillerId,
        stream: StreamId,
        books: &mut Books,
    ) -> Result<(), StoreError> {
        let key = (biller, stream);
        let known = books.head(stream) > 0 || self.cache.fill(key, books);
        let before = books.head(stream);
        let loaded = log::load(self.conn, biller, stream, books).await;
        self.check(loaded)?;
        if (!known || books.head(stream) > before)
            && let Some(state) = State::of(books, stream)
        {
            self.folded.insert(key, state);
        }
        Ok(())
    }

    async fn load_many(
        &mut self,
        biller: BillerId,
        streams: &[StreamId],
        books: &mut Books,
    ) -> Result<(), StoreError> {
        let (known, new): (Vec<StreamId>, Vec<StreamId>) =
            streams.iter().partition(|stream| books.head(**stream) > 0 || self.is_cached(biller, **stream));
        for stream in known {
            match LogTransaction::load(self, biller, stream, books).await {
                Err(StoreError::Unreadable(_)) => log::leave_out(books, stream),
                loaded => loaded?,
            }
        }
        let loaded = log::load_whole(self.conn, biller, &new, books).await;
        self.check(loaded)?;
        self.keep_folded(biller, &new, books);
        Ok(())
    }

    async fn append(&mut self, meta: &Meta, before: &Books, events: &[Event]) -> Result<(), StoreError> {
        // The payment turns out to be a forgotten payer's: what was stored about it is erased too.
        self.erased |= events.iter().any(|event| match event {
            Event::Payment(_, PaymentEvent::Identified { payer, .. }) => {
                before.payers.get(payer).is_none_or(|account| account.forgotten)
            }
            _ => false,
        });
        let appended = append::append(self.conn, self.engine, meta, before, events).await;
        let appended = appended.map(|(after, touched)| {
            let states =
                touched.into_iter().filter_map(|one| Some(((meta.biller, one), State::of(&after, one)?)));
            self.folded.extend(states);
        });
        // Other nodes write as well, and one may have written it a moment ago. When the task runs again, it finds it.
        let appended = match appended {
            Err(Failure::Store(StoreError::Exists(_))) if !self.engine.is_sqlite() => {
                Err(StoreError::Conflict.into())
            }
            other => other,
        };
        self.check_write(appended, || {
            // Writers can only collide on streams that exist; new streams have new ids.
            let met = events.iter().map(Event::stream).find(|stream| before.head(*stream) > 0);
            met.or_else(|| events.first().map(Event::stream)).map_or_else(String::new, |one| one.to_string())
        })
    }
}

impl Transaction for SqlTransaction<'_> {}
