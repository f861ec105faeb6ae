//! Claims due jobs and passes each to the handler of its purpose.

use std::panic::AssertUnwindSafe;
use std::sync::Arc;
use std::time::Duration;

use domain::Timestamp;
use futures_util::FutureExt;
use tokio::task::JoinSet;
use tokio::time::{MissedTickBehavior, interval, timeout};
use tokio_util::sync::CancellationToken;
use usecases::{Job, JobOutcome, NewJob, Services, StoreError};

use super::handler::Handlers;
use super::handlers::handlers;
use crate::providers::Providers;
use crate::respond::Cause as _;

/// How often a node looks for due jobs.
const EVERY: Duration = Duration::from_secs(1);
/// How many jobs a node runs at once.
const AT_ONCE: usize = 8;
/// How long a claimed job belongs to one node alone.
const LEASE: Duration = Duration::from_secs(60);
/// How long a job may run: less than the lease, so that it never runs twice at the same time.
const LONGEST: Duration = Duration::from_secs(45);
/// How long running jobs have to end once the node stops; other nodes continue those that do not.
const DRAIN: Duration = Duration::from_secs(5);
/// How many times a job is tried: with the waits below, for about a day.
const MOST_ATTEMPTS: i64 = 20;
/// The wait after the first failure.
const FIRST_WAIT_MS: i64 = 10_000;
/// The longest wait between two tries.
const LONGEST_WAIT_MS: i64 = 2 * 60 * 60 * 1000;

/// Runs jobs for one node.
#[derive(Clone)]
pub struct Runner {
    services: Services,
    /// The name of this node in leases.
    owner: String,
    handlers: Arc<Handlers>,
    /// Wakes the runner when a job was written that somebody waits for.
    providers: Option<Providers>,
}

impl Runner {
    /// A runner for every purpose that this version knows.
    #[must_use]
    pub fn new(services: Services, providers: Providers) -> Self {
        let handlers = handlers(&services, &providers);
        Self { providers: Some(providers), ..Self::with(services, handlers) }
    }

    pub(super) fn with(services: Services, handlers: Handlers) -> Self {
        let owner = services.ids.next_id().to_string();
        Self { services, owner, handlers: Arc::new(handlers), providers: None }
    }

    /// Runs due jobs, every second, until the node stops.
    pub async fn run(&self, stop: &CancellationToken) {
        let mut running = JoinSet::new();
        let mut ticks = interval(EVERY);
        ticks.set_missed_tick_behavior(MissedTickBehavior::Delay);
        loop {
            tokio::select! {
                () = stop.cancelled() => break,
                _ = ticks.tick() => {}
                () = self.woken() => {}
            }
            while running.try_join_next().is_some() {}
            match self.claim(AT_ONCE.saturating_sub(running.len())).await {
                Ok(jobs) => {
                    for job in jobs {
                        let runner = self.clone();
                        running.spawn(async move { runner.finish(job).await });
                    }
                }
                Err(error) => tracing::warn!(%error, "jobs could not be claimed"),
            }
        }
        let all_ended = async { while running.join_next().await.is_some() {} };
        // A job that is cut off here loses its lease and runs again elsewhere.
        let _ = timeout(DRAIN, all_ended).await;
    }

    /// Returns when somebody waits for a job.
    async fn woken(&self) {
        match &self.providers {
            Some(providers) => providers.woken().await,
            None => std::future::pending().await,
        }
    }

    /// Runs due jobs one after the other, earliest first. Returns how many ran.
    ///
    /// # Errors
    /// Any error of the database.
    pub async fn run_due(&self) -> Result<usize, StoreError> {
        let mut ran = 0;
        while let Some(job) = self.claim(1).await?.pop() {
            self.finish(job).await;
            ran += 1;
        }
        Ok(ran)
    }

