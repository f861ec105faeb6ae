//! A socket: it subscribes, replays, streams, reads and answers commands, and closes with a reason.

use std::future::{Future, poll_fn};
use std::task::Poll;
use std::time::Duration;

use app::live::close;
use axum::extract::ws::{CloseFrame, Message, WebSocket, close_code};
use futures_util::{SinkExt, StreamExt};
use tokio_tungstenite::tungstenite;
use usecases::{FindInvoice, UseCaseError};

use super::hub::Subscription;
use super::incoming::{Allowance, Incoming, perform, read, refusal};
use super::outgoing_queue::{Delivery, Ending, Outgoing};
use super::read_marks;
use super::reader::Reader;
use super::room::Writing;
use super::room_signal::RoomSignal;
use super::said::{json, resync};
use crate::limits::ConnectionPermit;
use crate::state::App;

/// After so many ticks without an answer the connection is dead.
const MOST_UNANSWERED: u8 = 3;
/// After so many invalid messages in a row the page is disconnected.
const MOST_GARBAGE: u8 = 5;
/// How long a page has to answer the closing.
const FAREWELL: Duration = Duration::from_secs(2);

/// The state of one open page. There are tens of thousands of these: what is rare is boxed.
pub struct Socket {
    app: App,
    reader: Box<Reader>,
    /// The number of the last event that the page has.
    seen: i64,
    unanswered: u8,
    garbage: u8,
    /// The page was told to fetch an event that this node cannot read.
    resynced: bool,
    allowance: Allowance,
    /// Held until the socket is closed.
    _permit: ConnectionPermit,
}

enum Next {
    /// Something for the page.
    Delivery(Delivery),
    /// Something from the page.
    Incoming(Option<Result<Message, axum::Error>>),
}

enum Over {
    Gone,
    /// The page is closed with this code.
    Close(u16),
}

impl From<axum::Error> for Over {
    fn from(error: axum::Error) -> Self {
        match error.into_inner().downcast_ref::<tungstenite::Error>() {
            Some(tungstenite::Error::Capacity(_)) => Self::Close(close_code::SIZE),
            Some(tungstenite::Error::Protocol(_)) => Self::Close(close_code::PROTOCOL),
            Some(tungstenite::Error::Utf8(_)) => Self::Close(close_code::INVALID),
            _ => Self::Gone,
        }
    }
}

impl From<Ending> for Over {
    fn from(ending: Ending) -> Self {
        Self::Close(match ending {
            Ending::PassInvalid => close::LINK_INVALID,
            Ending::TooSlow => close::TOO_FAST,
            Ending::GoingAway => close_code::AWAY,
        })
    }
}

impl Socket {
    /// The socket of a reader's page that has everything up to `since`.
    pub fn new(app: App, reader: Box<Reader>, permit: ConnectionPermit, since: i64) -> Self {
        Self {
            app,
            reader,
            seen: since.max(0),
            unanswered: 0,
            garbage: 0,
            resynced: false,
            allowance: Allowance::new(),
            _permit: permit,
        }
    }

    /// Serves the page until it goes or is closed.
    pub async fn run(mut self, mut line: WebSocket) {
        let connection = self.app.hub.subscribe(self.reader.viewer());
        let over = match Box::pin(self.replay(&mut line, &connection)).await {
            Ok(()) => self.stream(&mut line, &connection).await,
            Err(over) => over,
        };
        // The subscription ends first: nothing more is meant for this page, and the room shows that it left.
        drop(connection);
        if let Over::Close(code) = over {
            Box::pin(farewell(line, code)).await;
        }
    }

    /// Sends what was committed before the subscription. An event that comes twice, because it was committed just then,
    /// is dropped later by its number.
    async fn replay(&mut self, line: &mut WebSocket, connection: &Subscription) -> Result<(), Over> {
        let frames = match self.missed().await {
            Ok(Some(frames)) => frames,
            Ok(None) => {
                // The page has more than the log: the database was restored from a backup. The page fetches everything.
                return send(line, connection, Message::Text(resync())).await;
            }
            Err(error) => {
                tracing::error!(%error, "an invoice could not be replayed");
                return Err(Over::Close(close_code::AGAIN));
            }
        };
        for frame in frames {
            send(line, connection, self.shown(frame)).await?;
        }
        Ok(())
    }

    /// The message for a frame. For the first frame that this node cannot read, the page is told to fetch: another node
    /// may know it. If none does, the answer says so, and so does every further such frame; then only loading the page
    /// later helps.
    fn shown(&mut self, frame: Outgoing) -> Message {
        self.seen = frame.seq;
        let first = frame.opaque && !std::mem::replace(&mut self.resynced, true);
        Message::Text(if first { resync() } else { frame.json })
    }

    /// The frames that the page lacks; `None` if it has more than there are.
    async fn missed(&mut self) -> Result<Option<Vec<Outgoing>>, UseCaseError> {
        let frames = self.reader.frames(&self.app, self.seen).await?;
        if frames.is_empty() && self.seen > 0 {
            let (_, invoice) = self.reader.place();
            let row = self.app.ask(&self.reader.caller(), FindInvoice { invoice }).await?;
            let end = row.map_or(0, |row| row.seq);
            if self.seen > end {
                self.seen = end;
                return Ok(None);
            }
        }
        Ok(Some(frames))
    }

