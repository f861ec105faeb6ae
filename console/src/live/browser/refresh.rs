//! Fetches the page again, and takes over the differences.

use std::rc::Rc;

use app::dom;
use wasm_bindgen::prelude::*;
use web_sys::{DocumentFragment, Element, HtmlIFrameElement, RequestInit, Response};

use crate::live::browser::line::ConnectionState;
use crate::live::browser::{Shared, conversation, list_freeze, morph};

/// Changes come in bursts: a payment is three events. The page waits this long for the rest of them.
const GATHER_MS: i64 = 80;
/// While sockets fail, the page is fetched at this interval.
const POLL_EVERY_MS: i64 = 10_000;
/// The status of a form that was refused.
const REFUSED: u16 = 422;
/// The status if nobody is logged in any more.
const LOGGED_OUT: u16 = 401;

#[derive(Default)]
pub struct State {
    due_ms: Option<i64>,
    /// A request is in progress.
    asking: bool,
    /// Something has changed since the request was sent.
    again: bool,
    last_ms: i64,
}

/// Something has changed: the page is fetched soon.
pub fn soon(page: &Shared) {
    {
        let state = &mut page.borrow_mut().refreshing;
        if state.asking {
            state.again = true;
            return;
        }
        if state.due_ms.is_some() {
            return;
        }
        state.due_ms = Some(dom::now_ms() + GATHER_MS);
    }
    let page = Rc::clone(page);
    dom::later(i32::try_from(GATHER_MS).unwrap_or_default(), move || ask(&page));
}

/// Fetches the page when it is due.
pub fn tick(page: &Shared) {
    let now = dom::now_ms();
    let poll = {
        let page = page.borrow();
        let state = &page.refreshing;
        let late = state.due_ms.is_some_and(|due| due + POLL_EVERY_MS < now);
        !state.asking
            && (late
                || (!page.inbox.as_ref().is_some_and(ConnectionState::is_open)
                    && now - state.last_ms > POLL_EVERY_MS))
    };
    if poll && !dom::whole_document().hidden() {
        ask(page);
    }
}

fn ask(page: &Shared) {
    {
        let state = &mut page.borrow_mut().refreshing;
        state.due_ms = None;
        state.again = false;
        state.asking = true;
        state.last_ms = dom::now_ms();
    }
    let Ok(address) = dom::window().location().href() else { return };
    let asked = dom::window().fetch_with_str(&address);
    let (answered, failed) = (Rc::clone(page), Rc::clone(page));
    dom::then(
        &asked,
        move |response| {
            let response: Response = response.unchecked_into();
            take_response(&answered, &response, |_| {});
        },
        move |_| done(&failed),
    );
}

/// Sends a form as the browser would, and takes over the page that answers it. `then` is called with whether it was
/// accepted, and if not, why; with `None` if there was no answer.
pub fn send(page: &Shared, address: &str, init: &RequestInit, then: impl FnMut(Option<Sent>) + 'static) {
    page.borrow_mut().refreshing.asking = true;
    let then = Rc::new(std::cell::RefCell::new(then));
    let (page, failed) = (Rc::clone(page), Rc::clone(page));
    let unanswered = Rc::clone(&then);
    dom::then(
        &dom::window().fetch_with_str_and_init(address, init),
        move |response| {
            let response: Response = response.unchecked_into();
            let then = Rc::clone(&then);
            take_response(&page, &response, move |sent| then.borrow_mut()(sent));
        },
        move |_| {
            done(&failed);
            unanswered.borrow_mut()(None);
        },
    );
}

pub enum Sent {
    Taken,
    /// It was refused, for this reason.
    Refused(String),
}

fn take_response(page: &Shared, response: &Response, mut then: impl FnMut(Option<Sent>) + 'static) {
    let (ok, status) = (response.ok(), response.status());
    if status == LOGGED_OUT || response.url().contains("/console/login") {
        done(page);
        page.borrow().stale("You have been logged out. What you wrote stays here until you log in again.");
        return then(None);
    }
    if !ok && status != REFUSED {
        done(page);
        return then(None);
    }
    let Ok(text) = response.text() else { return done(page) };
    let (page, failed) = (Rc::clone(page), Rc::clone(page));
    dom::then(
        &text,
        move |text| {
            let fetched = text.as_string().and_then(|text| dom::parse(&text));
            let reason = fetched.as_ref().and_then(|fetched| found(fetched, "[data-refused]"));
            let reason = reason.and_then(|reason| reason.text_content());
            then(Some(match (ok, reason) {
                (true, _) => Sent::Taken,
                (false, reason) => Sent::Refused(reason.unwrap_or_default()),
            }));
            // A refused form returns with its own notice; here the notice is shown beside the text that was written.
            if let (true, Some(fetched)) = (ok, fetched) {
                take_over(&page, &fetched);
            }
            done(&page);
        },
        move |_| done(&failed),
    );
}

fn done(page: &Shared) {
    let again = {
        let state = &mut page.borrow_mut().refreshing;
        state.asking = false;
        state.again
    };
    if again {
        soon(page);
    }
}

fn found(fetched: &DocumentFragment, selector: &str) -> Option<Element> {
    fetched.query_selector(selector).ok().flatten()
}

/// Makes every region equal to the same region of the fetched page.
fn take_over(page: &Shared, fetched: &DocumentFragment) {
    let root = page.borrow().root.clone();
    let follows = conversation::follows(&root);
    for region in dom::all(&root, "[data-region]") {
        let name = region.get_attribute("data-region").unwrap_or_default();
        let Some(new) = found(fetched, &["[data-region=", &name, "]"].concat()) else { continue };
        if region.has_attribute("data-holds") {
            list_freeze::take(page, &region, &new);
        } else {
            morph::element(&region, &new);
        }
    }
    for element in dom::all(&root, "[data-needs-script]") {
        dom::show(&element, true);
    }
    conversation::changed(page, follows);
    reload_frames(&root);
}

/// The payer's view is in a frame of its own, which runs no scripts, so it is updated from here.
fn reload_frames(root: &Element) {
    for frame in dom::all(root, "iframe[data-follows]") {
        let frame: HtmlIFrameElement = frame.unchecked_into();
        let asked = dom::window().fetch_with_str(&frame.src());
        dom::then(
            &asked,
            move |response| {
                let response: Response = response.unchecked_into();
                let Ok(text) = response.text() else { return };
                let frame = frame.clone();
                dom::then(
                    &text,
                    move |text| {
                        let new = text.as_string().and_then(|text| dom::parse(&text));
                        let new = new.and_then(|fetched| found(&fetched, "main"));
                        let old = frame.content_document().and_then(|fetched| fetched.document_element());
                        let old = old.and_then(|fetched| dom::one(&fetched, "main"));
                        if let (Some(old), Some(new)) = (old, new) {
                            morph::element(&old, &new);
                        }
                    },
                    |_| {},
                );
            },
            |_| {},
        );
    }
}
