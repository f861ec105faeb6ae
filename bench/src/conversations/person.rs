//! One person with one invoice open: writes when told to, reads what arrives, and reports it as read.

use std::net::Ipv4Addr;
use std::ops::Range;
use std::sync::atomic::{AtomicU32, AtomicUsize, Ordering};
use std::sync::{Arc, OnceLock};
use std::time::Duration;

use anyhow::{Context as _, Result};
use futures_util::{SinkExt as _, StreamExt as _};
use serde_json::{Value, json};
use tokio::net::{TcpSocket, TcpStream};
use tokio::sync::mpsc;
use tokio::task::JoinHandle;
use tokio::time::Instant;
use tokio_tungstenite::tungstenite::Message;
use tokio_tungstenite::tungstenite::client::IntoClientRequest as _;
use tokio_tungstenite::{WebSocketStream, client_async};

use super::office::{Line, MESSAGE, number_in};

/// How many share an address.
const PER_ADDRESS: u32 = 500;

/// When each message is written.
pub struct Schedule {
    pub began: Instant,
    pub interval: Duration,
    /// The messages that count; the others warm up.
    pub counted: Range<usize>,
}

impl Schedule {
    /// When a message is written.
    pub fn planned(&self, number: usize) -> Instant {
        self.began + self.interval * u32::try_from(number).unwrap_or(u32::MAX)
    }
}

/// What one person has received.
#[derive(Default)]
pub struct Heard {
    /// The numbers of all messages, the person's own included, in the order of arrival.
    pub messages: Vec<usize>,
    /// Microseconds from the planned moment until the other side's messages arrived.
    pub arrived_late: Vec<u32>,
    /// Microseconds from the planned moment until the person's own messages were known to be read.
    pub read_late: Vec<u32>,
    /// Messages that were confirmed.
    pub acks: usize,
    /// Messages that were refused.
    pub refusals: usize,
    /// How many times somebody else was seen typing.
    pub typing: usize,
}

/// Somebody at a page.
pub struct Person {
    write: mpsc::UnboundedSender<usize>,
    asked: AtomicUsize,
    read: Arc<AtomicUsize>,
    task: JoinHandle<Heard>,
}

impl Person {
    /// Opens the page's socket.
    pub async fn sit_down(line: Line, schedule: Arc<OnceLock<Schedule>>) -> Result<Self> {
        let socket = open(&line).await?;
        let (write, asked) = mpsc::unbounded_channel();
        let read = Arc::<AtomicUsize>::default();
        let page = Page {
            socket,
            is_agent: line.cookie.is_some(),
            schedule,
            own: Vec::new(),
            read: Arc::clone(&read),
            heard: Heard::default(),
        };
        let task = tokio::spawn(page.live(asked));
        Ok(Self { write, asked: AtomicUsize::new(0), read, task })
    }

    /// Writes a message.
    pub fn write(&self, number: usize) {
        self.asked.fetch_add(1, Ordering::Relaxed);
        // A page that has gone is noticed when it leaves.
        let _ = self.write.send(number);
    }

    /// Whether all messages of this person are known to be read.
    pub fn is_done(&self) -> bool {
        self.task.is_finished() || self.read.load(Ordering::Relaxed) == self.asked.load(Ordering::Relaxed)
    }

    /// Closes the page.
    pub async fn leave(self) -> Result<Heard> {
        drop(self.write);
        self.task.await.context("a page has failed")
    }
}

struct Page {
    socket: WebSocketStream<TcpStream>,
    is_agent: bool,
    schedule: Arc<OnceLock<Schedule>>,
    /// Own messages that nobody has read yet: the number in the log, and the message.
    own: Vec<(i64, usize)>,
    read: Arc<AtomicUsize>,
    heard: Heard,
}

impl Page {
    async fn live(mut self, mut asked: mpsc::UnboundedReceiver<usize>) -> Heard {
        loop {
            tokio::select! {
                number = asked.recv() => match number {
                    Some(number) => self.write(number).await,
                    None => return self.heard,
                },
                message = self.socket.next() => match message {
                    Some(Ok(Message::Text(text))) => {
                        if let Ok(message) = serde_json::from_str(&text) {
                            self.hear(&message).await;
                        }
                    }
                    Some(Ok(_)) => {}
                    Some(Err(_)) | None => return self.heard,
                },
            }
        }
    }

    async fn write(&mut self, number: usize) {
        let say = json!({ "type": "say", "text": format!("{MESSAGE} {number}") });
        self.send(json!({ "typing": true })).await;
        self.send(json!({ "id": format!("m{number}"), "do": say })).await;
    }

    async fn send(&mut self, message: Value) {
        // A broken connection ends the page at the next read.
        let _ = self.socket.send(Message::text(message.to_string())).await;
    }

    async fn hear(&mut self, message: &Value) {
        self.heard.acks += usize::from(message["ack"].is_string());
        self.heard.refusals += usize::from(message["refused"].is_object());
        self.heard.typing += usize::from(message["typing"]["on"] == true);
        let (Some(seq), event) = (message["seq"].as_i64(), &message["event"]) else { return };
        if event["type"] == "messages_seen" && event["side"] == if self.is_agent { "payer" } else { "biller" }
        {
            let through = event["through"].as_i64().unwrap_or_default();
            for (_, number) in self.own.extract_if(.., |(seq, _)| *seq <= through).collect::<Vec<_>>() {
                self.read.fetch_add(1, Ordering::Relaxed);
                let late = self.late(number);
                self.heard.read_late.extend(late);
            }
        }
        let Some(number) = event["text"].as_str().and_then(number_in) else { return };
        self.heard.messages.push(number);
        if (event["by"]["kind"] == "payer") == self.is_agent {
            let late = self.late(number);
            self.heard.arrived_late.extend(late);
            self.send(json!({ "seen": seq })).await;
        } else {
            self.own.push((seq, number));
        }
    }

    fn late(&self, number: usize) -> Option<u32> {
        let schedule = self.schedule.get().filter(|schedule| schedule.counted.contains(&number))?;
        let micros = schedule.planned(number).elapsed().as_micros();
        Some(u32::try_from(micros).unwrap_or(u32::MAX))
    }
}

async fn open(line: &Line) -> Result<WebSocketStream<TcpStream>> {
    static OPENED: AtomicU32 = AtomicU32::new(0);
    let [_, _, high, low] = (OPENED.fetch_add(1, Ordering::Relaxed) / PER_ADDRESS).to_be_bytes();
    let socket = TcpSocket::new_v4()?;
    // All of 127/8 is this machine; with several addresses the viewers look like many people.
    socket.bind((Ipv4Addr::new(127, 1, high, low), 0).into())?;
    let stream = socket.connect(line.server).await?;
    stream.set_nodelay(true)?;
    let mut request = format!("ws://{}{}", line.server, line.path).into_client_request()?;
    if let Some(cookie) = &line.cookie {
        request.headers_mut().insert("cookie", cookie.parse()?);
    }
    Ok(client_async(request, stream).await.with_context(|| format!("no socket at {}", line.path))?.0)
}
