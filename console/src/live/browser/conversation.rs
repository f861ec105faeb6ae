//! The open conversation: who is here, who is writing, and what has been read.

use std::rc::Rc;

use app::dom;
use app::live::{InPassing, Presence, TYPING_MS, Typing};
use domain::invoices::wire::By;
use web_sys::Element;

use crate::live::browser::{Page, Shared};

/// A reader this near to the end of the conversation follows new messages.
const NEAR_END_PX: i32 = 80;

/// State that is not stored.
#[derive(Default)]
pub struct State {
    /// Until when the payer is shown as writing.
    typing_until_ms: Option<i64>,
}

/// The number of the newest event on the page.
pub fn seq(root: &Element) -> i64 {
    let marked = dom::one(root, "[data-seq]").and_then(|element| element.get_attribute("data-seq"));
    marked.and_then(|seq| seq.parse().ok()).unwrap_or_default()
}

/// Scrolls to the newest message at first.
pub fn listen(page: &Shared) {
    if let Some(list) = dom::one(&page.borrow().root, "[data-conversation]") {
        list.set_scroll_top(list.scroll_height());
    }
    let page = Rc::clone(page);
    dom::on(&dom::window(), "focus", move |_| seen(&page.borrow()));
}

/// Whether the reader is at the end of the conversation.
pub fn follows(root: &Element) -> bool {
    dom::one(root, "[data-conversation]")
        .is_some_and(|list| list.scroll_height() - list.scroll_top() - list.client_height() < NEAR_END_PX)
}

/// Called when the page has taken over changes.
pub fn changed(page: &Shared, follows: bool) {
    let page = page.borrow();
    if follows && let Some(list) = dom::one(&page.root, "[data-conversation]") {
        list.set_scroll_top(list.scroll_height());
    }
    page.outbox.paint(&page.root);
    seen(&page);
}

/// Tells the server up to which event the conversation was visible.
pub fn seen(page: &Page) {
    let looking = !dom::whole_document().hidden() && dom::whole_document().has_focus().unwrap_or_default();
    let unread = dom::one(&page.root, "[data-conversation][data-unread]").is_some();
    if let (true, true, Some(line)) = (looking, unread, &page.invoice) {
        line.tell(InPassing::Seen(seq(&page.root)));
    }
}

/// Shows whether the payer has the invoice open, and who else does.
pub fn show_presence(page: &Page, presence: &Presence) {
    for element in dom::all(&page.root, "[data-say=presence]") {
        let text = if presence.payers > 0 { "On the page now" } else { "Not on the page" };
        dom::write(&element, text);
        dom::set(&element, "data-here", if presence.payers > 0 { "yes" } else { "no" });
    }
    if let Some(element) = dom::one(&page.root, "[data-say=colleagues]") {
        let me = element.get_attribute("data-me").unwrap_or_default();
        let others: Vec<&str> =
            presence.staff.iter().map(String::as_str).filter(|name| *name != me).collect();
        let text = if others.is_empty() {
            String::new()
        } else {
            [&*others.join(", "), if others.len() == 1 { " is here too" } else { " are here too" }].concat()
        };
        dom::write(&element, &text);
    }
}

/// Somebody is writing, or has stopped.
pub fn typing(page: &Shared, typing: &Typing) {
    if typing.by == By::Payer {
        let until = typing.on.then(|| dom::now_ms() + i64::from(TYPING_MS));
        page.borrow_mut().conversation.typing_until_ms = until;
        show_typing(&page.borrow(), typing.on);
    }
}

/// Ends the writing of those who no longer report it.
pub fn tick(page: &Shared) {
    let now = dom::now_ms();
    let over = page.borrow().conversation.typing_until_ms.is_some_and(|until| until < now);
    if over {
        page.borrow_mut().conversation.typing_until_ms = None;
        show_typing(&page.borrow(), false);
    }
}

fn show_typing(page: &Page, on: bool) {
    let Some(element) = dom::one(&page.root, "[data-say=typing]") else { return };
    let payer = page.setting.invoice.as_ref().map_or("", |invoice| &invoice.payer);
    let text = if on { [payer, " is typing …"].concat() } else { String::new() };
    let at_end = follows(&page.root);
    dom::write(&element, &text);
    if at_end && let Some(list) = dom::one(&page.root, "[data-conversation]") {
        list.set_scroll_top(list.scroll_height());
    }
}
