//! A tool, in two steps that work without scripts: what shall happen, and what the payer will see of it.

mod view;

use super::Frame;
use super::sidebar::Side;
use domain::Status;
use domain::receipt::PaymentState;

pub use view::render;

/// What staff can do to an invoice.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tool {
    Payment,
    /// Money that was on its way has arrived.
    Settle,
    /// Money that was on its way will not come.
    Fail,
    /// Take a payment back.
    Reverse,
    /// Move the due date.
    Due,
    /// Give back a part or the whole, with a credit note.
    Credit,
    Void,
    /// Give up the rest.
    WriteOff,
    /// Put a fee on top.
    Fee,
    /// No longer ask for a fee.
    Waive,
    /// Send no reminders for a while.
    Pause,
    /// Send them again.
    Resume,
    /// Make, show and revoke links.
    Links,
    /// Propose something to the payer.
    Propose,
    /// Decide about a dispute.
    Dispute,
}

impl Tool {
    pub const ALL: [Self; 15] = [
        Self::Payment,
        Self::Settle,
        Self::Fail,
        Self::Reverse,
        Self::Due,
        Self::Credit,
        Self::Void,
        Self::WriteOff,
        Self::Fee,
        Self::Waive,
        Self::Pause,
        Self::Resume,
        Self::Links,
        Self::Propose,
        Self::Dispute,
    ];

    /// The last part of its address.
    #[must_use]
    pub const fn path(self) -> &'static str {
        match self {
            Self::Payment => "payment",
            Self::Settle => "settle",
            Self::Fail => "fail",
            Self::Reverse => "reverse",
            Self::Due => "due",
            Self::Credit => "credit",
            Self::Void => "void",
            Self::WriteOff => "write-off",
            Self::Fee => "fee",
            Self::Waive => "waive",
            Self::Pause => "pause",
            Self::Resume => "resume",
            Self::Links => "links",
            Self::Propose => "propose",
            Self::Dispute => "dispute",
        }
    }

    /// The tool at an address.
    #[must_use]
    pub fn from_path(path: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|tool| tool.path() == path)
    }

    /// What its button says.
    #[must_use]
    pub const fn button(self) -> &'static str {
        match self {
            Self::Payment => "Record payment",
            Self::Settle => "It arrived",
            Self::Fail => "It failed",
            Self::Reverse => "Take back",
            Self::Due => "Due date",
            Self::Credit => "Credit",
            Self::Void => "Withdraw",
            Self::WriteOff => "Write off",
            Self::Fee => "Fee",
            Self::Waive => "Waive fee",
            Self::Pause => "Pause reminders",
            Self::Resume => "Resume reminders",
            Self::Links => "Links",
            Self::Propose => "Propose",
            Self::Dispute => "Decide dispute",
        }
    }

    /// What its page is called.
    #[must_use]
    pub const fn title(self) -> &'static str {
        match self {
            Self::Payment => "Record a payment",
            Self::Settle => "The payment has arrived",
            Self::Fail => "The payment will not come",
            Self::Reverse => "Take a payment back",
            Self::Due => "Move the due date",
            Self::Credit => "Credit the invoice",
            Self::Void => "Withdraw the invoice",
            Self::WriteOff => "Write off the rest",
            Self::Fee => "Charge a fee",
            Self::Waive => "Waive a fee",
            Self::Pause => "Pause reminders",
            Self::Resume => "Resume reminders",
            Self::Links => "Links to the payer's page",
            Self::Propose => "Propose to the payer",
            Self::Dispute => "Decide about the dispute",
        }
    }

    /// The tools that make sense for an invoice as it stands.
    #[must_use]
    pub(crate) fn offered(side: &Side) -> Vec<Self> {
        let figures = &side.figures;
        let live = !matches!(figures.status, Status::Void | Status::WrittenOff);
        let owed = live && figures.open_minor > 0;
        let mut tools = vec![Self::Payment];
        let mut offer = |when: bool, tool: Self| {
            if when {
                tools.push(tool);
            }
        };
        offer(owed, Self::Due);
        offer(live && !matches!(figures.status, Status::Credited), Self::Credit);
        offer(owed, Self::Propose);
        offer(owed, Self::Fee);
        offer(!side.fees.is_empty(), Self::Waive);
        offer(owed && side.paused.is_none(), Self::Pause);
        offer(side.paused.is_some(), Self::Resume);
        offer(owed, Self::WriteOff);
        let pending = side.payments.iter().any(|payment| payment.state == PaymentState::Pending);
        offer(live && !pending, Self::Void);
        offer(true, Self::Links);
        tools
    }
}

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
pub struct LinkFace {
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
    pub links: Vec<LinkFace>,
}
