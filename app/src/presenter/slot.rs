//! A place of the page that changes while it is open.

/// One place: the elements marked `data-slot="name"`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Slot {
    pub name: &'static str,
    /// Whether its elements are shown.
    pub shown: bool,
    /// The text of its elements; `None` for elements that contain other elements.
    pub text: Option<String>,
    pub attributes: Vec<(&'static str, String)>,
}

impl Slot {
    /// A text, hidden while empty.
    pub(super) fn text(name: &'static str, text: String) -> Self {
        Self { name, shown: !text.is_empty(), text: Some(text), attributes: Vec::new() }
    }

    /// A part of the page that is shown or hidden.
    pub(super) fn part(name: &'static str, shown: bool) -> Self {
        Self { name, shown, text: None, attributes: Vec::new() }
    }

    pub(super) fn with(mut self, attribute: &'static str, value: String) -> Self {
        self.attributes.push((attribute, value));
        self
    }
}
