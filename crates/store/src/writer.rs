//! The one way to write: a bounded queue and its workers, each with a connection of its own.
//!
//! SQLite has one worker. It puts the waiting tasks into one durable transaction, each in a savepoint, and answers
//! after the commit. PostgreSQL has many workers, and each task has a transaction of its own; a task that collides with
//! another one on a stream or a number runs again. A caller who goes away cancels nothing: the task stays in the queue.

use std::collections::HashMap;
use std::panic::AssertUnwindSafe;
use std::sync::Arc;
use std::time::Duration;

use async_trait::async_trait;
use futures_util::FutureExt as _;
use sqlx::AnyConnection;
use sqlx::Executor as _;
use tokio::sync::{Mutex, mpsc, oneshot};
use tokio::task::JoinHandle;
use tokio::time::Instant;
use usecases::{StoreError, Transactional, UseCaseError, UseCaseResult};
use uuid::Uuid;

use crate::cache::Cache;
use crate::commits::Commits;
use crate::connect::Source;
use crate::engine::{Engine, sqlite};
use crate::failure::{Failure, is_lost, is_undone};
use crate::statement::Statement;
use crate::transaction::SqlTransaction;

/// What a worker carries out: a use case, or a task of the store itself.
#[async_trait]
pub(crate) trait WriteTask: Send + Sync {
    /// Runs in the transaction; an error rolls it back. It may run again.
    async fn run(&self, tx: &mut SqlTransaction<'_>) -> Result<UseCaseResult, UseCaseError>;
}

pub(crate) struct UseCaseTask(pub(crate) Arc<dyn Transactional>);

#[async_trait]
impl WriteTask for UseCaseTask {
    async fn run(&self, tx: &mut SqlTransaction<'_>) -> Result<UseCaseResult, UseCaseError> {
        self.0.run(tx).await
    }
}

type Answer = Result<UseCaseResult, UseCaseError>;

struct QueuedWrite {
    task: Arc<dyn WriteTask>,
    /// Whether everything is rolled back at the end.
    take_back: bool,
    answer: oneshot::Sender<Answer>,
}

/// The queue and its workers.
pub(crate) struct Writer {
    queue: std::sync::Mutex<Option<mpsc::Sender<QueuedWrite>>>,
    workers: Mutex<Vec<JoinHandle<()>>>,
}

/// How long a caller waits for a place in the queue.
const PATIENCE: Duration = Duration::from_secs(10);

impl Writer {
    pub(crate) fn start(source: &Source, commits: &Arc<Commits>) -> Self {
        let options = source.options();
        let (sender, receiver) = mpsc::channel(options.queue);
        let receiver = Arc::new(Mutex::new(receiver));
        let (workers, batch) =
            if source.engine().is_sqlite() { (1, options.batch) } else { (options.writers, 1) };
        let cache = Arc::new(Cache::default());
        let workers = (0..workers)
            .map(|_| {
                let worker = WriterWorker {
                    source: source.clone(),
                    queue: Arc::clone(&receiver),
                    commits: Arc::clone(commits),
                    batch,
                    conn: None,
                    // A process that was killed may have left erased content in older pages.
                    checkpoint_at: Some(Instant::now()),
                    cache: Arc::clone(&cache),
                };
                tokio::spawn(worker.run())
            })
            .collect();
        Self { queue: std::sync::Mutex::new(Some(sender)), workers: Mutex::new(workers) }
    }

    /// Queues a task and waits for its answer.
    pub(crate) async fn carry_out(&self, task: Arc<dyn WriteTask>) -> Answer {
        self.queue_up(task, false).await
    }

    /// The same for a task that is rolled back at its end.
    pub(crate) async fn take_back(&self, task: Arc<dyn WriteTask>) -> Answer {
        self.queue_up(task, true).await
    }

    async fn queue_up(&self, task: Arc<dyn WriteTask>, take_back: bool) -> Answer {
        let queue = match self.queue.lock() {
            Ok(queue) => queue.clone(),
            Err(poisoned) => poisoned.into_inner().clone(),
        };
        let queue = queue.ok_or_else(|| unavailable("it is being closed"))?;
        let (answer, answered) = oneshot::channel();
        queue
            .send_timeout(QueuedWrite { task, take_back, answer }, PATIENCE)
            .await
            .map_err(|_| unavailable("too much is waiting to be written; try again in a moment"))?;
        drop(queue);
        // A worker took it from the queue; nobody can tell how far it came.
        answered.await.unwrap_or_else(|_| Err(unknown("the writer ended before it answered")))
    }

