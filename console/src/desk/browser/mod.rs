//! What the open page does.
//!
//! The server renders; the browser takes over what differs. A socket says *that* something has changed, the
//! page is asked for once more under its own address, and every element marked `data-region` becomes what it
//! is there, without losing focus, scroll or what somebody is writing. So the markup of the console, its
//! rules and its rights stand in one place.

mod composer;
mod file_drop;
mod keys;
mod list_freeze;
mod morph;
mod pointer;
mod refresh;
mod socket;
mod talk;

use std::cell::RefCell;
use std::rc::Rc;

use app::dom;
use web_sys::Element;

use self::composer::Outbox;
use self::socket::Line;
use super::Setting;

/// How often the page looks at its clocks: retries, signs of life, who has stopped writing.
const BEAT_MS: i32 = 500;

/// The page, as its events share it.
type Shared = Rc<RefCell<Desk>>;

/// Everything the open page knows.
struct Desk {
    /// The island's root element.
    root: Element,
    setting: Setting,
    /// The line that tells of every change at the biller; without one the page asks now and then.
    inbox: Option<Line>,
    /// The line of the invoice on the page.
    invoice: Option<Line>,
    refreshing: refresh::State,
    outbox: Outbox,
    talk: talk::State,
}

pub fn start(setting: Setting) {
    let Some(root) = dom::one(&dom::document(), "[data-live]") else { return };
    let inbox = setting.inbox.as_deref().map(Line::new);
    let invoice = setting.invoice.as_ref().map(|invoice| Line::new(&invoice.live));
    let desk = Desk {
        root,
        setting,
        inbox,
        invoice,
        refreshing: refresh::State::default(),
        outbox: Outbox::default(),
        talk: talk::State::default(),
    };
    let desk = Rc::new(RefCell::new(desk));
    for element in dom::all(&desk.borrow().root, "[data-needs-script]") {
        dom::show(&element, true);
    }
    // On a phone the navigation is wider than the screen.
    if let Some(here) = dom::one(&desk.borrow().root, ".nav [aria-current]") {
        dom::bring_near(&here);
    }
    keys::listen(&desk);
    list_freeze::listen(&desk);
    pointer::listen(&desk);
    composer::listen(&desk);
    file_drop::listen(&desk);
    talk::listen(&desk);
    socket::listen(&desk);
    let beating = Rc::clone(&desk);
    dom::every(BEAT_MS, move || {
        socket::tick(&beating);
        refresh::tick(&beating);
        talk::tick(&beating);
        composer::tick(&beating);
    });
    socket::begin(&desk);
}

impl Desk {
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
