//! Nothing moves under the pointer: while somebody uses a list, new rows wait behind "3 new".

use app::dom;
use wasm_bindgen::JsCast;
use web_sys::Element;

use crate::live::browser::effect::Effect;
use crate::live::browser::{Shared, morph, on};

/// Updates a list, or only those of its parts that do not move.
pub fn take(page: &Shared, list: &Element, new: &Element) {
    if !is_in_use(list) {
        morph::element(list, new);
        return show(page, list, 0);
    }
    let rows = dom::all(list, "[data-key]");
    let mut waiting = 0;
    for row in dom::all(new, "[data-key]") {
        let key = row.get_attribute("data-key");
        match rows.iter().find(|known| known.get_attribute("data-key") == key) {
            Some(known) => morph::element(known, &row),
            None => waiting += 1,
        }
    }
    show(page, list, waiting);
}

/// Whether the pointer or the keyboard is in the list.
fn is_in_use(list: &Element) -> bool {
    list.matches(":hover, :focus-within").unwrap_or_default()
}

fn show(page: &Shared, list: &Element, waiting: usize) {
    let page = page.borrow();
    let Some(button) = dom::one(&page.root, "[data-new]") else { return };
    let was = button.has_attribute("hidden");
    dom::write(&button, &[&waiting.to_string(), " new"].concat());
    dom::show(&button, waiting > 0);
    dom::set(list, "data-held", if waiting > 0 { "true" } else { "false" });
    if was && waiting > 0 {
        page.announce(&[&waiting.to_string(), " new in the list"].concat());
    }
}

/// Shows the waiting rows when the reader asks for them or leaves the list.
pub fn listen(page: &Shared) {
    let root = page.borrow().root.clone();
    if let Some(button) = dom::one(&root, "[data-new]") {
        on(page, &button, "click", |page, _| {
            // The page must not be borrowed here, because the focus that moves causes an event of its own.
            let root = page.borrow().root.clone();
            if let Some(list) = dom::one(&root, "[data-holds]") {
                blur_within(&list);
            }
            Some(Effect::Refresh)
        });
    }
    let Some(list) = dom::one(&root, "[data-holds]") else { return };
    for name in ["pointerleave", "focusout"] {
        on(page, &list, name, |_, event| {
            let list: Element = event.current_target()?.unchecked_into();
            let waits = list.get_attribute("data-held").as_deref() == Some("true");
            waits.then_some(Effect::Refresh)
        });
    }
}

fn blur_within(list: &Element) {
    let focused = dom::whole_document().active_element();
    if let Some(focused) = focused.filter(|focused| list.contains(Some(focused)))
        && let Some(focused) = focused.dyn_ref::<web_sys::HtmlElement>()
    {
        let _ = focused.blur();
    }
}