    /// Takes no new tasks, finishes the queued ones, and ends.
    pub(crate) async fn close(&self) {
        match self.queue.lock() {
            Ok(mut queue) => drop(queue.take()),
            Err(poisoned) => drop(poisoned.into_inner().take()),
        }
        for worker in self.workers.lock().await.drain(..) {
            if let Err(error) = worker.await {
                tracing::error!(%error, "a writer did not end in order");
            }
        }
    }
}

fn unavailable(why: &str) -> UseCaseError {
    StoreError::Unavailable(why.to_owned()).into()
}

fn unknown(why: &str) -> UseCaseError {
    StoreError::OutcomeUnknown(why.to_owned()).into()
}

struct WriterWorker {
    source: Source,
    queue: Arc<Mutex<mpsc::Receiver<QueuedWrite>>>,
    commits: Arc<Commits>,
    batch: usize,
    conn: Option<AnyConnection>,
    /// When SQLite's write-ahead log is to be emptied, because its older pages hold erased content; `None` if they do
    /// not.
    checkpoint_at: Option<Instant>,
    cache: Arc<Cache>,
}

/// How often a task runs again because others were faster.
const MOST_ATTEMPTS: u32 = 40;
/// How often a task runs again because the connection was lost before the commit.
const MOST_RECONNECTS: u32 = 3;

/// How long until the next try to clear older pages that somebody was reading. Every node writes about as often.
const CHECKPOINT_AGAIN: Duration = Duration::from_secs(1);

/// How a transaction ended.
enum Ended {
    /// As the task answered, or as it was refused.
    Answered(Answer),
    /// Another writer was faster, on this.
    Faster(String),
    /// The connection was lost before anything could be committed.
    Lost(String),
    Failed(String),
    /// A commit was sent, and its answer does not say whether it was done.
    Unknown(String),
}

/// Why no task of a batch was answered.
enum Broken {
    Undone(String),
    /// A commit was sent, and its answer does not say whether it was done.
    Unknown {
        why: String,
        /// Which of the tasks had something to commit; the others cannot have left anything.
        kept: Vec<bool>,
    },
}

impl WriterWorker {
    async fn run(mut self) {
        loop {
            let mut requests = Vec::new();
            {
                let mut queue = self.queue.lock().await;
                let Some(first) = queue.recv().await else { break };
                requests.push(first);
                while requests.len() < self.batch
                    && let Ok(next) = queue.try_recv()
                {
                    requests.push(next);
                }
            }
            let answers = if requests.len() == 1 {
                vec![self.alone(&requests[0]).await]
            } else {
                self.together(&requests).await
            };
            self.commits.ended();
            for (request, answer) in requests.into_iter().zip(answers) {
                // The caller may have gone; what was done stays done.
                drop(request.answer.send(answer));
            }
        }
    }

    /// Runs one task in a transaction of its own, again if others were faster.
    async fn alone(&mut self, request: &QueuedWrite) -> Answer {
        let mut contended = None;
        let mut lost = 0;
        for attempt in 1..=MOST_ATTEMPTS {
            match self.attempt(request, contended.as_deref()).await {
                Ended::Answered(answer) => return answer,
                Ended::Faster(what) => {
                    // Only its kind: the rest may be a payer's e-mail address.
                    let kind = what.split(' ').next().unwrap_or_default();
                    tracing::debug!(kind, attempt, "another writer was faster; running again");
                    contended = Some(what);
                    back_off(attempt).await;
                }
                Ended::Lost(why) if lost < MOST_RECONNECTS => {
                    tracing::warn!(why, "the connection to the database was lost; trying again");
                    lost += 1;
                    back_off(8).await;
                }
                Ended::Lost(why) | Ended::Failed(why) => {
                    tracing::error!(why, "the database did not do it");
                    return Err(unavailable(&why));
                }
                Ended::Unknown(why) => {
                    tracing::error!(why, "a commit failed; whether it was done is unknown");
                    return Err(unknown(&why));
                }
            }
        }
        Err(unavailable("other writers were faster every time; try again"))
    }

    async fn attempt(&mut self, request: &QueuedWrite, contended: Option<&str>) -> Ended {
        let (engine, cache) = (self.source.engine(), Arc::clone(&self.cache));
        let conn = match self.connection().await {
            Ok(conn) => conn,
            Err(error) => return Ended::Lost(error.to_string()),
        };
        let (ended, erased) = transact(conn, engine, &cache, request, contended).await;
        self.erased(erased);
        if matches!(ended, Ended::Lost(_) | Ended::Failed(_) | Ended::Unknown(_)) {
            self.conn = None;
        }
        self.forget_older_pages().await;
        ended
    }

