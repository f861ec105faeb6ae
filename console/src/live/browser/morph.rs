//! Turns an element into another one and keeps what is the same: focus, selection and scroll position stay.

use app::dom;
use wasm_bindgen::JsCast;
use web_sys::{Element, Node};

/// Attributes that belong to the reader once the page is open.
const OF_THE_READER: &[&str] = &["open", "data-held", "aria-pressed"];

/// Makes `old` equal to `new`, except what is marked `data-keep`, which belongs to the reader.
pub fn element(old: &Element, new: &Element) {
    if old.has_attribute("data-keep") {
        return;
    }
    attributes(old, new);
    children(old, new);
}

fn attributes(old: &Element, new: &Element) {
    let kept = |name: &str| OF_THE_READER.contains(&name);
    for name in new.get_attribute_names().iter().filter_map(|name| name.as_string()) {
        if !kept(&name) {
            dom::set(old, &name, &new.get_attribute(&name).unwrap_or_default());
        }
    }
    for name in old.get_attribute_names().iter().filter_map(|name| name.as_string()) {
        if !kept(&name) && !new.has_attribute(&name) {
            let _ = old.remove_attribute(&name);
        }
    }
}

/// The key of a child, if it has one.
fn key(node: &Node) -> Option<String> {
    let element: &Element = node.dyn_ref()?;
    element.get_attribute("data-key").or_else(|| Some(element.id()).filter(|id| !id.is_empty()))
}

/// Whether `old` can become `new` instead of being replaced.
fn alike(old: &Node, new: &Node) -> bool {
    old.node_type() == new.node_type() && old.node_name() == new.node_name() && key(old) == key(new)
}

fn children(old: &Element, new: &Element) {
    let mut at = old.first_child();
    let mut wanted = new.first_child();
    while let Some(next) = wanted {
        wanted = next.next_sibling();
        let found = find(at.as_ref(), &next);
        match found {
            Some(found) => {
                if at.as_ref() != Some(&found) {
                    let _ = old.insert_before(&found, at.as_ref());
                } else {
                    at = found.next_sibling();
                }
                become_it(&found, &next);
            }
            None => {
                if let Ok(copy) = dom::whole_document().import_node_with_deep(&next, true) {
                    let _ = old.insert_before(&copy, at.as_ref());
                }
            }
        }
    }
    while let Some(left) = at {
        at = left.next_sibling();
        let kept = left.dyn_ref::<Element>().is_some_and(|left| left.has_attribute("data-keep"));
        if !kept {
            let _ = old.remove_child(&left);
        }
    }
}

/// The first child from `at` on that can become `new`. Without a key only the next one can: taking a later one would
/// move it from its place.
fn find(at: Option<&Node>, new: &Node) -> Option<Node> {
    let first = at?.clone();
    if alike(&first, new) {
        return Some(first);
    }
    key(new)?;
    let mut next = first.next_sibling();
    while let Some(node) = next {
        if alike(&node, new) {
            return Some(node);
        }
        next = node.next_sibling();
    }
    None
}

fn become_it(old: &Node, new: &Node) {
    match (old.dyn_ref::<Element>(), new.dyn_ref::<Element>()) {
        (Some(old), Some(new)) => element(old, new),
        _ => {
            if old.node_value() != new.node_value() {
                old.set_node_value(new.node_value().as_deref());
            }
        }
    }
}
