//! Moves a sandbox biller's clock as time would: it stops at every due job, in order.

use std::time::Duration;

use domain::Timestamp;
use domain::ids::BillerId;
use usecases::{Services, StoreError};

use super::Runner;

/// Another node may hold a job; after this long it is done or free again.
const PATIENCE: Duration = Duration::from_secs(90);
/// How long until the next look at a job that another node holds.
const LOOK_AGAIN: Duration = Duration::from_millis(200);

/// Why a clock was not moved all the way.
#[derive(Debug, thiserror::Error)]
pub enum AdvanceError {
    /// The database failed, or the biller is no sandbox biller.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// Another node holds a job and does not finish it.
    #[error("a job that is due is under way on another node and does not end; the clock has stopped there")]
    Held,
}

/// Moves the clock by `by_ms` milliseconds and runs what becomes due on the way, each at its time. Returns how many
/// jobs ran here.
///
/// # Errors
/// [`AdvanceError`]; the clock stays where it had come to.
pub async fn advance(
    services: &Services,
    runner: &Runner,
    biller: BillerId,
    by_ms: i64,
) -> Result<usize, AdvanceError> {
    // A biller whose clock cannot move is refused before anything runs.
    services.node().advance_clock(biller, 0).await?;
    let mut ran = 0;
    let end = Timestamp(now(services, biller).await?.0.saturating_add(by_ms));
    loop {
        ran += run_due(services, runner, biller).await?;
        let here = now(services, biller).await?;
        let next = services.node().next_job_due(biller, &runner.purposes()).await?;
        let next = next.filter(|next| *next <= end).unwrap_or(end);
        services.node().advance_clock(biller, (next.0 - here.0).max(0)).await?;
        if next >= end {
            return Ok(ran + run_due(services, runner, biller).await?);
        }
    }
}

/// Runs what is due now, and waits for due jobs that other nodes have claimed.
async fn run_due(services: &Services, runner: &Runner, biller: BillerId) -> Result<usize, AdvanceError> {
    let mut ran = 0;
    let ended = tokio::time::timeout(PATIENCE, async {
        loop {
            ran += runner.run_due().await?;
            let next = services.node().next_job_due(biller, &runner.purposes()).await?;
            let now = now(services, biller).await?;
            if next.is_none_or(|next| next > now) {
                return Ok(());
            }
            tokio::time::sleep(LOOK_AGAIN).await;
        }
    });
    match ended.await {
        Ok(Ok(())) => Ok(ran),
        Ok(Err(error)) => Err(AdvanceError::Store(error)),
        Err(_) => Err(AdvanceError::Held),
    }
}

async fn now(services: &Services, biller: BillerId) -> Result<Timestamp, StoreError> {
    let found = services.node().biller(biller).await?.ok_or(StoreError::NotSandbox)?;
    Ok(found.now(services.clock.as_ref()))
}
