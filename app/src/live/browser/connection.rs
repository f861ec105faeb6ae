//! The socket, and what stands in for it while it fails.

use std::rc::Rc;

use wasm_bindgen::prelude::*;
use web_sys::{CloseEvent, MessageEvent, RequestInit, Response, WebSocket};

use super::{Page, Shared, dom, outbox, paint};
use crate::live::{FromPage, PROTOCOL, ToPage, close, delay_ms};

/// No sign of life for so long: the line is dead.
const SILENCE_MS: i64 = 40_000;
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
    /// Tries since it last worked.
    tries: u32,
    /// When the page last heard anything.
    heard_ms: i64,
    /// Since when the page is not live.
    away_since_ms: Option<i64>,
}

impl Connection {
    pub fn new() -> Self {
        let now = dom::now_ms();
        Self { line: Line::Waiting { until_ms: now }, tries: 0, heard_ms: now, away_since_ms: Some(now) }
    }

    pub fn is_open(&self) -> bool {
        matches!(self.line, Line::Open(_) | Line::Polling { .. })
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
    let waits = matches!(page.borrow().connection.line, Line::Waiting { .. } | Line::Polling { .. });
    if waits {
        connect(page);
    } else {
        beat(page);
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
                page.connection.line = Line::Open(socket.clone());
                page.works();
            }
        }
        flush(&opened);
    });
    let heard = Rc::clone(page);
    dom::on(&socket, "message", move |event| {
        if let Some(text) = event.unchecked_into::<MessageEvent>().data().as_string() {
            hear(&heard, &text);
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
    page.borrow_mut().connection.line = Line::Opening(socket);
}

/// Sends everything that waits.
pub fn flush(page: &Shared) {
    let page = &mut *page.borrow_mut();
    if let Line::Open(socket) = &page.connection.line {
        for message in page.outbox.messages() {
            if let Ok(text) = serde_json::to_string(&message) {
                let _ = socket.send_with_str(&text);
            }
        }
    }
    outbox::paint(page);
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
            connection.socket().is_some() && now - connection.heard_ms > SILENCE_MS,
        )
    };
    if dead {
        let socket = page.borrow().connection.socket().cloned();
        failed(page, 0);
        if let Some(socket) = socket {
            let _ = socket.close();
        }
    } else if again {
        page.borrow_mut().connection.heard_ms = now;
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
        page.borrow_mut().connection.heard_ms = now;
        connect(page);
    }
}

/// The line is gone.
fn failed(page: &Shared, code: u16) {
    let now = dom::now_ms();
    let page = &mut *page.borrow_mut();
    let never_opened = matches!(page.connection.line, Line::Opening(_));
    page.away(now);
    match code {
        close::LINK_INVALID => return page.end(),
        close::PROTOCOL_TOO_OLD if may_reload(now) => {
            let _ = dom::window().location().reload();
            return;
        }
        close::PROTOCOL_TOO_OLD | close::TOO_FAST => {
            page.connection.tries = page.connection.tries.max(SLOW_DOWN);
        }
        _ => {}
    }
    let tries = page.connection.tries;
    page.connection.tries = tries.saturating_add(1);
    page.connection.line = if never_opened && tries + 1 >= SOCKETS_BEFORE_POLLING {
        Line::Polling { next_ms: now, polls: 0 }
    } else {
        let wait = delay_ms(tries, u32::from_le_bytes(dom::random()));
        Line::Waiting { until_ms: now + i64::from(wait) }
    };
    outbox::paint(page);
}

/// Whether the page has not just loaded itself again.
fn may_reload(now: i64) -> bool {
    let Ok(Some(storage)) = dom::window().session_storage() else { return false };
    let last = storage.get_item(RELOAD_KEY).ok().flatten().and_then(|at| at.parse::<i64>().ok());
    let _ = storage.set_item(RELOAD_KEY, &now.to_string());
    last.is_none_or(|last| now - last > RELOAD_GUARD_MS)
}

