//! Copies what a payer types into a bank's form.

use std::rc::Rc;

use wasm_bindgen::JsCast;
use web_sys::{Element, Event};

use super::{Shared, paint};
use crate::dom;

/// How long a button says that it has copied.
const DONE_MS: i32 = 2_000;

/// Shows the buttons, which do nothing without a script, and listens to all of them at once.
pub fn listen(page: &Shared) {
    let root = page.borrow().root.clone();
    for button in dom::all(&root, "[data-needs-script]") {
        dom::show(&button, true);
    }
    let page = Rc::clone(page);
    dom::on(&root, "click", move |event| {
        let target = event.unchecked_into::<Event>().target();
        let Some(target) = target.and_then(|target| target.dyn_into::<Element>().ok()) else { return };
        if target.closest("[data-print]").ok().flatten().is_some() {
            let _ = dom::window().print();
        }
        let Ok(Some(button)) = target.closest("[data-copy]") else { return };
        let Some(text) = button.get_attribute("data-copy") else { return };
        let (root, done) = (page.borrow().root.clone(), page.borrow().speech.fill("copy-done", &[]));
        let copied = move |_| {
            paint::announce(&root, &done);
            dom::set(&button, "data-done", "");
            let button = button.clone();
            dom::later(DONE_MS, move || {
                let _ = button.remove_attribute("data-done");
            });
        };
        dom::then(&dom::window().navigator().clipboard().write_text(&text), copied, |_| {});
    });
}
