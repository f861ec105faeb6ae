//! Messages that the payer has written and the server has not yet confirmed. Nothing is lost: the browser stores them,
//! and the page sends them again with the same id until the server answers, also after a reload.

use domain::invoices::wire::{By, PayerEvent};
use web_sys::Element;

use super::{Page, conversation, paint};
use crate::dom;
use crate::live::json::Json;
use crate::live::{ClientCommand, FromPage, Refused};
use crate::presenter::{File, Item};
use crate::wire::quote::{quote, quote_all};

/// After so long without an answer, while the connection works, the page offers another try.
const SLOW_MS: i64 = 10_000;

/// The messages that wait for an answer, oldest first.
#[derive(Default)]
pub struct Outbox {
    waiting: Vec<Outgoing>,
    key: String,
}

/// A message that waits.
#[derive(Debug, Clone, Default)]
pub struct Outgoing {
    /// The id by which the server recognises another try.
    pub id: String,
    pub text: String,
    /// The line that it is about; zero for none.
    pub line: u32,
    /// The files that go with it, by id, in the order of their names.
    pub files: Vec<String>,
    pub names: Vec<String>,
    /// Why the server refused it; it is not sent again automatically then.
    pub refused: Option<String>,
    /// When it was last sent over a working connection.
    pub sent_ms: Option<i64>,
    /// It is in the conversation already, only its confirmation is missing.
    pub arrived: bool,
}

impl Outgoing {
    fn message(&self) -> FromPage {
        let attachments = self.files.iter().filter_map(|id| id.parse().ok()).collect();
        let line = Some(self.line).filter(|line| *line > 0);
        FromPage {
            id: self.id.clone(),
            ask: ClientCommand::Say { text: self.text.clone(), line, attachments },
        }
    }

    /// Writes it as the browser stores it.
    fn write(&self, out: &mut String) {
        let line = self.line.to_string();
        for (name, text) in [("{\"id\":", &self.id), (",\"text\":", &self.text), (",\"line\":", &line)] {
            out.push_str(name);
            quote(text, out);
        }
        for (name, texts) in [(",\"files\":", &self.files), (",\"names\":", &self.names)] {
            out.push_str(name);
            quote_all(texts, out);
        }
        out.push('}');
    }

    fn read(json: &Json) -> Self {
        let texts = |name| json.get(name).list().iter().map(Json::string).collect();
        Self {
            id: json.get("id").string(),
            text: json.get("text").string(),
            line: json.get("line").string().parse().unwrap_or_default(),
            files: texts("files"),
            names: texts("names"),
            ..Self::default()
        }
    }

    fn is_slow(&self, now: i64) -> bool {
        self.refused.is_none() && self.sent_ms.is_some_and(|sent| now - sent > SLOW_MS)
    }
}

impl Outbox {
    /// What an earlier load of the page left.
    pub fn kept(base: &str) -> Self {
        let key = ["billow-outbox:", base].concat();
        let kept = dom::kept(&key).and_then(|kept| Json::read(&kept)).unwrap_or(Json::Null);
        Self { waiting: kept.list().iter().map(Outgoing::read).collect(), key }
    }

    /// Another window may have written meanwhile, so each window changes only its own messages.
    fn keep(&self, change: impl FnOnce(&mut Vec<Outgoing>)) {
        let mut kept = Self::kept(self.key.trim_start_matches("billow-outbox:")).waiting;
        change(&mut kept);
        let mut text = String::new();
        for (at, outgoing) in kept.iter().enumerate() {
            text.push(if at == 0 { '[' } else { ',' });
            outgoing.write(&mut text);
        }
        if !text.is_empty() {
            text.push(']');
        }
        dom::keep(&self.key, &text);
    }

    /// Adds a message with a new id.
    pub fn push(&mut self, outgoing: Outgoing) {
        let outgoing = Outgoing { id: dom::fresh_id(), ..outgoing };
        self.keep(|kept| kept.push(outgoing.clone()));
        self.waiting.push(outgoing);
    }

