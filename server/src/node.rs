//! A node at work: what `billow serve` runs, from the first connection to an orderly end.

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

/// How long open pages get to leave when the node stops.
const PAGES_LEAVE: Duration = Duration::from_secs(5);
/// How long answers that are under way get.
const ANSWERS_END: Duration = Duration::from_secs(10);

/// Lets the process have as many files open as it is allowed to: every open page is one, and the usual limit
/// at the start is for programs that need few.
pub fn raise_open_files() {
    let Rlimit { current, maximum } = getrlimit(Resource::Nofile);
    if current != maximum
        && let Err(error) = setrlimit(Resource::Nofile, Rlimit { current: maximum, maximum })
    {
        tracing::warn!(%error, ?current, "the limit of open files stays; fewer pages can be open at once");
    }
}

/// Serves until [`crate::state::Parts::stop`] is cancelled. Then nobody new is let in, answers under way
/// are finished, and open pages are sent to another node, a few at a time, so that none loses anything.
///
/// # Errors
/// When the database does not say where its log ends.
pub async fn serve(app: App, listener: TcpListener) -> anyhow::Result<()> {
    let mut tasks = JoinSet::new();
    tasks.spawn(Feed::start(&app).await?.run(app.clone()));
    tasks.spawn(live::keep(app.hub.clone(), app.services.clock.clone()));
    tasks.spawn(live::keep_inboxes(app.clone()));
    tasks.spawn(live::watch::run(app.clone()));
    let listener = listener.tap_io(|stream| {
        // Frames are small and wait for nobody.
        if let Err(error) = stream.set_nodelay(true) {
            tracing::debug!(%error, "a connection keeps delaying small packets");
        }
    });
    let service = router(app.clone()).into_make_service_with_connect_info::<SocketAddr>();
    let stop = app.stop.clone();
    let serving = axum::serve(listener, service).with_graceful_shutdown(stop.clone().cancelled_owned());
    let closing = async {
        stop.cancelled().await;
        // The feed goes on meanwhile: whoever is still here hears of everything.
        app.hub.close(PAGES_LEAVE).await;
    };
    let served = async { tokio::join!(closing, ending(&app, serving.into_future())).1 };
    let served = tokio::select! {
        served = served => served,
        // They run for ever; one that has ended has panicked, and pages would wait for ever for news.
        ended = tasks.join_next() => Err(anyhow::anyhow!("a background task has ended: {ended:?}")),
    };
    tasks.shutdown().await;
    served
}

/// Answers under way get their time after the stop, but no more.
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
