//! A transaction in progress, as the use cases see it.

use std::collections::HashMap;

use async_trait::async_trait;
use domain::ids::BillerId;
use domain::payments::PaymentEvent;
use domain::{Books, Event, StreamId};
use sqlx::AnyConnection;
use sqlx::Executor as _;
use sqlx::any::AnyRow;
use usecases::{Biller, LogTransaction, Meta, StoreError, Transaction};

use crate::append::Appended;
use crate::cache::{Cache, Key, State};
use crate::engine::Engine;
use crate::failure::Failure;
use crate::log;
use crate::statement::{self, Statement};

/// A transaction on one connection: a whole one on PostgreSQL, a savepoint in the writer's batch on SQLite.
///
/// What is appended waits and is sent together: with the next statement that reads, or at the end. An error of it is
/// that of whoever sends it; it undoes the work all the same.
pub(crate) struct SqlTransaction<'c> {
    conn: &'c mut AnyConnection,
    pub(crate) engine: Engine,
    cache: &'c Cache,
    /// Statements that were not sent yet.
    waiting: Vec<Statement>,
    /// Whether anything was sent.
    pub(crate) has_sent: bool,
    /// The stream or key on which the waiting statements may collide with another writer's.
    waiting_for: Option<String>,
    /// The biller of a work, read along with its key.
    pub(crate) biller_ahead: Option<Biller>,
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
        Self {
            conn,
            engine,
            cache,
            waiting: Vec::new(),
            has_sent: false,
            waiting_for: None,
            biller_ahead: None,
            folded: HashMap::new(),
            broken: None,
            failed: None,
            erased: false,
            contended: None,
        }
    }

    /// The connection, once everything that waited was sent.
    pub(crate) async fn conn(&mut self) -> Result<&mut AnyConnection, StoreError> {
        self.send_waiting().await?;
        self.has_sent = true;
        Ok(self.conn)
    }

    /// Keeps statements that write until the next one that reads, or until the end.
    pub(crate) fn write_later(&mut self, statements: Vec<Statement>) {
        self.waiting.extend(statements);
    }

    /// The same where another writer may be faster on `what`.
    pub(crate) fn write_contended(&mut self, statements: Vec<Statement>, what: impl FnOnce() -> String) {
        self.write_later(statements);
        self.waiting_for.get_or_insert_with(what);
    }

    /// Sends what waits.
    pub(crate) async fn send_waiting(&mut self) -> Result<(), StoreError> {
        if self.waiting.is_empty() {
            return Ok(());
        }
        self.has_sent = true;
        let written = statement::write(self.conn, self.engine, std::mem::take(&mut self.waiting)).await;
        self.check_waited(written)
    }

    /// The same for a number of statements that is known.
    pub(crate) async fn read<const N: usize>(
        &mut self,
        reads: [Statement; N],
    ) -> Result<[Vec<AnyRow>; N], StoreError> {
        let mut rows = self.read_all(reads.into()).await?.into_iter();
        Ok(std::array::from_fn(|_| rows.next().unwrap_or_default()))
    }

    /// Sends what waits and then statements that read. Returns the rows of each of these.
    pub(crate) async fn read_all(&mut self, reads: Vec<Statement>) -> Result<Vec<Vec<AnyRow>>, StoreError> {
        self.has_sent = true;
        let waiting = std::mem::take(&mut self.waiting);
        let read = statement::read(self.conn, self.engine, waiting, reads).await;
        self.check_waited(read)
    }

    fn check_waited<T>(&mut self, result: Result<T, Failure>) -> Result<T, StoreError> {
        let what = self.waiting_for.take().unwrap_or_default();
        let result = match result {
            // Other nodes write as well, and one may have written it a moment ago. When the task runs again, it finds
            // it.
            Err(Failure::Store(StoreError::Exists(_))) if !self.engine.is_sqlite() => {
                Err(StoreError::Conflict.into())
            }
            other => other,
        };
        if let Err(failure) = &result {
            // Some of what waited was not written: a task that goes on must not be answered as done.
            self.failed.get_or_insert_with(|| failure.to_string());
        }
        self.check_write(result, || what)
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
        let held = self.conn().await?.execute(sqlx::query(statement).bind(name)).await;
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
        streams: &[StreamId],
        books: &mut Books,
    ) -> Result<(), StoreError> {
        let mut before = Vec::with_capacity(streams.len());
        for stream in streams {
            let known = books.head(*stream) > 0 || self.cache.fill((biller, *stream), books);
            before.push(known.then(|| books.head(*stream)));
        }
        let reads = streams.iter().map(|stream| log::load_statement(biller, *stream, books)).collect();
        let rows = self.read_all(reads).await?;
        for ((stream, before), rows) in streams.iter().zip(before).zip(rows) {
            let folded = log::fold(&rows, *stream, books);
            self.check(folded)?;
            if before.is_none_or(|head| books.head(*stream) > head)
                && let Some(state) = State::of(books, *stream)
            {
                self.folded.insert((biller, *stream), state);
            }
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
            match LogTransaction::load(self, biller, &[stream], books).await {
                Err(StoreError::Unreadable(_)) => books.remove(stream),
                loaded => loaded?,
            }
        }
        if !new.is_empty() {
            let loaded = log::load_whole(self.conn().await?, biller, &new, books).await;
            self.check(loaded)?;
            self.keep_folded(biller, &new, books);
        }
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
        let appended = Appended::of(before, events, meta);
        let appended = self.check(appended)?;
        let engine = self.engine;
        if !engine.is_sqlite() {
            // PostgreSQL gets them as one statement, in which no row may be written twice.
            let held = appended.hold_payers(self.conn().await?, engine, meta, before).await;
            self.check(held)?;
        }
        let statements = appended.statements(meta, before);
        let statements = self.check(statements)?;
        // Writers can only collide on streams that exist; new streams have new ids.
        self.write_contended(statements, || {
            let met = events.iter().map(Event::stream).find(|stream| before.head(*stream) > 0);
            met.or_else(|| events.first().map(Event::stream)).map_or_else(String::new, |one| one.to_string())
        });
        if appended.followed(before).next().is_some() {
            let followed = appended.follow(self.conn().await?, meta, before).await;
            self.check(followed)?;
        }
        let Appended { after, touched, .. } = appended;
        let states =
            touched.into_iter().filter_map(|one| Some(((meta.biller, one), State::of(&after, one)?)));
        self.folded.extend(states);
        Ok(())
    }
}

impl Transaction for SqlTransaction<'_> {}
