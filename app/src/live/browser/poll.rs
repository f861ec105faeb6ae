//! Replaces the socket while it fails: fetches frames, and posts messages as the form does.

use std::rc::Rc;

use wasm_bindgen::JsCast;
use web_sys::{RequestInit, Response};

use super::effect::Effect;
use super::incoming::receive;
use super::liveness::reload;
use super::{Shared, outbox, run};
use crate::dom;
use crate::live::{ClientCommand, Refused};

/// The status of a refused form.
const REFUSED: u16 = 422;

/// Fetches missing frames.
pub fn fetch(page: &Shared) {
    let init = RequestInit::new();
    let headers = js_sys::Object::new();
    let _ = js_sys::Reflect::set(&headers, &"Accept".into(), &"application/json".into());
    init.set_headers(&headers);
    let asked = dom::window().fetch_with_str_and_init(&page.borrow().live_path(), &init);
    let (answered, failing) = (Rc::clone(page), Rc::clone(page));
    dom::then(
        &asked,
        move |response| {
            let response: Response = response.unchecked_into();
            match (response.ok(), response.status()) {
                (true, _) => {
                    let Ok(text) = response.text() else { return };
                    let page = Rc::clone(&answered);
                    dom::then(
                        &text,
                        move |text| {
                            let page = &mut *page.borrow_mut();
                            // Complete again; or this page cannot read the messages of a newer server.
                            if receive(page, &text.as_string().unwrap_or_default()) {
                                page.connected();
                            } else if !reload(dom::now_ms()) {
                                page.disconnected(dom::now_ms());
                            }
                        },
                        |_| {},
                    );
                }
                (_, 403 | 404 | 410) => answered.borrow_mut().end(),
                _ => answered.borrow_mut().no_answer(),
            }
        },
        move |_| failing.borrow_mut().no_answer(),
    );
}

/// While polling, messages are posted like the form without scripts.
pub fn post(page: &Shared) {
    let (messages, url) = {
        let page = &mut *page.borrow_mut();
        let messages = page.outbox.messages(dom::now_ms());
        if !messages.is_empty() {
            outbox::paint(page);
        }
        (messages, [&page.base, "/say"].concat())
    };
    for message in messages {
        let ClientCommand::Say { text, line, attachments } = &message.ask;
        let Ok(form) = web_sys::UrlSearchParams::new() else { return };
        form.append("id", &message.id);
        form.append("text", text);
        if let Some(line) = line {
            form.append("line", &line.to_string());
        }
        for attachment in attachments {
            form.append("attachment", &attachment.to_string());
        }
        let init = RequestInit::new();
        init.set_method("POST");
        init.set_body(&form);
        let page = Rc::clone(page);
        dom::then(
            &dom::window().fetch_with_str_and_init(&url, &init),
            move |response| {
                let response: Response = response.unchecked_into();
                run(&page, |page| {
                    if response.ok() {
                        page.outbox.done(&message.id);
                        return Some(Effect::Fetch);
                    }
                    if response.status() == REFUSED {
                        // Empty texts are not sent, so a refused one is too long.
                        let text = page.speech.fill("said-too-long", &[]);
                        page.outbox.refused(Refused { id: message.id.clone(), code: String::new(), text });
                        outbox::paint(page);
                    }
                    None
                });
            },
            |_| {},
        );
    }
}