/// A message of the server.
fn hear(page: &Shared, text: &str) {
    let Ok(message) = serde_json::from_str::<ToPage>(text) else { return };
    let whole = {
        let page = &mut *page.borrow_mut();
        page.connection.heard_ms = dom::now_ms();
        if let Some(tick) = message.tick {
            page.ahead_ms = tick - dom::now_ms();
        }
        if let Some(presence) = &message.presence {
            page.greet(presence);
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
    };
    if !whole {
        fetch(page);
    }
}

/// Asks for what is missing.
fn fetch(page: &Shared) {
    let init = RequestInit::new();
    let headers = js_sys::Object::new();
    let _ = js_sys::Reflect::set(&headers, &"Accept".into(), &"application/json".into());
    init.set_headers(&headers);
    let asked = dom::window().fetch_with_str_and_init(&page.borrow().live_path(), &init);
    let (answered, failing) = (Rc::clone(page), Rc::clone(page));
    dom::then(
        &asked,
        move |response| {
            let response: Response = response.unchecked_into();
            match (response.ok(), response.status()) {
                (true, _) => {
                    let Ok(text) = response.text() else { return };
                    let page = Rc::clone(&answered);
                    dom::then(
                        &text,
                        move |text| {
                            page.borrow_mut().works();
                            hear(&page, &text.as_string().unwrap_or_default());
                        },
                        |_| {},
                    );
                }
                (_, 403 | 404 | 410) => answered.borrow_mut().end(),
                _ => answered.borrow_mut().away(dom::now_ms()),
            }
        },
        move |_| failing.borrow_mut().away(dom::now_ms()),
    );
}

/// While polling, what was written goes the way of the form without scripts.
fn post(page: &Shared) {
    let messages: Vec<FromPage> = page.borrow().outbox.messages().collect();
    let url = [&page.borrow().base, "/say"].concat();
    for message in messages {
        let crate::live::Do::Say { text } = &message.ask;
        let Ok(form) = web_sys::UrlSearchParams::new() else { return };
        form.append("id", &message.id);
        form.append("text", text);
        let init = RequestInit::new();
        init.set_method("POST");
        init.set_body(&form);
        let page = Rc::clone(page);
        dom::then(
            &dom::window().fetch_with_str_and_init(&url, &init),
            move |response| {
                if response.unchecked_into::<Response>().ok() {
                    page.borrow_mut().outbox.done(&message.id);
                    fetch(&page);
                }
            },
            |_| {},
        );
    }
}

impl Page {
    fn live_path(&self) -> String {
        [&self.base, "/live?since=", &self.view.seq.to_string(), "&v=", &PROTOCOL.to_string()].concat()
    }

    /// The line works.
    fn works(&mut self) {
        self.connection.tries = 0;
        self.connection.heard_ms = dom::now_ms();
        if let Some(since) = self.connection.away_since_ms.take() {
            paint::live(&self.root, true);
            paint::stale(&self.root, "");
            if self.connection.heard_ms - since > STALE_AFTER_MS {
                paint::announce(&self.root, &self.speech.fill("live-back", &[]));
            }
        }
    }

    /// The line does not work.
    fn away(&mut self, now: i64) {
        if self.connection.away_since_ms.is_none() {
            self.connection.away_since_ms = Some(now);
            paint::live(&self.root, false);
        }
    }

    /// After a while, says so.
    fn say_when_stale(&mut self, now: i64) {
        let stale = self.connection.away_since_ms.is_some_and(|since| now - since > STALE_AFTER_MS);
        if stale && !matches!(self.connection.line, Line::Ended) {
            use crate::words::Words;
            let heard = domain::Timestamp(self.connection.heard_ms + self.ahead_ms);
            let moment = self.speech.moment(heard);
            paint::stale(&self.root, &self.speech.fill("live-stale", &[("moment", &moment)]));
        }
    }

    /// The link is no longer valid: what stands there stays, and says that it stays so.
    fn end(&mut self) {
        self.connection.line = Line::Ended;
        self.connection.away_since_ms = Some(dom::now_ms());
        paint::live(&self.root, false);
        dom::set(&self.root, "data-ended", "");
        paint::stale(&self.root, &self.speech.fill("live-link-invalid", &[]));
    }
}
