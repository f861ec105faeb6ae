//! A running node: what `billow serve` runs, from the first connection to an orderly end.

use std::future::Future;
use std::net::SocketAddr;
use std::time::Duration;

use axum::serve::ListenerExt;
use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};
use tokio::net::TcpListener;
use tokio::task::JoinSet;

use crate::live::{self, feed::Feed};
use crate::routes::router;
use crate::state::App;

/// How long open pages have to leave when the node stops.
const PAGES_LEAVE: Duration = Duration::from_secs(5);
/// How long answers in progress have to end.
const ANSWERS_END: Duration = Duration::from_secs(10);

/// Raises the limit of open files to what the process is allowed: every open page is one, and the usual limit at the
/// start is meant for programs that need few.
pub fn raise_open_files() {
    let Rlimit { current, maximum } = getrlimit(Resource::Nofile);
    if current != maximum
        && let Err(error) = setrlimit(Resource::Nofile, Rlimit { current: maximum, maximum })
    {
        tracing::warn!(%error, ?current, "the limit of open files stays; fewer pages can be open at once");
    }
}

/// Serves until [`crate::state::Parts::stop`] is cancelled. Then it accepts no new connections, finishes answers in
/// progress, and sends open pages to another node, a few at a time, so that none loses anything.
/// # Errors
/// If the database does not answer where its log ends.
pub async fn serve(app: App, listener: TcpListener) -> anyhow::Result<()> {
    let mut tasks = JoinSet::new();
    tasks.spawn(Feed::start(&app).await?.run(app.clone()));
    tasks.spawn(live::keep(app.hub.clone(), app.services.clock.clone()));
    tasks.spawn(live::keep_inboxes(app.clone()));
    tasks.spawn(live::watch::run(app.clone()));
    let listener = listener.tap_io(|stream| {
        // Frames are small and must be sent at once.
        if let Err(error) = stream.set_nodelay(true) {
            tracing::debug!(%error, "a connection keeps delaying small packets");
        }
    });
    let service = router(app.clone()).into_make_service_with_connect_info::<SocketAddr>();
    let stop = app.stop.clone();
    let serving = axum::serve(listener, service).with_graceful_shutdown(stop.clone().cancelled_owned());
    let closing = async {
        stop.cancelled().await;
        // The feed still runs, so that pages that are still open miss nothing.
        app.hub.close(PAGES_LEAVE).await;
    };
    let served = async { tokio::join!(closing, ending(&app, serving.into_future())).1 };
    let served = tokio::select! {
        served = served => served,
        // These tasks run for ever. One that has ended has panicked, and pages would never hear of anything again.
        ended = tasks.join_next() => Err(anyhow::anyhow!("a background task has ended: {ended:?}")),
    };
    tasks.shutdown().await;
    served
}

/// Answers in progress get some time after the stop, but no more.
async fn ending(app: &App, serving: impl Future<Output = std::io::Result<()>>) -> anyhow::Result<()> {
    let late = async {
        app.stop.cancelled().await;
        tokio::time::sleep(ANSWERS_END).await;
    };
    tokio::select! {
        served = serving => Ok(served?),
        () = late => {
            tracing::warn!("some answers were not taken in time; the node stops all the same");
            Ok(())
        }
    }
}
