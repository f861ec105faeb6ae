//! The state of a connection to the server, and its history.

use app::dom;
use app::live::InPassing;
use web_sys::WebSocket;

/// After so long without a sign of life the connection is dead.
const SILENCE_MS: i64 = 40_000;
/// A socket that has not opened after so long never will.
const OPENING_MS: i64 = 10_000;

pub enum State {
    /// Not now; again at this time.
    Waiting {
        until_ms: i64,
    },
    Opening(WebSocket),
    Open(WebSocket),
    /// Never again: the session is over.
    Ended,
}

/// A socket and its history.
pub struct ConnectionState {
    pub path: String,
    pub state: State,
    pub since_ms: i64,
    pub heard_ms: i64,
    /// Tries since it last worked.
    pub tries: u32,
    /// Since when it is not open.
    pub away_since_ms: Option<i64>,
    /// Whether it was open before: then what it missed has to be fetched.
    pub opened_before: bool,
}

impl ConnectionState {
    pub fn new(path: &str) -> Self {
        let now = dom::now_ms();
        Self {
            path: path.to_owned(),
            state: State::Waiting { until_ms: now },
            since_ms: now,
            heard_ms: now,
            tries: 0,
            away_since_ms: Some(now),
            opened_before: false,
        }
    }

    pub fn is_open(&self) -> bool {
        matches!(self.state, State::Open(_))
    }

    /// Sends an ephemeral message; lost if the socket is not open.
    pub fn tell(&self, what: InPassing) {
        if let (State::Open(socket), Ok(text)) = (&self.state, serde_json::to_string(&what)) {
            let _ = socket.send_with_str(&text);
        }
    }

    /// The socket, opening or open.
    pub fn socket(&self) -> Option<&WebSocket> {
        match &self.state {
            State::Opening(socket) | State::Open(socket) => Some(socket),
            _ => None,
        }
    }

    pub fn becomes(&mut self, state: State) {
        self.state = state;
        self.since_ms = dom::now_ms();
    }

    /// Whether the socket is dead.
    pub fn is_dead(&self, now: i64) -> bool {
        match self.state {
            State::Opening(_) => now - self.since_ms > OPENING_MS,
            State::Open(_) => now - self.heard_ms.max(self.since_ms) > SILENCE_MS,
            _ => false,
        }
    }
}
