//! The buttons of messages that were not sent: try again, or edit.

use super::effect::Effect;
use super::{Page, Shared, on, outbox};
use crate::dom;

/// Listens to the buttons.
pub fn listen(page: &Shared) {
    let root = page.borrow().root.clone();
    on(page, &root, "click", |page, event| {
        let again = dom::target(&event, "[data-again]").is_some();
        if !again && dom::target(&event, "[data-edit]").is_none() {
            return None;
        }
        let id = dom::target(&event, "[data-item]")?.get_attribute("data-item")?;
        if again { send_again(page, &id) } else { take_back(page, &id) }
    });
}

fn send_again(page: &mut Page, id: &str) -> Option<Effect> {
    if let Some(outgoing) = page.outbox.find(id) {
        outgoing.refused = None;
    }
    Some(Effect::Send)
}

/// Puts a message that was not sent back into the form.
fn take_back(page: &mut Page, id: &str) -> Option<Effect> {
    let outgoing = page.outbox.find(id)?.clone();
    page.outbox.done(id);
    outbox::paint(page);
    Some(Effect::Edit(outgoing))
}
