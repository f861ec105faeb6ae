//! What changes outside the log: links that are revoked or rotated, sandbox clocks that are moved.

use std::time::Duration;

use tokio::time::Instant;
use usecases::{Link, StoreError};

use super::hub::{Pass, Room};
use crate::state::App;

/// The longest sleep without a sign of a commit.
const LONGEST_WAIT_MS: u64 = 5_000;
/// The pause between two rounds.
const PAUSE: Duration = Duration::from_secs(1);
/// Rounds follow commits; one is made without a sign of any after so long.
const AT_LEAST: Duration = Duration::from_secs(15);
/// At most 250 rooms a second: what ends is noticed in a second or two where few pages are open, and many
/// open pages cost the database no more than this.
const BATCH: usize = 25;
const BATCH_PAUSE: Duration = Duration::from_millis(100);

/// Watches until the task is dropped.
pub async fn run(app: App) {
    let mut seen = 0;
    let mut last_round = Instant::now();
    loop {
        let noticed = app.services.store.wait_for_commits(seen, LONGEST_WAIT_MS).await;
        if noticed != seen || last_round.elapsed() >= AT_LEAST {
            (seen, last_round) = (noticed, Instant::now());
            if let Err(error) = round(&app).await {
                tracing::warn!(%error, "links and clocks of open pages could not be checked");
            }
        }
        tokio::time::sleep(PAUSE).await;
    }
}

/// Looks at every open invoice's links, and at the billers' clocks.
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
