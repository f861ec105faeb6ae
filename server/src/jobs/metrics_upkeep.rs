//! Sums up what was counted, so that counters that nobody collects do not grow.

use std::time::Duration;

use crate::state::App;

/// What the exporter's own task would do, where it has one.
pub const EVERY: Duration = Duration::from_secs(5);

pub async fn run(app: &App) {
    app.metrics.run_upkeep();
}
