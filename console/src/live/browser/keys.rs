//! Keyboard shortcuts. Elements name theirs with `data-shortcut`; J and K move from row to row.

use std::rc::Rc;

use app::dom;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement, KeyboardEvent};

use crate::live::browser::Shared;

/// Elements in which letters are text.
const FIELDS: &str = "input:not([type=checkbox]):not([type=radio]):not([type=button]):not([type=submit]), \
                      textarea, select, [contenteditable]";

/// Listens on the whole page.
pub fn listen(page: &Shared) {
    let page = Rc::clone(page);
    dom::on(&dom::whole_document(), "keydown", move |event| {
        let key: KeyboardEvent = event.unchecked_into();
        if pressed(&page, &key) {
            key.prevent_default();
        }
    });
}

fn pressed(page: &Shared, key: &KeyboardEvent) -> bool {
    if key.ctrl_key() || key.meta_key() || key.alt_key() || key.is_composing() || key.default_prevented() {
        return false;
    }
    let root = page.borrow().root.clone();
    let target: Option<Element> = key.target().and_then(|target| target.dyn_into().ok());
    let in_field = target.as_ref().is_some_and(|target| target.matches(FIELDS).unwrap_or_default());
    let name = key.key();
    if name == "Escape" {
        return leave(&root, target.as_ref());
    }
    if in_field {
        return false;
    }
    match &*name {
        "j" | "J" => step(&root, 1),
        "k" | "K" => step(&root, -1),
        other => shortcut(&root, &other.to_lowercase()),
    }
}

/// Closes what is open, or leaves a field.
fn leave(root: &Element, target: Option<&Element>) -> bool {
    let within = target.and_then(|target| target.closest("details[open]").ok().flatten());
    if let Some(details) = within.or_else(|| dom::one(root, "details[open]:not([data-stays])")) {
        let _ = details.remove_attribute("open");
        if let Some(summary) = dom::one(&details, "summary") {
            focus(&summary);
        }
        return true;
    }
    if let Some(target) = target.and_then(|target| target.dyn_ref::<HtmlElement>())
        && target.matches(FIELDS).unwrap_or_default()
    {
        let _ = target.blur();
        return true;
    }
    false
}

/// Moves the focus to the next row, from the focused row or from the open one.
fn step(root: &Element, by: i32) -> bool {
    let rows = dom::all(root, "[data-row]");
    if rows.is_empty() {
        return false;
    }
    let focused = dom::whole_document().active_element();
    let here = rows
        .iter()
        .position(|row| focused.as_ref().is_some_and(|focused| row.contains(Some(focused))))
        .or_else(|| rows.iter().position(|row| row.has_attribute("aria-current")));
    let next = match here {
        None => 0,
        Some(here) if by < 0 => here.saturating_sub(1),
        Some(here) => (here + 1).min(rows.len() - 1),
    };
    let row = &rows[next];
    focus(row);
    row.scroll_into_view_with_bool(false);
    true
}

fn shortcut(root: &Element, name: &str) -> bool {
    // Only characters that cannot end the selector's string.
    if name.len() > 8 || name.contains(['"', '\\']) {
        return false;
    }
    let Some(element) = dom::one(root, &["[data-shortcut=\"", name, "\"]"].concat()) else { return false };
    if element.matches(FIELDS).unwrap_or_default() {
        focus(&element);
        return true;
    }
    focus(&element);
    // A button that books money only gets the focus; another key presses it.
    if element.has_attribute("data-goes-no-further") {
        dom::bring_near(&element);
        return true;
    }
    if let Some(element) = element.dyn_ref::<HtmlElement>() {
        element.click();
    }
    // A menu is closed once something in it was used.
    if let Some(details) = element.closest("details[open]").ok().flatten()
        && let Some(first) = dom::one(&details, "[data-first]")
    {
        focus(&first);
    }
    true
}

pub fn focus(element: &Element) {
    if let Some(element) = element.dyn_ref::<HtmlElement>() {
        let _ = element.focus();
    }
}
