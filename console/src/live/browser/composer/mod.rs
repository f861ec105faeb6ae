//! The composer: a message is stored until the server has it, sent again with the same id after every failure, and
//! still there after a reload.

use std::rc::Rc;

use app::dom;
use app::live::InPassing;
use wasm_bindgen::JsCast;
use web_sys::{Element, Event, HtmlFormElement, HtmlInputElement, HtmlSelectElement, HtmlTextAreaElement};
use web_sys::{FormData, Headers, KeyboardEvent, RequestInit};

use crate::live::browser::outbox::{Outbox, Outgoing, place, storage};
use crate::live::browser::refresh::{self, Sent};
use crate::live::browser::{Shared, keys};

mod files;
mod replies;

/// How long until a message without an answer is sent again.
const AGAIN_MS: i64 = 4_000;
/// How often a page repeats that its reader is writing.
const TYPING_EVERY_MS: i64 = 3_000;

fn field(root: &Element) -> Option<HtmlTextAreaElement> {
    dom::one(root, "[data-composer] textarea").map(JsCast::unchecked_into)
}

/// Listens to the composer.
pub fn listen(page: &Shared) {
    let root = page.borrow().root.clone();
    let Some(form) = dom::one(&root, "[data-composer]") else { return };
    restore(page);
    let submitting = Rc::clone(page);
    dom::on(&form, "submit", move |event| {
        let event: Event = event.unchecked_into();
        // A file that was not uploaded when it was chosen goes with the form itself.
        if !files::is_pending(&submitting.borrow().root) {
            event.prevent_default();
            say(&submitting);
        }
    });
    let pressing = Rc::clone(page);
    dom::on(&form, "keydown", move |event| {
        let key: KeyboardEvent = event.unchecked_into();
        if key.key() == "Enter" && (key.ctrl_key() || key.meta_key()) {
            key.prevent_default();
            say(&pressing);
        } else if replies::key(&pressing.borrow().root, &key) {
            key.prevent_default();
        }
    });
    let writing = Rc::clone(page);
    dom::on(&form, "input", move |_| written(&writing));
    let switching = Rc::clone(page);
    dom::on(&form, "change", move |_| show_kind(&switching.borrow().root));
    let choosing = Rc::clone(page);
    dom::on(&root, "click", move |event| clicked(&choosing, event.unchecked_into()));
    files::listen(page);
    show_kind(&root);
    flush(page);
}

fn clicked(page: &Shared, event: Event) {
    let Some(target) = event.target().and_then(|target| target.dyn_into::<Element>().ok()) else { return };
    let root = page.borrow().root.clone();
    if let Ok(Some(button)) = target.closest("[data-kind-of]") {
        event.prevent_default();
        let kind = button.get_attribute("data-kind-of").unwrap_or_default();
        choose_kind(&root, &kind);
        if let Some(field) = field(&root) {
            keys::focus(&field);
        }
    } else if let Ok(Some(reply)) = target.closest("[data-reply]") {
        event.prevent_default();
        replies::insert(&root, &reply);
        written(page);
    } else if let Ok(Some(button)) = target.closest("[data-again]") {
        let id = button.get_attribute("data-again").unwrap_or_default();
        if let Some(outgoing) = page.borrow_mut().outbox.waiting.iter_mut().find(|one| one.id == id) {
            outgoing.refused = None;
        }
        flush(page);
    } else if let Ok(Some(button)) = target.closest("[data-discard]") {
        let id = button.get_attribute("data-discard").unwrap_or_default();
        let mut page = page.borrow_mut();
        page.outbox.waiting.retain(|one| one.id != id);
        page.outbox.keep();
        page.outbox.paint(&root);
    }
}

/// Message or note: shows the choice of the radio buttons as a colour.
fn choose_kind(root: &Element, kind: &str) {
    let selector = ["[data-composer] [name=kind][value=", kind, "]"].concat();
    if let Some(radio) = dom::one(root, &selector) {
        radio.unchecked_into::<HtmlInputElement>().set_checked(true);
    }
    show_kind(root);
}

fn kind(root: &Element) -> String {
    let checked = dom::one(root, "[data-composer] [name=kind]:checked");
    checked.map_or_else(|| "message".into(), |radio| radio.unchecked_into::<HtmlInputElement>().value())
}

fn show_kind(root: &Element) {
    let Some(form) = dom::one(root, "[data-composer]") else { return };
    dom::set(&form, "data-kind", &kind(root));
}

