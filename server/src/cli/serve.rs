//! `billow serve`

use std::net::SocketAddr;
use std::time::Duration;

use metrics_exporter_prometheus::PrometheusBuilder;
use tokio::net::TcpListener;
use tokio::signal::unix::{SignalKind, signal};
use tokio_util::sync::CancellationToken;

use super::Common;
use super::context::CliContext;
use super::failure::{Failure, Outcome};
use super::out;
use crate::state::App;
use crate::{jobs, node};

/// How long jobs and the last writes have to end once the server stops.
const DRAIN: Duration = Duration::from_secs(10);

pub async fn run(common: &Common) -> Result<Outcome, Failure> {
    let CliContext { settings, store, services, .. } = CliContext::open(common).await?;
    let files = settings.open_files()?;
    let metrics = PrometheusBuilder::new()
        .install_recorder()
        .map_err(|error| Failure::failed(format!("the counters cannot be set up: {error}")))?;
    node::raise_open_files();
    let address = settings.addr;
    let listener = TcpListener::bind(address).await.map_err(|error| no_listener(address, &error))?;
    let app = App::new(services, settings, files, metrics);
    stop_on_signal(app.stop.clone())?;
    out::line(&format!("Billow serves {} (Ctrl-C stops it)", app.settings.base_url))?;
    tracing::info!(%address, base_url = app.settings.base_url, "serving");
    if !app.settings.keeps_sessions() {
        tracing::warn!(
            "BILLOW_BASE_URL (base_url) is plain http: browsers keep no log-in of the console there; serve it \
             under https, or on this machine as http://127.0.0.1"
        );
    }

    let jobs = tokio::spawn(jobs::run(app.clone()));
    let served = node::serve(app.clone(), listener).await;
    app.stop.cancel();
    if tokio::time::timeout(DRAIN, jobs).await.is_err() {
        tracing::warn!("some jobs did not end in {} s; they run again later", DRAIN.as_secs());
    }
    // Writes that were accepted are finished before the process ends.
    if tokio::time::timeout(DRAIN, store.close()).await.is_err() {
        tracing::warn!("the database did not close in {} s", DRAIN.as_secs());
    }
    served.map_err(|error| Failure::failed(format!("the server ended: {error:#}")))?;
    tracing::info!("stopped");
    Ok(Outcome::Good)
}

/// The first interrupt or termination stops the server in order, the second one ends the process at once.
fn stop_on_signal(stop: CancellationToken) -> Result<(), Failure> {
    let cannot = |error| Failure::failed(format!("signals cannot be received: {error}"));
    let mut interrupt = signal(SignalKind::interrupt()).map_err(cannot)?;
    let mut terminate = signal(SignalKind::terminate()).map_err(cannot)?;
    tokio::spawn(async move {
        let mut next = async || tokio::select! { _ = interrupt.recv() => (), _ = terminate.recv() => () };
        next().await;
        tracing::info!("stopping; clients return to another node");
        stop.cancel();
        next().await;
        std::process::exit(1);
    });
    Ok(())
}

fn no_listener(address: SocketAddr, error: &std::io::Error) -> Failure {
    let why = match error.kind() {
        std::io::ErrorKind::AddrInUse => "another program uses this address; stop it or choose another one",
        std::io::ErrorKind::PermissionDenied => {
            "this user may not use this port; choose one above 1023, or let the system allow it"
        }
        std::io::ErrorKind::AddrNotAvailable => "this machine does not have this address",
        _ => return Failure::failed(format!("BILLOW_ADDR (addr): cannot listen on {address}: {error}")),
    };
    Failure::failed(format!("BILLOW_ADDR (addr): cannot listen on {address}: {why}"))
}
