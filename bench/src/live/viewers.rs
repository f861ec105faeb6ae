//! Viewers: sockets that count what arrives, and how late.

use std::net::{Ipv4Addr, SocketAddr};
use std::ops::Range;
use std::sync::atomic::{AtomicU32, AtomicUsize, Ordering};
use std::sync::{Arc, OnceLock};
use std::time::Duration;

use anyhow::{Context as _, Result};
use futures_util::{StreamExt as _, TryStreamExt as _, stream};
use tokio::net::{TcpSocket, TcpStream};
use tokio::task::JoinHandle;
use tokio::time::Instant;
use tokio_tungstenite::tungstenite::Message;
use tokio_tungstenite::tungstenite::client::IntoClientRequest as _;
use tokio_tungstenite::tungstenite::protocol::WebSocketConfig;
use tokio_tungstenite::{WebSocketStream, client_async_with_config};
use tokio_util::sync::CancellationToken;

use super::Server;

/// How many connect at once.
const AT_ONCE: usize = 64;
/// How many share an address. A server may limit each address; these are many people.
const PER_ADDRESS: u32 = 500;

/// When each message is sent.
#[derive(Clone)]
pub struct Schedule {
    pub began: Instant,
    pub interval: Duration,
    /// The messages that count; others warm up or flood.
    pub numbers: Range<usize>,
}

impl Schedule {
    /// When a message is sent.
    pub fn planned(&self, number: usize) -> Instant {
        let turn = number.saturating_sub(self.numbers.start);
        self.began + self.interval * u32::try_from(turn).unwrap_or(u32::MAX)
    }
}

/// What has arrived anywhere.
#[derive(Default)]
pub struct Tally {
    pub arrived: AtomicUsize,
    /// Bytes of the last message.
    pub size: AtomicUsize,
}

/// Open sockets.
pub struct Viewers {
    pub tally: Arc<Tally>,
    tasks: Vec<JoinHandle<Vec<u32>>>,
    stop: CancellationToken,
}

impl Viewers {
    /// Opens a socket for each of these paths.
    pub async fn open(
        server: &Server,
        paths: Vec<String>,
        schedule: Arc<OnceLock<Schedule>>,
    ) -> Result<Self> {
        let address = server.address;
        let opened = stream::iter(paths).map(async |path| open(address, &path).await);
        let sockets: Vec<_> = opened.buffer_unordered(AT_ONCE).try_collect().await?;
        let (tally, stop) = (Arc::<Tally>::default(), CancellationToken::new());
        let watch = |socket| {
            let (tally, schedule, stop) = (Arc::clone(&tally), Arc::clone(&schedule), stop.clone());
            tokio::spawn(async move {
                let mut late = Vec::new();
                tokio::select! {
                    () = watch(socket, &tally, &schedule, &mut late) => {}
                    () = stop.cancelled() => {}
                }
                late
            })
        };
        let tasks = sockets.into_iter().map(watch).collect();
        Ok(Self { tally, tasks, stop })
    }

    /// Closes the sockets. Returns how late everything on the schedule was, microseconds, shortest first.
    pub async fn close(self) -> Result<Vec<u32>> {
        self.stop.cancel();
        let mut late = Vec::new();
        for task in self.tasks {
            late.extend(task.await?);
        }
        late.sort_unstable();
        Ok(late)
    }
}

async fn open(server: SocketAddr, path: &str) -> Result<WebSocketStream<TcpStream>> {
    static OPENED: AtomicU32 = AtomicU32::new(0);
    let [_, _, high, low] = (OPENED.fetch_add(1, Ordering::Relaxed) / PER_ADDRESS).to_be_bytes();
    let socket = TcpSocket::new_v4()?;
    // All of 127/8 is this machine.
    socket.bind((Ipv4Addr::new(127, 1, high, low), 0).into())?;
    let stream = socket.connect(server).await?;
    let request = format!("ws://{server}{path}").into_client_request()?;
    let config = WebSocketConfig::default().read_buffer_size(4_096).write_buffer_size(0);
    let opened = client_async_with_config(request, stream, Some(config)).await;
    Ok(opened.context("a socket was not opened")?.0)
}

async fn watch(
    mut socket: WebSocketStream<TcpStream>,
    tally: &Tally,
    schedule: &OnceLock<Schedule>,
    late: &mut Vec<u32>,
) {
    while let Some(Ok(message)) = socket.next().await {
        let Message::Text(text) = message else { continue };
        let Some(number) = number_in(&text) else { continue };
        if let Some(schedule) = schedule.get().filter(|schedule| schedule.numbers.contains(&number)) {
            let micros = schedule.planned(number).elapsed().as_micros();
            late.push(u32::try_from(micros).unwrap_or(u32::MAX));
        }
        tally.size.store(text.len(), Ordering::Relaxed);
        tally.arrived.fetch_add(1, Ordering::Relaxed);
    }
}

/// The number of a message: one less than its amount.
fn number_in(text: &str) -> Option<usize> {
    let (_, after) = text.split_once(r#""amount_minor":"#)?;
    after.split_once([',', '}'])?.0.parse::<usize>().ok()?.checked_sub(1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_amount_numbers_a_message() {
        assert_eq!(number_in(r#"{"event":{"type":"payment_settled","amount_minor":17,"x":1}}"#), Some(16));
        assert_eq!(number_in(r#"{"presence":{"payers":17}}"#), None);
    }
}
