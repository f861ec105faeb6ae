//! The figures of an invoice in prepared and automatic answers.

use domain::invoices::status::Status;
use domain::{Currency, Date, Money};
use locale::{DateStyle, Localizer};

/// The variables that a prepared answer may name.
pub const VARIABLES: [&str; 10] =
    ["name", "number", "total", "paid", "open", "due", "account", "reference", "biller", "agent"];

/// The facts about an invoice that answers use.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Figures {
    pub number: String,
    pub biller: String,
    /// The payer's name, unless erased.
    pub payer: Option<String>,
    /// The name of the staff member who answers.
    pub agent: Option<String>,
    /// The currency of every amount.
    pub currency: Currency,
    /// The total, minor units.
    pub total_minor: i64,
    /// Paid, minor units.
    pub paid_minor: i64,
    /// On its way, minor units.
    pub pending_minor: i64,
    /// Remains to be paid, minor units.
    pub open_minor: i64,
    pub due_date: Date,
    pub status: Status,
    /// Whether a dispute is open.
    pub disputed: bool,
    /// The account to pay to: IBAN or number.
    pub account: Option<String>,
    pub reference: Option<String>,
    /// The last day that can be granted at once to a payer who asks for more time; `None` if there is none left.
    pub more_time_until: Option<Date>,
}

impl Figures {
    /// An amount of the invoice's currency, as `speaker` writes it.
    #[must_use]
    pub fn money(&self, speaker: &Localizer, minor: i64) -> String {
        speaker.money(Money::new(minor, self.currency))
    }

    fn variable(&self, name: &str, speaker: &Localizer) -> Option<String> {
        Some(match name {
            "name" => self.payer.clone().unwrap_or_default(),
            "number" => self.number.clone(),
            "total" => self.money(speaker, self.total_minor),
            "paid" => self.money(speaker, self.paid_minor),
            "open" => self.money(speaker, self.open_minor),
            "due" => speaker.date(self.due_date, DateStyle::Long),
            "account" => self.account.clone().unwrap_or_default(),
            "reference" => self.reference.clone().unwrap_or_default(),
            "biller" => self.biller.clone(),
            "agent" => self.agent.clone().unwrap_or_else(|| self.biller.clone()),
            _ => return None,
        })
    }
}

/// A prepared text with its variables filled in: `{open}` and so on. A name that is not in [`VARIABLES`] stays as it
/// is.
#[must_use]
pub fn fill(text: &str, figures: &Figures, speaker: &Localizer) -> String {
    let mut filled = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('{') {
        filled.push_str(before);
        match after.split_once('}') {
            Some((name, after)) if figures.variable(name, speaker).is_some() => {
                filled.push_str(&figures.variable(name, speaker).unwrap_or_default());
                rest = after;
            }
            _ => {
                filled.push('{');
                rest = after;
            }
        }
    }
    filled.push_str(rest);
    filled
}

/// The first variable of a text that is not in [`VARIABLES`].
#[must_use]
pub fn unknown_variable(text: &str) -> Option<&str> {
    text.split('{').skip(1).find_map(|after| {
        let (name, _) = after.split_once('}')?;
        let is_name = !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_alphabetic());
        (is_name && !VARIABLES.contains(&name)).then_some(name)
    })
}
