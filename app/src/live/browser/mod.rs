//! What the open page does: it keeps the invoice up to date and sends what the payer writes.
//!
//! All files here use the one [`Page`], and their dependencies go one way. At the bottom are drawing (`paint`,
//! `conversation`), the connection's state ([`line`]) and the outbox ([`outbox`]). Above them are attention
//! (`attention`), the display of the connection (`liveness`) and incoming messages (`incoming`). At the top are
//! connecting (`connection`, `poll`) and what a person does (`uploads`, `compose`, `unsent`, `forms`). Those at the top
//! do not know each other, except that the message form holds its files: what one of them needs from another is an
//! [`Effect`], and only [`carry_out`] carries it out.

mod attention;
mod compose;
mod connection;
mod conversation;
mod copy;
mod effect;
mod forms;
mod incoming;
mod line;
mod liveness;
mod localizer;
mod outbox;
mod paint;
mod poll;
mod unsent;
mod uploads;

use std::cell::RefCell;
use std::rc::Rc;

use domain::conversations::Side;
use domain::invoices::view::PayerView;
use domain::proposals::MoreTime;
use domain::{Status, Timestamp};
use wasm_bindgen::JsCast;
use web_sys::{Element, Event, EventTarget};

use self::attention::Attention;
use self::effect::Effect;
use self::line::Connection;
use self::localizer::BrowserLocalizer;
use self::outbox::Outbox;
use self::uploads::Uploads;
use super::decode;
use super::json::Json;
use super::{PROTOCOL, Presence};
use crate::dom;
use crate::presenter::{self, Paying, ViewContext};

/// The interval of the page's one timer, for retries, signs of life and the due date.
const BEAT_MS: i32 = 500;

/// The page, shared by its event handlers.
type Shared = Rc<RefCell<Page>>;

struct Page {
    /// The island's root element.
    root: Element,
    view: PayerView,
    biller: String,
    /// `/i/{token}`.
    base: String,
    /// The extra time that is granted automatically.
    more_time: MoreTime,
    /// What paying depends on.
    paying: Paying,
    /// The name of a line of the document.
    line: Box<dyn Fn(u32) -> String>,
    /// Texts and formats.
    speech: BrowserLocalizer,
    /// The biller's clock minus the browser's, milliseconds.
    ahead_ms: i64,
    /// The status that the page shows, and when it changes by itself.
    painted: Option<(Status, i64)>,
    /// Who has the invoice open.
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
    // The style sheet shows what needs a script, and hides what replaces it.
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
        speech: BrowserLocalizer::new(setting.language, setting.zone, setting.texts),
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
    conversation::show_newest(&page.borrow().root);
    let beating = Rc::clone(&page);
    dom::every(BEAT_MS, move || {
        run(&beating, |page| {
            page.update_clock();
            let effect = connection::tick(page);
            attention::tick(page);
            outbox::tick(page);
            effect
        });
    });
    carry_out(&page, Effect::Connect);
    run(&page, forms::check);
}

/// Calls a part with the page, and carries out the effect.
fn run(page: &Shared, part: impl FnOnce(&mut Page) -> Option<Effect>) {
    // The page is no longer borrowed when the effect is carried out.
    let effect = part(&mut page.borrow_mut());
    if let Some(effect) = effect {
        carry_out(page, effect);
    }
}

/// The same for every event of this name. The handler has no state of its own, so that all listeners share one code,
/// which is downloaded once.
fn on(page: &Shared, target: &EventTarget, name: &str, part: fn(&mut Page, Event) -> Option<Effect>) {
    let page = Rc::clone(page);
    dom::on(target, name, move |event| {
        // An event that the page itself causes, such as a focus that moves, tells it nothing new.
        let Ok(mut held) = page.try_borrow_mut() else { return };
        let effect = part(&mut held, event.unchecked_into());
        drop(held);
        if let Some(effect) = effect {
            carry_out(&page, effect);
        }
    });
}

fn carry_out(page: &Shared, effect: Effect) {
    match effect {
        Effect::Connect => connection::connect(page),
        Effect::Hurry => {
            run(page, connection::tick);
            connection::connect(page);
        }
        Effect::Poll { connect } => {
            poll::fetch(page);
            poll::post(page);
            if connect {
                connection::connect(page);
            }
        }
        Effect::Send => run(page, connection::flush),
        Effect::Post => poll::post(page),
        Effect::Fetch => poll::fetch(page),
        Effect::Say => run(page, compose::say),
        Effect::Edit(outgoing) => compose::put_back(&mut page.borrow_mut(), &outgoing),
        Effect::Upload(files) => files.iter().for_each(|(key, file)| uploads::upload(page, key, file)),
        Effect::Submit(form) => forms::send(page, form),
    }
}

impl Page {
    fn now(&self) -> Timestamp {
        Timestamp(dom::now_ms() + self.ahead_ms)
    }

    /// The path of the socket and of polling.
    fn live_path(&self) -> String {
        [&self.base, "/live?since=", &self.view.seq.to_string(), "&v=", &PROTOCOL.to_string()].concat()
    }

    fn view_context(&self) -> ViewContext<'_, BrowserLocalizer> {
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

    /// The name of the staff who are here, else the biller's.
    fn staff(&self) -> &str {
        self.presence.staff.first().unwrap_or(&self.biller)
    }

    /// The text for what a message is about; empty for no line.
    fn about(&self, line: u32) -> String {
        if line == 0 {
            return String::new();
        }
        self.speech.fill("message-about", &[("line", &(self.line)(line))])
    }

    fn paint(&mut self) {
        let standing = self.standing();
        let context = self.view_context();
        paint::slots(&self.root, &presenter::slots(&context));
        paint::rows(&self.root, "history", &presenter::rows(&context), true);
        paint::rows(&self.root, "fees", &presenter::fees(&context), false);
        conversation::paint(&self.root, &presenter::items(&context));
        paint::notes(
            &self.root,
            &presenter::notes(&context, self.attention.point().map(|at| (at, self.staff()))),
        );
        dom::set(&self.root, "data-status", standing.0.as_str());
        dom::set(&self.root, "data-seq", &self.view.seq.to_string());
        self.painted = Some(standing);
    }

    /// The status, and the next moment at which a proposal or a checkout expires.
    fn standing(&self) -> (Status, i64) {
        let now = self.now();
        let proposals = self.view.proposals.iter().map(|proposal| proposal.expires_at.0);
        let attempts = self.view.checkouts.iter().filter(|(_, attempt)| attempt.end.is_none());
        let ends =
            proposals.chain(attempts.map(|(_, attempt)| attempt.expires_at.0)).filter(|end| *end > now.0);
        (self.view.status(now), ends.min().unwrap_or(i64::MAX))
    }

    /// Updates what changes with time alone: an invoice becomes overdue, a proposal expires.
    fn update_clock(&mut self) {
        if self.painted != Some(self.standing()) {
            self.paint();
        }
    }
}
