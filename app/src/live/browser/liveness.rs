//! What the page shows of a line that works, fails or has ended.

use super::line::ConnectionState;
use super::{Page, attention, paint};
use crate::dom;
use crate::live::Point;
use crate::words::Words;

/// Being away is worth a word after so long.
const STALE_AFTER_MS: i64 = 2_000;
/// A page that has loaded itself again does not do so a second time within this.
const RELOAD_GUARD_MS: i64 = 60_000;
const RELOAD_KEY: &str = "billow-reloaded-at";

/// Loads the page again, unless it has just done so; answers whether.
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

    /// The line has nothing to say. But something may have happened that this page does not know: a newer one does.
    pub(super) fn say_unknown(&self) {
        // There is no text without a name.
        let text = self.speech.fill(if self.view.has_unknown() { "change-unknown" } else { "" }, &[]);
        paint::stale(&self.root, &text);
        paint::announce(&self.root, &text);
    }

    /// The line does not work.
    pub(super) fn disconnected(&mut self, now: i64) {
        if self.connection.away_since_ms.is_none() {
            self.connection.away_since_ms = Some(now);
            paint::live(&self.root, false);
            self.outbox.cut();
            // Nobody is heard any more: neither writing nor pointing.
            attention::point(self, Point::default());
            paint::tell(&self.root, "typing", "");
        }
    }

    /// Asking fails too: not sockets are the trouble, and there is no use in asking at short intervals.
    pub(super) fn no_answer(&mut self) {
        let now = dom::now_ms();
        self.disconnected(now);
        if matches!(self.connection.line, ConnectionState::Polling { .. }) {
            self.connection.wait(now);
        }
    }

    /// After a while, says so.
    pub(super) fn say_when_stale(&mut self, now: i64) {
        let stale = self.connection.away_since_ms.is_some_and(|since| now - since > STALE_AFTER_MS);
        if stale && !matches!(self.connection.line, ConnectionState::Ended) {
            let heard = domain::Timestamp(self.connection.heard_ms + self.ahead_ms);
            let moment = self.speech.moment(heard);
            paint::stale(&self.root, &self.speech.fill("live-stale", &[("moment", &moment)]));
        }
    }

    /// The link is no longer valid: what stands there stays, and says that it stays so.
    pub(super) fn end(&mut self) {
        self.connection.line = ConnectionState::Ended;
        self.connection.away_since_ms = Some(dom::now_ms());
        paint::live(&self.root, false);
        dom::set(&self.root, "data-ended", "");
        paint::stale(&self.root, &self.speech.fill("live-link-invalid", &[]));
    }
}
