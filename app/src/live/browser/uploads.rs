//! Files for the next message: chosen, dropped or pasted, uploaded at once, shown until it is sent.

use std::rc::Rc;

use wasm_bindgen::JsCast;
use web_sys::{
    ClipboardEvent, DragEvent, Element, Event, FileList, FormData, HtmlInputElement, ProgressEvent,
    XmlHttpRequest,
};

use super::outbox::{Outgoing, fresh_id};
use super::{Page, Shared, complete, paint, talk};
use crate::dom;
use crate::live::json::Json;
use crate::presenter;

/// The largest file, bytes; the server counts too.
const LARGEST: f64 = 10_485_760.0;
/// So many files go with one message.
const MOST: usize = 5;

/// The files of the next message, in the order in which they were chosen.
#[derive(Default)]
pub struct Uploads {
    files: Vec<Upload>,
    /// The message waits for its files.
    held: bool,
}

struct Upload {
    /// The page's own id.
    key: String,
    name: String,
    picture: bool,
    size: String,
    percent: u32,
    /// The server's id, once it is there.
    id: Option<String>,
}

impl Uploads {
    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.files.is_empty()
    }

    /// Whether the message has to wait for its files; it goes when they have arrived.
    pub fn hold(&mut self) -> bool {
        self.held = self.files.iter().any(|file| file.id.is_none());
        self.held
    }

    /// Takes the files out: their ids and their names.
    pub fn take(&mut self) -> (Vec<String>, Vec<String>) {
        let there = self.files.drain(..).filter_map(|file| Some((file.id?, file.name)));
        there.unzip()
    }

    /// The files of a message that was not sent.
    pub fn put_back(&mut self, outgoing: &Outgoing) {
        for (id, name) in outgoing.files.iter().zip(&outgoing.names) {
            self.files.push(Upload {
                key: id.clone(),
                name: name.clone(),
                picture: false,
                size: String::new(),
                percent: 100,
                id: Some(id.clone()),
            });
        }
    }

    fn find(&mut self, key: &str) -> Option<&mut Upload> {
        self.files.iter_mut().find(|file| file.key == key)
    }
}

/// Listens to the form's field, to drops on the conversation, and to what is pasted.
pub fn listen(page: &Shared) {
    let root = page.borrow().root.clone();
    let (Some(form), Some(talk)) = (dom::one(&root, "[data-say-form]"), dom::one(&root, "#conversation"))
    else {
        return;
    };
    if let Some(field) = dom::one(&form, "[data-files]") {
        dom::set(&field, "multiple", "");
    }
    let choosing = Rc::clone(page);
    dom::on(&form, "change", move |event| {
        let event: Event = event.unchecked_into();
        let Some(field) = dom::target(&event, "[data-files]") else { return };
        let field: HtmlInputElement = field.unchecked_into();
        add(&choosing, field.files());
        field.set_value("");
    });
    let pasting = Rc::clone(page);
    dom::on(&form, "paste", move |event| {
        let event: ClipboardEvent = event.unchecked_into();
        let files = event.clipboard_data().and_then(|data| data.files());
        if files.as_ref().is_some_and(|files| files.length() > 0) {
            event.prevent_default();
            add(&pasting, files);
        }
    });
    for (name, over) in [("dragover", true), ("dragleave", false), ("drop", false)] {
        let (dropping, talk_there) = (Rc::clone(page), talk.clone());
        dom::on(&talk, name, move |event| {
            let event: DragEvent = event.unchecked_into();
            let Some(data) = event.data_transfer() else { return };
            if !data.types().includes(&"Files".into(), 0) {
                return;
            }
            event.prevent_default();
            if over {
                dom::set(&talk_there, "data-drop", "");
            } else {
                dom::unset(&talk_there, "data-drop");
            }
            if name == "drop" {
                add(&dropping, data.files());
            }
        });
    }
    let removing = Rc::clone(page);
    dom::on(&form, "click", move |event| {
        let event: Event = event.unchecked_into();
        if dom::target(&event, "[data-remove]").is_none() {
            return;
        }
        let key = dom::target(&event, "[data-key]").and_then(|row| row.get_attribute("data-key"));
        let page = &mut *removing.borrow_mut();
        page.uploads.files.retain(|file| Some(&file.key) != key.as_ref());
        page.uploads.held = false;
        paint(page);
    });
}

/// Uploads what can be attached, and says why the rest cannot.
fn add(page: &Shared, files: Option<FileList>) {
    let Some(files) = files else { return };
    let mut problem = String::new();
    for file in (0..files.length()).filter_map(|at| files.item(at)) {
        let name = file.name();
        let page_now = page.borrow();
        let why = match &*file.type_() {
            _ if page_now.uploads.files.len() >= MOST => "attach-many",
            _ if file.size() > LARGEST => "attach-too-large",
            "image/png" | "image/jpeg" | "image/webp" | "application/pdf" => "",
            _ => "attach-kind",
        };
        if !why.is_empty() {
            problem = page_now.speech.fill(why, &[("name", &name), ("max", &MOST.to_string())]);
            continue;
        }
        drop(page_now);
        upload(page, &file, name);
    }
    tell(&page.borrow(), &problem);
    paint(&page.borrow());
}

