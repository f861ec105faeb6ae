//! A tool, in two steps that work without scripts: what shall happen, and what the payer will see of it.

mod view;

use crate::pages::Frame;
use crate::pages::sidebar::Side;

pub use crate::pages::tools::Tool;
pub use view::render;

/// How a field is filled in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Kind {
    Text,
    Words,
    Day,
    /// An amount in the invoice's currency, as people write it.
    Amount,
    /// One of these: value and words.
    Choice(Vec<(String, String)>),
    Hidden,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Field {
    /// Its name in the form.
    pub name: &'static str,
    pub label: String,
    /// How it is filled in.
    pub kind: Kind,
    /// What stands in it.
    pub value: String,
    pub hint: Option<String>,
    /// What is wrong with it.
    pub problem: Option<String>,
    /// Whether it has to be filled in.
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

    /// The same, which may stay empty.
    #[must_use]
    pub fn optional(mut self) -> Self {
        self.required = false;
        self
    }

    /// The same with a word of help.
    #[must_use]
    pub fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = Some(hint.into());
        self
    }
}

/// What will happen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Preview {
    /// The tag of the payer's language.
    pub language: String,
    /// Its own name for itself.
    pub language_name: String,
    /// What the payer will read, in that language.
    pub payer_reads: Vec<String>,
    /// What changes, for staff.
    pub changes: Vec<String>,
    /// What the button says.
    pub button: String,
}

/// A link as the links tool shows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LinkSummary {
    pub id: String,
    /// `email`, `sms`, `print` …
    pub channel: String,
    pub copy: i64,
    /// The address; nothing where it no longer opens.
    pub url: Option<String>,
    /// Since when, until when.
    pub times: String,
}

#[derive(Clone)]
pub struct ToolPage {
    /// What stands around it.
    pub frame: Frame,
    pub title: String,
    /// What it does, in a sentence.
    pub lead: String,
    /// Where its forms go.
    pub action: String,
    /// Where one comes back to.
    pub back: String,
    pub side: Side,
    /// What to fill in.
    pub fields: Vec<Field>,
    /// What will happen; nothing while fields are to be filled in.
    pub preview: Option<Preview>,
    /// The key of the form, new for each page.
    pub key: String,
    /// Other things to choose: address and words.
    pub choices: Vec<(String, String)>,
    /// Links, for the tool of that name.
    pub links: Vec<LinkSummary>,
}