    async fn stream(&mut self, line: &mut WebSocket, connection: &Subscription) -> Over {
        let room_signal = RoomSignal::new();
        loop {
            let next = poll_fn(|cx| match connection.poll_next(cx) {
                Poll::Ready(delivery) => Poll::Ready(Next::Delivery(delivery)),
                Poll::Pending => room_signal.poll(cx, |cx| line.poll_next_unpin(cx)).map(Next::Incoming),
            });
            let done = match next.await {
                Next::Delivery(delivery) => self.deliver(line, connection, delivery).await,
                Next::Incoming(None) => return Over::Gone,
                Next::Incoming(Some(Err(error))) => return error.into(),
                Next::Incoming(Some(Ok(Message::Pong(_)))) => {
                    self.unanswered = 0;
                    Ok(())
                }
                // Boxed: it is rare, and needs much more room than everything else here.
                Next::Incoming(Some(Ok(message))) => Box::pin(self.hear(line, connection, message)).await,
            };
            if let Err(over) = done {
                return over;
            }
        }
    }

    async fn deliver(
        &mut self,
        line: &mut WebSocket,
        connection: &Subscription,
        delivery: Delivery,
    ) -> Result<(), Over> {
        match delivery {
            // The replay has sent it already.
            Delivery::Frame(frame) if frame.seq <= self.seen => Ok(()),
            Delivery::Frame(frame) => send(line, connection, self.shown(frame)).await,
            Delivery::Presence(json) | Delivery::Ephemeral(json) => {
                send(line, connection, Message::Text(json)).await
            }
            Delivery::Tick(json) => {
                if self.unanswered >= MOST_UNANSWERED {
                    return Err(Over::Gone);
                }
                self.unanswered += 1;
                line.feed(Message::Text(json)).await?;
                send(line, connection, Message::Ping(axum::body::Bytes::new())).await
            }
            Delivery::End(ending) => Err(ending.into()),
        }
    }

    async fn hear(
        &mut self,
        line: &mut WebSocket,
        connection: &Subscription,
        message: Message,
    ) -> Result<(), Over> {
        self.unanswered = 0;
        if !self.allowance.take() {
            return Err(Over::Close(close::TOO_FAST));
        }
        let heard = match &message {
            // The answer is sent by the library; the stream ends by itself.
            Message::Close(_) | Message::Ping(_) | Message::Pong(_) => return Ok(()),
            Message::Text(text) => read(text, self.reader.side()),
            Message::Binary(_) => None,
        };
        let Some(heard) = heard else {
            self.garbage += 1;
            if self.garbage >= MOST_GARBAGE {
                return Err(Over::Close(close::TOO_FAST));
            }
            let answer = refusal(&self.app, &self.reader, String::new(), "unreadable".into()).await;
            return send(line, connection, Message::Text(json(&answer))).await;
        };
        self.garbage = 0;
        match heard {
            Incoming::Writes(writing) => connection.write(writing, self.app.services.clock.now()),
            Incoming::Points(at) => connection.point(at),
            Incoming::Seen(through) => {
                // Nobody has seen what was not sent.
                if connection.read(through.min(self.seen)) {
                    self.reader.check(&self.app).await.map_err(Over::Close)?;
                    read_marks::note(&self.app, &self.reader, through.min(self.seen));
                }
            }
            Incoming::Asked(id, what) => {
                self.reader.check(&self.app).await.map_err(Over::Close)?;
                let answer = perform(&self.app, &self.reader, id, what).await;
                // Whoever has sent a message no longer writes it.
                connection.write(Writing::Nothing, self.app.services.clock.now());
                return send(line, connection, Message::Text(json(&answer))).await;
            }
        }
        Ok(())
    }
}

/// Sends, unless the viewer has to go before the page has taken it.
async fn send(line: &mut WebSocket, connection: &Subscription, message: Message) -> Result<(), Over> {
    tokio::select! {
        biased;
        sent = line.send(message) => Ok(sent?),
        ending = connection.ended() => Err(ending.into()),
    }
}

/// Closes with the reason, and waits a moment for the page to hang up: if we cut the connection while the page still
/// sends, the reason is lost.
pub async fn farewell(mut line: WebSocket, code: u16) {
    let reason = Message::Close(Some(CloseFrame { code, reason: "".into() }));
    let said = async {
        line.send(reason).await?;
        while let Some(Ok(_)) = line.recv().await {}
        Ok::<_, axum::Error>(())
    };
    within_farewell(said).await;
    if code == close_code::SIZE || code == close_code::PROTOCOL {
        // The page has not finished sending, and nobody can read on after such an error.
        tokio::time::sleep(FAREWELL).await;
    }
}

async fn within_farewell<T>(saying: impl Future<Output = T>) {
    // A page that does not answer is cut off.
    let _ = tokio::time::timeout(FAREWELL, saying).await;
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The size of the future of a function.
    fn room<A, B, F: Future>(_: impl FnOnce(A, B) -> F) -> usize {
        size_of::<F>()
    }

    #[test]
    fn a_page_that_waits_needs_little_room() {
        let room = room(Socket::run);
        assert!(room <= 1_536, "{room} bytes for every open page: box what is rare");
    }
}
