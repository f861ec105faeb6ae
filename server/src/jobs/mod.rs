//! What runs by itself: jobs that wait in the database until they are due, and the node's own chores, one file each.
//!
//! Every node runs the same jobs and chores. A job is claimed with a lease, so that one node at a time does it; if that
//! node dies, the lease runs out and another node continues. A chore is safe to run anywhere, at any time.

mod advance;
mod checkouts;
mod forget_limits;
mod handler;
mod handlers;
mod metrics_upkeep;
pub mod purge_files;
mod purge_idempotency_records;
mod purge_jobs;
mod purge_sessions;
mod refunds;
mod runner;
mod sandbox_steps;
mod undo_bank_file;

#[cfg(test)]
mod tests;

use std::time::Duration;

use futures_util::FutureExt;
use futures_util::future::{BoxFuture, join_all};
use tokio::time::{MissedTickBehavior, interval};

use crate::state::App;
pub use advance::{AdvanceError, advance};
pub use runner::Runner;

/// Something that a node does regularly.
pub struct Chore {
    pub name: &'static str,
    pub every: Duration,
    pub run: fn(&App) -> BoxFuture<'_, ()>,
}

pub const CHORES: &[Chore] = &[
    Chore {
        name: "purge_keys",
        every: purge_idempotency_records::EVERY,
        run: |app| purge_idempotency_records::run(app).boxed(),
    },
    Chore {
        name: "purge_sessions",
        every: purge_sessions::EVERY,
        run: |app| purge_sessions::run(app).boxed(),
    },
    Chore { name: "purge_files", every: purge_files::EVERY, run: |app| purge_files::run(app).boxed() },
    Chore { name: "purge_jobs", every: purge_jobs::EVERY, run: |app| purge_jobs::run(app).boxed() },
    Chore { name: "forget_limits", every: forget_limits::EVERY, run: |app| forget_limits::run(app).boxed() },
    Chore {
        name: "metrics_upkeep",
        every: metrics_upkeep::EVERY,
        run: |app| metrics_upkeep::run(app).boxed(),
    },
];

/// Runs jobs and chores until the node stops.
pub async fn run(app: App) {
    let runner = Runner::new(app.services.clone(), app.providers.clone());
    tokio::join!(runner.run(&app.stop), join_all(CHORES.iter().map(|chore| keep_doing(&app, chore))));
}

/// Runs a chore regularly. A late chore runs once, not once for each time that was missed.
async fn keep_doing(app: &App, chore: &Chore) {
    let mut ticks = interval(chore.every);
    ticks.set_missed_tick_behavior(MissedTickBehavior::Delay);
    loop {
        tokio::select! {
            () = app.stop.cancelled() => return,
            _ = ticks.tick() => (chore.run)(app).await,
        }
    }
}
