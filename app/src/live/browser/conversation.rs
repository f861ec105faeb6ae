//! Writes the conversation into the page.

use web_sys::{Element, Node};

use super::paint;
use crate::dom;
use crate::presenter::{File, Item, Piece, pieces};

/// The placeholder for an item's id in a template; the server's markup uses the same.
const ITS_ID: &str = "ITS-ID";

/// Adds new items, newest last, and updates the others: read marks, proposals, erased texts.
pub fn paint(root: &Element, items: &[Item]) {
    let Some(list) = dom::one(root, "[data-list=conversation]") else { return };
    let there = dom::all(&list, "[data-item]");
    for (at, item) in items.iter().enumerate() {
        if let Some(element) = there.get(at) {
            fill(root, element, item);
        } else if let Some(element) = copy(root, item) {
            fill(root, &element, item);
            let _ = list.append_with_node_1(&element);
            dom::set(&list, "tabindex", "0");
            show_newest(root);
        }
    }
}

/// Scrolls to the newest item; older ones are above it.
pub fn show_newest(root: &Element) {
    if let Some(list) = dom::one(root, "[data-list=conversation]") {
        list.set_scroll_top(list.scroll_height());
    }
}

fn copy(root: &Element, item: &Item) -> Option<Element> {
    let template = paint::template(root, item.kind)?;
    let element = dom::copy_of(&template)?;
    dom::set(&element, "data-item", &item.id);
    if element.has_attribute("data-message-id") {
        dom::set(&element, "data-message-id", &item.id);
    }
    for form in dom::all(&element, "form") {
        if let Some(action) = form.get_attribute("action") {
            dom::set(&form, "action", &action.replace(ITS_ID, &item.id));
        }
    }
    for field in dom::all(&element, "[name=id]") {
        if let Some(value) = field.get_attribute("value") {
            dom::set(&field, "value", &value.replace(ITS_ID, &item.id));
        }
    }
    Some(element)
}

/// Writes an item into its element.
pub fn fill(root: &Element, element: &Element, item: &Item) {
    for (name, on) in [("data-mine", item.mine), ("data-erased", item.erased)] {
        if on {
            dom::set(element, name, "");
        }
    }
    dom::set(element, "data-tone", item.tone);
    for (name, text) in [
        ("who", &item.who),
        ("about", &item.about),
        ("title", &item.title),
        ("terms", &item.terms),
        ("state", &item.state),
    ] {
        paint::field(element, name, text);
    }
    if let Some(field) = dom::one(element, "[data-field=text]") {
        rich(&field, &item.text);
    }
    files(root, element, &item.files);
    for part in dom::all(element, "[data-can]") {
        dom::show(&part, part.get_attribute("data-can").as_deref() == Some(item.can));
    }
}

/// A text with its addresses as links. Everything becomes text nodes, so nothing in it is markup.
fn rich(field: &Element, text: &str) {
    dom::show(field, !text.is_empty());
    if field.text_content().as_deref() == Some(text) {
        return;
    }
    field.set_text_content(None);
    let document = dom::whole_document();
    for piece in pieces(text) {
        let node: Option<Node> = match piece {
            Piece::Text(text) => Some(document.create_text_node(text).into()),
            Piece::Link(address) => document.create_element("a").ok().map(|link| {
                dom::set(&link, "href", address);
                dom::set(&link, "target", "_blank");
                dom::set(&link, "rel", "noopener noreferrer nofollow ugc");
                dom::write(&link, address);
                link.into()
            }),
        };
        if let Some(node) = node {
            let _ = field.append_child(&node);
        }
    }
}

/// The attachments of a message. Files never change, but they can be erased.
fn files(root: &Element, element: &Element, files: &[File]) {
    let Some(list) = dom::one(element, "[data-field=files]") else { return };
    dom::show(&list, !files.is_empty());
    if dom::all(&list, "li").len() == files.len() {
        return;
    }
    list.set_text_content(None);
    let Some(template) = paint::template(root, "file") else { return };
    for file in files {
        let Some(row) = dom::copy_of(&template) else { return };
        if let Some(link) = dom::one(&row, "a") {
            dom::set(&link, "href", &file.href);
            dom::set(&link, "download", &file.name);
        }
        picture(&row, if file.picture { &file.href } else { "" });
        paint::field(&row, "name", &file.name);
        paint::field(&row, "size", &file.size);
        let _ = list.append_with_node_1(&row);
    }
}

/// Shows a picture, or none.
pub fn picture(row: &Element, href: &str) {
    if let Some(picture) = dom::one(row, "img") {
        dom::show(&picture, !href.is_empty());
        if !href.is_empty() {
            dom::set(&picture, "src", href);
        }
    }
}
