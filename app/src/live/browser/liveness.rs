//! How the page shows whether its connection works, fails or has ended.

use super::line::ConnectionState;
use super::{Page, attention, paint};
use crate::dom;
use crate::live::Point;
use crate::words::Words;

/// A lost connection is shown after so long.
const STALE_AFTER_MS: i64 = 2_000;
/// The page does not reload itself a second time within this time.
const RELOAD_GUARD_MS: i64 = 60_000;
const RELOAD_KEY: &str = "billow-reloaded-at";

/// Reloads the page, unless it has just done so; returns whether.
pub fn reload(now: i64) -> bool {
    let Ok(Some(storage)) = dom::window().session_storage() else { return false };
    let last = storage.get_item(RELOAD_KEY).ok().flatten().and_then(|at| at.parse::<i64>().ok());
    if last.is_some_and(|last| now - last < RELOAD_GUARD_MS) {
        return false;
    }
    storage.set_item(RELOAD_KEY, &now.to_string()).is_ok() && dom::window().location().reload().is_ok()
}

impl Page {
    pub(super) fn connected(&mut self) {
        self.connection.tries = 0;
        self.connection.heard_ms = dom::now_ms();
        if let Some(since) = self.connection.away_since_ms.take() {
            paint::live(&self.root, true);
            self.say_unknown();
            if self.connection.heard_ms - since > STALE_AFTER_MS {
                paint::announce(&self.root, &self.speech.fill("live-back", &[]));
            }
        }
    }

    /// Shows that the connection works, or that something happened that this version of the page does not know.
    pub(super) fn say_unknown(&self) {
        // No text is defined without a name.
        let text = self.speech.fill(if self.view.has_unknown() { "change-unknown" } else { "" }, &[]);
        paint::stale(&self.root, &text);
        paint::announce(&self.root, &text);
    }

    /// The connection does not work.
    pub(super) fn disconnected(&mut self, now: i64) {
        if self.connection.away_since_ms.is_none() {
            self.connection.away_since_ms = Some(now);
            paint::live(&self.root, false);
            self.outbox.cut();
            // Nothing arrives any more, neither writing nor pointing.
            attention::point(self, Point::default());
            paint::tell(&self.root, "typing", "");
        }
    }

    /// Polling fails too: sockets are not the problem, and short intervals do not help.
    pub(super) fn no_answer(&mut self) {
        let now = dom::now_ms();
        self.disconnected(now);
        if matches!(self.connection.line, ConnectionState::Polling { .. }) {
            self.connection.wait(now);
        }
    }

    /// Shows a lost connection after a while.
    pub(super) fn say_when_stale(&mut self, now: i64) {
        let stale = self.connection.away_since_ms.is_some_and(|since| now - since > STALE_AFTER_MS);
        if stale && !matches!(self.connection.line, ConnectionState::Ended) {
            let heard = domain::Timestamp(self.connection.heard_ms + self.ahead_ms);
            let moment = self.speech.moment(heard);
            paint::stale(&self.root, &self.speech.fill("live-stale", &[("moment", &moment)]));
        }
    }

    /// The link is no longer valid: the page stays as it is, and says so.
    pub(super) fn end(&mut self) {
        self.connection.line = ConnectionState::Ended;
        self.connection.away_since_ms = Some(dom::now_ms());
        paint::live(&self.root, false);
        dom::set(&self.root, "data-ended", "");
        paint::stale(&self.root, &self.speech.fill("live-link-invalid", &[]));
    }
}
