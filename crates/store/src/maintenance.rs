//! What the store itself writes: job leases, the sandbox clock, forgotten idempotency records.
//!
//! It goes through the same lanes as the use cases' works, so that SQLite keeps its one writer.

use std::sync::Mutex;

use async_trait::async_trait;
use domain::Timestamp;
use domain::ids::{BillerId, JobId};
use usecases::{Job, JobOutcome, UseCaseError, UseCaseResult};

use crate::transaction::SqlTransaction;
use crate::writer::WriteTask;
use crate::{billers, idempotency, jobs};

/// What a task found, to be taken after the commit. A task that runs again writes it again.
#[derive(Default)]
struct Outcome<T>(Mutex<T>);

impl<T: Default> Outcome<T> {
    fn put(&self, value: T) {
        match self.0.lock() {
            Ok(mut slot) => *slot = value,
            Err(poisoned) => *poisoned.into_inner() = value,
        }
    }

    fn take(&self) -> T {
        match self.0.lock() {
            Ok(mut slot) => std::mem::take(&mut *slot),
            Err(poisoned) => std::mem::take(&mut *poisoned.into_inner()),
        }
    }
}

/// The store's own works answer nothing to the outside.
pub(crate) fn nothing() -> UseCaseResult {
    UseCaseResult { body: String::new(), repeated: false }
}

/// Takes due jobs.
pub(crate) struct ClaimJobs {
    owner: String,
    purposes: Vec<String>,
    now: Timestamp,
    lease_until: Timestamp,
    limit: i64,
    claimed: Outcome<Vec<Job>>,
}

impl ClaimJobs {
    pub(crate) fn new(
        owner: &str,
        purposes: &[&str],
        now: Timestamp,
        lease_until: Timestamp,
        limit: i64,
    ) -> Self {
        let purposes = purposes.iter().map(|one| (*one).to_owned()).collect();
        Self { owner: owner.to_owned(), purposes, now, lease_until, limit, claimed: Outcome::default() }
    }

    pub(crate) fn claimed(&self) -> Vec<Job> {
        self.claimed.take()
    }
}

#[async_trait]
impl WriteTask for ClaimJobs {
    async fn run(&self, tx: &mut SqlTransaction<'_>) -> Result<UseCaseResult, UseCaseError> {
        let purposes: Vec<&str> = self.purposes.iter().map(String::as_str).collect();
        let Self { owner, now, lease_until, limit, .. } = self;
        let claimed = jobs::claim(tx.conn, tx.engine, owner, &purposes, *now, *lease_until, *limit).await;
        self.claimed.put(tx.check(claimed)?);
        Ok(nothing())
    }
}

/// Says how a job ended.
pub(crate) struct FinishJob {
    owner: String,
    job: JobId,
    outcome: JobOutcome,
    now: Timestamp,
    held: Outcome<bool>,
}

impl FinishJob {
    pub(crate) fn new(owner: &str, job: JobId, outcome: JobOutcome, now: Timestamp) -> Self {
        Self { owner: owner.to_owned(), job, outcome, now, held: Outcome::default() }
    }

    pub(crate) fn held(&self) -> bool {
        self.held.take()
    }
}

#[async_trait]
impl WriteTask for FinishJob {
    async fn run(&self, tx: &mut SqlTransaction<'_>) -> Result<UseCaseResult, UseCaseError> {
        let finished = jobs::finish(tx.conn, &self.owner, self.job, &self.outcome, self.now).await;
        self.held.put(tx.check(finished)?);
        Ok(nothing())
    }
}

/// Moves a sandbox clock.
pub(crate) struct AdvanceClock {
    biller: BillerId,
    by_ms: i64,
    stands_at: Outcome<i64>,
}

impl AdvanceClock {
    pub(crate) fn new(biller: BillerId, by_ms: i64) -> Self {
        Self { biller, by_ms, stands_at: Outcome::default() }
    }

    pub(crate) fn stands_at(&self) -> i64 {
        self.stands_at.take()
    }
}

#[async_trait]
impl WriteTask for AdvanceClock {
    async fn run(&self, tx: &mut SqlTransaction<'_>) -> Result<UseCaseResult, UseCaseError> {
        let moved = billers::advance_clock(tx.conn, self.biller, self.by_ms).await;
        self.stands_at.put(tx.check(moved)?);
        Ok(nothing())
    }
}

/// What is removed when its time is over.
pub(crate) enum Old {
    Keys,
    /// Jobs of a purpose that have ended.
    Jobs(&'static str),
}

/// Removes what is older than an instant.
pub(crate) struct Purge {
    what: Old,
    before: Timestamp,
    purged: Outcome<u64>,
}

impl Purge {
    pub(crate) fn new(what: Old, before: Timestamp) -> Self {
        Self { what, before, purged: Outcome::default() }
    }

    pub(crate) fn purged(&self) -> u64 {
        self.purged.take()
    }
}

#[async_trait]
impl WriteTask for Purge {
    async fn run(&self, tx: &mut SqlTransaction<'_>) -> Result<UseCaseResult, UseCaseError> {
        let purged = match &self.what {
            Old::Keys => idempotency::purge(tx.conn, self.before).await,
            Old::Jobs(purpose) => jobs::purge(tx.conn, purpose, self.before).await,
        };
        let purged = tx.check(purged)?;
        // What is over is over in older pages too.
        tx.erased |= purged > 0;
        self.purged.put(purged);
        Ok(nothing())
    }
}
