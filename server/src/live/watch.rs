//! What changes outside the log: links that are revoked or rotated, sandbox clocks that are moved.

use std::time::Duration;

use usecases::{Link, StoreError};

use super::hub::{Pass, Room};
use crate::state::App;

/// The pause between two rounds. Nothing is looked at while nothing was committed.
const PAUSE: Duration = Duration::from_secs(1);
/// The longest sleep without a sign of a commit.
const LONGEST_WAIT_MS: u64 = 15_000;
/// Rooms looked at before a short pause: other work goes first.
const BATCH: usize = 50;
const BATCH_PAUSE: Duration = Duration::from_millis(100);

/// Watches until the task is dropped.
pub async fn run(app: App) {
    let mut seen = 0;
    loop {
        seen = app.services.store.wait_for_commits(seen, LONGEST_WAIT_MS).await;
        if let Err(error) = round(&app).await {
            tracing::warn!(%error, "links and clocks of open pages could not be checked");
        }
        tokio::time::sleep(PAUSE).await;
    }
}

async fn round(app: &App) -> Result<(), StoreError> {
    for biller in app.services.store.billers().await? {
        app.hub.set_clock_offset_ms(biller.id, biller.clock_offset_ms, app.services.clock.now());
    }
    for rooms in app.hub.rooms().chunks(BATCH) {
        for Room { biller, invoice } in rooms {
            let links = app.services.store.links_of(*biller, *invoice).await?;
            let now = app.services.clock.now();
            let holds = |pass: &Pass| {
                let same = |link: &&Link| link.id == pass.link && link.generation == pass.generation;
                links.iter().find(same).is_some_and(|link| link.is_valid(now))
            };
            app.hub.check_passes(*invoice, holds);
        }
        tokio::time::sleep(BATCH_PAUSE).await;
    }
    Ok(())
}
