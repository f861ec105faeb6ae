//! The state of the connection to the server, and its history.

use web_sys::WebSocket;

use crate::dom;
use crate::live::{InPassing, delay_ms};

/// After so long without a sign of life the connection is dead.
const SILENCE_MS: i64 = 40_000;
/// A socket that has not opened after so long never will.
const OPENING_MS: i64 = 10_000;

/// How the page gets data from the server.
pub enum ConnectionState {
    /// Not now; again at this time.
    Waiting {
        until_ms: i64,
    },
    /// A socket that is not open yet.
    Opening(WebSocket),
    Open(WebSocket),
    /// Sockets fail: the page polls.
    Polling {
        next_ms: i64,
        polls: u32,
    },
    /// Never again: the link is no longer valid.
    Ended,
}

/// The connection and its history.
pub struct Connection {
    pub line: ConnectionState,
    /// When it entered its current state.
    pub since_ms: i64,
    /// Tries since it last worked.
    pub tries: u32,
    /// Sockets that never opened, since the last one that did.
    pub unopened: u32,
    /// When the page last received anything.
    pub heard_ms: i64,
    /// Since when the page is not live.
    pub away_since_ms: Option<i64>,
}

impl Connection {
    pub fn new() -> Self {
        let now = dom::now_ms();
        Self {
            line: ConnectionState::Waiting { until_ms: now },
            since_ms: now,
            tries: 0,
            unopened: 0,
            heard_ms: now,
            away_since_ms: Some(now),
        }
    }

    pub fn is_open(&self) -> bool {
        matches!(self.line, ConnectionState::Open(_) | ConnectionState::Polling { .. })
    }

    pub fn is_polling(&self) -> bool {
        matches!(self.line, ConnectionState::Polling { .. })
    }

    /// Whether the socket is dead.
    pub fn is_dead(&self, now: i64) -> bool {
        match self.line {
            ConnectionState::Opening(_) => now - self.since_ms > OPENING_MS,
            ConnectionState::Open(_) => now - self.heard_ms.max(self.since_ms) > SILENCE_MS,
            _ => false,
        }
    }

    /// Schedules the next try.
    pub fn wait(&mut self, now: i64) {
        let wait = delay_ms(self.tries, u32::from_le_bytes(dom::random()));
        self.tries = self.tries.saturating_add(1);
        self.becomes(ConnectionState::Waiting { until_ms: now + i64::from(wait) });
    }

    pub fn becomes(&mut self, line: ConnectionState) {
        self.line = line;
        self.since_ms = dom::now_ms();
    }

    /// The socket, opening or open.
    pub fn socket(&self) -> Option<&WebSocket> {
        match &self.line {
            ConnectionState::Opening(socket) | ConnectionState::Open(socket) => Some(socket),
            _ => None,
        }
    }

    /// Sends an ephemeral message if the socket is open; returns whether it was.
    pub fn in_passing(&self, word: InPassing) -> bool {
        let ConnectionState::Open(socket) = &self.line else { return false };
        socket.send_with_str(&word.to_json()).is_ok()
    }
}
