//! Removes the answers to idempotency keys after 30 days.

use std::time::Duration;

use domain::Timestamp;
use usecases::KEYS_KEPT_MS;

use crate::state::App;

pub const EVERY: Duration = Duration::from_secs(60 * 60);

pub async fn run(app: &App) {
    let before = Timestamp(app.services.clock.now().0.saturating_sub(KEYS_KEPT_MS));
    match app.services.node().purge_idempotency_records(before).await {
        Ok(0) => {}
        Ok(purged) => tracing::info!(purged, "forgot old idempotency records"),
        // The next hour tries again.
        Err(error) => tracing::warn!(%error, "old idempotency records could not be forgotten"),
    }
}