    /// The purposes that this version has handlers for. Jobs of other purposes wait: a newer version wrote them.
    pub(super) fn purposes(&self) -> Vec<&'static str> {
        self.handlers.keys().copied().collect()
    }

    async fn claim(&self, most: usize) -> Result<Vec<Job>, StoreError> {
        let purposes = self.purposes();
        // Without a known purpose there is nothing to claim.
        if most == 0 || purposes.is_empty() {
            return Ok(Vec::new());
        }
        let now = self.services.clock.now();
        self.services.node().claim_jobs(&self.owner, &purposes, now, after(now, LEASE), most).await
    }

    /// Runs a claimed job and records how it ended.
    async fn finish(&self, job: Job) {
        let Job { job, attempts } = job;
        let (id, purpose) = (job.id, job.purpose.clone());
        let outcome = match self.attempt_in_time(&job).await {
            Ok(false) => {
                tracing::warn!(%id, purpose, "it was too late for a job");
                metrics::counter!("billow_jobs_expired_total").increment(1);
                JobOutcome::Expired
            }
            Ok(true) => JobOutcome::Done,
            // A newer node can do it, so the job never counts as failed, however often this node has to leave it.
            Err(JobFailed { error, node_too_old: true }) => {
                tracing::info!(%id, purpose, attempts, error, "a job is left to a newer node");
                match self.business_now(&job).await {
                    Ok(now) => {
                        JobOutcome::Retry { at: Timestamp(now.0.saturating_add(FIRST_WAIT_MS)), error }
                    }
                    Err(_) => return,
                }
            }
            Err(JobFailed { error, .. }) if attempts >= MOST_ATTEMPTS => {
                tracing::error!(%id, purpose, attempts, error, "a job was given up");
                metrics::counter!("billow_jobs_given_up_total").increment(1);
                JobOutcome::GivenUp { error }
            }
            Err(JobFailed { error, .. }) => {
                tracing::warn!(%id, purpose, attempts, error, "a job failed and is tried again");
                let wait = wait_ms(attempts);
                match self.business_now(&job).await {
                    Ok(now) => JobOutcome::Retry { at: Timestamp(now.0.saturating_add(wait)), error },
                    // The lease runs out, and then it is tried again.
                    Err(_) => return,
                }
            }
        };
        let now = self.services.clock.now();
        match self.services.node().finish_job(&self.owner, id, outcome, now).await {
            Ok(true) => metrics::counter!("billow_jobs_ended_total").increment(1),
            Ok(false) => tracing::warn!(%id, purpose, "a job's lease had run out when it ended"),
            Err(error) => tracing::warn!(%id, purpose, %error, "how a job ended could not be saved"),
        }
    }

    /// Runs a job unless it is too late for it. Returns false if it is.
    async fn attempt_in_time(&self, job: &NewJob) -> Result<bool, JobFailed> {
        if let Some(end) = job.expires_at {
            let now = self.business_now(job).await.map_err(|error| error.to_string())?;
            if now >= end {
                return Ok(false);
            }
        }
        self.attempt(job).await.map(|()| true)
    }

    async fn attempt(&self, job: &NewJob) -> Result<(), JobFailed> {
        let Some(handler) = self.handlers.get(job.purpose.as_str()) else {
            // Only known purposes are claimed, so this is a bug.
            return Err(format!("this version has no handler for “{}”", job.purpose).into());
        };
        let run = AssertUnwindSafe(handler.run(&self.services, job)).catch_unwind();
        match timeout(LONGEST, run).await {
            Ok(Ok(Ok(()))) => Ok(()),
            Ok(Ok(Err(error))) => {
                Err(JobFailed { node_too_old: error.is_node_too_old(), error: format!("{error:#}") })
            }
            Ok(Err(_)) => Err("the handler panicked".to_owned().into()),
            Err(_) => Err(format!("it did not end in {} s", LONGEST.as_secs()).into()),
        }
    }

    async fn business_now(&self, job: &NewJob) -> Result<Timestamp, StoreError> {
        let biller = self.services.node().biller(job.biller).await?;
        let clock = self.services.clock.as_ref();
        Ok(biller.map_or_else(|| clock.now(), |biller| biller.now(clock)))
    }
}

/// Why an attempt failed.
struct JobFailed {
    error: String,
    /// A newer version of the program has written to what the job is about.
    node_too_old: bool,
}

impl From<String> for JobFailed {
    fn from(error: String) -> Self {
        Self { error, node_too_old: false }
    }
}

fn after(now: Timestamp, wait: Duration) -> Timestamp {
    Timestamp(now.0.saturating_add(i64::try_from(wait.as_millis()).unwrap_or(i64::MAX)))
}

/// Doubles after each failure.
fn wait_ms(attempts: i64) -> i64 {
    let doublings = u32::try_from(attempts.saturating_sub(1)).unwrap_or(0).min(30);
    FIRST_WAIT_MS.saturating_mul(1 << doublings).min(LONGEST_WAIT_MS)
}
