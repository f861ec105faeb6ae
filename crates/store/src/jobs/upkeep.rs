//! How nodes claim jobs and finish them.

use async_trait::async_trait;
use domain::Timestamp;
use domain::ids::JobId;
use usecases::{Job, JobOutcome, UseCaseError, UseCaseResult};

use super::rows;
use crate::maintenance::{Outcome, nothing};
use crate::transaction::SqlTransaction;
use crate::writer::WriteTask;

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
        let engine = tx.engine;
        let claimed =
            rows::claim(tx.conn().await?, engine, owner, &purposes, *now, *lease_until, *limit).await;
        self.claimed.put(tx.check(claimed)?);
        Ok(nothing())
    }
}

/// Writes how a job ended.
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
        let finished = rows::finish(tx.conn().await?, &self.owner, self.job, &self.outcome, self.now).await;
        self.held.put(tx.check(finished)?);
        Ok(nothing())
    }
}

/// Removes jobs of a purpose that ended before an instant.
pub(super) struct PurgeJobs {
    purpose: &'static str,
    before: Timestamp,
    purged: Outcome<u64>,
}

impl PurgeJobs {
    pub(super) fn new(purpose: &'static str, before: Timestamp) -> Self {
        Self { purpose, before, purged: Outcome::default() }
    }

    pub(super) fn purged(&self) -> u64 {
        self.purged.take()
    }
}

#[async_trait]
impl WriteTask for PurgeJobs {
    async fn run(&self, tx: &mut SqlTransaction<'_>) -> Result<UseCaseResult, UseCaseError> {
        let purged = rows::purge(tx.conn().await?, self.purpose, self.before).await;
        let purged = tx.check(purged)?;
        // What was purged still is in older pages of the file.
        tx.erased |= purged > 0;
        self.purged.put(purged);
        Ok(nothing())
    }
}
