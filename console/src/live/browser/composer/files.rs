//! Attachments: uploaded when they are chosen, so that only their ids go with the message.

use std::rc::Rc;

use app::dom;
use serde::Deserialize;
use wasm_bindgen::JsCast;
use web_sys::{Element, FormData, HtmlInputElement, RequestInit, Response};

use crate::live::browser::Shared;

/// The server's answer to an upload.
#[derive(Deserialize)]
struct Uploaded {
    id: String,
    name: String,
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct NotTaken {
    detail: String,
}

fn input(root: &Element) -> Option<HtmlInputElement> {
    dom::one(root, "[data-composer] input[type=file]").map(JsCast::unchecked_into)
}

fn list(root: &Element) -> Option<Element> {
    dom::one(root, "[data-files]")
}

/// Whether a chosen file is not yet uploaded.
pub fn is_pending(root: &Element) -> bool {
    input(root).and_then(|input| input.files()).is_some_and(|files| files.length() > 0)
}

pub fn attached(root: &Element) -> Vec<String> {
    let rows = list(root).map(|list| dom::all(&list, "[data-file]")).unwrap_or_default();
    rows.iter().filter_map(|row| row.get_attribute("data-file")).collect()
}

/// Removes all attachments.
pub fn clear(root: &Element) {
    if let Some(list) = list(root) {
        list.set_text_content(None);
    }
}

/// Uploads files when they are chosen.
pub fn listen(page: &Shared) {
    let root = page.borrow().root.clone();
    let Some(input) = input(&root) else { return };
    let page = Rc::clone(page);
    dom::on(&input.clone(), "change", move |_| {
        let Some(chosen) = input.files() else { return };
        let Some(address) = input.get_attribute("data-upload") else { return };
        for at in 0..chosen.length() {
            let Some(file) = chosen.get(at) else { continue };
            let Ok(form) = FormData::new() else { continue };
            let _ = form.append_with_blob_and_filename("file", &file, &file.name());
            let init = RequestInit::new();
            init.set_method("POST");
            init.set_body(&form);
            let (root, said) = (page.borrow().root.clone(), Rc::clone(&page));
            let failing = Rc::clone(&page);
            page.borrow().announce("Uploading …");
            dom::then(
                &dom::window().fetch_with_str_and_init(&address, &init),
                move |response| {
                    let response: Response = response.unchecked_into();
                    let ok = response.ok();
                    let Ok(text) = response.text() else { return };
                    let (root, said) = (root.clone(), Rc::clone(&said));
                    dom::then(
                        &text,
                        move |text| answered(&root, &said, ok, &text.as_string().unwrap_or_default()),
                        |_| {},
                    );
                },
                move |_| failing.borrow().stale("The file could not be uploaded. Choose it again."),
            );
        }
        input.set_value("");
    });
}

fn answered(root: &Element, page: &Shared, ok: bool, text: &str) {
    if !ok {
        let why = serde_json::from_str::<NotTaken>(text).unwrap_or_default().detail;
        let why = if why.is_empty() { "The file was not taken.".to_owned() } else { why };
        show(root, None, &why);
        return page.borrow().announce(&why);
    }
    if let Ok(file) = serde_json::from_str::<Uploaded>(text) {
        page.borrow().announce(&[&file.name, " is attached"].concat());
        show(root, Some(&file.id), &file.name);
    }
}

/// A row of the list, with a button that removes it.
fn show(root: &Element, id: Option<&str>, text: &str) {
    let (Some(list), Some(template)) = (list(root), dom::one(root, "template[data-for=file]")) else {
        return;
    };
    let Some(row) = dom::copy_of(&template) else { return };
    if let Some(id) = id {
        dom::set(&row, "data-file", id);
    } else {
        dom::set(&row, "data-refused-file", "");
    }
    if let Some(name) = dom::one(&row, "[data-field=name]") {
        dom::write(&name, text);
    }
    if let Some(button) = dom::one(&row, "button") {
        let row = row.clone();
        dom::on(&button, "click", move |_| row.remove());
    }
    let _ = list.append_with_node_1(&row);
}
