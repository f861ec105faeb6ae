//! Jobs: side effects that are due at a time, claimed with a lease.

mod rows;
pub(crate) mod tables;
mod upkeep;

use std::sync::Arc;

use async_trait::async_trait;
use domain::Timestamp;
use domain::ids::{BillerId, JobId};
use usecases::{Job, JobOutcome, JobStore, JobTransaction, NewJob, Purpose, StoreError};

use crate::store::SqlStore;
use crate::transaction::SqlTransaction;
use crate::writer::WriteTask;
use upkeep::{ClaimJobs, FinishJob, PurgeJobs};

/// The most jobs that are claimed at once.
const MOST_JOBS: usize = 1_000;

#[async_trait]
impl JobTransaction for SqlTransaction<'_> {
    async fn enqueue(&mut self, job: &NewJob) -> Result<(), StoreError> {
        self.write_later(vec![rows::insert(job)]);
        Ok(())
    }
}

#[async_trait]
impl JobStore for SqlStore {
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
        Ok(rows::next_due(&mut *self.reader().await?, biller, purposes).await?)
    }

    async fn purge_jobs(&self, purpose: &Purpose, now: Timestamp) -> Result<u64, StoreError> {
        let before = Timestamp(now.0.saturating_sub(purpose.kept_ms));
        let task = Arc::new(PurgeJobs::new(purpose.name, before));
        self.do_own(Arc::clone(&task) as Arc<dyn WriteTask>).await?;
        Ok(task.purged())
    }
}
