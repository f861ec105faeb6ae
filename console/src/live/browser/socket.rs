//! The sockets: one for everything at the biller, one for the invoice on the page.

use std::rc::Rc;

use app::dom;
use app::live::{PROTOCOL, Presence, Typing, close, delay_ms};
use serde::Deserialize;
use wasm_bindgen::prelude::*;
use web_sys::{CloseEvent, MessageEvent, WebSocket};

use crate::live::browser::effect::Effect;
use crate::live::browser::line::{ConnectionState, State};
use crate::live::browser::{Page, Shared, carry_out, conversation};

/// A lost connection is shown after so long.
const STALE_AFTER_MS: i64 = 3_000;

#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Which {
    /// Everything at the biller.
    Inbox,
    /// The invoice on the page.
    Invoice,
}

/// A message of a socket, as far as the page needs it. Frames only show that something changed: the page is then
/// fetched from the server.
#[derive(Default, Deserialize)]
#[serde(default)]
struct Heard {
    seq: Option<i64>,
    changed: Option<serde::de::IgnoredAny>,
    counters: Option<serde::de::IgnoredAny>,
    rows: Option<serde::de::IgnoredAny>,
    presence: Option<Presence>,
    typing: Option<Typing>,
    resync: bool,
}

impl Page {
    fn line(&mut self, which: Which) -> Option<&mut ConnectionState> {
        match which {
            Which::Inbox => self.inbox.as_mut(),
            Which::Invoice => self.invoice.as_mut(),
        }
    }

    fn address(&self, which: Which) -> Option<String> {
        let location = dom::window().location();
        let scheme = if location.protocol().is_ok_and(|it| it == "https:") { "wss://" } else { "ws://" };
        let host = location.host().ok()?;
        let since = match which {
            Which::Inbox => String::new(),
            Which::Invoice => ["&since=", &conversation::seq(&self.root).to_string()].concat(),
        };
        let path = match which {
            Which::Inbox => &self.inbox.as_ref()?.path,
            Which::Invoice => &self.invoice.as_ref()?.path,
        };
        Some([scheme, &host, path, "?v=", &PROTOCOL.to_string(), &since].concat())
    }

    /// Whether everything that the page needs is connected.
    fn is_live(&self) -> bool {
        [&self.inbox, &self.invoice].into_iter().flatten().all(ConnectionState::is_open)
    }

    fn show_live(&self) {
        dom::set(&self.root, "data-live", if self.is_live() { "on" } else { "off" });
    }
}

pub fn begin(page: &Shared) {
    connect(page, Which::Inbox);
    connect(page, Which::Invoice);
    // A page without sockets is live once the island runs.
    let page = Rc::clone(page);
    dom::later(0, move || page.borrow().show_live());
}

/// The network or the reader is back: connects without waiting.
pub fn listen(page: &Shared) {
    let online = Rc::clone(page);
    dom::on(&dom::window(), "online", move |_| hurry(&online));
    let visible = Rc::clone(page);
    dom::on(&dom::whole_document(), "visibilitychange", move |_| {
        if !dom::whole_document().hidden() {
            hurry(&visible);
            conversation::seen(&visible.borrow());
        }
    });
}

fn hurry(page: &Shared) {
    tick(page);
    for which in [Which::Inbox, Which::Invoice] {
        let waits =
            page.borrow_mut().line(which).is_some_and(|line| matches!(line.state, State::Waiting { .. }));
        if waits {
            connect(page, which);
        }
    }
}

