//! What the open page does.
//!
//! The server renders; the browser takes over what differs. A socket says *that* something has changed, the
//! page is asked for once more under its own address, and every element marked `data-region` becomes what it
//! is there, without losing focus, scroll or what somebody is writing. So the markup of the console, its
//! rules and its rights stand in one place.
//!
//! Every file here works on the one [`Page`], and they know each other one way. At the bottom are a line's state
//! ([`line`]), what waits to be sent ([`outbox`]) and how an element becomes another one (`morph`); above them the
//! conversation (`conversation`) and lists that stand still (`list_freeze`), then asking for the page (`refresh`), and on top
//! what hears of changes (`socket`) and what a person does (`composer`, `file_drop`, `keys`, `pointer`). What one of them
//! wants of a file above or beside it is an [`Effect`], which [`carry_out`] alone carries out.

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

/// How often the page looks at its clocks: retries, signs of life, who has stopped writing.
const BEAT_MS: i32 = 500;

/// The page, as its events share it.
type Shared = Rc<RefCell<Page>>;

/// Everything the open page knows.
struct Page {
    /// The island's root element.
    root: Element,
    setting: Setting,
    /// The line that tells of every change at the biller; without one the page asks now and then.
    inbox: Option<ConnectionState>,
    /// The line of the invoice on the page.
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

/// Calls `part` with every such event, and carries out what follows. The page is not held meanwhile: a focus that moves
/// and a button that a key presses are events within the event.
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
    /// Says something to those who cannot see it.
    fn announce(&self, text: &str) {
        if let Some(element) = dom::one(&self.root, "[data-say=announce]") {
            dom::write(&element, text);
        }
    }

    /// Shows why the page may not be up to date; an empty text hides it.
    fn stale(&self, text: &str) {
        let Some(element) = dom::one(&self.root, "[data-say=stale]") else { return };
        if let Some(words) = dom::one(&element, "[data-say=stale-text]") {
            dom::write(&words, text);
        }
        dom::show(&element, !text.is_empty());
    }
}
