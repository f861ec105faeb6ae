//! When the page connects: the socket is opened, given up and tried again, and polling begins and ends.

use std::rc::Rc;

use wasm_bindgen::prelude::*;
use web_sys::{CloseEvent, MessageEvent, WebSocket};

use super::incoming::{receive, reload};
use super::line::Line;
use super::poll::{fetch, post};
use super::{Shared, outbox};
use crate::dom;
use crate::live::close;

/// So many sockets that never opened: the page polls.
const SOCKETS_BEFORE_POLLING: u32 = 3;
/// How often it polls.
const POLL_EVERY_MS: i64 = 10_000;
/// How many polls until it tries a socket again.
const POLLS_BEFORE_SOCKET: u32 = 6;
/// After being told to slow down, the wait begins where this many failed tries would have left it.
const SLOW_DOWN: u32 = 4;
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
    tick(page);
    let waits = matches!(page.borrow().connection.line, Line::Waiting { .. } | Line::Polling { .. });
    if waits {
        connect(page);
    }
}

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
                page.connected();
            }
        }
        flush(&opened);
    });
    let heard = Rc::clone(page);
    dom::on(&socket, "message", move |event| {
        if let Some(text) = event.unchecked_into::<MessageEvent>().data().as_string()
            && !receive(&heard, &text)
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

/// Something was just done by a form: a page that polls asks at once.
pub fn look(page: &Shared) {
    if matches!(page.borrow().connection.line, Line::Polling { .. }) {
        fetch(page);
    }
}

/// Looks at the clocks.
pub fn tick(page: &Shared) {
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

fn failed(page: &Shared, code: u16) {
    let now = dom::now_ms();
    let page = &mut *page.borrow_mut();
    if matches!(page.connection.line, Line::Opening(_)) {
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
        page.connection.becomes(Line::Polling { next_ms: now, polls: 0 });
    } else {
        page.connection.wait(now);
    }
    outbox::paint(page);
}
