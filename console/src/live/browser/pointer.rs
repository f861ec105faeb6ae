//! Staff point at a line of the invoice, and it is highlighted on the payer's open page.

use std::rc::Rc;

use app::dom;
use app::live::InPassing;
use wasm_bindgen::JsCast;
use web_sys::{Element, Event};

use crate::live::browser::Shared;

/// Listens to the buttons of all lines at once.
pub fn listen(page: &Shared) {
    let root = page.borrow().root.clone();
    let page = Rc::clone(page);
    dom::on(&root, "click", move |event| {
        let target = event.unchecked_into::<Event>().target();
        let Some(target) = target.and_then(|target| target.dyn_into::<Element>().ok()) else { return };
        let Ok(Some(button)) = target.closest("[data-point]") else { return };
        let line = button.get_attribute("data-point").and_then(|line| line.parse().ok());
        let on = button.get_attribute("aria-pressed").as_deref() != Some("true");
        let root = page.borrow().root.clone();
        for other in dom::all(&root, "[data-point]") {
            dom::set(&other, "aria-pressed", "false");
        }
        dom::set(&button, "aria-pressed", if on { "true" } else { "false" });
        let page = page.borrow();
        if let Some(line_of) = &page.invoice {
            line_of.tell(InPassing::Point(line.filter(|_| on)));
        }
        page.announce(if on { "The line is lit up on the payer's page." } else { "No line is lit up." });
    });
}
