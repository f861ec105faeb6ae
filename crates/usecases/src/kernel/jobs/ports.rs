//! The database ports of jobs: parts of [`crate::Store`] and [`crate::Transaction`].

use async_trait::async_trait;
use domain::Timestamp;
use domain::ids::{BillerId, JobId};

use super::Purpose;
use crate::kernel::error::StoreError;

/// How a transaction adds jobs.
#[async_trait]
pub trait JobTransaction: Send {
    /// Adds a job unless one with the same [`NewJob::unique`] exists. Use cases write jobs through their payload types.
    async fn enqueue(&mut self, job: &NewJob) -> Result<(), StoreError>;
}

/// How nodes share the queue of jobs.
#[async_trait]
pub trait JobStore: Send + Sync {
    /// Claims up to `limit` due jobs of these purposes and holds them until `lease_until`. Jobs of other purposes wait
    /// for a node that has a handler.
    async fn claim_jobs(
        &self,
        owner: &str,
        purposes: &[&str],
        now: Timestamp,
        lease_until: Timestamp,
        limit: usize,
    ) -> Result<Vec<Job>, StoreError>;

    /// Records how a claimed job ended, at `now` of real time; only the holder of the lease can. False if the lease was
    /// lost.
    async fn finish_job(
        &self,
        owner: &str,
        job: JobId,
        outcome: JobOutcome,
        now: Timestamp,
    ) -> Result<bool, StoreError>;

    /// Deletes jobs of a purpose that ended before its retention time, at `now` of real time. Returns how many.
    async fn purge_jobs(&self, purpose: &Purpose, now: Timestamp) -> Result<u64, StoreError>;

    /// When the biller's next unfinished job of these purposes is due, business time; in the past while one is late or
    /// running.
    async fn next_job_due(
        &self,
        biller: BillerId,
        purposes: &[&str],
    ) -> Result<Option<Timestamp>, StoreError>;
}

/// A job to be written in the transaction that causes it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewJob {
    pub id: JobId,
    pub biller: BillerId,
    pub purpose: String,
    /// Unique within biller and purpose: stream, step, occurrence and channel, joined.
    pub unique: String,
    /// The payload as JSON; ids only.
    pub payload: String,
    /// When it is due, in the biller's business time.
    pub due_at: Timestamp,
    /// After this instant the job expires, in the same time; `None` for never.
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
    /// It will be tried again.
    Retry {
        at: Timestamp,
        error: String,
    },
    GivenUp {
        error: String,
    },
    /// It was too late to run.
    Expired,
}