    /// Everything to send, as messages of the socket.
    pub fn messages(&mut self, now: i64) -> Vec<FromPage> {
        let waiting = self.waiting.iter_mut().filter(|outgoing| outgoing.refused.is_none());
        waiting
            .map(|outgoing| {
                outgoing.sent_ms = Some(now);
                outgoing.message()
            })
            .collect()
    }

    /// The connection is lost: what was sent over it may not have arrived.
    pub fn cut(&mut self) {
        for outgoing in &mut self.waiting {
            outgoing.sent_ms = None;
        }
    }

    /// The server has accepted it, or its writer has withdrawn it.
    pub fn done(&mut self, id: &str) {
        self.waiting.retain(|outgoing| outgoing.id != id);
        self.keep(|kept| kept.retain(|outgoing| outgoing.id != id));
    }

    pub fn refused(&mut self, refused: Refused) {
        if let Some(outgoing) = self.find(&refused.id) {
            outgoing.refused = Some(refused.text);
        }
    }

    /// The message with this id.
    pub fn find(&mut self, id: &str) -> Option<&mut Outgoing> {
        self.waiting.iter_mut().find(|outgoing| outgoing.id == id)
    }

    /// A message of this reader is in the log, maybe before its confirmation. It is shown once then, and still sent
    /// until the server has answered.
    pub fn arrived(&mut self, event: &PayerEvent) {
        let PayerEvent::MessagePosted { by: By::Payer, text: Some(text), attachments, .. } = event else {
            return;
        };
        let same = |outgoing: &&mut Outgoing| {
            !outgoing.arrived
                && outgoing.text.trim() == text.trim()
                && outgoing.files.len() == attachments.len()
        };
        if let Some(outgoing) = self.waiting.iter_mut().find(same) {
            outgoing.arrived = true;
        }
    }
}

/// Shows when an answer takes long.
pub fn tick(page: &Page) {
    let now = dom::now_ms();
    let slow = page.outbox.waiting.iter().filter(|outgoing| outgoing.is_slow(now)).count();
    let told = dom::all(&page.root, "[data-unsent=slow]").len();
    if slow != told {
        paint(page);
    }
}

/// Shows the waiting messages below the conversation.
pub fn paint(page: &Page) {
    let Some(list) = dom::one(&page.root, "[data-list=outbox]") else { return };
    let now = dom::now_ms();
    list.set_text_content(None);
    for outgoing in page.outbox.waiting.iter().filter(|outgoing| !outgoing.arrived) {
        if let Some(row) = row(page, outgoing, now) {
            let _ = list.append_with_node_1(&row);
        }
    }
}

fn row(page: &Page, outgoing: &Outgoing, now: i64) -> Option<Element> {
    let row = dom::copy_of(&paint::template(&page.root, "message")?)?;
    // It is no message yet, so it has no message id.
    dom::unset(&row, "data-message-id");
    dom::set(&row, "data-item", &outgoing.id);
    let (kind, state) = match &outgoing.refused {
        Some(reason) => ("refused", page.speech.fill("message-refused", &[("reason", reason)])),
        None if !page.connection.is_open() => ("waiting", page.speech.fill("message-waiting", &[])),
        None if outgoing.is_slow(now) => ("slow", page.speech.fill("message-slow", &[])),
        None => ("sending", page.speech.fill("message-sending", &[])),
    };
    dom::set(&row, "data-unsent", kind);
    let name =
        |name: &String| File { href: String::new(), name: name.clone(), picture: false, size: String::new() };
    let item = Item {
        mine: true,
        who: state,
        about: page.about(outgoing.line),
        text: outgoing.text.clone(),
        files: outgoing.names.iter().map(name).collect(),
        ..Item::default()
    };
    conversation::fill(&page.root, &row, &item);
    if matches!(kind, "refused" | "slow")
        && let Some(tools) =
            paint::template(&page.root, "unsent").and_then(|template| dom::copy_of(&template))
    {
        let _ = row.append_with_node_1(&tools);
    }
    Some(row)
}
