//! When the page connects: the socket is opened, given up and retried, and polling starts and ends.

use std::rc::Rc;

use wasm_bindgen::prelude::*;
use web_sys::{CloseEvent, MessageEvent, WebSocket};

use super::effect::Effect;
use super::incoming::receive;
use super::line::ConnectionState;
use super::liveness::reload;
use super::{Page, Shared, on, outbox, run};
use crate::dom;
use crate::live::close;

/// After so many sockets that never opened, the page polls.
const SOCKETS_BEFORE_POLLING: u32 = 3;
const POLL_EVERY_MS: i64 = 10_000;
/// After how many polls it tries a socket again.
const POLLS_BEFORE_SOCKET: u32 = 6;
/// When the server asks to slow down, the wait is as long as after so many failed tries.
const SLOW_DOWN: u32 = 4;

/// The network or the reader is back: connects without waiting.
pub fn listen(page: &Shared) {
    on(page, &dom::window(), "online", |_, _| Some(Effect::Hurry));
    on(page, &dom::whole_document(), "visibilitychange", |_, _| {
        (!dom::whole_document().hidden()).then_some(Effect::Hurry)
    });
}

pub fn connect(page: &Shared) {
    // Two callers may ask for it at once, and an ended connection stays ended.
    if !matches!(
        page.borrow().connection.line,
        ConnectionState::Waiting { .. } | ConnectionState::Polling { .. }
    ) {
        return;
    }
    let socket = {
        let location = dom::window().location();
        let scheme = if location.protocol().is_ok_and(|it| it == "https:") { "wss://" } else { "ws://" };
        let host = location.host().unwrap_or_default();
        WebSocket::new(&[scheme, &host, &page.borrow().live_path()].concat())
    };
    let Ok(socket) = socket else { return failed(&mut page.borrow_mut(), 0) };
    let opened = Rc::clone(page);
    dom::on(&socket, "open", move |_| {
        run(&opened, |page| {
            if let ConnectionState::Opening(socket) = &page.connection.line {
                let open = ConnectionState::Open(socket.clone());
                page.connection.becomes(open);
                page.connection.unopened = 0;
                page.connected();
            }
            Some(Effect::Send)
        });
    });
    let heard = Rc::clone(page);
    dom::on(&socket, "message", move |event| {
        let Some(text) = event.unchecked_into::<MessageEvent>().data().as_string() else { return };
        run(&heard, |page| (!receive(page, &text)).then_some(Effect::Fetch));
    });
    let closed = Rc::clone(page);
    let this = socket.clone();
    dom::on(&socket, "close", move |event| {
        let page = &mut *closed.borrow_mut();
        // A socket that was given up earlier no longer counts.
        if page.connection.socket() == Some(&this) {
            failed(page, event.unchecked_into::<CloseEvent>().code());
        }
    });
    page.borrow_mut().connection.becomes(ConnectionState::Opening(socket));
}

/// Sends everything in the outbox.
pub fn flush(page: &mut Page) -> Option<Effect> {
    if page.connection.is_polling() {
        return Some(Effect::Post);
    }
    if let ConnectionState::Open(socket) = &page.connection.line {
        for message in page.outbox.messages(dom::now_ms()) {
            let _ = socket.send_with_str(&message.to_json());
        }
    }
    outbox::paint(page);
    None
}

/// Checks all timers.
pub fn tick(page: &mut Page) -> Option<Effect> {
    let now = dom::now_ms();
    page.say_when_stale(now);
    if page.connection.is_dead(now) {
        let socket = page.connection.socket().cloned();
        failed(page, 0);
        if let Some(socket) = socket {
            let _ = socket.close();
        }
        return None;
    }
    match &mut page.connection.line {
        ConnectionState::Waiting { until_ms } if *until_ms <= now => Some(Effect::Connect),
        // Polls, and now and then tries a socket instead.
        ConnectionState::Polling { next_ms, polls } if *next_ms <= now => {
            *next_ms = now + POLL_EVERY_MS;
            *polls += 1;
            Some(Effect::Poll { connect: *polls >= POLLS_BEFORE_SOCKET })
        }
        _ => None,
    }
}

fn failed(page: &mut Page, code: u16) {
    let now = dom::now_ms();
    if matches!(page.connection.line, ConnectionState::Opening(_)) {
        page.connection.unopened = page.connection.unopened.saturating_add(1);
    }
    let polls = page.connection.unopened >= SOCKETS_BEFORE_POLLING;
    if !polls {
        page.disconnected(now);
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
        page.connection.becomes(ConnectionState::Polling { next_ms: now, polls: 0 });
    } else {
        page.connection.wait(now);
    }
    outbox::paint(page);
}
