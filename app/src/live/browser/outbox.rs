//! What the payer has written and the server has not yet confirmed. Nothing written is lost: it is sent
//! again with the same id until the server answers.

use std::rc::Rc;

use domain::wire::{By, PayerEvent};
use wasm_bindgen::JsCast;
use web_sys::{Event, HtmlTextAreaElement, KeyboardEvent};

use super::{Page, Shared, connection, dom, paint};
use crate::live::{Do, FromPage, Refused};

/// The messages that wait for an answer, oldest first.
#[derive(Default)]
pub struct Outbox {
    waiting: Vec<Outgoing>,
}

struct Outgoing {
    id: String,
    text: String,
    /// Why the server did not take it; it is not sent again then.
    refused: Option<String>,
}

impl Outbox {
    /// Everything to send, as the socket carries it.
    pub fn messages(&self) -> impl Iterator<Item = FromPage> + '_ {
        self.waiting.iter().filter(|outgoing| outgoing.refused.is_none()).map(|outgoing| FromPage {
            id: outgoing.id.clone(),
            ask: Do::Say { text: outgoing.text.clone() },
        })
    }

    /// The server has taken it.
    pub fn done(&mut self, id: &str) {
        self.waiting.retain(|outgoing| outgoing.id != id);
    }

    /// The server has not taken it.
    pub fn refused(&mut self, refused: Refused) {
        if let Some(outgoing) = self.waiting.iter_mut().find(|outgoing| outgoing.id == refused.id) {
            outgoing.refused = Some(refused.text);
        }
    }

    /// An own message is in the log: it may be there before its confirmation is.
    pub fn arrived(&mut self, event: &PayerEvent) {
        let PayerEvent::MessagePosted { by: By::Payer, text: Some(text), .. } = event else { return };
        if let Some(at) = self.waiting.iter().position(|outgoing| outgoing.text.trim() == text.trim()) {
            self.waiting.remove(at);
        }
    }
}

/// Takes over the form.
pub fn listen(page: &Shared) {
    let root = page.borrow().root.clone();
    let Some(form) = dom::one(&root, "[data-say-form]") else { return };
    let submitting = Rc::clone(page);
    dom::on(&form, "submit", move |event| {
        event.unchecked_into::<Event>().prevent_default();
        say(&submitting);
    });
    let pressing = Rc::clone(page);
    dom::on(&form, "keydown", move |event| {
        let key: KeyboardEvent = event.unchecked_into();
        if key.key() == "Enter" && (key.ctrl_key() || key.meta_key()) {
            say(&pressing);
        }
    });
}

fn say(page: &Shared) {
    {
        let mut page = page.borrow_mut();
        let Some(field) = dom::one(&page.root, "[data-say-form] textarea") else { return };
        let field: HtmlTextAreaElement = field.unchecked_into();
        let text = field.value();
        if text.trim().is_empty() {
            return;
        }
        field.set_value("");
        page.outbox.waiting.push(Outgoing { id: fresh_id(), text, refused: None });
        paint(&page);
    }
    connection::flush(page);
}

/// Shows what waits below the conversation.
pub fn paint(page: &Page) {
    let Some((_, template)) = paint::list(&page.root, "conversation") else { return };
    let Some(list) = dom::one(&page.root, "[data-list=outbox]") else { return };
    list.set_text_content(None);
    for outgoing in &page.outbox.waiting {
        let Some(row) = dom::copy_of(&template) else { return };
        let state = match &outgoing.refused {
            Some(reason) => page.speech.fill("message-refused", &[("reason", reason)]),
            None if page.connection.is_open() => page.speech.fill("message-sending", &[]),
            None => page.speech.fill("message-waiting", &[]),
        };
        dom::set(&row, "data-mine", "");
        dom::set(&row, "data-unsent", if outgoing.refused.is_some() { "refused" } else { "waiting" });
        paint::field(&row, "who", &state);
        paint::field(&row, "text", &outgoing.text);
        let _ = list.append_with_node_1(&row);
    }
}

/// 128 random bits in hexadecimal digits.
fn fresh_id() -> String {
    const DIGITS: &[u8; 16] = b"0123456789abcdef";
    dom::random::<16>()
        .iter()
        .flat_map(|byte| [byte >> 4, byte & 15])
        .map(|half| char::from(DIGITS[usize::from(half)]))
        .collect()
}
