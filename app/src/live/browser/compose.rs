//! The message form: its draft, the line that it is about, and when it is sent.

use wasm_bindgen::JsCast;
use web_sys::{HtmlInputElement, HtmlTextAreaElement, KeyboardEvent};

use super::effect::Effect;
use super::outbox::Outgoing;
use super::{Page, Shared, attention, on, outbox, paint, uploads};
use crate::dom;

/// Listens to the form and to the lines that one can ask about.
pub fn listen(page: &Shared) {
    let root = page.borrow().root.clone();
    let Some(form) = dom::one(&root, "[data-say-form]") else { return };
    restore(&page.borrow());
    on(page, &form, "submit", |page, event| {
        event.prevent_default();
        say(page)
    });
    on(page, &form, "keydown", |page, event| {
        let key: KeyboardEvent = event.unchecked_into();
        let sends = key.key() == "Enter" && (key.ctrl_key() || key.meta_key());
        if sends { say(page) } else { None }
    });
    on(page, &form, "input", |page, _| {
        keep(page);
        attention::writes(page);
        None
    });
    on(page, &root, "click", |page, event| {
        if let Some(line) =
            dom::target(&event, "[data-ask-line]").and_then(|_| dom::target(&event, "[data-line]"))
        {
            event.prevent_default();
            let number =
                line.get_attribute("data-line").and_then(|line| line.parse().ok()).unwrap_or_default();
            tie(page, number, true);
        } else if dom::target(&event, "[data-untie]").is_some() {
            event.prevent_default();
            tie(page, 0, true);
        }
        None
    });
}

fn field(page: &Page) -> Option<HtmlTextAreaElement> {
    dom::one(&page.root, "[data-say-form] textarea").map(JsCast::unchecked_into)
}

fn line_field(page: &Page) -> Option<HtmlInputElement> {
    dom::one(&page.root, "[data-say-form] [name=line]").map(JsCast::unchecked_into)
}

/// The line that the next message is about; zero for none.
fn line(page: &Page) -> u32 {
    line_field(page).and_then(|field| field.value().parse().ok()).unwrap_or_default()
}

/// Ties the next message to a line, or to none.
fn tie(page: &Page, line: u32, focus: bool) {
    if let Some(field) = line_field(page) {
        field.set_value(&if line == 0 { String::new() } else { line.to_string() });
    }
    paint::say(&page.root, "tie", &page.about(line));
    if let Some(tied) = dom::one(&page.root, "[data-say=tied]") {
        dom::show(&tied, line > 0);
    }
    keep(page);
    if let Some(field) = field(page).filter(|_| focus) {
        dom::focus(&field);
        field.scroll_into_view_with_bool(false);
    }
}

fn draft_key(page: &Page) -> String {
    ["billow-draft:", &page.base].concat()
}

/// Stores the draft: the line's number, then the text.
fn keep(page: &Page) {
    let (text, line) = (field(page).map(|field| field.value()).unwrap_or_default(), line(page));
    let empty = text.is_empty() && line == 0;
    let draft = if empty { String::new() } else { [&line.to_string(), "\n", &text].concat() };
    dom::keep(&draft_key(page), &draft);
}

/// Restores the draft that was not sent when the page was left. What the server rendered into the form has priority.
fn restore(page: &Page) {
    let Some(draft) = dom::kept(&draft_key(page)) else { return };
    let Some((number, text)) = draft.split_once('\n') else { return };
    if let Some(field) = field(page).filter(|field| field.value().trim().is_empty()) {
        field.set_value(text);
        if line(page) == 0 {
            tie(page, number.parse().unwrap_or_default(), false);
        }
    }
}

/// Puts a message that was not sent back into the form.
pub fn put_back(page: &mut Page, outgoing: &Outgoing) {
    let Some(field) = field(page) else { return };
    let text = [&*outgoing.text, &*field.value()].join("\n");
    field.set_value(text.trim());
    page.uploads.put_back(outgoing);
    uploads::paint(page);
    tie(page, outgoing.line, true);
}

/// Sends the message; if files are still being uploaded, it is sent as soon as they have arrived.
pub fn say(page: &mut Page) -> Option<Effect> {
    let field = field(page)?;
    let text = field.value();
    if page.uploads.hold() || text.trim().is_empty() && page.uploads.is_empty() {
        return None;
    }
    let (files, names) = page.uploads.take();
    let outgoing = Outgoing { text, line: line(page), files, names, ..Outgoing::default() };
    field.set_value("");
    tie(page, 0, false);
    uploads::paint(page);
    attention::has_written(page);
    page.outbox.push(outgoing);
    outbox::paint(page);
    Some(Effect::Send)
}
