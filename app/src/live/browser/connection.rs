//! The socket, and what stands in for it while it fails.

use std::rc::Rc;

use wasm_bindgen::prelude::*;
use web_sys::{CloseEvent, MessageEvent, WebSocket};

use super::poll::{fetch, post};
use super::{Page, Shared, attention, outbox, paint};
use crate::dom;
use crate::live::flat;
use crate::live::json::Json;
use crate::live::{InPassing, PROTOCOL, Point, close, delay_ms};
use crate::words::Words;

/// No sign of life for so long: the line is dead.
const SILENCE_MS: i64 = 40_000;
/// A socket that has not opened after so long never will.
const OPENING_MS: i64 = 10_000;
/// Being away is worth a word after so long.
const STALE_AFTER_MS: i64 = 2_000;
/// So many sockets that never opened: the page polls.
const SOCKETS_BEFORE_POLLING: u32 = 3;
/// How often it polls.
const POLL_EVERY_MS: i64 = 10_000;
/// How many polls until it tries a socket again.
const POLLS_BEFORE_SOCKET: u32 = 6;
/// After being told to slow down, the wait begins where this many failed tries would have left it.
const SLOW_DOWN: u32 = 4;
/// A page that has loaded itself again does not do so a second time within this.
const RELOAD_GUARD_MS: i64 = 60_000;
const RELOAD_KEY: &str = "billow-reloaded-at";

/// How the page hears from the server.
enum Line {
    /// Not now; again at this time.
    Waiting { until_ms: i64 },
    /// A socket that is not open yet.
    Opening(WebSocket),
    /// A socket that is.
    Open(WebSocket),
    /// Sockets fail: the page asks.
    Polling { next_ms: i64, polls: u32 },
    /// Never again: the link is no longer valid.
    Ended,
}

/// The line and its past.
pub struct Connection {
    line: Line,
    /// When it became what it is.
    since_ms: i64,
    /// Tries since it last worked.
    tries: u32,
    /// Sockets that never opened since the last one that did.
    unopened: u32,
    /// When the page last heard anything.
    heard_ms: i64,
    /// Since when the page is not live.
    away_since_ms: Option<i64>,
}

impl Connection {
    pub fn new() -> Self {
        let now = dom::now_ms();
        Self {
            line: Line::Waiting { until_ms: now },
            since_ms: now,
            tries: 0,
            unopened: 0,
            heard_ms: now,
            away_since_ms: Some(now),
        }
    }

    pub fn is_open(&self) -> bool {
        matches!(self.line, Line::Open(_) | Line::Polling { .. })
    }

    /// Whether nothing more can be expected of the socket.
    fn is_dead(&self, now: i64) -> bool {
        match self.line {
            Line::Opening(_) => now - self.since_ms > OPENING_MS,
            Line::Open(_) => now - self.heard_ms.max(self.since_ms) > SILENCE_MS,
            _ => false,
        }
    }

    /// Tries again later.
    fn wait(&mut self, now: i64) {
        let wait = delay_ms(self.tries, u32::from_le_bytes(dom::random()));
        self.tries = self.tries.saturating_add(1);
        self.becomes(Line::Waiting { until_ms: now + i64::from(wait) });
    }

    fn becomes(&mut self, line: Line) {
        self.line = line;
        self.since_ms = dom::now_ms();
    }

    /// The socket, opening or open.
    fn socket(&self) -> Option<&WebSocket> {
        match &self.line {
            Line::Opening(socket) | Line::Open(socket) => Some(socket),
            _ => None,
        }
    }
}

/// The network is back, or the reader is: no waiting then.
pub fn listen(page: &Shared) {
    let online = Rc::clone(page);
    dom::on(&dom::window(), "online", move |_| hurry(&online));
    let visible = Rc::clone(page);
    dom::on(&dom::whole_document(), "visibilitychange", move |_| {
        if !dom::whole_document().hidden() {
            hurry(&visible);
        }
    });
}

fn hurry(page: &Shared) {
    beat(page);
    let waits = matches!(page.borrow().connection.line, Line::Waiting { .. } | Line::Polling { .. });
    if waits {
        connect(page);
    }
}

/// Opens a socket.
pub fn connect(page: &Shared) {
    let socket = {
        let page = page.borrow();
        let location = dom::window().location();
        let scheme = if location.protocol().is_ok_and(|it| it == "https:") { "wss://" } else { "ws://" };
        let host = location.host().unwrap_or_default();
        WebSocket::new(&[scheme, &host, &page.live_path()].concat())
    };
    let Ok(socket) = socket else { return failed(page, 0) };
    let opened = Rc::clone(page);
    dom::on(&socket, "open", move |_| {
        {
            let page = &mut *opened.borrow_mut();
            if let Line::Opening(socket) = &page.connection.line {
                let open = Line::Open(socket.clone());
                page.connection.becomes(open);
                page.connection.unopened = 0;
                page.works();
            }
        }
        flush(&opened);
    });
    let heard = Rc::clone(page);
    dom::on(&socket, "message", move |event| {
        if let Some(text) = event.unchecked_into::<MessageEvent>().data().as_string()
            && !hear(&heard, &text)
        {
            fetch(&heard);
        }
    });
    let closed = Rc::clone(page);
    let this = socket.clone();
    dom::on(&socket, "close", move |event| {
        // A socket that was given up earlier has nothing to say.
        let mine = closed.borrow().connection.socket() == Some(&this);
        if mine {
            failed(&closed, event.unchecked_into::<CloseEvent>().code());
        }
    });
    page.borrow_mut().connection.becomes(Line::Opening(socket));
}

