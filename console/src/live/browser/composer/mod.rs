//! What staff write: kept until the server has it, sent again with the same id after every failure, and
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

/// A message that found no answer is sent again after so long.
const AGAIN_MS: i64 = 4_000;
/// Whoever goes on writing says so this often.
const TYPING_EVERY_MS: i64 = 3_000;

fn field(root: &Element) -> Option<HtmlTextAreaElement> {
    dom::one(root, "[data-composer] textarea").map(JsCast::unchecked_into)
}

/// Takes the composer over.
pub fn listen(desk: &Shared) {
    let root = desk.borrow().root.clone();
    let Some(form) = dom::one(&root, "[data-composer]") else { return };
    restore(desk);
    let submitting = Rc::clone(desk);
    dom::on(&form, "submit", move |event| {
        let event: Event = event.unchecked_into();
        // A file that was not uploaded on choosing goes with the form itself.
        if !files::is_pending(&submitting.borrow().root) {
            event.prevent_default();
            say(&submitting);
        }
    });
    let pressing = Rc::clone(desk);
    dom::on(&form, "keydown", move |event| {
        let key: KeyboardEvent = event.unchecked_into();
        if key.key() == "Enter" && (key.ctrl_key() || key.meta_key()) {
            key.prevent_default();
            say(&pressing);
        } else if replies::key(&pressing.borrow().root, &key) {
            key.prevent_default();
        }
    });
    let writing = Rc::clone(desk);
    dom::on(&form, "input", move |_| written(&writing));
    let switching = Rc::clone(desk);
    dom::on(&form, "change", move |_| show_kind(&switching.borrow().root));
    let choosing = Rc::clone(desk);
    dom::on(&root, "click", move |event| clicked(&choosing, event.unchecked_into()));
    files::listen(desk);
    show_kind(&root);
    flush(desk);
}

fn clicked(desk: &Shared, event: Event) {
    let Some(target) = event.target().and_then(|target| target.dyn_into::<Element>().ok()) else { return };
    let root = desk.borrow().root.clone();
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
        written(desk);
    } else if let Ok(Some(button)) = target.closest("[data-again]") {
        let id = button.get_attribute("data-again").unwrap_or_default();
        if let Some(outgoing) = desk.borrow_mut().outbox.waiting.iter_mut().find(|one| one.id == id) {
            outgoing.refused = None;
        }
        flush(desk);
    } else if let Ok(Some(button)) = target.closest("[data-discard]") {
        let id = button.get_attribute("data-discard").unwrap_or_default();
        let mut desk = desk.borrow_mut();
        desk.outbox.waiting.retain(|one| one.id != id);
        desk.outbox.keep();
        desk.outbox.paint(&root);
    }
}

/// Message or note: the radio buttons say it, the colour shows it.
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

/// Something was typed: the draft is kept, the other side hears of it, replies are looked through.
fn written(desk: &Shared) {
    let now = dom::now_ms();
    let root = desk.borrow().root.clone();
    let Some(field) = field(&root) else { return };
    let text = field.value();
    if let Some(storage) = storage() {
        let _ = storage.set_item(&place("billow-draft:"), &text);
    }
    replies::filter(&root, &text);
    let mut desk = desk.borrow_mut();
    let tells = kind(&root) == "message" && !text.trim().is_empty();
    if tells && now - desk.outbox.typed_ms > TYPING_EVERY_MS {
        desk.outbox.typed_ms = now;
        desk.outbox.typing = true;
        if let Some(line) = &desk.invoice {
            line.tell(InPassing::Typing(true));
        }
    }
}

fn say(desk: &Shared) {
    let root = desk.borrow().root.clone();
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
        let mut desk = desk.borrow_mut();
        let id = dom::fresh_id();
        fields.push(("id".to_owned(), id.clone()));
        desk.outbox.waiting.push(Outgoing { id, address, fields, refused: None });
        desk.outbox.keep();
        if desk.outbox.typing
            && let Some(line) = &desk.invoice
        {
            line.tell(InPassing::Typing(false));
        }
        desk.outbox.typing = false;
        desk.outbox.paint(&root);
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
    flush(desk);
}

/// Sends what waits, one after the other, so that the order stays.
pub fn flush(desk: &Shared) {
    let next = {
        let desk = &mut *desk.borrow_mut();
        if desk.outbox.sending {
            return;
        }
        let next = desk.outbox.waiting.iter().find(|one| one.refused.is_none()).cloned();
        desk.outbox.sending = next.is_some();
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
    let desk = Rc::clone(desk);
    let again = Rc::clone(&desk);
    refresh::send(&desk, &next.address, &init, move |sent| {
        {
            let desk = &mut *again.borrow_mut();
            desk.outbox.sending = false;
            match sent {
                Some(Sent::Taken) => desk.outbox.waiting.retain(|one| one.id != next.id),
                Some(Sent::Refused(reason)) => {
                    if let Some(one) = desk.outbox.waiting.iter_mut().find(|one| one.id == next.id) {
                        one.refused = Some(reason);
                    }
                }
                None => desk.outbox.again_ms = dom::now_ms() + AGAIN_MS,
            }
            desk.outbox.keep();
            desk.outbox.paint(&desk.root);
            if desk.outbox.again_ms > dom::now_ms() {
                return;
            }
        }
        flush(&again);
    });
}

/// Tries again after a while.
pub fn tick(desk: &Shared) {
    let due = {
        let desk = desk.borrow();
        !desk.outbox.waiting.is_empty() && !desk.outbox.sending && desk.outbox.again_ms < dom::now_ms()
    };
    if due {
        flush(desk);
    }
}

/// What an earlier look at this page left: a draft, and messages that never arrived.
fn restore(desk: &Shared) {
    let Some(storage) = storage() else { return };
    let root = desk.borrow().root.clone();
    if let (Some(field), Ok(Some(draft))) = (field(&root), storage.get_item(&place("billow-draft:")))
        && field.value().is_empty()
    {
        field.set_value(&draft);
    }
    let mut desk = desk.borrow_mut();
    desk.outbox = Outbox::kept();
    desk.outbox.paint(&root);
}
