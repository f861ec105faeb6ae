//! Removes jobs that ended long ago, when nobody will enqueue the same job again.

use std::time::Duration;

use usecases::PURPOSES;

use crate::state::App;

pub const EVERY: Duration = Duration::from_secs(60 * 60);

pub async fn run(app: &App) {
    let now = app.services.clock.now();
    for purpose in PURPOSES {
        match app.services.node().purge_jobs(purpose, now).await {
            Ok(0) => {}
            Ok(purged) => tracing::info!(purpose = purpose.name, purged, "removed jobs that have ended"),
            // The next hour tries again.
            Err(error) => {
                tracing::warn!(purpose = purpose.name, %error, "jobs that have ended could not be removed");
            }
        }
    }
}
