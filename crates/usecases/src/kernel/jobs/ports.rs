//! What jobs need of a database: parts of [`crate::Store`] and [`crate::Transaction`].

use async_trait::async_trait;
use domain::Timestamp;
use domain::ids::{BillerId, JobId};

use super::Purpose;
use crate::kernel::error::StoreError;

/// How a transaction adds jobs.
#[async_trait]
pub trait JobTransaction: Send {
    /// Adds a job unless one with the same [`NewJob::unique`] exists. Use cases write jobs by their payload.
    async fn enqueue(&mut self, job: &NewJob) -> Result<(), StoreError>;
}

/// How nodes share the queue of jobs.
#[async_trait]
pub trait JobStore: Send + Sync {
    /// Takes up to `limit` due jobs of these purposes and holds them until `lease_until`. Others wait for
    /// whoever knows what to do with them.
    async fn claim_jobs(
        &self,
        owner: &str,
        purposes: &[&str],
        now: Timestamp,
        lease_until: Timestamp,
        limit: usize,
    ) -> Result<Vec<Job>, StoreError>;

    /// Says how a claimed job ended, at `now` of real time; only the holder of the lease can. False when the lease was
    /// lost.
    async fn finish_job(
        &self,
        owner: &str,
        job: JobId,
        outcome: JobOutcome,
        now: Timestamp,
    ) -> Result<bool, StoreError>;

    /// Removes jobs of a purpose that ended longer ago than it keeps them, at `now` of real time. Answers how many.
    async fn purge_jobs(&self, purpose: &Purpose, now: Timestamp) -> Result<u64, StoreError>;

    /// When the biller's next job of these purposes is due that has not ended, business time: the past while one
    /// is late or under way.
    async fn next_job_due(
        &self,
        biller: BillerId,
        purposes: &[&str],
    ) -> Result<Option<Timestamp>, StoreError>;
}

/// A side effect that waits for its time, written in the transaction that causes it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewJob {
    pub id: JobId,
    pub biller: BillerId,
    /// What is to be done.
    pub purpose: String,
    /// Unique within biller and purpose: stream, step, occurrence and channel, joined.
    pub unique: String,
    /// What it needs to know, JSON; ids only.
    pub payload: String,
    /// When it is due, in the biller's business time.
    pub due_at: Timestamp,
    /// From then on it is too late for it, in the same time; never where there is none.
    pub expires_at: Option<Timestamp>,
}

/// A job that was claimed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Job {
    pub job: NewJob,
    /// How many times it was claimed, this time included.
    pub attempts: i64,
}

/// How a job ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum JobOutcome {
    Done,
    /// It is to be tried again.
    Retry {
        at: Timestamp,
        /// What went wrong, for staff.
        error: String,
    },
    GivenUp {
        /// What went wrong.
        error: String,
    },
    /// It was too late for it.
    Expired,
}
