//! What the open page does.
//!
//! The server renders; the browser takes over the differences. A socket only says *that* something has changed. Then
//! the page is fetched again at its own address, and every element marked `data-region` becomes what it is in the
//! fetched page, without losing focus, scroll position or what somebody is writing. So the markup, rules and rights of
//! the console exist in one place.
//!
//! All files here use the one [`Page`], and their dependencies go one way. At the bottom are a connection's state
//! ([`line`]), the outbox ([`outbox`]) and turning one element into another (`morph`). Above them are the conversation
//! (`conversation`), lists that do not move (`list_freeze`) and fetching the page (`refresh`). At the top are the
//! sockets (`socket`) and what a person does (`composer`, `file_drop`, `keys`, `pointer`). What a file needs from one
//! beside or above it is an [`Effect`], and only [`carry_out`] carries it out.

mod composer;
mod conversation;
mod effect;
mod file_drop;
mod keys;
mod line;
mod list_freeze;
mod morph;
mod outbox;
mod pointer;
mod refresh;
mod socket;

use std::cell::RefCell;
use std::rc::Rc;

use app::dom;
use wasm_bindgen::JsCast;
use web_sys::{Element, Event, EventTarget};

use crate::live::Setting;
use crate::live::browser::effect::Effect;
use crate::live::browser::line::ConnectionState;
use crate::live::browser::outbox::Outbox;

/// The interval of the page's timer: retries, signs of life, the end of writing.
const BEAT_MS: i32 = 500;

/// The page, shared by its event handlers.
type Shared = Rc<RefCell<Page>>;

struct Page {
    /// The island's root element.
    root: Element,
    setting: Setting,
    /// The socket for every change at the biller; without one the page polls.
    inbox: Option<ConnectionState>,
    /// The socket of the invoice on the page.
    invoice: Option<ConnectionState>,
    refreshing: refresh::State,
    outbox: Outbox,
    conversation: conversation::State,
}

pub fn start(setting: Setting) {
    let Some(root) = dom::one(&dom::document(), "[data-live]") else { return };
    let inbox = setting.inbox.as_deref().map(ConnectionState::new);
    let invoice = setting.invoice.as_ref().map(|invoice| ConnectionState::new(&invoice.live));
    let page = Page {
        root,
        setting,
        inbox,
        invoice,
        refreshing: refresh::State::default(),
        outbox: Outbox::default(),
        conversation: conversation::State::default(),
    };
    let page = Rc::new(RefCell::new(page));
    for element in dom::all(&page.borrow().root, "[data-needs-script]") {
        dom::show(&element, true);
    }
    // On a phone the navigation is wider than the screen.
    if let Some(here) = dom::one(&page.borrow().root, ".nav [aria-current]") {
        dom::bring_near(&here);
    }
    keys::listen(&page);
    list_freeze::listen(&page);
    pointer::listen(&page);
    composer::listen(&page);
    file_drop::listen(&page);
    conversation::listen(&page);
    socket::listen(&page);
    let beating = Rc::clone(&page);
    dom::every(BEAT_MS, move || {
        socket::tick(&beating);
        refresh::tick(&beating);
        conversation::tick(&beating);
        composer::tick(&beating);
    });
    socket::begin(&page);
}

/// Calls `part` for every event of this name, and carries out the effect. The page is not borrowed meanwhile: moving
/// the focus, or a button that a key presses, causes an event within the event.
fn on(page: &Shared, target: &EventTarget, name: &str, part: fn(&Shared, Event) -> Option<Effect>) {
    let page = Rc::clone(page);
    dom::on(target, name, move |event| {
        if let Some(effect) = part(&page, event.unchecked_into()) {
            carry_out(&page, effect);
        }
    });
}

fn carry_out(page: &Shared, effect: Effect) {
    match effect {
        Effect::Refresh => refresh::soon(page),
        Effect::Send => composer::flush(page),
    }
}

impl Page {
    /// Announces something to people who cannot see it.
    fn announce(&self, text: &str) {
        if let Some(element) = dom::one(&self.root, "[data-say=announce]") {
            dom::write(&element, text);
        }
    }

    /// Shows why the page may be out of date; an empty text hides it.
    fn stale(&self, text: &str) {
        let Some(element) = dom::one(&self.root, "[data-say=stale]") else { return };
        if let Some(words) = dom::one(&element, "[data-say=stale-text]") {
            dom::write(&words, text);
        }
        dom::show(&element, !text.is_empty());
    }
}
