//! The few browser calls that pages need.

use js_sys::Function;
use wasm_bindgen::prelude::*;
use web_sys::{Document, Element, EventTarget, Node, Window};

/// The window; there is one wherever an island runs.
#[expect(clippy::expect_used)]
pub fn window() -> Window {
    web_sys::window().expect("islands run in a window")
}

#[expect(clippy::expect_used)]
pub fn document() -> Element {
    whole_document().document_element().expect("a document has a root element")
}

/// The document itself; [`document`] is its root element.
#[expect(clippy::expect_used)]
pub fn whole_document() -> Document {
    window().document().expect("a window has a document")
}

/// The browser's clock, milliseconds.
#[expect(clippy::cast_possible_truncation)]
pub fn now_ms() -> i64 {
    js_sys::Date::now() as i64
}

/// The first element below `within`.
pub fn one(within: &Element, selector: &str) -> Option<Element> {
    within.query_selector(selector).ok().flatten()
}

/// Every element below `within`.
pub fn all(within: &Element, selector: &str) -> Vec<Element> {
    let Ok(found) = within.query_selector_all(selector) else { return Vec::new() };
    (0..found.length()).filter_map(|at| found.item(at)).filter_map(|node| node.dyn_into().ok()).collect()
}

/// Sets an attribute unless it has this value already.
pub fn set(element: &Element, name: &str, value: &str) {
    if element.get_attribute(name).as_deref() != Some(value) {
        // Fails only for invalid names; ours are constants.
        let _ = element.set_attribute(name, value);
    }
}

/// Shows or hides an element.
pub fn show(element: &Element, shown: bool) {
    if element.has_attribute("hidden") == shown {
        let _ = element.toggle_attribute_with_force("hidden", !shown);
    }
}

/// Writes a text unless it is there already; returns whether it did.
pub fn write(element: &Element, text: &str) -> bool {
    let differs = element.text_content().as_deref() != Some(text);
    if differs {
        element.set_text_content(Some(text));
    }
    differs
}

pub fn unset(element: &Element, name: &str) {
    let _ = element.remove_attribute(name);
}

/// The target of an event, or its nearest ancestor that matches the selector.
pub fn target(event: &web_sys::Event, selector: &str) -> Option<Element> {
    let target = event.target()?.dyn_into::<Element>().ok()?;
    target.closest(selector).ok().flatten()
}

pub fn focus(element: &Element) {
    if let Some(element) = element.dyn_ref::<web_sys::HtmlElement>() {
        let _ = element.focus();
    }
}

/// Scrolls just enough to show the element.
pub fn bring_near(element: &Element) {
    let how = web_sys::ScrollIntoViewOptions::new();
    how.set_block(web_sys::ScrollLogicalPosition::Nearest);
    element.scroll_into_view_with_scroll_into_view_options(&how);
}

/// What this browser stores for the site under a key.
pub fn kept(key: &str) -> Option<String> {
    window().local_storage().ok()??.get_item(key).ok()?
}

/// Stores a text; an empty one removes the key. If the browser refuses, nothing happens.
pub fn keep(key: &str, value: &str) {
    let Ok(Some(storage)) = window().local_storage() else { return };
    let _ = if value.is_empty() { storage.remove_item(key) } else { storage.set_item(key, value) };
}

/// A JavaScript function that lives as long as JavaScript holds it. All functions share one signature.
pub fn function(run: impl FnMut(JsValue) + 'static) -> Function {
    Closure::<dyn FnMut(JsValue)>::new(run).into_js_value().unchecked_into()
}

/// Calls `run` for every event of this name.
pub fn on(target: &EventTarget, event: &str, run: impl FnMut(JsValue) + 'static) {
    let _ = target.add_event_listener_with_callback(event, &function(run));
}

/// Calls `run` at an interval.
pub fn every(ms: i32, mut run: impl FnMut() + 'static) {
    let run = function(move |_| run());
    let _ = window().set_interval_with_callback_and_timeout_and_arguments_0(&run, ms);
}

/// Calls `run` once, after a delay.
pub fn later(ms: i32, mut run: impl FnMut() + 'static) {
    let run = function(move |_| run());
    let _ = window().set_timeout_with_callback_and_timeout_and_arguments_0(&run, ms);
}

/// A copy of the first element of a `<template>`.
pub fn copy_of(template: &Element) -> Option<Element> {
    let template: &web_sys::HtmlTemplateElement = template.unchecked_ref();
    let first = template.content().first_element_child()?;
    let copy: Node = first.clone_node_with_deep(true).ok()?;
    copy.dyn_into().ok()
}

/// Parses the markup of a fetched page, for look-ups. Inside a template it is inert: no script runs and no picture is
/// fetched. Its style has the nonce of another response, and inside a template this page's policy does not report that.
pub fn parse(html: &str) -> Option<web_sys::DocumentFragment> {
    let template: web_sys::HtmlTemplateElement =
        whole_document().create_element("template").ok()?.unchecked_into();
    template.set_inner_html(html);
    Some(template.content())
}

/// 128 random bits in hexadecimal digits.
pub fn fresh_id() -> String {
    const DIGITS: &[u8; 16] = b"0123456789abcdef";
    random::<16>()
        .iter()
        .flat_map(|byte| [byte >> 4, byte & 15])
        .map(|half| char::from(DIGITS[usize::from(half)]))
        .collect()
}

/// `N` random bytes.
pub fn random<const N: usize>() -> [u8; N] {
    let mut bytes = [0; N];
    if let Ok(crypto) = window().crypto() {
        let _ = crypto.get_random_values_with_u8_array(&mut bytes);
    }
    bytes
}

/// Calls one of the two functions when a promise settles.
pub fn then(promise: &JsValue, kept: impl FnMut(JsValue) + 'static, broken: impl FnMut(JsValue) + 'static) {
    if let Ok(then) = js_sys::Reflect::get(promise, &"then".into()) {
        let _ = then.unchecked_ref::<Function>().call2(promise, &function(kept), &function(broken));
    }
}
