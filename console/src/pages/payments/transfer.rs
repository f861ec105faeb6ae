//! A payment with what the bank says about it.

use domain::ids::PaymentId;
use domain::payments::Method;
use domain::{Currency, Date};
use leptos::prelude::*;

use crate::pages::Formatter;
use crate::pages::formatter::{capital, method_name};

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Transfer {
    pub id: PaymentId,
    /// The amount, minor units.
    pub amount_minor: i64,
    pub currency: Currency,
    /// The day the payer paid.
    pub paid_on: Date,
    pub method: Method,
    /// The source as text: `bank file, account SE45 …`.
    pub source: String,
    /// What the bank says about it.
    pub came: BankDetails,
}

/// What the bank says besides amount and dates; all empty once it was erased.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct BankDetails {
    pub name: Option<String>,
    pub account: Option<String>,
    /// The references of its reference fields, as they were written.
    pub references: Vec<String>,
    pub text: Vec<String>,
    pub bank_reference: Option<String>,
    /// The payer's own id of the transfer.
    pub end_to_end_id: Option<String>,
}

impl Transfer {
    /// Who paid, as the bank says.
    #[must_use]
    pub fn from(&self) -> String {
        match (&self.came.name, &self.came.account) {
            (Some(name), _) => name.clone(),
            (None, Some(account)) => account.clone(),
            (None, None) => "Unknown sender".to_owned(),
        }
    }

    /// The amount in the console's format.
    #[must_use]
    pub fn amount(&self, say: &Formatter) -> String {
        say.money(self.amount_minor, self.currency)
    }
}

/// What is known about it, in rows.
pub(crate) fn facts(transfer: &Transfer, say: &Formatter) -> AnyView {
    let row = |label: &'static str, value: Option<String>| {
        value.filter(|value| !value.trim().is_empty()).map(|value| {
            view! {
                <div>
                    <dt>{label}</dt>
                    <dd>{value}</dd>
                </div>
            }
        })
    };
    let came = &transfer.came;
    let references = (!came.references.is_empty()).then(|| came.references.join(" · "));
    let text = (!came.text.is_empty()).then(|| came.text.join(" "));
    view! {
        <dl class="kv facts num">
            {row("From", came.name.clone())} {row("Account", came.account.clone())}
            {row("Reference as written", references)} {row("Message", text)}
            {row("Paid on", Some(say.day(transfer.paid_on)))}
            {row("How", Some(capital(method_name(transfer.method))))}
            {row("Reported by", Some(transfer.source.clone()))} {row("Bank's reference", came.bank_reference.clone())}
            {row("Payer's own reference", came.end_to_end_id.clone())}
        </dl>
    }
    .into_any()
}
