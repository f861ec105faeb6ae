//! An open page, as far as its socket goes.

use std::time::Duration;

use app::live::{ClientCommand, FromPage, PROTOCOL, ToPage};
use domain::invoices::view::{Applied, PayerView};
use domain::invoices::wire::{PayerEvent, PayerFrame};
use futures_util::{SinkExt, StreamExt};
use tokio::net::{TcpSocket, TcpStream};
use tokio_tungstenite::tungstenite::client::IntoClientRequest;
use tokio_tungstenite::tungstenite::{Error, Message};
use tokio_tungstenite::{WebSocketStream, client_async};

use super::{Invoice, TestServer};

/// Longer than anything here takes; only a broken server waits so long.
const PATIENCE: Duration = Duration::from_secs(40);

/// A page with its socket.
pub struct Page {
    pub socket: WebSocketStream<TcpStream>,
}

/// Why no socket was opened: the status of the answer.
#[derive(Debug, PartialEq, Eq)]
pub struct NotOpened(pub u16);

impl Page {
    /// Opens the socket of an invoice for somebody who has everything up to `since`.
    pub async fn open(server: &TestServer, invoice: &Invoice, since: i64) -> Self {
        Self::try_open(server, &live_path(&invoice.token, since), &[]).await.unwrap()
    }

    /// Opens a socket at a path, with these headers.
    pub async fn try_open(
        server: &TestServer,
        path: &str,
        headers: &[(&'static str, &str)],
    ) -> Result<Self, NotOpened> {
        let socket = TcpSocket::new_v4().unwrap();
        Self::open_on(socket, server, path, headers).await
    }

    /// Opens the socket of somebody who takes in next to nothing at once.
    pub async fn open_narrow(server: &TestServer, invoice: &Invoice, since: i64) -> Self {
        let socket = TcpSocket::new_v4().unwrap();
        socket.set_recv_buffer_size(4_096).unwrap();
        Self::open_on(socket, server, &live_path(&invoice.token, since), &[]).await.unwrap()
    }

    async fn open_on(
        socket: TcpSocket,
        server: &TestServer,
        path: &str,
        headers: &[(&'static str, &str)],
    ) -> Result<Self, NotOpened> {
        let stream = socket.connect(server.address).await.unwrap();
        let mut request = format!("ws://{}{path}", server.address).into_client_request().unwrap();
        for (name, value) in headers {
            request.headers_mut().insert(*name, value.parse().unwrap());
        }
        match in_time(client_async(request, stream)).await {
            Ok((socket, _)) => Ok(Self { socket }),
            Err(Error::Http(response)) => Err(NotOpened(response.status().as_u16())),
            Err(error) => panic!("no socket and no answer: {error}"),
        }
    }

    /// The next message; nothing once the socket is closed.
    pub async fn next(&mut self) -> Option<ToPage> {
        loop {
            match in_time(self.socket.next()).await {
                Some(Ok(Message::Text(text))) => return Some(serde_json::from_str(&text).unwrap()),
                Some(Ok(Message::Close(_)) | Err(_)) | None => return None,
                Some(Ok(_)) => {}
            }
        }
    }

    /// The next message that `pick` picks.
    pub async fn next_that<T>(&mut self, mut pick: impl FnMut(ToPage) -> Option<T>) -> T {
        // In all: a server that is alive and says the wrong things is broken too.
        in_time(async {
            loop {
                let message = self.next().await.expect("the socket must stay open");
                if let Some(picked) = pick(message) {
                    return picked;
                }
            }
        })
        .await
    }

    pub async fn frame(&mut self) -> PayerFrame {
        self.next_that(ToPage::frame).await
    }

    /// Everything up to the frame with this number.
    pub async fn frames_until(&mut self, seq: i64) -> Vec<PayerFrame> {
        let mut frames: Vec<PayerFrame> = Vec::new();
        while frames.last().is_none_or(|last| last.seq < seq) {
            frames.push(self.frame().await);
        }
        frames
    }

    /// Folds what comes until the view has this number. Nothing may come twice, nothing may be missing.
    pub async fn follow(&mut self, view: &mut PayerView, seq: i64) {
        while view.seq < seq {
            let applied = view.apply(self.frame().await).expect("nothing is missing");
            assert_eq!(applied, Applied::New, "nothing comes twice");
        }
    }

    /// How many payers look, as soon as it is so many.
    pub async fn sees_payers(&mut self, payers: u32) {
        self.next_that(|message| message.presence.filter(|presence| presence.payers == payers)).await;
    }

    /// Reads on until the socket is closed, and answers the code.
    pub async fn close_code(&mut self) -> Option<u16> {
        in_time(async {
            loop {
                match self.socket.next().await {
                    Some(Ok(Message::Close(frame))) => return frame.map(|frame| frame.code.into()),
                    Some(Err(_)) | None => return None,
                    Some(Ok(_)) => {}
                }
            }
        })
        .await
    }

    /// Asks to post a message.
    pub async fn say(&mut self, id: &str, text: &str) {
        let asked = FromPage {
            id: id.into(),
            ask: ClientCommand::Say { text: text.into(), line: None, attachments: vec![] },
        };
        self.send(&serde_json::to_string(&asked).unwrap()).await;
    }

    pub async fn send(&mut self, text: &str) {
        self.socket.send(Message::text(text)).await.unwrap();
    }
}

/// Where the socket of a link is, for somebody who has everything up to `since`.
pub fn live_path(token: &str, since: i64) -> String {
    format!("/i/{token}/live?since={since}&v={PROTOCOL}")
}

/// The texts of the messages among these frames.
pub fn texts(frames: &[PayerFrame]) -> Vec<&str> {
    let text = |frame| match frame {
        &PayerFrame { event: PayerEvent::MessagePosted { ref text, .. }, .. } => text.as_deref(),
        _ => None,
    };
    frames.iter().filter_map(text).collect()
}

/// What is awaited must happen; a test that waits for ever says nothing.
pub async fn in_time<T>(waited: impl Future<Output = T>) -> T {
    tokio::time::timeout(PATIENCE, waited).await.expect("this must not take so long")
}
