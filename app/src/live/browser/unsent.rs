//! The buttons of what was not sent: once more, or back into the form.

use std::rc::Rc;

use wasm_bindgen::JsCast;
use web_sys::Event;

use super::{Shared, compose, connection, outbox};
use crate::dom;

/// Takes over the buttons.
pub fn listen(page: &Shared) {
    let root = page.borrow().root.clone();
    let page = Rc::clone(page);
    dom::on(&root, "click", move |event| {
        let event: Event = event.unchecked_into();
        let again = dom::target(&event, "[data-again]").is_some();
        if !again && dom::target(&event, "[data-edit]").is_none() {
            return;
        }
        let Some(id) = dom::target(&event, "[data-item]").and_then(|row| row.get_attribute("data-item"))
        else {
            return;
        };
        if again {
            if let Some(outgoing) = page.borrow_mut().outbox.find(&id) {
                outgoing.refused = None;
            }
            connection::flush(&page);
        } else {
            take_back(&page, &id);
        }
    });
}

/// Puts a message that was not sent back into the field.
fn take_back(page: &Shared, id: &str) {
    let page = &mut *page.borrow_mut();
    let Some(outgoing) = page.outbox.find(id).cloned() else { return };
    page.outbox.done(id);
    compose::put_back(page, &outgoing);
    outbox::paint(page);
}
