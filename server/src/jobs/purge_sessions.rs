//! Removes sessions that have ended. They are not valid any more: this only keeps the table small.

use std::time::Duration;

use crate::state::App;

pub const EVERY: Duration = Duration::from_secs(60 * 60);

pub async fn run(app: &App) {
    match app.services.node().purge_sessions(app.services.clock.now()).await {
        Ok(0) => {}
        Ok(purged) => tracing::info!(purged, "removed sessions that have ended"),
        // The next hour tries again.
        Err(error) => tracing::warn!(%error, "sessions that have ended could not be removed"),
    }
}
