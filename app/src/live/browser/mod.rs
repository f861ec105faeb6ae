//! What the open page does: keeps the invoice up to date and says what the payer writes.

mod connection;
mod copy;
mod outbox;
mod paint;
mod speech;

use std::cell::RefCell;
use std::rc::Rc;

use domain::view::{Applied, PayerView};
use domain::wire::{By, PayerEvent, PayerFrame};
use domain::{Status, Timestamp};
use web_sys::Element;

use self::connection::Connection;
use self::outbox::Outbox;
use self::speech::Speech;
use super::{Frames, Presence, Setting};
use crate::dom;
use crate::face::{self, Sight};

/// How often the page looks at its clocks. One beat serves them all: retries, signs of life, the due date.
const BEAT_MS: i32 = 500;

/// The page, as its events share it.
type Shared = Rc<RefCell<Page>>;

/// Everything the open page knows.
struct Page {
    /// The island's root element.
    root: Element,
    /// The invoice.
    view: PayerView,
    /// The biller's name.
    biller: String,
    /// `/i/{token}`.
    base: String,
    /// Texts and formats.
    speech: Speech,
    /// The biller's clock minus the browser's, milliseconds.
    ahead_ms: i64,
    /// The status that is on the page.
    painted: Option<Status>,
    connection: Connection,
    outbox: Outbox,
}

/// Wakes the page.
pub fn start(log: Frames, setting: Setting) {
    let Some(root) = dom::one(&dom::document(), "[data-live]") else { return };
    let Ok(view) = PayerView::try_from(log.0) else { return };
    let painted = view.status(setting.now);
    let page = Page {
        root,
        view,
        biller: setting.biller,
        base: setting.base,
        ahead_ms: setting.now.0 - dom::now_ms(),
        speech: Speech::new(setting.language, setting.zone, setting.texts),
        painted: Some(painted),
        connection: Connection::new(),
        outbox: Outbox::default(),
    };
    let page = Rc::new(RefCell::new(page));
    copy::listen(&page);
    outbox::listen(&page);
    connection::listen(&page);
    let beating = Rc::clone(&page);
    dom::every(BEAT_MS, move || {
        beating.borrow_mut().mind_the_date();
        connection::beat(&beating);
    });
    connection::connect(&page);
}

impl Page {
    fn now(&self) -> Timestamp {
        Timestamp(dom::now_ms() + self.ahead_ms)
    }

    fn sight(&self) -> Sight<'_, Speech> {
        Sight { view: &self.view, now: self.now(), biller: &self.biller, words: &self.speech }
    }

    /// Writes what is true now into the page.
    fn paint(&mut self) {
        let sight = self.sight();
        let status = sight.status();
        let slots = face::slots(&sight);
        paint::slots(&self.root, &slots);
        paint::history(&self.root, &face::rows(&sight));
        paint::conversation(&self.root, &face::messages(&sight));
        dom::set(&self.root, "data-status", status.as_str());
        dom::set(&self.root, "data-seq", &self.view.seq.to_string());
        self.painted = Some(status);
    }

    /// What is open becomes overdue while nobody does anything.
    fn mind_the_date(&mut self) {
        if self.painted != Some(self.view.status(self.now())) {
            self.paint();
        }
    }

    /// Folds frames in. False when something before them is missing.
    fn take(&mut self, frames: Vec<PayerFrame>) -> bool {
        let mut news = None;
        let mut whole = true;
        for frame in frames {
            let event = frame.event.clone();
            match self.view.apply(frame) {
                Ok(Applied::New) => {
                    self.outbox.arrived(&event);
                    news = self.news(&event).or(news);
                    self.painted = None;
                }
                Ok(Applied::Known) => {}
                Err(_) => {
                    whole = false;
                    break;
                }
            }
        }
        self.mind_the_date();
        outbox::paint(self);
        if let Some(news) = news {
            paint::announce(&self.root, &news);
        }
        whole
    }

    /// What is said of an event to those who cannot see the page change.
    fn news(&self, event: &PayerEvent) -> Option<String> {
        match event {
            PayerEvent::MessagePosted { by: By::Payer, .. } => None,
            PayerEvent::MessagePosted { by, .. } => {
                let name = match by {
                    By::Biller { name: Some(name) } => name,
                    _ => &self.biller,
                };
                Some(self.speech.fill("change-message", &[("name", name)]))
            }
            other => face::sentence(&self.sight(), other).map(|(_, text)| text),
        }
    }

    /// Shows who looks at the invoice.
    fn greet(&self, presence: &Presence) {
        paint::presence(&self.root, &face::presence(presence, &self.speech));
    }
}
