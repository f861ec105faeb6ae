//! Bank files: dropped on the page or chosen, sent one after the other for a preview, and sent again to be imported.

use std::cell::RefCell;
use std::collections::VecDeque;
use std::rc::Rc;

use app::dom;
use serde::Deserialize;
use wasm_bindgen::JsCast;
use web_sys::{
    DragEvent, Element, Event, File, FileList, FormData, HtmlInputElement, ProgressEvent, XmlHttpRequest,
};

use crate::live::browser::effect::Effect;
use crate::live::browser::{Shared, carry_out};

/// The media type that the page asks for: a line for each step.
const LINES: &str = "application/jsonl";
/// The minimum time between two reads of the answer so far: it grows, and only its last line counts.
const READ_EVERY_MS: i64 = 200;

/// The files that wait until the current one is sent.
#[derive(Default)]
struct Queue {
    waiting: VecDeque<Sending>,
    busy: bool,
}

/// A file to send.
#[derive(Clone)]
struct Sending {
    file: File,
    row: Element,
    /// `None` for a preview; else the preview of the file, which is to be imported.
    take: Option<Rc<Look>>,
}

type Taking = Rc<RefCell<Queue>>;

#[derive(Default, Deserialize)]
#[serde(default)]
struct DropLine {
    /// How many entries are done.
    done: u64,
    of: u64,
    /// Their outcomes.
    totals: Option<Totals>,
    /// Why nothing of the file, or no more of it, was imported.
    problem: Option<String>,
    look: Option<Look>,
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct Look {
    file: String,
    says: String,
    warns: String,
    adds_account: bool,
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct Totals {
    entries: u64,
    booked: u64,
    suggested: u64,
    unmatched: u64,
    duplicate: u64,
    reversed: u64,
    ignored: u64,
    rejected: u64,
}

/// Why a whole request was refused.
#[derive(Default, Deserialize)]
#[serde(default)]
struct NotTaken {
    detail: String,
}

/// Listens to the form, and to drops anywhere on the page.
pub fn listen(page: &Shared) {
    let root = page.borrow().root.clone();
    let Some(form) = dom::one(&root, "[data-drop]") else { return };
    let Some(input) = dom::one(&form, "[data-drop-input]") else { return };
    let input: HtmlInputElement = input.unchecked_into();
    // Choosing files sends them: the button is for browsers without scripts.
    if let Some(button) = dom::one(&form, "[data-drop-send]") {
        dom::show(&button, false);
    }
    let taking = Taking::default();
    let (choosing, queue) = (Rc::clone(page), Rc::clone(&taking));
    dom::on(&input.clone(), "change", move |_| {
        take(&choosing, &queue, input.files());
        input.set_value("");
    });
    for (name, over) in [("dragover", true), ("dragleave", false), ("drop", false)] {
        let (page, taking, form) = (Rc::clone(page), Rc::clone(&taking), form.clone());
        dom::on(&dom::whole_document(), name, move |event| {
            let event: DragEvent = event.unchecked_into();
            let Some(data) = event.data_transfer() else { return };
            if !data.types().includes(&"Files".into(), 0) {
                return;
            }
            event.prevent_default();
            if over {
                dom::set(&form, "data-over", "");
            } else {
                dom::unset(&form, "data-over");
            }
            if name == "drop" {
                take(&page, &taking, data.files());
            }
        });
    }
    dom::on(&dom::window(), "beforeunload", move |event| {
        if taking.borrow().busy {
            event.unchecked_into::<Event>().prevent_default();
        }
    });
}

/// Queues files, each with a row of its own.
fn take(page: &Shared, taking: &Taking, files: Option<FileList>) {
    let Some(files) = files else { return };
    let root = page.borrow().root.clone();
    let (Some(list), Some(template)) =
        (dom::one(&root, "[data-taking]"), dom::one(&root, "template[data-for=taking]"))
    else {
        return;
    };
    for file in (0..files.length()).filter_map(|at| files.item(at)) {
        let Some(row) = dom::copy_of(&template) else { return };
        write(&row, "name", &file.name());
        state(&row, "waiting", "Waits");
        let _ = list.append_with_node_1(&row);
        taking.borrow_mut().waiting.push_back(Sending { file, row, take: None });
    }
    next(page, taking);
}

/// Sends the next file, unless one is being sent.
fn next(page: &Shared, taking: &Taking) {
    let sending = {
        let mut queue = taking.borrow_mut();
        if queue.busy {
            return;
        }
        let Some(next) = queue.waiting.pop_front() else { return };
        queue.busy = true;
        next
    };
    if send(page, taking, &sending).is_none() {
        refused(&sending.row, "The file could not be sent.");
        taking.borrow_mut().busy = false;
        next(page, taking);
    }
}

fn send(page: &Shared, taking: &Taking, sending: &Sending) -> Option<()> {
    let Sending { file, row, take } = sending;
    let root = page.borrow().root.clone();
    let address = dom::one(&root, "[data-drop]")?.get_attribute("action")?;
    let request = XmlHttpRequest::new().ok()?;
    let form = FormData::new().ok()?;
    // Before the file, because the server reads them in this order.
    if let Some(look) = take {
        form.append_with_str("take", &look.file).ok()?;
        form.append_with_str("allow", if look.adds_account { "true" } else { "false" }).ok()?;
    }
    form.append_with_blob_and_filename("file", file, &file.name()).ok()?;
    request.open("POST", &address).ok()?;
    request.set_request_header("Accept", LINES).ok()?;
    state(row, "sending", "Sending");
    let doing = if take.is_some() { "Booking" } else { "Looking" };
    let (upload, sent) = (request.upload().ok()?, row.clone());
    dom::on(&upload, "progress", move |event| {
        let event: ProgressEvent = event.unchecked_into();
        progress(&sent, &event, doing);
    });
    let (reading, seen) = (request.clone(), row.clone());
    let mut read_at = 0;
    dom::on(&request, "progress", move |_| {
        let now = dom::now_ms();
        if now - read_at < READ_EVERY_MS {
            return;
        }
        read_at = now;
        if let Some(line) = last_line(&reading) {
            show(&seen, &line, doing);
        }
    });
    let (page, taking, answered, sending) =
        (Rc::clone(page), Rc::clone(taking), request.clone(), sending.clone());
    // Fires last, whether the server answered or the connection broke.
    dom::on(&request, "loadend", move |_| {
        let effect = ended(&page, &taking, &answered, &sending);
        carry_out(&page, effect);
        taking.borrow_mut().busy = false;
        next(&page, &taking);
    });
    request.send_with_opt_form_data(Some(&form)).ok()
}

/// The last complete line of the answer so far.
fn last_line(request: &XmlHttpRequest) -> Option<DropLine> {
    let text = request.response_text().ok().flatten()?;
    let whole = text.rfind('\n').map_or("", |end| &text[..end]);
    serde_json::from_str(whole.rsplit('\n').next()?).ok()
}

/// The server has answered, or will not.
fn ended(page: &Shared, taking: &Taking, request: &XmlHttpRequest, sending: &Sending) -> Effect {
    let row = &sending.row;
    let status = request.status().unwrap_or_default();
    if !(200..300).contains(&status) {
        let text = request.response_text().ok().flatten().unwrap_or_default();
        let why = serde_json::from_str::<NotTaken>(&text).unwrap_or_default().detail;
        refused(row, if why.is_empty() { "The file was not imported. Send it again." } else { &why });
    } else {
        match last_line(request) {
            Some(DropLine { problem: Some(problem), .. }) => refused(row, &problem),
            Some(DropLine { look: Some(look), .. }) => looked(page, taking, sending, look),
            Some(DropLine { totals: Some(totals), .. }) => {
                state(row, "done", "Imported");
                write(row, "totals", &said(&totals));
            }
            // Nothing is booked twice, so the file can be sent again.
            _ => refused(row, "The answer broke off. Send the file again: what is booked is booked once."),
        }
    }
    let text = |field| dom::one(row, field).and_then(|field| field.text_content()).unwrap_or_default();
    let name = text("[data-field=name]");
    page.borrow().announce(&[&*name, ": ", &text("[data-field=state]")].concat());
    Effect::Refresh
}

/// Shows the preview, and asks for confirmation.
fn looked(page: &Shared, taking: &Taking, sending: &Sending, look: Look) {
    let Sending { file, row, .. } = sending;
    state(row, "looked", "Not imported yet");
    write(row, "totals", &look.says);
    write(row, "warns", &look.warns);
    let showing = |field: &str, on: bool| {
        if let Some(element) = dom::one(row, &["[data-field=", field, "]"].concat()) {
            dom::show(&element, on);
        }
    };
    showing("warns", !look.warns.is_empty());
    showing("choice", true);
    let (Some(take), Some(leave)) = (dom::one(row, "[data-take-in]"), dom::one(row, "[data-leave-out]"))
    else {
        return;
    };
    if look.adds_account {
        dom::write(&take, "Add the account and import it");
    }
    let gone = row.clone();
    dom::on(&leave, "click", move |_| gone.remove());
    let (page, taking) = (Rc::clone(page), Rc::clone(taking));
    let taken = Sending { file: file.clone(), row: row.clone(), take: Some(Rc::new(look)) };
    let mut asked = false;
    dom::on(&take, "click", move |_| {
        // Only once: the row stays while the file waits for others.
        if std::mem::replace(&mut asked, true) {
            return;
        }
        for field in ["warns", "choice"] {
            if let Some(element) = dom::one(&taken.row, &["[data-field=", field, "]"].concat()) {
                dom::show(&element, false);
            }
        }
        state(&taken.row, "waiting", "Waits");
        taking.borrow_mut().waiting.push_back(taken.clone());
        next(&page, &taking);
    });
}

fn show(row: &Element, line: &DropLine, doing: &str) {
    state(row, "booking", doing);
    write(row, "totals", &[&*line.done.to_string(), " of ", &line.of.to_string()].concat());
    let Some(bar) = dom::one(row, "progress") else { return };
    if line.of > 0 {
        dom::set(&bar, "max", &line.of.to_string());
        dom::set(&bar, "value", &line.done.to_string());
    } else {
        dom::unset(&bar, "value");
    }
}

/// Shows how much of the file has been sent; after that the duration is unknown.
// Sizes are whole numbers that JavaScript keeps as floats.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
fn progress(row: &Element, event: &ProgressEvent, doing: &str) {
    let Some(bar) = dom::one(row, "progress") else { return };
    let (sent, all) = (event.loaded() as u64, event.total() as u64);
    if sent < all {
        dom::set(&bar, "max", &all.to_string());
        dom::set(&bar, "value", &sent.to_string());
    } else {
        dom::unset(&bar, "value");
        state(row, "booking", doing);
    }
}

/// The outcomes of its entries, in a line.
fn said(totals: &Totals) -> String {
    let waits = totals.suggested + totals.unmatched;
    let parts = [
        (totals.booked, " booked"),
        (waits, " to match"),
        (totals.duplicate, " known before"),
        (totals.reversed, " taken back"),
        (totals.ignored, " ignored"),
        (totals.rejected, " not readable"),
    ];
    let mut text = [&*totals.entries.to_string(), " entries"].concat();
    for (count, what) in parts {
        if count > 0 {
            text.push_str(" · ");
            text.push_str(&count.to_string());
            text.push_str(what);
        }
    }
    text
}

fn refused(row: &Element, why: &str) {
    state(row, "refused", "Refused");
    write(row, "totals", "");
    write(row, "problem", why);
    if let Some(problem) = dom::one(row, "[data-field=problem]") {
        dom::show(&problem, true);
    }
}

fn state(row: &Element, name: &str, text: &str) {
    dom::set(row, "data-state", name);
    write(row, "state", text);
}

fn write(row: &Element, field: &str, text: &str) {
    if let Some(element) = dom::one(row, &["[data-field=", field, "]"].concat()) {
        dom::write(&element, text);
    }
}
