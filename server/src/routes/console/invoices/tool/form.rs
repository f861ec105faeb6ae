//! The form of a tool: the invoice that it is about, the values that were given so far, and the fields that several
//! tools have.

use console::pages::Formatter;
use console::pages::invoices::tool::{Field, Kind};
use domain::ids::{FeeId, InvoiceId, PaymentId};
use domain::{Currency, Date, Money};
use usecases::{InvoiceRow, PaymentRow};

use crate::routes::console::invoices::tool::{Problem, ToolContext, Values};

pub struct ToolForm<'a> {
    pub context: &'a ToolContext,
    pub values: &'a Values,
}

impl ToolForm<'_> {
    pub fn row(&self) -> &InvoiceRow {
        &self.context.open.row
    }

    pub fn invoice(&self) -> InvoiceId {
        self.row().id
    }

    pub fn currency(&self) -> Currency {
        self.row().currency
    }

    pub fn say(&self) -> &Formatter {
        self.context.say()
    }

    /// An amount in the invoice's currency, for a sentence.
    pub fn money(&self, minor: i64) -> String {
        self.say().money(minor, self.currency())
    }

    pub fn today(&self) -> Date {
        self.context.today()
    }

    /// A day after the due date, or after today where that is later.
    pub fn in_days(&self, days: i64) -> Date {
        self.row().due_date.max(self.today()).saturating_add(jiff::Span::new().days(days))
    }

    /// The value of a field, or a likely one.
    pub fn given(&self, name: &str, likely: &str) -> String {
        self.values.text(name).unwrap_or(likely).to_owned()
    }

    /// The reason that [`Self::reason_field`] asks for.
    pub fn reason(&self) -> Option<String> {
        self.values.optional("reason")
    }

    /// The payment of this invoice that the form names.
    ///
    /// # Errors
    /// It names none of this invoice.
    pub fn payment(&self) -> Result<&PaymentRow, Problem> {
        let id: PaymentId = self.values.parsed("payment")?;
        let found = self.context.open.payments.iter().find(|payment| payment.id == id);
        found.ok_or_else(|| ("payment", "This invoice has no such payment.".to_owned()))
    }

    /// The amount of a fee, waived or not: a form that is sent twice finds its own work done and must ask for the same.
    pub fn fee_minor(&self, fee: FeeId) -> Option<i64> {
        let fees = &self.context.open.view.shared.fees;
        fees.iter().find(|one| one.fee_id == fee).map(|one| one.amount_minor)
    }

    /// An amount in the form of a field.
    pub fn written(&self, minor: i64) -> String {
        Money::new(minor, self.currency()).to_decimal().to_string()
    }

    /// What is open, in the form of a field; empty where nothing is.
    pub fn written_open(&self) -> String {
        match self.row().open_minor {
            0 => String::new(),
            open => self.written(open),
        }
    }

    pub fn amount_field(&self, name: &'static str, label: &str, likely: String) -> Field {
        let currency = self.currency().code();
        Field::new(name, &format!("{label}, {currency}"), Kind::Amount, self.given(name, &likely))
    }

    pub fn day_field(&self, name: &'static str, label: &str, likely: Date) -> Field {
        Field::new(name, label, Kind::Day, self.given(name, &likely.to_string()))
    }

    /// One of these: value and text. The first one is likely.
    pub fn choice_field(&self, name: &'static str, label: &str, choices: &[(&str, &str)]) -> Field {
        let likely = choices.first().map_or("", |(value, _)| *value);
        let choices = choices.iter().map(|(value, text)| ((*value).to_owned(), (*text).to_owned()));
        Field::new(name, label, Kind::Choice(choices.collect()), self.given(name, likely))
    }

    pub fn hidden_field(&self, name: &'static str) -> Field {
        Field::new(name, "", Kind::Hidden, self.given(name, ""))
    }

    pub fn reason_field(&self) -> Field {
        Field::new("reason", "Why", Kind::Words, self.given("reason", ""))
            .optional()
            .hint("For staff. No payer sees it.")
    }

    pub fn fee_field(&self) -> Field {
        let fees = &self.context.open.side.fees;
        let choices = fees.iter().map(|fee| (fee.id.to_string(), self.money(fee.amount_minor)));
        let first = fees.first().map(|fee| fee.id.to_string()).unwrap_or_default();
        Field::new("fee", "Which fee", Kind::Choice(choices.collect()), self.given("fee", &first))
    }
}
