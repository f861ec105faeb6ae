//! The database as a whole.

use std::sync::{Arc, Mutex};
use std::time::Duration;

use async_trait::async_trait;
use domain::ids::{BillerId, InvoiceId, JobId, ReceiptId};
use domain::wire::{PayerFrame, StaffFrame};
use domain::{StreamId, Timestamp};
use sqlx::pool::PoolConnection;
use sqlx::{Any, AnyPool, Connection as _};
use tokio::task::AbortHandle;
use usecases::{
    Biller, Cursor, FeedEntry, InvoiceRow, Job, JobOutcome, KnownApiKey, Link, Purpose, ReceiptRow, Store,
    StoreError, StoredDocument, Transactional, UseCaseError, UseCaseResult,
};
use uuid::Uuid;

use crate::commits::Commits;
use crate::connect::{Options, Source};
use crate::engine::{Engine, postgres, sqlite};
use crate::failure::Failure;
use crate::maintenance::{AdvanceClock, ClaimJobs, FinishJob, Old, Purge};
use crate::writer::{UseCaseTask, WriteTask, Writer};
use crate::{billers, documents, invoices, jobs, links, log, migrate, receipts};

/// A database that is open.
pub struct SqlStore {
    pub(crate) source: Source,
    pub(crate) readers: AnyPool,
    pub(crate) commits: Arc<Commits>,
    writer: Writer,
    /// Tasks that watch for other processes' commits; they end with the store.
    watchers: Mutex<Vec<AbortHandle>>,
}

/// Opens the database at `url` (`sqlite:FILE` or `postgres://…`) and brings its schema up to date, with everything that
/// is derived from the log where a migration asks for that.
///
/// # Errors
/// [`StoreError::Unavailable`] where it cannot be reached, [`StoreError::Unreadable`] where a newer version
/// of the program has used it, or one before the first release, or where its log is damaged and what is derived from it
/// has to be written anew.
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
    /// Finishes what waits to be written and closes every connection.
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

    async fn purge(&self, what: Old, before: Timestamp) -> Result<u64, StoreError> {
        let task = Arc::new(Purge::new(what, before));
        self.do_own(Arc::clone(&task) as Arc<dyn WriteTask>).await?;
        Ok(task.purged())
    }

    /// Carries out something of the store's own, which has no other errors than the database's.
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

/// The longest piece of the feed that is read at once.
const LONGEST_FEED: usize = 1_000;
/// The most jobs that are claimed at once.
const MOST_JOBS: usize = 1_000;
/// A notification may be lost, and another node's transaction may end without one: look at least so often.
const LOOK_AT_LEAST: Duration = Duration::from_secs(1);

#[async_trait]
impl Store for SqlStore {
    async fn write(&self, work: Arc<dyn Transactional>) -> Result<UseCaseResult, UseCaseError> {
        self.carry_out(Arc::new(UseCaseTask(work))).await
    }

    async fn dry_run(&self, work: Arc<dyn Transactional>) -> Result<UseCaseResult, UseCaseError> {
        self.writer.take_back(Arc::new(UseCaseTask(work))).await
    }

    async fn billers(&self) -> Result<Vec<Biller>, StoreError> {
        Ok(billers::all(&mut *self.reader().await?).await?)
    }

    async fn biller(&self, biller: BillerId) -> Result<Option<Biller>, StoreError> {
        Ok(billers::get(&mut *self.reader().await?, biller).await?)
    }

    async fn api_key(&self, hash: &[u8]) -> Result<Option<KnownApiKey>, StoreError> {
        Ok(billers::api_key(&mut *self.reader().await?, hash).await?)
    }

    async fn link_by_hash(&self, hash: &[u8]) -> Result<Option<Link>, StoreError> {
        Ok(links::by_hash(&mut *self.reader().await?, hash).await?)
    }

    async fn links_that_hold(
        &self,
        hashes: &[Arc<[u8]>],
        now: Timestamp,
    ) -> Result<Vec<Vec<u8>>, StoreError> {
        Ok(links::that_hold(&mut *self.reader().await?, hashes, now).await?)
    }

    async fn links_of(&self, biller: BillerId, invoice: InvoiceId) -> Result<Vec<Link>, StoreError> {
        Ok(links::of_invoice(&mut *self.reader().await?, biller, invoice).await?)
    }

    async fn invoice(&self, biller: BillerId, invoice: InvoiceId) -> Result<Option<InvoiceRow>, StoreError> {
        Ok(invoices::get(&mut *self.reader().await?, biller, invoice).await?)
    }

