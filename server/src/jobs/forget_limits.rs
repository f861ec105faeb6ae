//! Drops counters of addresses and links that have been idle for a while.

use std::time::Duration;

use crate::state::App;

/// A limit looks back one minute.
pub const EVERY: Duration = Duration::from_secs(60);

pub async fn run(app: &App) {
    app.limits.forget_idle();
}
