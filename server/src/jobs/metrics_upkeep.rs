//! Runs the upkeep of metrics, so that histograms do not grow while nobody collects them.

use std::time::Duration;

use crate::state::App;

/// The interval of the exporter's own upkeep task, which does not run here.
pub const EVERY: Duration = Duration::from_secs(5);

pub async fn run(app: &App) {
    app.metrics.run_upkeep();
}