    async fn document(
        &self,
        biller: BillerId,
        invoice: InvoiceId,
    ) -> Result<Option<StoredDocument>, StoreError> {
        Ok(documents::get(&mut *self.reader().await?, biller, invoice).await?)
    }

    async fn original(&self, biller: BillerId, invoice: InvoiceId) -> Result<Option<Vec<u8>>, StoreError> {
        Ok(documents::original(&mut *self.reader().await?, biller, StreamId::Invoice(invoice)).await?)
    }

    async fn receipt(&self, biller: BillerId, receipt: ReceiptId) -> Result<Option<ReceiptRow>, StoreError> {
        Ok(receipts::get(&mut *self.reader().await?, biller, receipt).await?)
    }

    async fn receipts_of(&self, biller: BillerId, invoice: InvoiceId) -> Result<Vec<ReceiptRow>, StoreError> {
        Ok(receipts::of_invoice(&mut *self.reader().await?, biller, invoice).await?)
    }

    async fn payer_frames(
        &self,
        biller: BillerId,
        invoice: InvoiceId,
        since: i64,
    ) -> Result<Vec<PayerFrame>, StoreError> {
        Ok(log::payer_frames(&mut *self.reader().await?, biller, invoice, since).await?)
    }

    async fn staff_frames(
        &self,
        biller: BillerId,
        invoice: InvoiceId,
        since: i64,
    ) -> Result<Vec<StaffFrame>, StoreError> {
        Ok(log::staff_frames(&mut *self.reader().await?, biller, invoice, since).await?)
    }

    async fn feed_end(&self) -> Result<Cursor, StoreError> {
        Ok(log::feed_end(&mut *self.reader().await?, self.source.engine().dialect().feed_end).await?)
    }

    async fn feed(
        &self,
        biller: Option<BillerId>,
        after: Cursor,
        limit: usize,
    ) -> Result<Vec<FeedEntry>, StoreError> {
        let dialect = self.source.engine().dialect();
        let statement = if biller.is_some() { dialect.feed_of } else { dialect.feed };
        let limit = i64::try_from(limit.clamp(1, LONGEST_FEED)).unwrap_or(1);
        Ok(log::feed(&mut *self.reader().await?, statement, biller, after, limit).await?)
    }

    async fn wait_for_commits(&self, seen: u64, at_most_ms: u64) -> u64 {
        self.commits.wait(seen, Duration::from_millis(at_most_ms).min(LOOK_AT_LEAST)).await
    }

    async fn claim_jobs(
        &self,
        owner: &str,
        purposes: &[&str],
        now: Timestamp,
        lease_until: Timestamp,
        limit: usize,
    ) -> Result<Vec<Job>, StoreError> {
        let limit = i64::try_from(limit.clamp(1, MOST_JOBS)).unwrap_or(1);
        let task = Arc::new(ClaimJobs::new(owner, purposes, now, lease_until, limit));
        self.do_own(Arc::clone(&task) as Arc<dyn WriteTask>).await?;
        Ok(task.claimed())
    }

    async fn finish_job(
        &self,
        owner: &str,
        job: JobId,
        outcome: JobOutcome,
        now: Timestamp,
    ) -> Result<bool, StoreError> {
        let task = Arc::new(FinishJob::new(owner, job, outcome, now));
        self.do_own(Arc::clone(&task) as Arc<dyn WriteTask>).await?;
        Ok(task.held())
    }

    async fn next_job_due(
        &self,
        biller: BillerId,
        purposes: &[&str],
    ) -> Result<Option<Timestamp>, StoreError> {
        Ok(jobs::next_due(&mut *self.reader().await?, biller, purposes).await?)
    }

    async fn advance_clock(&self, biller: BillerId, by_ms: i64) -> Result<i64, StoreError> {
        let task = Arc::new(AdvanceClock::new(biller, by_ms));
        self.do_own(Arc::clone(&task) as Arc<dyn WriteTask>).await?;
        Ok(task.stands_at())
    }

    async fn purge_remembered(&self, before: Timestamp) -> Result<u64, StoreError> {
        self.purge(Old::Keys, before).await
    }

    async fn purge_jobs(&self, purpose: &Purpose, now: Timestamp) -> Result<u64, StoreError> {
        let before = Timestamp(now.0.saturating_sub(purpose.kept_ms));
        self.purge(Old::Jobs(purpose.name), before).await
    }

    async fn ping(&self) -> Result<(), StoreError> {
        let mut reader = self.reader().await?;
        sqlx::query("SELECT 1").fetch_one(&mut *reader).await.map_err(Failure::from)?;
        Ok(())
    }
}
