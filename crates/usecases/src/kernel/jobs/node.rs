//! How a node claims jobs from the queue and finishes them.

use domain::Timestamp;
use domain::ids::{BillerId, JobId};

use super::Purpose;
use super::ports::{Job, JobOutcome};
use crate::kernel::error::StoreError;
use crate::kernel::node::NodeStore;

impl NodeStore {
    /// Claims up to `limit` due jobs of these purposes and holds them until `lease_until`.
    ///
    /// # Errors
    /// The database's error.
    pub async fn claim_jobs(
        &self,
        owner: &str,
        purposes: &[&str],
        now: Timestamp,
        lease_until: Timestamp,
        limit: usize,
    ) -> Result<Vec<Job>, StoreError> {
        self.0.claim_jobs(owner, purposes, now, lease_until, limit).await
    }

    /// Records how a claimed job ended, at `now` of real time. False if the lease was lost.
    ///
    /// # Errors
    /// The database's error.
    pub async fn finish_job(
        &self,
        owner: &str,
        job: JobId,
        outcome: JobOutcome,
        now: Timestamp,
    ) -> Result<bool, StoreError> {
        self.0.finish_job(owner, job, outcome, now).await
    }

    /// Deletes jobs of a purpose that ended before its retention time, at `now` of real time. Returns how many.
    ///
    /// # Errors
    /// The database's error.
    pub async fn purge_jobs(&self, purpose: &Purpose, now: Timestamp) -> Result<u64, StoreError> {
        self.0.purge_jobs(purpose, now).await
    }

    /// When the biller's next job of these purposes is due, business time.
    ///
    /// # Errors
    /// The database's error.
    pub async fn next_job_due(
        &self,
        biller: BillerId,
        purposes: &[&str],
    ) -> Result<Option<Timestamp>, StoreError> {
        self.0.next_job_due(biller, purposes).await
    }
}