fn connect(page: &Shared, which: Which) {
    let Some(address) = page.borrow().address(which) else { return };
    let Ok(socket) = WebSocket::new(&address) else { return failed(page, which, 0) };
    let (opened, this) = (Rc::clone(page), socket.clone());
    dom::on(&socket, "open", move |_| {
        let missed = {
            let mut page = opened.borrow_mut();
            let Some(line) = page.line(which).filter(|line| line.socket() == Some(&this)) else { return };
            let missed = line.opened_before || which == Which::Inbox && line.tries > 0;
            line.becomes(State::Open(this.clone()));
            line.opened_before = true;
            line.tries = 0;
            line.away_since_ms = None;
            line.heard_ms = dom::now_ms();
            page.show_live();
            if page.is_live() {
                page.stale("");
            }
            missed
        };
        if missed {
            carry_out(&opened, Effect::Refresh);
        }
        if which == Which::Invoice {
            conversation::seen(&opened.borrow());
        }
        carry_out(&opened, Effect::Send);
    });
    let heard = Rc::clone(page);
    dom::on(&socket, "message", move |event| {
        if let Some(text) = event.unchecked_into::<MessageEvent>().data().as_string()
            && let Some(effect) = hear(&heard, which, &text)
        {
            carry_out(&heard, effect);
        }
    });
    let (closed, this) = (Rc::clone(page), socket.clone());
    dom::on(&socket, "close", move |event| {
        // A socket that was given up earlier no longer counts.
        let mine = closed.borrow_mut().line(which).is_some_and(|line| line.socket() == Some(&this));
        if mine {
            failed(&closed, which, event.unchecked_into::<CloseEvent>().code());
        }
    });
    if let Some(line) = page.borrow_mut().line(which) {
        line.becomes(State::Opening(socket));
    }
}

fn hear(page: &Shared, which: Which, text: &str) -> Option<Effect> {
    let now = dom::now_ms();
    if let Some(line) = page.borrow_mut().line(which) {
        line.heard_ms = now;
    }
    // A message that cannot be read comes from a newer server, so the page is fetched.
    let Ok(heard) = serde_json::from_str::<Heard>(text) else { return Some(Effect::Refresh) };
    if let Some(presence) = &heard.presence {
        conversation::show_presence(&page.borrow(), presence);
    }
    if let Some(typing) = &heard.typing {
        conversation::typing(page, typing);
    }
    let changed = heard.seq.is_some()
        || heard.changed.is_some()
        || heard.counters.is_some()
        || heard.rows.is_some()
        || heard.resync;
    changed.then_some(Effect::Refresh)
}

/// Checks all timers.
pub fn tick(page: &Shared) {
    let now = dom::now_ms();
    for which in [Which::Inbox, Which::Invoice] {
        let (again, dead) = {
            let mut page = page.borrow_mut();
            let Some(line) = page.line(which) else { continue };
            (matches!(line.state, State::Waiting { until_ms } if until_ms <= now), line.is_dead(now))
        };
        if dead {
            let socket = page.borrow_mut().line(which).and_then(|line| line.socket().cloned());
            failed(page, which, 0);
            if let Some(socket) = socket {
                let _ = socket.close();
            }
        } else if again {
            connect(page, which);
        }
    }
    let page = page.borrow();
    let lines = [page.inbox.as_ref(), page.invoice.as_ref()];
    let away = lines.into_iter().flatten().filter_map(|line| line.away_since_ms).min();
    if away.is_some_and(|since| now - since > STALE_AFTER_MS) {
        let ended = lines.into_iter().flatten().any(|line| matches!(line.state, State::Ended));
        page.stale(if ended {
            "You have been logged out. Log in again to go on."
        } else {
            "Not connected. Figures may be old; what you write is sent as soon as the connection is back."
        });
    }
}

fn failed(page: &Shared, which: Which, code: u16) {
    let now = dom::now_ms();
    let mut page = page.borrow_mut();
    let Some(line) = page.line(which) else { return };
    line.away_since_ms.get_or_insert(now);
    if code == close::LINK_INVALID {
        line.becomes(State::Ended);
    } else {
        let wait = delay_ms(line.tries, u32::from_le_bytes(dom::random()));
        line.tries = line.tries.saturating_add(1);
        line.becomes(State::Waiting { until_ms: now + i64::from(wait) });
    }
    page.show_live();
}
