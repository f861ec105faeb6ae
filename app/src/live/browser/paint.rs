//! Writes texts and attributes into the elements that the server's markup names.

use web_sys::Element;

use super::dom;
use crate::face::{Message, Row, Slot};

/// Writes every slot into the elements of its name. An element marked `data-roll` rolls over and is tinted
/// for a moment when its text changes.
pub fn slots(root: &Element, slots: &[Slot]) {
    for slot in slots {
        for element in dom::all(root, &["[data-slot=", slot.name, "]"].concat()) {
            if slot.text.as_deref().is_some_and(|text| dom::write(&element, text)) {
                roll(&element);
            }
            for (name, value) in &slot.attributes {
                dom::set(&element, name, value);
            }
            dom::show(&element, slot.shown);
        }
    }
}

/// Two names for one movement, in turn: the style sheet starts it anew each time the name changes.
fn roll(element: &Element) {
    if let Some(last) = element.get_attribute("data-roll") {
        dom::set(element, "data-roll", if last == "a" { "b" } else { "a" });
    }
}

/// Adds the rows that are new, newest first.
pub fn history(root: &Element, rows: &[Row]) {
    let Some((list, template)) = list(root, "history") else { return };
    let there = dom::all(&list, "[data-row]").len();
    for row in rows.iter().skip(there) {
        let Some(element) = dom::copy_of(&template) else { return };
        dom::set(&element, "data-tone", row.tone);
        field(&element, "title", &row.title);
        field(&element, "note", &row.note);
        field(&element, "amount", &row.amount);
        let _ = list.prepend_with_node_1(&element);
    }
}

/// Adds the messages that are new, newest last, and empties those that were erased.
pub fn conversation(root: &Element, messages: &[Message]) {
    let Some((list, template)) = list(root, "conversation") else { return };
    let there = dom::all(&list, "[data-message-id]");
    for (at, message) in messages.iter().enumerate() {
        let new = match there.get(at) {
            Some(_) => None,
            None => dom::copy_of(&template),
        };
        let Some(element) = new.as_ref().or_else(|| there.get(at)) else { return };
        dom::set(element, "data-message-id", &message.id);
        if message.mine {
            dom::set(element, "data-mine", "");
        }
        if message.erased {
            dom::set(element, "data-erased", "");
        }
        field(element, "who", &message.who);
        field(element, "text", &message.text);
        if let Some(new) = new {
            let _ = list.append_with_node_1(&new);
            list.set_scroll_top(list.scroll_height());
        }
    }
}

/// A list and its template.
pub fn list(root: &Element, name: &str) -> Option<(Element, Element)> {
    let list = dom::one(root, &["[data-list=", name, "]"].concat())?;
    let template = dom::one(root, &["template[data-for=", name, "]"].concat())?;
    Some((list, template))
}

/// A text within a row.
pub fn field(row: &Element, name: &str, text: &str) {
    if let Some(element) = dom::one(row, &["[data-field=", name, "]"].concat()) {
        dom::write(&element, text);
    }
}

/// Says a change to those who cannot see it.
pub fn announce(root: &Element, text: &str) {
    named(root, "announce", text);
}

/// Says who looks at the invoice.
pub fn presence(root: &Element, text: &str) {
    named(root, "presence", text);
}

/// Whether the page is up to date.
pub fn live(root: &Element, on: bool) {
    dom::set(root, "data-live", if on { "on" } else { "off" });
}

/// Shows why the page may not be up to date; an empty text hides it.
pub fn stale(root: &Element, text: &str) {
    named(root, "stale-text", text);
    if let Some(element) = dom::one(root, "[data-say=stale]") {
        dom::show(&element, !text.is_empty());
    }
}

fn named(root: &Element, name: &str, text: &str) {
    if let Some(element) = dom::one(root, &["[data-say=", name, "]"].concat()) {
        dom::write(&element, text);
    }
}
