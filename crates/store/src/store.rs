//! The database as a whole.

use std::sync::{Arc, Mutex};
use std::time::Duration;

use async_trait::async_trait;
use domain::ids::BillerId;
use sqlx::pool::PoolConnection;
use sqlx::{Any, AnyPool, Connection as _};
use tokio::task::AbortHandle;
use usecases::{
    Audiences, Cursor, FeedEntry, FeedRow, LogStore, Store, StoreError, Transactional, UseCaseError,
    UseCaseResult,
};
use uuid::Uuid;

use crate::commits::Commits;
use crate::connect::{Options, Source};
use crate::engine::{Engine, postgres, sqlite};
use crate::failure::Failure;
use crate::writer::{UseCaseTask, WriteTask, Writer};
use crate::{feed, migrate};

/// A database that is open.
pub struct SqlStore {
    pub(crate) source: Source,
    pub(crate) readers: AnyPool,
    pub(crate) commits: Arc<Commits>,
    writer: Writer,
    /// Tasks that watch for commits of other processes; they end with the store.
    watchers: Mutex<Vec<AbortHandle>>,
}

/// Opens the database at `url` (`sqlite:FILE` or `postgres://…`) and migrates it. If a migration asks for it,
/// everything derived from the log is rebuilt too.
///
/// # Errors
/// [`StoreError::Unavailable`] if it cannot be reached. [`StoreError::Unreadable`] if a newer version of the program
/// has used it, or a version before the first release; or if its log is damaged and derived rows have to be rebuilt.
pub async fn open(url: &str, options: Options) -> Result<Arc<SqlStore>, StoreError> {
    let source = Source::parse(url, options)?;
    let engine = source.engine();
    let cannot = |error: sqlx::Error| {
        let hint = match engine {
            Engine::Sqlite => "does its folder exist, and may this program write there?",
            Engine::Postgres => "is the server running, and are user and password right?",
        };
        StoreError::Unavailable(format!("cannot open {}: {error} ({hint})", source.shown()))
    };
    let mut conn = source.connect_to_write().await.map_err(cannot)?;
    if engine.is_sqlite() {
        sqlite::switch_to_wal(&mut conn, source.options().busy_timeout).await.map_err(cannot)?;
    }
    migrate::migrate(&mut conn, engine).await.map_err(|failure| match failure {
        Failure::Database(error) => cannot(error),
        Failure::Store(StoreError::Unreadable(why)) => {
            StoreError::Unreadable(format!("{}: {why}", source.shown()))
        }
        Failure::Store(error) => error,
    })?;
    conn.close().await.map_err(cannot)?;

    let readers = source.readers();
    let commits = Arc::new(Commits::new());
    let writer = Writer::start(&source, &commits);
    let watchers = match engine {
        Engine::Sqlite => {
            vec![tokio::spawn(sqlite::watch(source.connect_options().clone(), Arc::clone(&commits)))]
        }
        Engine::Postgres => {
            let node = Uuid::new_v4();
            vec![
                tokio::spawn(postgres::tell(readers.clone(), Arc::clone(&commits), node)),
                tokio::spawn(postgres::listen(source.url().to_owned(), Arc::clone(&commits), node)),
            ]
        }
    };
    let watchers = Mutex::new(watchers.into_iter().map(|task| task.abort_handle()).collect());
    Ok(Arc::new(SqlStore { source, readers, commits, writer, watchers }))
}

impl SqlStore {
    /// Finishes all queued writes and closes every connection.
    pub async fn close(&self) {
        self.writer.close().await;
        self.end_watchers();
        self.readers.close().await;
    }

    fn end_watchers(&self) {
        let mut watchers = match self.watchers.lock() {
            Ok(watchers) => watchers,
            Err(poisoned) => poisoned.into_inner(),
        };
        for watcher in watchers.drain(..) {
            watcher.abort();
        }
    }

    pub(crate) async fn reader(&self) -> Result<PoolConnection<Any>, Failure> {
        Ok(self.readers.acquire().await?)
    }

    pub(crate) async fn carry_out(&self, task: Arc<dyn WriteTask>) -> Result<UseCaseResult, UseCaseError> {
        self.writer.carry_out(task).await
    }

    /// Runs a task of the store itself, which has no errors but the database's.
    pub(crate) async fn do_own(&self, task: Arc<dyn WriteTask>) -> Result<(), StoreError> {
        match self.carry_out(task).await {
            Ok(_) => Ok(()),
            Err(UseCaseError::Store(error)) => Err(error),
            Err(other) => Err(StoreError::Unavailable(other.to_string())),
        }
    }
}

impl Drop for SqlStore {
    fn drop(&mut self) {
        self.end_watchers();
    }
}

/// The most entries of the feed that are read at once.
const LONGEST_FEED: usize = 1_000;

fn at_most(limit: usize) -> i64 {
    i64::try_from(limit.clamp(1, LONGEST_FEED)).unwrap_or(1)
}

/// A notification may be lost, and a transaction of another node may end without one: look at least this often.
const LOOK_AT_LEAST: Duration = Duration::from_secs(1);

#[async_trait]
impl LogStore for SqlStore {
    async fn feed_end(&self) -> Result<Cursor, StoreError> {
        Ok(feed::end(&mut *self.reader().await?, self.source.engine().dialect().feed_end).await?)
    }

    async fn feed(&self, after: Cursor, limit: usize) -> Result<Vec<FeedRow>, StoreError> {
        let statement = self.source.engine().dialect().feed;
        Ok(feed::rows(&mut *self.reader().await?, statement, after, at_most(limit)).await?)
    }

    async fn feed_entries(&self, wanted: &[(Cursor, Audiences)]) -> Result<Vec<FeedEntry>, StoreError> {
        Ok(feed::entries(&mut *self.reader().await?, wanted).await?)
    }

    async fn feed_of(
        &self,
        biller: BillerId,
        after: Cursor,
        limit: usize,
    ) -> Result<Vec<FeedEntry>, StoreError> {
        let statement = self.source.engine().dialect().feed_of;
        Ok(feed::of_biller(&mut *self.reader().await?, statement, biller, after, at_most(limit)).await?)
    }

    async fn wait_for_commits(&self, seen: u64, at_most_ms: u64) -> u64 {
        self.commits.wait(seen, Duration::from_millis(at_most_ms).min(LOOK_AT_LEAST)).await
    }
}

#[async_trait]
impl Store for SqlStore {
    async fn write(&self, work: Arc<dyn Transactional>) -> Result<UseCaseResult, UseCaseError> {
        self.carry_out(Arc::new(UseCaseTask(work))).await
    }

    async fn dry_run(&self, work: Arc<dyn Transactional>) -> Result<UseCaseResult, UseCaseError> {
        self.writer.take_back(Arc::new(UseCaseTask(work))).await
    }

    async fn ping(&self) -> Result<(), StoreError> {
        let mut reader = self.reader().await?;
        sqlx::query("SELECT 1").fetch_one(&mut *reader).await.map_err(Failure::from)?;
        Ok(())
    }
}
