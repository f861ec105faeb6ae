//! From the log to the hub: what any process has committed reaches the pages that are open here.

use std::time::Duration;

use domain::StreamId;
use domain::invoices::wire::Opaque;
use usecases::{Cursor, FeedEntry, FeedStream, StoreError};

use super::hub::Frames;
use super::said::{json, resync};
use crate::state::App;

/// Entries read at once.
const BATCH: usize = 512;
/// The longest sleep without a sign of a commit. A lost sign only delays.
const LONGEST_WAIT_MS: u64 = 1_000;
/// Waits after a failed read: the first one, and the longest.
const BACK_OFF: (Duration, Duration) = (Duration::from_millis(100), Duration::from_secs(5));

/// The position in the feed, and the last sign of a commit.
pub struct Feed {
    cursor: Cursor,
    seen: u64,
}

impl Feed {
    /// A feed of everything that is committed from now on.
    ///
    /// # Errors
    /// Any error of the database.
    pub async fn start(app: &App) -> Result<Self, StoreError> {
        Ok(Self { cursor: app.services.node().feed_end().await?, seen: 0 })
    }

    /// Delivers until the task is dropped.
    pub async fn run(mut self, app: App) {
        let mut wait = BACK_OFF.0;
        loop {
            match self.deliver(&app).await {
                Ok(()) => wait = BACK_OFF.0,
                Err(error) => {
                    tracing::error!(%error, "the feed cannot be read; trying again in {wait:?}");
                    metrics::counter!("billow_feed_errors_total").increment(1);
                    tokio::time::sleep(wait).await;
                    wait = (wait * 2).min(BACK_OFF.1);
                }
            }
        }
    }

    /// Waits for commits and delivers their events.
    async fn deliver(&mut self, app: &App) -> Result<(), StoreError> {
        let store = app.services.node();
        self.seen = store.wait_for_commits(self.seen, LONGEST_WAIT_MS).await;
        loop {
            let entries = store.feed(self.cursor, BATCH).await?;
            let whole = entries.len() < BATCH;
            for entry in entries {
                publish(app, &entry);
                self.cursor = entry.cursor;
            }
            if whole {
                return Ok(());
            }
        }
    }
}

fn publish(app: &App, entry: &FeedEntry) {
    let FeedStream::Known(StreamId::Invoice(invoice)) = entry.stream else { return };
    app.inboxes.touch(entry.biller, invoice);
    let wants = app.hub.wants(invoice);
    if !wants.payer && !wants.staff {
        return;
    }
    let frames = match entry.opaque {
        // Nobody can be shown it, nor what follows: the pages find that out when they fetch.
        Some(Opaque::Damaged) => Frames { payer: Some(resync()), staff: Some(resync()), opaque: false },
        opaque => Frames {
            payer: entry.payer.as_ref().filter(|_| wants.payer).map(json),
            staff: entry.staff.as_ref().filter(|_| wants.staff).map(json),
            opaque: opaque.is_some(),
        },
    };
    let readers = app.hub.publish(invoice, entry.seq, &frames);
    metrics::counter!("billow_live_delivered_total").increment(readers);
    // Events carry the biller's business time, which in a sandbox may be ahead of ours.
    let now = app.services.clock.now().0.saturating_add(app.hub.clock_offset_ms(entry.biller));
    let lag_ms = u32::try_from(now.saturating_sub(entry.at.0)).unwrap_or_default();
    metrics::gauge!("billow_feed_lag_ms").set(lag_ms);
}
