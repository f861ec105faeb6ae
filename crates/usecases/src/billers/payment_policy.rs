//! The biller's policy for incoming payments.

use domain::money::MAX_MINOR;
use domain::payments::reference::Scheme;
use serde::{Deserialize, Serialize};

use crate::kernel::error::FieldProblem;

/// How payments come in and find their invoices: a part of the biller's policy.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct PaymentPolicy {
    /// The scheme of the references that Billow makes for invoices without one. With the invoice number scheme, none is
    /// made.
    pub reference_scheme: Scheme,
    /// The schemes in which payers' references are read. Their check digits help to correct typing errors.
    pub recognised: Vec<Scheme>,
    /// The least that a payer may pay on the page, minor units. The whole open amount may always be paid.
    pub minimum_payment_minor: i64,
    /// The score, 0 to 1000, from which a payment is matched without a person, if it is also clearly ahead of the
    /// runner-up.
    pub auto_book_threshold: u16,
    /// Who bears the charges that banks deduct from a payment.
    pub bank_charges: ChargesBorneBy,
    /// The biller's Swish number, for invoices in kronor that state none: ten digits that begin with 123.
    pub swish_number: Option<String>,
}

impl Default for PaymentPolicy {
    fn default() -> Self {
        Self {
            reference_scheme: Scheme::InvoiceNumber,
            recognised: Scheme::ALL.to_vec(),
            minimum_payment_minor: 100,
            auto_book_threshold: DEFAULT_THRESHOLD,
            bank_charges: ChargesBorneBy::Payer,
            swish_number: None,
        }
    }
}

/// Who bears the charges that banks deduct from a payment.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ChargesBorneBy {
    /// The payer: the amount that arrived is what was paid; the rest is still open.
    #[default]
    Payer,
    /// The biller: the amount that the payer sent is what was paid; the charges are a cost on an account of its own.
    Biller,
}

impl ChargesBorneBy {
    /// The name in settings and in JSON.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Payer => "payer",
            Self::Biller => "biller",
        }
    }
}

impl std::str::FromStr for ChargesBorneBy {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        [Self::Payer, Self::Biller]
            .into_iter()
            .find(|one| one.as_str() == text)
            .ok_or_else(|| format!("“{text}” is neither payer nor biller"))
    }
}

/// The threshold of a biller that never set one.
const DEFAULT_THRESHOLD: u16 = 800;
/// A lower one would match nearly everything.
const LOWEST_THRESHOLD: u16 = 500;
/// A higher one would match nothing.
const HIGHEST_THRESHOLD: u16 = 1_000;

impl PaymentPolicy {
    pub(crate) fn problems(&self) -> Vec<FieldProblem> {
        let mut problems = Vec::new();
        let mut problem = |field: &str, rule: &str, message: String| {
            problems.push(FieldProblem { place: format!("/payments/{field}"), rule: rule.into(), message });
        };
        if self.recognised.is_empty() || self.recognised.len() > Scheme::ALL.len() {
            let names = Scheme::ALL.map(|scheme| scheme.as_str()).join(", ");
            let message = format!("at least one scheme has to be recognised, each named once: {names}");
            problem("recognised", "schemes", message);
        }
        if !(1..=MAX_MINOR).contains(&self.minimum_payment_minor) {
            let message = "the least payment is 1 minor unit or more".into();
            problem("minimum_payment_minor", "range", message);
        }
        if !(LOWEST_THRESHOLD..=HIGHEST_THRESHOLD).contains(&self.auto_book_threshold) {
            let message = format!("the threshold is {LOWEST_THRESHOLD} to {HIGHEST_THRESHOLD}");
            problem("auto_book_threshold", "range", message);
        }
        let is_swish = |number: &String| {
            number.len() == 10
                && number.starts_with("123")
                && number.bytes().all(|byte| byte.is_ascii_digit())
        };
        if !self.swish_number.as_ref().is_none_or(is_swish) {
            let message = "a company's Swish number is ten digits that begin with 123".into();
            problem("swish_number", "swish_number", message);
        }
        problems
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn a_policy_that_was_written_before_money_came_in_is_the_usual_one() {
        let policy: PaymentPolicy = serde_json::from_str("{}").unwrap();
        assert_eq!(policy, PaymentPolicy::default());
        assert!(policy.problems().is_empty());
    }

    #[test]
    fn every_wrong_figure_is_named() {
        let wrong = PaymentPolicy {
            reference_scheme: Scheme::Rf,
            recognised: Vec::new(),
            minimum_payment_minor: 0,
            auto_book_threshold: 400,
            bank_charges: ChargesBorneBy::Biller,
            swish_number: Some("0701234567".into()),
        };
        let places: Vec<_> = wrong.problems().into_iter().map(|problem| problem.place).collect();
        assert_eq!(
            places,
            [
                "/payments/recognised",
                "/payments/minimum_payment_minor",
                "/payments/auto_book_threshold",
                "/payments/swish_number"
            ]
        );
    }
}
