//! All other forms: they are sent without leaving the page. What a form did arrives over the socket like everything
//! else. A refusal is shown at the form, with the text of the page that a browser without scripts would get.

use std::rc::Rc;

use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Event, FormData, HtmlFormElement, RequestInit, Response, UrlSearchParams};

use super::effect::Effect;
use super::{Page, Shared, on, paint, run};
use crate::dom;

pub fn listen(page: &Shared) {
    let root = page.borrow().root.clone();
    // A form that opens in a long conversation would be below the screen.
    let opened = dom::function(|event| {
        let event: Event = event.unchecked_into();
        if let Some(answer) = dom::target(&event, ".answer[open]") {
            dom::bring_near(&answer);
        }
    });
    // `toggle` does not bubble, so it is caught in the capture phase.
    let _ = root.add_event_listener_with_callback_and_bool("toggle", &opened, true);
    on(page, &root, "submit", |_, event| {
        let form = dom::target(&event, "[data-form]")?;
        event.prevent_default();
        if form.has_attribute("aria-busy") {
            return None;
        }
        Some(Effect::Submit(form.unchecked_into()))
    });
}

/// A payer returns from a payment provider and the result is not known: the provider is asked.
pub fn check(page: &mut Page) -> Option<Effect> {
    let form = dom::one(&page.root, "[data-check]:not([hidden])");
    form.map(|form| Effect::Submit(form.unchecked_into()))
}

pub fn send(page: &Shared, form: HtmlFormElement) {
    let Ok(data) = FormData::new_with_form(&form) else { return };
    let init = RequestInit::new();
    init.set_method("POST");
    // Encoded as the browser itself would send it.
    let body: JsValue = if form.enctype().starts_with("multipart") {
        data.into()
    } else {
        match UrlSearchParams::new_with_str_sequence_sequence(&data) {
            Ok(fields) => fields.into(),
            Err(_) => return,
        }
    };
    init.set_body(&body);
    dom::set(&form, "aria-busy", "true");
    paint::tell(&form, "error", "");
    let asked = dom::window().fetch_with_str_and_init(&form.action(), &init);
    let (answered, failing) = (Rc::clone(page), Rc::clone(page));
    let broken = form.clone();
    dom::then(
        &asked,
        move |response| {
            let response: Response = response.unchecked_into();
            let (ok, page, form) = (response.ok(), Rc::clone(&answered), form.clone());
            let Ok(text) = response.text() else { return };
            dom::then(
                &text,
                move |text| {
                    run(&page, |page| done(page, &form, ok, &text.as_string().unwrap_or_default()));
                },
                |_| {},
            );
        },
        move |_| {
            dom::unset(&broken, "aria-busy");
            let text = failing.borrow().speech.fill("said-offline", &[]);
            paint::tell(&broken, "error", &text);
        },
    );
}

/// The server has answered with a page: what it says about the form is shown here.
fn done(page: &Page, form: &HtmlFormElement, ok: bool, html: &str) -> Option<Effect> {
    dom::unset(form, "aria-busy");
    // Another try after an answer is a new request, so it gets a new key.
    if let Some(key) = dom::one(form, "[name=id]") {
        dom::set(&key, "value", &dom::fresh_id());
    }
    let told = told(html).unwrap_or_default();
    if ok {
        form.reset();
        let around = form.closest("details").ok().flatten();
        if let Some(around) = &around {
            dom::unset(around, "open");
        }
        // The element with the focus is gone: the focus goes to the item that was answered, or to where the form was
        // opened.
        match form.closest("[data-item]").ok().flatten() {
            Some(item) => {
                dom::set(&item, "tabindex", "-1");
                dom::focus(&item);
            }
            None => around.and_then(|around| dom::one(&around, "summary")).iter().for_each(dom::focus),
        }
        paint::announce(&page.root, &told);
    } else {
        let offline = page.speech.fill("said-offline", &[]);
        paint::tell(form, "error", if told.is_empty() { &offline } else { &told });
    }
    // Without a socket the page has to fetch.
    page.connection.is_polling().then_some(Effect::Fetch)
}

/// The notice at the top of the answered page: what was done, or why it was not.
fn told(html: &str) -> Option<String> {
    let sentence = dom::parse(html)?.query_selector("#refused, #done").ok()??;
    sentence.text_content().map(|text| text.trim().to_owned())
}
