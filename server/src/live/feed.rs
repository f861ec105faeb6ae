//! From the log to the hub: what any process has committed reaches the pages that are open here.

use std::time::Duration;

use domain::StreamId;
use domain::invoices::wire::Opaque;
use usecases::{Cursor, FeedEntry, FeedRow, FeedStream, StoreError};

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
        self.seen = app.services.node().wait_for_commits(self.seen, LONGEST_WAIT_MS).await;
        loop {
            let rows = self.read(app).await?;
            self.hand_out(app, &rows).await?;
            if rows.len() < BATCH {
                return Ok(());
            }
        }
    }

    /// The next rows.
    ///
    /// # Errors
    /// Any error of the database.
    pub async fn read(&self, app: &App) -> Result<Vec<FeedRow>, StoreError> {
        app.services.node().feed(self.cursor, BATCH).await
    }

    /// Tells the inboxes and rooms of these rows, and goes on behind them. Content is read only for rooms with viewers.
    /// Whoever joins a room after it was asked finds the event in the log, because viewers join before they read the
    /// log, and the event was committed before its row was read.
    ///
    /// # Errors
    /// Any error of the database. Then no room was told of any of the rows.
    pub async fn hand_out(&mut self, app: &App, rows: &[FeedRow]) -> Result<(), StoreError> {
        let mut wanted = Vec::new();
        for row in rows {
            let FeedStream::Known(StreamId::Invoice(invoice)) = row.stream else { continue };
            app.inboxes.touch(row.biller, invoice);
            let audiences = app.hub.audiences(invoice);
            if !audiences.is_empty() {
                wanted.push((row.cursor, audiences));
            }
        }
        if !wanted.is_empty() {
            for entry in app.services.node().feed_entries(&wanted).await? {
                publish(app, &entry);
            }
        }
        if let Some(last) = rows.last() {
            self.cursor = last.cursor;
        }
        Ok(())
    }
}

/// Sends an event to everybody who has its invoice open.
fn publish(app: &App, entry: &FeedEntry) {
    let FeedEntry { row, payer, staff, opaque } = entry;
    let FeedStream::Known(StreamId::Invoice(invoice)) = row.stream else { return };
    let frames = match opaque {
        // Nobody can be shown it, nor what follows: the pages find that out when they fetch.
        Some(Opaque::Damaged) => Frames { payer: Some(resync()), staff: Some(resync()), opaque: false },
        opaque => Frames {
            payer: payer.as_ref().map(json),
            staff: staff.as_ref().map(json),
            opaque: opaque.is_some(),
        },
    };
    let readers = app.hub.publish(invoice, row.seq, &frames);
    metrics::counter!("billow_live_delivered_total").increment(readers);
    // Events carry the biller's business time, which in a sandbox may be ahead of ours.
    let now = app.services.clock.now().0.saturating_add(app.hub.clock_offset_ms(row.biller));
    let lag_ms = u32::try_from(now.saturating_sub(row.at.0)).unwrap_or_default();
    metrics::gauge!("billow_feed_lag_ms").set(lag_ms);
}
