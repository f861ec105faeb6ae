//! Watches what changes outside the log: links that are revoked or rotated, sessions that end, sandbox clocks that
//! move.

use std::collections::HashSet;
use std::time::Duration;

use tokio::time::Instant;
use usecases::StoreError;

use crate::state::App;

/// The longest sleep without a sign of a commit.
const LONGEST_WAIT_MS: u64 = 5_000;
/// The pause between two rounds.
const PAUSE: Duration = Duration::from_secs(1);
/// Rounds follow commits; without any sign of one there is still a round after this time.
const AT_LEAST: Duration = Duration::from_secs(15);
/// How many links are looked up together, before other work gets a turn.
const BATCH: usize = 200;
const BATCH_PAUSE: Duration = Duration::from_millis(100);

/// Watches until the task is dropped.
pub async fn run(app: App) {
    let mut seen = 0;
    let mut last_round = Instant::now();
    loop {
        let noticed = app.services.node().wait_for_commits(seen, LONGEST_WAIT_MS).await;
        if noticed != seen || last_round.elapsed() >= AT_LEAST {
            (seen, last_round) = (noticed, Instant::now());
            if let Err(error) = round(&app).await {
                tracing::warn!(%error, "links, sessions and clocks of open pages could not be checked");
            }
        }
        tokio::time::sleep(PAUSE).await;
    }
}

/// Checks every link and session that is connected here, and the billers' clocks.
async fn round(app: &App) -> Result<(), StoreError> {
    for biller in app.services.node().billers().await? {
        app.hub.set_clock_offset_ms(biller.id, biller.clock_offset_ms, app.services.clock.now());
    }
    let passes = app.hub.passes();
    let hashes: Vec<_> = passes.links.keys().cloned().collect();
    for some in hashes.chunks(BATCH) {
        let held = app.services.node().links_that_hold(some, app.services.clock.now()).await?;
        let held: HashSet<Vec<u8>> = held.into_iter().collect();
        for hash in some.iter().filter(|hash| !held.contains(hash.as_ref())) {
            if let Some(invoice) = passes.links.get(hash) {
                app.hub.end_credential(*invoice, hash);
            }
        }
        tokio::time::sleep(BATCH_PAUSE).await;
    }
    let sessions: Vec<_> = passes.sessions.union(&app.inboxes.sessions()).cloned().collect();
    for some in sessions.chunks(BATCH) {
        let held = app.services.node().sessions_that_hold(some, app.services.clock.now()).await?;
        let held: HashSet<Vec<u8>> = held.into_iter().collect();
        for hash in some.iter().filter(|hash| !held.contains(hash.as_ref())) {
            app.hub.end_session(hash);
            app.inboxes.end_session(hash);
        }
    }
    Ok(())
}