/// Sends everything that waits.
pub fn flush(page: &Shared) {
    if matches!(page.borrow().connection.line, Line::Polling { .. }) {
        post(page);
    }
    let page = &mut *page.borrow_mut();
    if let Line::Open(socket) = &page.connection.line {
        for message in page.outbox.messages(dom::now_ms()) {
            let _ = socket.send_with_str(&message.to_json());
        }
    }
    outbox::paint(page);
}

/// Says something in passing, if the line is open; answers whether it was.
pub fn in_passing(page: &Page, word: InPassing) -> bool {
    let Line::Open(socket) = &page.connection.line else { return false };
    socket.send_with_str(&word.to_json()).is_ok()
}

/// Something was just done by a form: a page that polls asks at once.
pub fn look(page: &Shared) {
    if matches!(page.borrow().connection.line, Line::Polling { .. }) {
        fetch(page);
    }
}

/// Looks at the clocks.
pub fn beat(page: &Shared) {
    let now = dom::now_ms();
    page.borrow_mut().say_when_stale(now);
    let (again, poll, dead) = {
        let connection = &page.borrow().connection;
        (
            matches!(connection.line, Line::Waiting { until_ms } if until_ms <= now),
            matches!(connection.line, Line::Polling { next_ms, .. } if next_ms <= now),
            connection.is_dead(now),
        )
    };
    if dead {
        let socket = page.borrow().connection.socket().cloned();
        failed(page, 0);
        if let Some(socket) = socket {
            let _ = socket.close();
        }
    } else if again {
        connect(page);
    } else if poll {
        ask_again(page, now);
    }
}

/// A poll, and now and then a socket instead.
fn ask_again(page: &Shared, now: i64) {
    let socket_next = {
        let line = &mut page.borrow_mut().connection.line;
        let Line::Polling { next_ms, polls } = line else { return };
        *next_ms = now + POLL_EVERY_MS;
        *polls += 1;
        *polls >= POLLS_BEFORE_SOCKET
    };
    fetch(page);
    post(page);
    if socket_next {
        connect(page);
    }
}

/// The line is gone.
fn failed(page: &Shared, code: u16) {
    let now = dom::now_ms();
    let page = &mut *page.borrow_mut();
    if matches!(page.connection.line, Line::Opening(_)) {
        page.connection.unopened = page.connection.unopened.saturating_add(1);
    }
    let polls = page.connection.unopened >= SOCKETS_BEFORE_POLLING;
    if !polls {
        page.away(now);
    }
    match code {
        close::LINK_INVALID => return page.end(),
        close::PROTOCOL_TOO_OLD if reload(now) => return,
        close::PROTOCOL_TOO_OLD | close::TOO_FAST => {
            page.connection.tries = page.connection.tries.max(SLOW_DOWN);
        }
        _ => {}
    }
    if polls {
        page.connection.becomes(Line::Polling { next_ms: now, polls: 0 });
    } else {
        page.connection.wait(now);
    }
    outbox::paint(page);
}

/// Loads the page again, unless it has just done so; answers whether.
pub fn reload(now: i64) -> bool {
    let Ok(Some(storage)) = dom::window().session_storage() else { return false };
    let last = storage.get_item(RELOAD_KEY).ok().flatten().and_then(|at| at.parse::<i64>().ok());
    if last.is_some_and(|last| now - last < RELOAD_GUARD_MS) {
        return false;
    }
    storage.set_item(RELOAD_KEY, &now.to_string()).is_ok() && dom::window().location().reload().is_ok()
}

/// A message of the server. False when something before its frames is missing, or it cannot be read at all.
pub fn hear(page: &Shared, text: &str) -> bool {
    let Some(message) = Json::read(text).and_then(|json| flat::to_page(&json)) else { return false };
    let page = &mut *page.borrow_mut();
    page.connection.heard_ms = dom::now_ms();
    if let Some(tick) = message.tick {
        page.ahead_ms = tick - dom::now_ms();
    }
    if let Some(presence) = &message.presence {
        page.greet(presence.clone());
    }
    if let Some(typing) = &message.typing {
        attention::typing(page, typing);
    }
    if let Some(point) = message.point {
        attention::point(page, point);
    }
    if let Some(id) = &message.ack {
        page.outbox.done(id);
        outbox::paint(page);
    }
    if let Some(refused) = message.refused.clone() {
        page.outbox.refused(refused);
        outbox::paint(page);
    }
    let mut frames = message.frames.clone();
    let resync = message.resync;
    frames.extend(message.frame());
    (frames.is_empty() || page.take(frames)) && !resync
}

impl Page {
    pub(super) fn live_path(&self) -> String {
        [&self.base, "/live?since=", &self.view.seq.to_string(), "&v=", &PROTOCOL.to_string()].concat()
    }

    /// The line works.
    pub(super) fn works(&mut self) {
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
    pub(super) fn away(&mut self, now: i64) {
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
        self.away(now);
        if matches!(self.connection.line, Line::Polling { .. }) {
            self.connection.wait(now);
        }
    }

    /// After a while, says so.
    fn say_when_stale(&mut self, now: i64) {
        let stale = self.connection.away_since_ms.is_some_and(|since| now - since > STALE_AFTER_MS);
        if stale && !matches!(self.connection.line, Line::Ended) {
            let heard = domain::Timestamp(self.connection.heard_ms + self.ahead_ms);
            let moment = self.speech.moment(heard);
            paint::stale(&self.root, &self.speech.fill("live-stale", &[("moment", &moment)]));
        }
    }

    /// The link is no longer valid: what stands there stays, and says that it stays so.
    pub(super) fn end(&mut self) {
        self.connection.line = Line::Ended;
        self.connection.away_since_ms = Some(dom::now_ms());
        paint::live(&self.root, false);
        dom::set(&self.root, "data-ended", "");
        paint::stale(&self.root, &self.speech.fill("live-link-invalid", &[]));
    }
}