    /// Runs many tasks in one transaction, each in a savepoint.
    async fn together(&mut self, requests: &[QueuedWrite]) -> Vec<Answer> {
        let (engine, cache) = (self.source.engine(), Arc::clone(&self.cache));
        let done = match self.connection().await {
            Ok(conn) => batch(conn, engine, &cache, requests).await,
            Err(error) => Err(Broken::Undone(error.to_string())),
        };
        match done {
            Ok((answers, erased)) => {
                self.erased(erased);
                self.forget_older_pages().await;
                answers
            }
            Err(Broken::Undone(why)) => {
                tracing::error!(why, works = requests.len(), "the database did not do a batch");
                self.conn = None;
                requests.iter().map(|_| Err(unavailable(&why))).collect()
            }
            Err(Broken::Unknown { why, kept }) => {
                tracing::error!(
                    why,
                    works = requests.len(),
                    "a commit failed; whether it was done is unknown"
                );
                self.conn = None;
                // It may have erased something.
                self.erased(true);
                kept.into_iter()
                    .map(|kept| Err(if kept { unknown(&why) } else { unavailable(&why) }))
                    .collect()
            }
        }
    }

    async fn connection(&mut self) -> Result<&mut AnyConnection, sqlx::Error> {
        match &mut self.conn {
            Some(conn) => Ok(conn),
            none => Ok(none.insert(self.source.connect_to_write().await?)),
        }
    }

    fn erased(&mut self, erased: bool) {
        if erased {
            self.checkpoint_at = Some(Instant::now());
        }
    }