/// The text has changed: stores the draft, tells the other side, filters the canned replies.
fn written(page: &Shared) {
    let now = dom::now_ms();
    let root = page.borrow().root.clone();
    let Some(field) = field(&root) else { return };
    let text = field.value();
    if let Some(storage) = storage() {
        let _ = storage.set_item(&place("billow-draft:"), &text);
    }
    replies::filter(&root, &text);
    let mut page = page.borrow_mut();
    let tells = kind(&root) == "message" && !text.trim().is_empty();
    if tells && now - page.outbox.typed_ms > TYPING_EVERY_MS {
        page.outbox.typed_ms = now;
        page.outbox.typing = true;
        if let Some(line) = &page.invoice {
            line.tell(InPassing::Typing(true));
        }
    }
}

fn say(page: &Shared) {
    let root = page.borrow().root.clone();
    let Some(form) = dom::one(&root, "[data-composer]") else { return };
    let Some(text) = field(&root) else { return };
    let attached = files::attached(&root);
    if text.value().trim().is_empty() && attached.is_empty() {
        return;
    }
    let mut fields = vec![("text".to_owned(), text.value()), ("kind".to_owned(), kind(&root))];
    if let Some(line) = dom::one(&root, "[data-composer] [name=line]") {
        let select: HtmlSelectElement = line.unchecked_into();
        fields.push(("line".to_owned(), select.value()));
        select.set_value("");
    }
    fields.extend(attached.into_iter().map(|id| ("attachments".to_owned(), id)));
    let address = form.unchecked_into::<HtmlFormElement>().action();
    {
        let mut page = page.borrow_mut();
        let id = dom::fresh_id();
        fields.push(("id".to_owned(), id.clone()));
        page.outbox.waiting.push(Outgoing { id, address, fields, refused: None });
        page.outbox.keep();
        if page.outbox.typing
            && let Some(line) = &page.invoice
        {
            line.tell(InPassing::Typing(false));
        }
        page.outbox.typing = false;
        page.outbox.paint(&root);
    }
    text.set_value("");
    files::clear(&root);
    choose_kind(&root, "message");
    if let Some(storage) = storage() {
        let _ = storage.remove_item(&place("billow-draft:"));
    }
    if let Some(list) = dom::one(&root, "[data-conversation]") {
        list.set_scroll_top(list.scroll_height());
    }
    flush(page);
}

/// Sends the outbox, one message after the other, to keep their order.
pub fn flush(page: &Shared) {
    let next = {
        let page = &mut *page.borrow_mut();
        if page.outbox.sending {
            return;
        }
        let next = page.outbox.waiting.iter().find(|one| one.refused.is_none()).cloned();
        page.outbox.sending = next.is_some();
        next
    };
    let Some(next) = next else { return };
    let Ok(form) = FormData::new() else { return };
    for (name, value) in &next.fields {
        let _ = form.append_with_str(name, value);
    }
    let init = RequestInit::new();
    init.set_method("POST");
    init.set_body(&form);
    if let Ok(headers) = Headers::new() {
        let _ = headers.set("Accept", "text/html");
        init.set_headers(&headers);
    }
    let page = Rc::clone(page);
    let again = Rc::clone(&page);
    refresh::send(&page, &next.address, &init, move |sent| {
        {
            let page = &mut *again.borrow_mut();
            page.outbox.sending = false;
            match sent {
                Some(Sent::Taken) => page.outbox.waiting.retain(|one| one.id != next.id),
                Some(Sent::Refused(reason)) => {
                    if let Some(one) = page.outbox.waiting.iter_mut().find(|one| one.id == next.id) {
                        one.refused = Some(reason);
                    }
                }
                None => page.outbox.again_ms = dom::now_ms() + AGAIN_MS,
            }
            page.outbox.keep();
            page.outbox.paint(&page.root);
            if page.outbox.again_ms > dom::now_ms() {
                return;
            }
        }
        flush(&again);
    });
}

/// Tries again after a while.
pub fn tick(page: &Shared) {
    let due = {
        let page = page.borrow();
        !page.outbox.waiting.is_empty() && !page.outbox.sending && page.outbox.again_ms < dom::now_ms()
    };
    if due {
        flush(page);
    }
}

/// Restores what an earlier load of this page left: a draft, and messages that never arrived.
fn restore(page: &Shared) {
    let Some(storage) = storage() else { return };
    let root = page.borrow().root.clone();
    if let (Some(field), Ok(Some(draft))) = (field(&root), storage.get_item(&place("billow-draft:")))
        && field.value().is_empty()
    {
        field.set_value(&draft);
    }
    let mut page = page.borrow_mut();
    page.outbox = Outbox::kept();
    page.outbox.paint(&root);
}