// Sizes are whole numbers that JavaScript keeps as floats.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
fn upload(page: &Shared, file: &web_sys::File, name: String) {
    let key = fresh_id();
    let (Ok(request), Ok(form)) = (XmlHttpRequest::new(), FormData::new()) else { return };
    let url = [&page.borrow().base, "/attachments"].concat();
    if request.open("POST", &url).is_err() || form.append_with_blob_and_filename("file", file, &name).is_err()
    {
        return;
    }
    page.borrow_mut().uploads.files.push(Upload {
        key: key.clone(),
        name,
        picture: file.type_().starts_with("image/"),
        size: presenter::size(file.size() as i64),
        percent: 0,
        id: None,
    });
    if let Ok(sending) = request.upload() {
        let (page, key) = (Rc::clone(page), key.clone());
        dom::on(&sending, "progress", move |event| {
            let event: ProgressEvent = event.unchecked_into();
            let page = &mut *page.borrow_mut();
            if let Some(upload) = page.uploads.find(&key) {
                let (sent, all) = (event.loaded() as u64, event.total() as u64);
                // At most 100: what was sent is at most all of it.
                upload.percent = (sent.min(all) * 100 / all.max(1)) as u32;
            }
            progress(page);
        });
    }
    let (page, answered) = (Rc::clone(page), request.clone());
    // Comes last, whether the server answered or the line broke.
    dom::on(&request, "loadend", move |_| {
        let text = answered.response_text().ok().flatten().unwrap_or_default();
        let answer = Json::read(&text).unwrap_or(Json::Null);
        let status = answered.status().unwrap_or_default();
        if arrived(&page, &key, status, &answer) {
            complete(&page);
        }
    });
    // What is wrong is answered in the language of the page.
    let _ = request
        .set_request_header("Accept-Language", &dom::document().get_attribute("lang").unwrap_or_default());
    let _ = request.send_with_opt_form_data(Some(&form));
}

/// The server has answered, or will not. True where a message has waited for this file and no other one.
fn arrived(page: &Shared, key: &str, status: u16, answer: &Json) -> bool {
    let page = &mut *page.borrow_mut();
    // Removed in the meantime: nobody asks for it, and the server forgets it.
    let Some(upload) = page.uploads.find(key) else { return false };
    let id = answer.get("id").string();
    if (200..300).contains(&status) && !id.is_empty() {
        upload.id = Some(id);
        upload.percent = 100;
    } else {
        let name = upload.name.clone();
        let problem = match answer.get("detail").text() {
            Some(detail) => [&*name, ": ", detail].concat(),
            None => page.speech.fill("attach-failed", &[("name", &name)]),
        };
        page.uploads.files.retain(|file| file.key != key);
        page.uploads.held = false;
        tell(page, &problem);
    }
    paint(page);
    page.uploads.held && page.uploads.files.iter().all(|file| file.id.is_some())
}

/// Says what went wrong, or takes that back.
fn tell(page: &Page, problem: &str) {
    if let Some(form) = dom::one(&page.root, "[data-say-form]") {
        paint::tell(&form, "error", problem);
    }
}

pub fn paint(page: &Page) {
    require_text(&page.root, page.uploads.is_empty());
    let Some(list) = dom::one(&page.root, "[data-list=uploads]") else { return };
    let known = dom::all(&list, "[data-key]");
    let gone = |row: &&Element| {
        let key = row.get_attribute("data-key");
        !page.uploads.files.iter().any(|file| Some(&file.key) == key.as_ref())
    };
    for row in known.iter().filter(gone) {
        row.remove();
    }
    let Some(template) = paint::template(&page.root, "upload") else { return };
    for upload in &page.uploads.files {
        if known.iter().any(|row| row.get_attribute("data-key").as_ref() == Some(&upload.key)) {
            continue;
        }
        let Some(row) = dom::copy_of(&template) else { return };
        dom::set(&row, "data-key", &upload.key);
        paint::field(&row, "name", &upload.name);
        paint::field(&row, "size", &upload.size);
        let _ = list.append_with_node_1(&row);
    }
    progress(page);
}

/// Shows how far they are, and the pictures among those that are there.
fn progress(page: &Page) {
    for row in dom::all(&page.root, "[data-list=uploads] [data-key]") {
        let key = row.get_attribute("data-key");
        let Some(upload) = page.uploads.files.iter().find(|file| Some(&file.key) == key.as_ref()) else {
            continue;
        };
        if let Some(bar) = dom::one(&row, "progress") {
            dom::set(&bar, "value", &upload.percent.to_string());
            dom::show(&bar, upload.id.is_none());
        }
        if let Some(id) = upload.id.as_ref().filter(|_| upload.picture) {
            talk::picture(&row, &[&page.base, "/attachments/", id].concat());
        }
    }
}

/// Whether the text has to be there: not where files say enough.
fn require_text(root: &Element, required: bool) {
    if let Some(field) = dom::one(root, "[data-say-form] textarea") {
        let _ = field.toggle_attribute_with_force("required", required);
    }
}