    async fn forget_older_pages(&mut self) {
        let due = self.checkpoint_at.is_some_and(|at| at <= Instant::now());
        if !due || !self.source.engine().is_sqlite() {
            return;
        }
        let Some(conn) = &mut self.conn else { return };
        self.checkpoint_at = match sqlite::empty_log_ahead(conn, self.source.options().busy_timeout).await {
            Ok(true) => None,
            Ok(false) => {
                tracing::info!("a reader holds older pages with erased content; they go later");
                Some(Instant::now() + CHECKPOINT_AGAIN)
            }
            Err(error) => {
                tracing::warn!(%error, "older pages with erased content are still there");
                Some(Instant::now() + CHECKPOINT_AGAIN)
            }
        };
    }
}

async fn back_off(attempt: u32) {
    let most = u128::from(attempt.min(8)) * 2_000;
    let micros = Uuid::new_v4().as_u128() % most.max(1);
    tokio::time::sleep(Duration::from_micros(u64::try_from(micros).unwrap_or(1_000))).await;
}

/// Runs a task. A panic in it, or a statement that failed and was ignored, becomes its own error.
async fn run_safely(task: &dyn WriteTask, tx: &mut SqlTransaction<'_>) -> Answer {
    let answer = AssertUnwindSafe(task.run(tx)).catch_unwind().await.unwrap_or_else(|panic| {
        let text = panic
            .downcast_ref::<&str>()
            .map(|text| (*text).to_owned())
            .or_else(|| panic.downcast_ref::<String>().cloned())
            .unwrap_or_default();
        tracing::error!(text, "a work panicked; it is undone");
        Err(unavailable("an error in the program; it is in the log"))
    });
    match (&tx.failed, answer) {
        (Some(why), Ok(_)) => {
            tracing::error!(why, "a work went on after a statement had failed; it is undone");
            Err(unavailable("an error in the program; it is in the log"))
        }
        (_, answer) => answer,
    }
}

/// Runs a task and sends what it left waiting, with `end` after it if the answer is kept. An answer counts only once
/// everything was written, even if it is taken back.
async fn run_whole(request: &QueuedWrite, tx: &mut SqlTransaction<'_>, end: Option<&'static str>) -> Answer {
    let answer = run_safely(request.task.as_ref(), tx).await?;
    if let Some(end) = end.filter(|_| !request.take_back) {
        tx.write_later(vec![Statement::new(end, Vec::new())]);
    }
    tx.send_waiting().await?;
    Ok(answer)
}

/// Runs one task in one transaction. Also returns whether content was erased.
async fn transact(
    conn: &mut AnyConnection,
    engine: Engine,
    cache: &Cache,
    request: &QueuedWrite,
    contended: Option<&str>,
) -> (Ended, bool) {
    if let Err(error) = conn.execute(engine.dialect().begin).await {
        let why = error.to_string();
        return (if is_lost(&error) { Ended::Lost(why) } else { Ended::Failed(why) }, false);
    }
    let mut tx = SqlTransaction::new(conn, engine, cache);
    let queued = match contended {
        // After a collision tasks queue for the name instead of colliding again.
        Some(name) => tx.hold_name(name).await.map_err(UseCaseError::from),
        None => Ok(()),
    };
    let answer = match queued {
        Ok(()) => run_whole(request, &mut tx, None).await,
        Err(error) => Err(error),
    };
    let SqlTransaction { broken, erased, contended, folded, .. } = tx;
    if let Some(why) = broken {
        return (if engine.is_sqlite() { Ended::Failed(why) } else { Ended::Lost(why) }, false);
    }
    let kept = answer.is_ok() && !request.take_back;
    let end = if kept { "COMMIT" } else { "ROLLBACK" };
    match (conn.execute(end).await, answer) {
        (Ok(_), Err(UseCaseError::Store(StoreError::Conflict))) if !engine.is_sqlite() => {
            (Ended::Faster(contended.unwrap_or_default()), false)
        }
        (Ok(_), answer) => {
            if kept {
                cache.keep(folded);
            }
            (Ended::Answered(answer), erased)
        }
        (Err(error), Ok(_)) if kept => {
            let why = error.to_string();
            if !is_undone(&error, engine.is_sqlite()) {
                return (Ended::Unknown(why), erased);
            }
            let conflict = matches!(StoreError::from(Failure::Database(error)), StoreError::Conflict);
            (if conflict { Ended::Faster(String::new()) } else { Ended::Failed(why) }, false)
        }
        (Err(error), _) => (Ended::Lost(error.to_string()), false),
    }
}

/// Runs many tasks in one transaction: the answers after the commit, or why there are none.
async fn batch(
    conn: &mut AnyConnection,
    engine: Engine,
    cache: &Cache,
    requests: &[QueuedWrite],
) -> Result<(Vec<Answer>, bool), Broken> {
    let said = |error: sqlx::Error| Broken::Undone(error.to_string());
    conn.execute(engine.dialect().begin).await.map_err(said)?;
    let mut answers = Vec::with_capacity(requests.len());
    let mut all_kept = Vec::with_capacity(requests.len());
    let mut any_erased = false;
    let mut all_folded = HashMap::new();
    for request in requests {
        let mut tx = SqlTransaction::new(conn, engine, cache);
        // Sent with the first statement of the work.
        tx.write_later(vec![Statement::new("SAVEPOINT work", Vec::new())]);
        let answer = run_whole(request, &mut tx, Some("RELEASE work")).await;
        let SqlTransaction { broken, erased, folded, has_sent, .. } = tx;
        if let Some(why) = broken {
            return Err(Broken::Undone(why));
        }
        let kept = answer.is_ok() && !request.take_back;
        if kept {
            all_folded.extend(folded);
        } else if has_sent {
            conn.execute("ROLLBACK TO work; RELEASE work").await.map_err(said)?;
        }
        any_erased |= erased && kept;
        all_kept.push(kept);
        answers.push(answer);
    }
    if let Err(error) = conn.execute("COMMIT").await {
        let why = error.to_string();
        let undone = is_undone(&error, engine.is_sqlite());
        return Err(if undone { Broken::Undone(why) } else { Broken::Unknown { why, kept: all_kept } });
    }
    cache.keep(all_folded);
    Ok((answers, any_erased))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::maintenance::nothing;
    use crate::statement::Expected;
    use crate::{Options, SqlStore, open};
    use tokio::sync::Notify;

    /// Runs one statement.
    struct One(&'static str);

    #[async_trait]
    impl WriteTask for One {
        async fn run(&self, tx: &mut SqlTransaction<'_>) -> Result<UseCaseResult, UseCaseError> {
            let done = tx.conn().await?.execute(self.0).await;
            tx.check(done.map(drop).map_err(Failure::from))?;
            Ok(nothing())
        }
    }

    /// Keeps the writer busy until it is released.
    struct Wait {
        started: Notify,
        go_on: Notify,
    }

    #[async_trait]
    impl WriteTask for Wait {
        async fn run(&self, _: &mut SqlTransaction<'_>) -> Result<UseCaseResult, UseCaseError> {
            self.started.notify_one();
            self.go_on.notified().await;
            Ok(nothing())
        }
    }

    /// Runs statements in one batch: they queue while the writer is busy.
    async fn together(store: &Arc<SqlStore>, statements: &[&'static str]) -> Vec<Answer> {
        let wait = Arc::new(Wait { started: Notify::new(), go_on: Notify::new() });
        let busy = tokio::spawn({
            let (store, wait) = (Arc::clone(store), Arc::clone(&wait));
            async move { store.carry_out(wait).await }
        });
        wait.started.notified().await;
        let asked: Vec<_> = statements
            .iter()
            .map(|sql| {
                let (store, sql) = (Arc::clone(store), *sql);
                // Polled once here, in this order, so that it is in the queue.
                let mut asked = Box::pin(async move { store.carry_out(Arc::new(One(sql))).await });
                assert!(asked.as_mut().now_or_never().is_none());
                asked
            })
            .collect();
        wait.go_on.notify_one();
        busy.await.unwrap().unwrap();
        futures_util::future::join_all(asked).await
    }

    async fn count(store: &SqlStore) -> i64 {
        use crate::rows::Columns as _;
        let mut reader = store.reader().await.unwrap();
        let row = sqlx::query("SELECT COUNT(*) FROM series").fetch_one(&mut *reader).await.unwrap();
        row.big(0).unwrap()
    }

    const SMALL: &str = "INSERT INTO series (biller, name, last) VALUES (randomblob(16), 'small', 1)";

    #[tokio::test]
    async fn a_statement_that_fails_takes_back_its_own_work_and_no_other() {
        let folder = tempfile::tempdir().unwrap();
        let url = format!("sqlite:{}", folder.path().join("billow.db").display());
        let store = open(&url, Options::default()).await.unwrap();
        let answers = together(&store, &[SMALL, "INSERT INTO series (biller) VALUES (NULL)", SMALL]).await;
        let [Ok(_), Err(UseCaseError::Store(StoreError::Unavailable(why))), Ok(_)] = &answers[..] else {
            panic!("{answers:?}")
        };
        assert!(why.contains("NOT NULL"), "{why}");
        assert_eq!(count(&store).await, 2);
    }

    /// Leaves a statement waiting that misses its row, and goes on when it is told so.
    struct GoesOn;

    #[async_trait]
    impl WriteTask for GoesOn {
        async fn run(&self, tx: &mut SqlTransaction<'_>) -> Result<UseCaseResult, UseCaseError> {
            tx.conn().await?.execute(SMALL).await.unwrap();
            let missing = Statement {
                text: "UPDATE series SET last = 2 WHERE name = 'missing'",
                values: Vec::new(),
                expected: Expected::Known(1, "series"),
            };
            tx.write_later(vec![missing]);
            assert!(tx.conn().await.is_err());
            Ok(nothing())
        }
    }

    #[tokio::test]
    async fn a_work_that_goes_on_without_what_waited_is_undone() {
        let folder = tempfile::tempdir().unwrap();
        let url = format!("sqlite:{}", folder.path().join("billow.db").display());
        let store = open(&url, Options::default()).await.unwrap();
        let Err(UseCaseError::Store(StoreError::Unavailable(_))) = store.carry_out(Arc::new(GoesOn)).await
        else {
            panic!("it was answered as done")
        };
        assert_eq!(count(&store).await, 0);
    }

    #[tokio::test]
    async fn a_full_disk_fails_the_whole_batch_and_the_next_one_is_done() {
        let folder = tempfile::tempdir().unwrap();
        let url = format!("sqlite:{}", folder.path().join("billow.db").display());
        let store = open(&url, Options::default()).await.unwrap();
        // No page can be added: to SQLite the disk is full then.
        store.carry_out(Arc::new(One("PRAGMA max_page_count = 1"))).await.unwrap();
        let big = "INSERT INTO series (biller, name, last) VALUES (zeroblob(1000000), 'big', 1)";
        let answers = together(&store, &[SMALL, big, SMALL]).await;
        for answer in answers {
            let Err(UseCaseError::Store(StoreError::Unavailable(why))) = answer else { panic!("{answer:?}") };
            assert!(why.contains("full"), "{why}");
        }
        assert_eq!(count(&store).await, 0);
        // The writer opened a new connection, which has room again.
        assert!(together(&store, &[SMALL, big, SMALL]).await.iter().all(Result::is_ok));
        assert_eq!(count(&store).await, 3);
    }
}
