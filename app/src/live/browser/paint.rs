//! Writes texts and attributes into the elements that the server's markup names.

use web_sys::Element;

use crate::dom;
use crate::presenter::{Row, Slot};

/// Writes every slot into the elements with its name. An element marked `data-roll` is animated when its text changes.
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

/// Alternates between two names of one animation, because the style sheet restarts it when the name changes.
fn roll(element: &Element) {
    if let Some(last) = element.get_attribute("data-roll") {
        dom::set(element, "data-roll", if last == "a" { "b" } else { "a" });
    }
}

/// Adds the new rows of a list: the newest first, or last.
pub fn rows(root: &Element, name: &str, rows: &[Row], newest_first: bool) {
    let Some(list) = dom::one(root, &["[data-list=", name, "]"].concat()) else { return };
    let Some(template) = template(root, name) else { return };
    let there = dom::all(&list, "[data-row]").len();
    for row in rows.iter().skip(there) {
        let Some(element) = dom::copy_of(&template) else { return };
        dom::set(&element, "data-tone", row.tone);
        field(&element, "title", &row.title);
        field(&element, "note", &row.note);
        field(&element, "amount", &row.amount);
        let _ =
            if newest_first { list.prepend_with_node_1(&element) } else { list.append_with_node_1(&element) };
    }
}

/// Writes the notes at the lines of the document.
pub fn notes(root: &Element, notes: &[(u32, String)]) {
    for line in dom::all(root, "[data-line]") {
        let number = line.get_attribute("data-line").unwrap_or_default();
        let of_it = notes.iter().filter(|(of, _)| of.to_string() == number);
        let said: Vec<&str> = of_it.map(|(_, note)| &**note).collect();
        field(&line, "note", &said.join(" · "));
    }
}

/// The template of a kind of element.
pub fn template(root: &Element, name: &str) -> Option<Element> {
    dom::one(root, &["template[data-for=", name, "]"].concat())
}

/// A text within a row; its element is hidden while the text is empty.
pub fn field(row: &Element, name: &str, text: &str) {
    if let Some(element) = dom::one(row, &["[data-field=", name, "]"].concat()) {
        dom::write(&element, text);
        dom::show(&element, !text.is_empty());
    }
}

/// Announces a change to people who cannot see it.
pub fn announce(root: &Element, text: &str) {
    say(root, "announce", text);
}

/// Shows whether the page is up to date.
pub fn live(root: &Element, on: bool) {
    dom::set(root, "data-live", if on { "on" } else { "off" });
}

/// Shows why the page may be out of date; an empty text hides it.
pub fn stale(root: &Element, text: &str) {
    say(root, "stale-text", text);
    if let Some(element) = dom::one(root, "[data-say=stale]") {
        dom::show(&element, !text.is_empty());
    }
}

/// Writes the text of a part of the page.
pub fn say(within: &Element, name: &str, text: &str) {
    if let Some(element) = dom::one(within, &["[data-say=", name, "]"].concat()) {
        dom::write(&element, text);
    }
}

/// The same, and hides the part while the text is empty.
pub fn tell(within: &Element, name: &str, text: &str) {
    if let Some(element) = dom::one(within, &["[data-say=", name, "]"].concat()) {
        dom::write(&element, text);
        dom::show(&element, !text.is_empty());
    }
}
