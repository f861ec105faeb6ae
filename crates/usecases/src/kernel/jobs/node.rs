//! How a node takes jobs from the queue and says how they ended.

use domain::Timestamp;
use domain::ids::{BillerId, JobId};

use super::Purpose;
use super::ports::{Job, JobOutcome};
use crate::kernel::error::StoreError;
use crate::kernel::node::NodeStore;

impl NodeStore {
    /// Takes up to `limit` due jobs of these purposes and holds them until `lease_until`.
    ///
    /// # Errors
    /// What the database answers.
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

    /// Says how a claimed job ended, at `now` of real time. False when the lease was lost.
    ///
    /// # Errors
    /// What the database answers.
    pub async fn finish_job(
        &self,
        owner: &str,
        job: JobId,
        outcome: JobOutcome,
        now: Timestamp,
    ) -> Result<bool, StoreError> {
        self.0.finish_job(owner, job, outcome, now).await
    }

    /// Removes jobs of a purpose that ended longer ago than it keeps them, at `now` of real time. Answers how many.
    ///
    /// # Errors
    /// What the database answers.
    pub async fn purge_jobs(&self, purpose: &Purpose, now: Timestamp) -> Result<u64, StoreError> {
        self.0.purge_jobs(purpose, now).await
    }

    /// When the biller's next job of these purposes is due, business time.
    ///
    /// # Errors
    /// What the database answers.
    pub async fn next_job_due(
        &self,
        biller: BillerId,
        purposes: &[&str],
    ) -> Result<Option<Timestamp>, StoreError> {
        self.0.next_job_due(biller, purposes).await
    }
}
