//! A tool, in two steps that work without scripts: its form, and a preview of what the payer will see.

mod view;

use crate::pages::Frame;
use crate::pages::sidebar::Side;

pub use view::render;

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Kind {
    Text,
    Words,
    Day,
    /// An amount in the invoice's currency, as people write it.
    Amount,
    /// One of these: value and text.
    Choice(Vec<(String, String)>),
    Hidden,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Field {
    pub name: &'static str,
    pub label: String,
    pub kind: Kind,
    pub value: String,
    pub hint: Option<String>,
    pub problem: Option<String>,
    pub required: bool,
}

impl Field {
    /// A field that has to be filled in.
    #[must_use]
    pub fn new(name: &'static str, label: &str, kind: Kind, value: impl Into<String>) -> Self {
        Self {
            name,
            label: label.into(),
            kind,
            value: value.into(),
            hint: None,
            problem: None,
            required: true,
        }
    }

    /// The same field, which may stay empty.
    #[must_use]
    pub fn optional(mut self) -> Self {
        self.required = false;
        self
    }

    /// The same field with a hint.
    #[must_use]
    pub fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = Some(hint.into());
        self
    }
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Preview {
    /// The tag of the payer's language.
    pub language: String,
    /// The language's name in itself.
    pub language_name: String,
    /// What the payer will read, in that language.
    pub payer_reads: Vec<String>,
    /// What changes, for staff.
    pub changes: Vec<String>,
    pub button: String,
}

/// A link as the links tool shows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LinkSummary {
    pub id: String,
    /// `email`, `sms`, `print` …
    pub channel: String,
    pub copy: i64,
    /// The address; `None` if it no longer opens.
    pub url: Option<String>,
    /// Since when, until when.
    pub times: String,
}

#[derive(Clone)]
pub struct ToolPage {
    pub frame: Frame,
    pub title: String,
    /// What it does, in a sentence.
    pub lead: String,
    /// The address of its forms.
    pub action: String,
    /// Where the reader returns to.
    pub back: String,
    pub side: Side,
    pub fields: Vec<Field>,
    /// The preview; `None` while fields have to be filled in.
    pub preview: Option<Preview>,
    /// The key of the form, new for each page.
    pub key: String,
    /// Other things to propose: address and text.
    pub choices: Vec<(String, String)>,
    /// Links to the payer's page, under the form.
    pub links: Vec<LinkSummary>,
}
