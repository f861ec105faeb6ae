//! What runs by itself: jobs that wait in the database for their time, and the node's own chores, one file
//! each.
//!
//! Every node runs the same jobs and chores. A job is claimed with a lease, so that one node at a time
//! does it; a node that dies loses the lease and another one goes on. A chore is safe to do anywhere, at
//! any time.

mod advance;
mod checkouts;
mod forget_limits;
mod metrics_upkeep;
pub mod purge_files;
mod purge_remembered;
mod purge_sessions;
mod refunds;
mod runner;
mod sandbox_steps;

#[cfg(test)]
mod tests;

use std::time::Duration;

use tokio::time::{MissedTickBehavior, interval};

use crate::state::App;
pub use advance::{AdvanceError, advance};
pub use runner::Runner;

/// Runs jobs and chores until the node stops.
pub async fn run(app: App) {
    let runner = Runner::new(app.services.clone(), app.providers.clone());
    tokio::join!(
        runner.run(&app.stop),
        chore(&app, purge_remembered::EVERY, || purge_remembered::run(&app)),
        chore(&app, purge_sessions::EVERY, || purge_sessions::run(&app)),
        chore(&app, purge_files::EVERY, || purge_files::run(&app)),
        chore(&app, forget_limits::EVERY, || forget_limits::run(&app)),
        chore(&app, metrics_upkeep::EVERY, || metrics_upkeep::run(&app)),
    );
}

/// Does something now and then. One that is late is done once, not once for each time that was missed.
async fn chore<F: Future<Output = ()>>(app: &App, every: Duration, run: impl Fn() -> F) {
    let mut ticks = interval(every);
    ticks.set_missed_tick_behavior(MissedTickBehavior::Delay);
    loop {
        tokio::select! {
            () = app.stop.cancelled() => return,
            _ = ticks.tick() => run().await,
        }
    }
}
