//! What the open page does: keeps the invoice up to date and says what the payer writes.
//!
//! Every file here works on the one [`Page`], and they know each other one way. At the bottom are what draws (`paint`,
//! `talk`), the line ([`line`]) and what waits to be sent ([`outbox`]); above them what is noticed and heard
//! (`attention`, `hear`), then asking and connecting (`poll`, `connection`), and on top what a person does (`uploads`,
//! `compose`, `unsent`, `forms`).

mod attention;
mod compose;
mod connection;
mod copy;
mod forms;
mod incoming;
mod line;
mod outbox;
mod paint;
mod poll;
mod speech;
mod talk;
mod unsent;
mod uploads;

use std::cell::RefCell;
use std::rc::Rc;

use domain::command::MoreTime;
use domain::talk::Side;
use domain::view::{Applied, PayerView};
use domain::wire::{By, PayerEvent, PayerFrame};
use domain::{Status, Timestamp};
use web_sys::Element;

use self::attention::Attention;
use self::line::Connection;
use self::outbox::Outbox;
use self::speech::Speech;
use self::uploads::Uploads;
use super::Presence;
use super::decode;
use super::json::Json;
use crate::dom;
use crate::presenter::{self, Paying, ViewContext};

/// How often the page looks at its clocks. One beat serves them all: retries, signs of life, the due date.
const BEAT_MS: i32 = 500;

/// The page, as its events share it.
type Shared = Rc<RefCell<Page>>;

/// Everything the open page knows.
struct Page {
    /// The island's root element.
    root: Element,
    view: PayerView,
    biller: String,
    /// `/i/{token}`.
    base: String,
    /// What is granted at once.
    more_time: MoreTime,
    /// What paying depends on.
    paying: Paying,
    /// The name of a line of the document.
    line: Box<dyn Fn(u32) -> String>,
    /// Texts and formats.
    speech: Speech,
    /// The biller's clock minus the browser's, milliseconds.
    ahead_ms: i64,
    /// The status that is on the page, and when what is on it changes by itself.
    painted: Option<(Status, i64)>,
    /// Who looks at it.
    presence: Presence,
    connection: Connection,
    outbox: Outbox,
    uploads: Uploads,
    attention: Attention,
}

pub fn start() {
    let Some(root) = dom::one(&dom::document(), "[data-opening]") else { return };
    let json = root.get_attribute("data-opening").and_then(|text| Json::read(&text));
    let Some((log, setting)) = json.and_then(|json| decode::opening(&json)) else { return };
    let Ok(view) = PayerView::try_from(log) else { return };
    // The style sheet shows what needs a script, and hides what only stands in for it.
    dom::set(&root, "data-script", "");
    let lines = root.clone();
    let line = move |number: u32| {
        let name = dom::one(&lines, &["[data-line=\"", &number.to_string(), "\"] [data-line-name]"].concat());
        name.and_then(|name| name.text_content()).unwrap_or_default()
    };
    let outbox = Outbox::kept(&setting.base);
    let page = Page {
        root,
        view,
        biller: setting.biller,
        base: setting.base,
        more_time: setting.more_time,
        paying: setting.paying,
        line: Box::new(line),
        ahead_ms: setting.now.0 - dom::now_ms(),
        speech: Speech::new(setting.language, setting.zone, setting.texts),
        painted: None,
        presence: Presence::default(),
        connection: Connection::new(),
        outbox,
        uploads: Uploads::default(),
        attention: Attention::default(),
    };
    let page = Rc::new(RefCell::new(page));
    {
        let page = &mut *page.borrow_mut();
        page.painted = Some(page.standing());
    }
    copy::listen(&page);
    unsent::listen(&page);
    compose::listen(&page);
    uploads::listen(&page);
    forms::listen(&page);
    attention::listen(&page);
    connection::listen(&page);
    outbox::paint(&page.borrow());
    talk::show_newest(&page.borrow().root);
    let beating = Rc::clone(&page);
    dom::every(BEAT_MS, move || {
        beating.borrow_mut().update_clock();
        connection::tick(&beating);
        attention::tick(&beating);
        outbox::tick(&beating);
    });
    connection::connect(&page);
    forms::check(&page);
}

/// A message has waited for its files, and they are there: it goes.
fn complete(page: &Shared) {
    compose::say(page);
}

impl Page {
    fn now(&self) -> Timestamp {
        Timestamp(dom::now_ms() + self.ahead_ms)
    }

    fn sight(&self) -> ViewContext<'_, Speech> {
        ViewContext {
            view: &self.view,
            now: self.now(),
            biller: &self.biller,
            payer: "",
            side: Side::Payer,
            base: &self.base,
            more_time: self.more_time,
            paying: self.paying,
            line: &*self.line,
            words: &self.speech,
        }
    }

    /// The name of whoever at the biller is here, else the biller's.
    fn staff(&self) -> &str {
        self.presence.staff.first().unwrap_or(&self.biller)
    }

    /// The words for what a message is about; none for no line.
    fn about(&self, line: u32) -> String {
        if line == 0 {
            return String::new();
        }
        self.speech.fill("message-about", &[("line", &(self.line)(line))])
    }

    /// Writes what is true now into the page.
    fn paint(&mut self) {
        let standing = self.standing();
        let sight = self.sight();
        paint::slots(&self.root, &presenter::slots(&sight));
        paint::rows(&self.root, "history", &presenter::rows(&sight), true);
        paint::rows(&self.root, "fees", &presenter::fees(&sight), false);
        talk::paint(&self.root, &presenter::items(&sight));
        paint::notes(
            &self.root,
            &presenter::notes(&sight, self.attention.point().map(|at| (at, self.staff()))),
        );
        dom::set(&self.root, "data-status", standing.0.as_str());
        dom::set(&self.root, "data-seq", &self.view.seq.to_string());
        self.painted = Some(standing);
    }

    /// The status, and the next moment at which a proposal or an attempt to pay expires.
    fn standing(&self) -> (Status, i64) {
        let now = self.now();
        let cards = self.view.cards.iter().map(|card| card.expires_at.0);
        let attempts = self.view.checkouts.iter().filter(|(_, attempt)| attempt.end.is_none());
        let ends = cards.chain(attempts.map(|(_, attempt)| attempt.expires_at.0)).filter(|end| *end > now.0);
        (self.view.status(now), ends.min().unwrap_or(i64::MAX))
    }

    /// What is open becomes overdue, and proposals expire, while nobody does anything.
    fn update_clock(&mut self) {
        if self.painted != Some(self.standing()) {
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
                    self.attention.arrived(&event);
                    news = self.news(&event).or(news);
                    self.painted = None;
                    if matches!(event, PayerEvent::Unknown) {
                        self.say_unknown();
                    }
                }
                Ok(Applied::Known) => {}
                Err(_) => {
                    whole = false;
                    break;
                }
            }
        }
        self.update_clock();
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
            other => presenter::news(&self.sight(), other).map(|(_, text)| text),
        }
    }

    /// Shows who looks at the invoice.
    fn show_presence(&mut self, presence: Presence) {
        paint::say(&self.root, "presence", &presenter::presence(&presence, &self.speech));
        let names = presenter::staff(&presence);
        paint::say(&self.root, "staff-names", &names);
        if let Some(here) = dom::one(&self.root, "[data-say=staff]") {
            dom::show(&here, !names.is_empty());
        }
        self.presence = presence;
    }
}
