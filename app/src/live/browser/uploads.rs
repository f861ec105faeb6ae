//! Files for the next message: chosen, dropped or pasted, uploaded at once, and listed until it is sent.

use std::rc::Rc;

use wasm_bindgen::JsCast;
use web_sys::{
    ClipboardEvent, DragEvent, Element, Event, File, FileList, FormData, HtmlInputElement, ProgressEvent,
    XmlHttpRequest,
};

use super::effect::Effect;
use super::outbox::Outgoing;
use super::{Page, Shared, conversation, on, paint, run};
use crate::dom;
use crate::live::json::Json;
use crate::presenter;

/// The largest file, bytes; the server counts too.
const LARGEST: f64 = 10_485_760.0;
/// The most files of one message.
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
    pub fn is_empty(&self) -> bool {
        self.files.is_empty()
    }

    /// Whether the message has to wait for its files; it is sent when they have arrived.
    pub fn hold(&mut self) -> bool {
        self.held = self.files.iter().any(|file| file.id.is_none());
        self.held
    }

    /// Takes the files out: their ids and their names.
    pub fn take(&mut self) -> (Vec<String>, Vec<String>) {
        let there = self.files.drain(..).filter_map(|file| Some((file.id?, file.name)));
        there.unzip()
    }

    /// Restores the files of a message that was not sent.
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

/// Listens to the file field, to drops on the conversation, and to pasting.
pub fn listen(page: &Shared) {
    let root = page.borrow().root.clone();
    let (Some(form), Some(conversation)) =
        (dom::one(&root, "[data-say-form]"), dom::one(&root, "#conversation"))
    else {
        return;
    };
    if let Some(field) = dom::one(&form, "[data-files]") {
        dom::set(&field, "multiple", "");
    }
    on(page, &form, "change", |page, event| {
        let field = dom::target(&event, "[data-files]")?;
        let field: HtmlInputElement = field.unchecked_into();
        let effect = add(page, field.files());
        field.set_value("");
        effect
    });
    on(page, &form, "paste", |page, event| {
        let event: ClipboardEvent = event.unchecked_into();
        let files = event.clipboard_data().and_then(|data| data.files());
        if files.as_ref().is_none_or(|files| files.length() == 0) {
            return None;
        }
        event.prevent_default();
        add(page, files)
    });
    on(page, &conversation, "dragover", |page, event| {
        mark_drop(page, event, true);
        None
    });
    on(page, &conversation, "dragleave", |page, event| {
        mark_drop(page, event, false);
        None
    });
    on(page, &conversation, "drop", |page, event| {
        let files = mark_drop(page, event, false);
        add(page, files)
    });
    on(page, &form, "click", |page, event| {
        if dom::target(&event, "[data-remove]").is_some() {
            let key = dom::target(&event, "[data-key]").and_then(|row| row.get_attribute("data-key"));
            page.uploads.files.retain(|file| Some(&file.key) != key.as_ref());
            page.uploads.held = false;
            paint(page);
        }
        None
    });
}

/// Marks the conversation while files are dragged over it, and returns them; `None` if something else is dragged.
fn mark_drop(page: &Page, event: Event, over: bool) -> Option<FileList> {
    let event: DragEvent = event.unchecked_into();
    let data = event.data_transfer()?;
    if !data.types().includes(&"Files".into(), 0) {
        return None;
    }
    event.prevent_default();
    let conversation = dom::one(&page.root, "#conversation")?;
    if over {
        dom::set(&conversation, "data-drop", "");
    } else {
        dom::unset(&conversation, "data-drop");
    }
    data.files()
}

/// Adds the files that can be attached, and says why the others cannot.
// Sizes are whole numbers that JavaScript keeps as floats.
#[expect(clippy::cast_possible_truncation)]
fn add(page: &mut Page, files: Option<FileList>) -> Option<Effect> {
    let files = files?;
    let mut taken = Vec::new();
    let mut problem = String::new();
    for file in (0..files.length()).filter_map(|at| files.item(at)) {
        let name = file.name();
        let why = match &*file.type_() {
            _ if page.uploads.files.len() >= MOST => "attach-many",
            _ if file.size() > LARGEST => "attach-too-large",
            "image/png" | "image/jpeg" | "image/webp" | "application/pdf" => "",
            _ => "attach-kind",
        };
        if !why.is_empty() {
            problem = page.speech.fill(why, &[("name", &name), ("max", &MOST.to_string())]);
            continue;
        }
        let key = dom::fresh_id();
        page.uploads.files.push(Upload {
            key: key.clone(),
            name,
            picture: file.type_().starts_with("image/"),
            size: presenter::size(file.size() as i64),
            percent: 0,
            id: None,
        });
        taken.push((key, file));
    }
    tell(page, &problem);
    paint(page);
    Some(Effect::Upload(taken))
}

/// Uploads a file. A failure to send is handled like a refusal.
pub fn upload(page: &Shared, key: &str, file: &File) {
    if send(page, key, file).is_none() {
        run(page, |page| arrived(page, key, 0, &Json::Null));
    }
}

// Sizes are whole numbers that JavaScript keeps as floats.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
fn send(page: &Shared, key: &str, file: &File) -> Option<()> {
    let request = XmlHttpRequest::new().ok()?;
    let form = FormData::new().ok()?;
    request.open("POST", &[&page.borrow().base, "/attachments"].concat()).ok()?;
    form.append_with_blob_and_filename("file", file, &file.name()).ok()?;
    if let Ok(sending) = request.upload() {
        let (page, key) = (Rc::clone(page), key.to_owned());
        dom::on(&sending, "progress", move |event| {
            let event: ProgressEvent = event.unchecked_into();
            let page = &mut *page.borrow_mut();
            if let Some(upload) = page.uploads.find(&key) {
                let (sent, all) = (event.loaded() as u64, event.total() as u64);
                // At most 100, because the sent part is at most the whole.
                upload.percent = (sent.min(all) * 100 / all.max(1)) as u32;
            }
            progress(page);
        });
    }
    let (page, key, answered) = (Rc::clone(page), key.to_owned(), request.clone());
    // Fires last, whether the server answered or the connection broke.
    dom::on(&request, "loadend", move |_| {
        let text = answered.response_text().ok().flatten().unwrap_or_default();
        let answer = Json::read(&text).unwrap_or(Json::Null);
        let status = answered.status().unwrap_or_default();
        run(&page, |page| arrived(page, &key, status, &answer));
    });
    // The server states problems in the language of the page.
    let _ = request
        .set_request_header("Accept-Language", &dom::document().get_attribute("lang").unwrap_or_default());
    request.send_with_opt_form_data(Some(&form)).ok()
}

/// The server has answered, or will not. If the message only waited for this file, it is sent.
fn arrived(page: &mut Page, key: &str, status: u16, answer: &Json) -> Option<Effect> {
    // Removed meanwhile: nobody uses it, and the server deletes it.
    let upload = page.uploads.find(key)?;
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
    let complete = page.uploads.held && page.uploads.files.iter().all(|file| file.id.is_some());
    complete.then_some(Effect::Say)
}

/// Shows a problem, or hides it if the text is empty.
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

/// Shows the progress, and the pictures that have arrived.
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
            conversation::picture(&row, &[&page.base, "/attachments/", id].concat());
        }
    }
}

/// Whether a text is required: not if there are files.
fn require_text(root: &Element, required: bool) {
    if let Some(field) = dom::one(root, "[data-say-form] textarea") {
        let _ = field.toggle_attribute_with_force("required", required);
    }
}
