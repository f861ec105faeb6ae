//! Canned replies: "/" at the start opens them, letters filter them, Enter inserts one.

use app::dom;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlTextAreaElement, KeyboardEvent};

use crate::live::browser::keys;

fn list(root: &Element) -> Option<Element> {
    dom::one(root, "[data-replies]")
}

/// Shows the replies that match the text after the "/"; none for any other text.
pub fn filter(root: &Element, text: &str) {
    let Some(details) = list(root) else { return };
    match text.strip_prefix('/') {
        Some(wanted) => {
            let _ = details.set_attribute("open", "");
            dom::set(&details, "data-typed", "");
            narrow(&details, wanted);
        }
        None => {
            if details.has_attribute("data-typed") {
                let _ = details.remove_attribute("data-typed");
                let _ = details.remove_attribute("open");
                narrow(&details, "");
            }
        }
    }
}

fn narrow(details: &Element, wanted: &str) {
    let wanted = wanted.trim().to_lowercase();
    let mut first = true;
    for reply in dom::all(details, "[data-reply]") {
        let text = reply.text_content().unwrap_or_default().to_lowercase();
        let fits = text.contains(&wanted);
        if let Some(row) = reply.parent_element() {
            dom::show(&row, fits);
        }
        if fits && first {
            dom::set(&reply, "data-chosen", "");
            first = false;
        } else {
            let _ = reply.remove_attribute("data-chosen");
        }
    }
}

/// While typing has opened the list, arrow keys choose and Enter inserts; returns whether the key was used.
pub fn key(root: &Element, key: &KeyboardEvent) -> bool {
    let Some(details) = list(root).filter(|details| details.has_attribute("data-typed")) else {
        return false;
    };
    let shown: Vec<Element> = dom::all(&details, "[data-reply]")
        .into_iter()
        .filter(|reply| reply.parent_element().is_some_and(|row| !row.has_attribute("hidden")))
        .collect();
    let chosen = shown.iter().position(|reply| reply.has_attribute("data-chosen"));
    let by: i64 = match &*key.key() {
        "ArrowDown" => 1,
        "ArrowUp" => -1,
        "Enter" => {
            let Some(reply) = chosen.and_then(|at| shown.get(at)) else { return false };
            insert(root, reply);
            return true;
        }
        _ => return false,
    };
    let last = i64::try_from(shown.len()).unwrap_or_default() - 1;
    let here = chosen.and_then(|at| i64::try_from(at).ok()).unwrap_or(-1);
    let next = usize::try_from((here + by).clamp(0, last.max(0))).unwrap_or_default();
    for (at, reply) in shown.iter().enumerate() {
        if at == next {
            dom::set(reply, "data-chosen", "");
            reply.scroll_into_view_with_bool(false);
        } else {
            let _ = reply.remove_attribute("data-chosen");
        }
    }
    true
}

/// Inserts a reply into the composer, in place of the "/" or after the text.
pub fn insert(root: &Element, reply: &Element) {
    let Some(field) = super::field(root) else { return };
    let field: HtmlTextAreaElement = field.unchecked_into();
    let text = reply.get_attribute("data-reply").unwrap_or_default();
    let written = field.value();
    let whole = if written.starts_with('/') || written.trim().is_empty() {
        text
    } else {
        [written.trim_end(), "\n", &text].concat()
    };
    field.set_value(&whole);
    if let Some(details) = list(root) {
        let _ = details.remove_attribute("open");
        let _ = details.remove_attribute("data-typed");
        narrow(&details, "");
    }
    keys::focus(&field);
}
