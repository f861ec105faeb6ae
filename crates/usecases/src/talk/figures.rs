//! What prepared and automatic answers say about an invoice.

use domain::document::PaymentMeans;
use domain::ids::StaffId;
use domain::invoice::Invoice;
use domain::status::Status;
use domain::{Currency, Date, Money};
use locale::{DateStyle, Speaker};

use super::policy::Policy;
use crate::ports::{Biller, InvoiceRow, StoredDocument};

/// The variables that a prepared answer may name.
pub const VARIABLES: [&str; 10] =
    ["name", "number", "total", "paid", "open", "due", "account", "reference", "biller", "agent"];

/// An invoice as answers tell of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Figures {
    /// Its number.
    pub number: String,
    /// The biller's name.
    pub biller: String,
    /// The payer's name, unless erased.
    pub payer: Option<String>,
    /// The name of whoever answers, where a person does.
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
    /// The due date.
    pub due_date: Date,
    /// How it stands today.
    pub status: Status,
    /// Whether a dispute is open.
    pub disputed: bool,
    /// The account to pay to: IBAN or number.
    pub account: Option<String>,
    /// The remittance reference.
    pub reference: Option<String>,
    /// The last day that is granted at once to a payer who asks for more time, if any still is.
    pub more_time_until: Option<Date>,
}

impl Figures {
    /// Of an invoice that is loaded.
    #[must_use]
    pub fn of(
        state: &Invoice,
        stored: &StoredDocument,
        biller: &Biller,
        today: Date,
        policy: &Policy,
    ) -> Self {
        let (account, reference) = where_to_pay(&stored.document.payment_means);
        let disputed = !state.disputes.is_empty();
        Self {
            number: state.number.clone(),
            biller: biller.name.clone(),
            payer: payer_name(stored),
            agent: None,
            currency: state.currency,
            total_minor: state.total_minor(),
            paid_minor: state.paid_minor(),
            pending_minor: state.pending_minor(),
            open_minor: state.open_minor,
            due_date: state.due_date,
            status: domain::status::status(&state.facts(), today),
            disputed,
            account,
            reference,
            more_time_until: policy.more_time.until(state.due_date, state.extensions, disputed),
        }
    }

    /// Of an invoice's row, for a person who answers.
    #[must_use]
    pub fn of_row(
        row: &InvoiceRow,
        stored: &StoredDocument,
        biller: &Biller,
        today: Date,
        agent: Option<(StaffId, String)>,
    ) -> Self {
        let (account, reference) = where_to_pay(&stored.document.payment_means);
        Self {
            number: row.number.clone(),
            biller: biller.name.clone(),
            payer: payer_name(stored),
            agent: agent.map(|(_, name)| name),
            currency: row.currency,
            total_minor: row.total_minor,
            paid_minor: row.paid_minor,
            pending_minor: row.pending_minor,
            open_minor: row.open_minor,
            due_date: row.due_date,
            status: row.status(today),
            disputed: false,
            account,
            reference,
            more_time_until: None,
        }
    }

    /// An amount of the invoice's currency, as `speaker` writes it.
    #[must_use]
    pub fn money(&self, speaker: &Speaker, minor: i64) -> String {
        speaker.money(Money::new(minor, self.currency))
    }

    fn variable(&self, name: &str, speaker: &Speaker) -> Option<String> {
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

fn payer_name(stored: &StoredDocument) -> Option<String> {
    stored.buyer.as_ref().map(|buyer| buyer.name.clone()).filter(|name| !name.is_empty())
}

fn where_to_pay(means: &[PaymentMeans]) -> (Option<String>, Option<String>) {
    let account = means.iter().find_map(|one| one.account.clone().filter(|account| !account.is_empty()));
    let reference =
        means.iter().find_map(|one| one.reference.clone().filter(|reference| !reference.is_empty()));
    (account, reference)
}

/// A prepared text with its variables filled in: `{open}` and so on. A name that is none of [`VARIABLES`] stays
/// as it is written.
#[must_use]
pub fn fill(text: &str, figures: &Figures, speaker: &Speaker) -> String {
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

/// The first variable of a text that there is not.
pub(crate) fn unknown_variable(text: &str) -> Option<&str> {
    text.split('{').skip(1).find_map(|after| {
        let (name, _) = after.split_once('}')?;
        let is_name = !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_alphabetic());
        (is_name && !VARIABLES.contains(&name)).then_some(name)
    })
}
