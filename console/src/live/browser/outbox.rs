//! Messages that the server has not confirmed: stored in this browser, and shown below the conversation.

use app::dom;
use serde::{Deserialize, Serialize};
use web_sys::{Element, Storage};

/// The messages that are not yet confirmed, oldest first.
#[derive(Default)]
pub struct Outbox {
    pub waiting: Vec<Outgoing>,
    /// Whether one is being sent.
    pub sending: bool,
    pub again_ms: i64,
    pub typed_ms: i64,
    pub typing: bool,
}

/// One message or note.
#[derive(Clone, Serialize, Deserialize)]
pub struct Outgoing {
    /// The form's key, by which the server recognises a second arrival.
    pub id: String,
    pub address: String,
    pub fields: Vec<(String, String)>,
    /// Why the server refused it; it is not sent again then.
    pub refused: Option<String>,
}

impl Outgoing {
    fn field(&self, name: &str) -> &str {
        self.fields.iter().find(|(known, _)| known == name).map_or("", |(_, value)| value)
    }
}

impl Outbox {
    /// What an earlier load of this page left.
    pub fn kept() -> Self {
        let kept = storage().and_then(|storage| storage.get_item(&place("billow-outbox:")).ok().flatten());
        let kept = kept.and_then(|kept| serde_json::from_str(&kept).ok());
        Self { waiting: kept.unwrap_or_default(), ..Self::default() }
    }

    /// Stores it for after a reload.
    pub fn keep(&self) {
        let Some(storage) = storage() else { return };
        let place = place("billow-outbox:");
        match serde_json::to_string(&self.waiting) {
            Ok(kept) if !self.waiting.is_empty() => {
                let _ = storage.set_item(&place, &kept);
            }
            _ => {
                let _ = storage.remove_item(&place);
            }
        }
    }

    /// Shows the waiting messages below the conversation.
    pub fn paint(&self, root: &Element) {
        let Some(list) = dom::one(root, "[data-outbox]") else { return };
        let Some(template) = dom::one(root, "template[data-for=outbox]") else { return };
        list.set_text_content(None);
        for outgoing in &self.waiting {
            let Some(row) = dom::copy_of(&template) else { return };
            let state = match &outgoing.refused {
                Some(reason) if reason.is_empty() => "Not sent".to_owned(),
                Some(reason) => ["Not sent: ", reason].concat(),
                None if self.sending => "Sending …".to_owned(),
                None => "Waits for the connection".to_owned(),
            };
            dom::set(&row, "data-unsent", if outgoing.refused.is_some() { "refused" } else { "waiting" });
            dom::set(&row, "data-kind", outgoing.field("kind"));
            for (name, text) in [("who", &*state), ("text", outgoing.field("text"))] {
                if let Some(element) = dom::one(&row, &["[data-field=", name, "]"].concat()) {
                    dom::write(&element, text);
                }
            }
            for button in dom::all(&row, "button") {
                dom::show(&button, outgoing.refused.is_some());
                let mark = if button.has_attribute("data-again") { "data-again" } else { "data-discard" };
                dom::set(&button, mark, &outgoing.id);
            }
            let _ = list.append_with_node_1(&row);
        }
    }
}

/// The browser's storage for the site.
pub fn storage() -> Option<Storage> {
    dom::window().local_storage().ok().flatten()
}

/// A storage key for this page.
pub fn place(what: &str) -> String {
    [what, &dom::window().location().pathname().unwrap_or_default()].concat()
}
