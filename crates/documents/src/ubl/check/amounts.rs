//! Amounts as written to minor units of the document's currency.

use domain::money::MoneyError;
use domain::{Currency, Decimal, Money};

use super::super::position::Position;
use super::super::problems::Problems;
use super::super::raw::{Amount, RawAmount};

pub(super) struct Amounts<'f> {
    pub(super) currency: Currency,
    pub(super) problems: &'f mut Problems,
}

impl Amounts<'_> {
    /// The amount in minor units; `None` where it is absent or was found wrong.
    pub(super) fn minor(&mut self, amount: &Amount) -> Option<i64> {
        let (raw, at) = amount.given()?;
        if !self.is_in_currency(raw, at) {
            return None;
        }
        match Money::from_decimal(raw.figure, self.currency) {
            Ok(money) => Some(money.minor),
            Err(error) => {
                self.unusable(at, raw.figure, &error);
                None
            }
        }
    }

    /// The amount, which must stand there: `rule` says so, `what` names it for a person.
    pub(super) fn required(
        &mut self,
        amount: &Amount,
        parent: Position,
        rule: &'static str,
        what: &str,
    ) -> Option<i64> {
        if amount.is_absent() {
            self.problems.add(rule, parent, format!("{what} is missing"));
        }
        self.minor(amount)
    }

    /// An amount that may be absent, which means zero. `None` where it was found wrong.
    pub(super) fn or_zero(&mut self, amount: &Amount) -> Option<i64> {
        if amount.is_absent() { Some(0) } else { self.minor(amount) }
    }

    /// A price: any number of decimals.
    pub(super) fn price(&mut self, amount: &Amount) -> Option<Decimal> {
        let (raw, at) = amount.given()?;
        if !self.is_in_currency(raw, at) {
            return None;
        }
        if let Err(error) = Money::rounded(raw.figure, self.currency) {
            self.unusable(at, raw.figure, &error);
            return None;
        }
        Some(raw.figure)
    }

    /// A figure in minor units for a message.
    pub(super) fn show(&self, minor: i64) -> Money {
        Money::new(minor, self.currency)
    }

    /// One whole unit of the currency, in minor units.
    pub(super) fn whole_unit(&self) -> i64 {
        10_i64.pow(self.currency.exponent())
    }

    pub(super) fn too_large(&mut self, at: Position) {
        self.problems.add("AMOUNT", at, "the figures here make an amount larger than any that is accepted");
    }

    fn is_in_currency(&mut self, raw: &RawAmount, at: Position) -> bool {
        let message = match raw.currency.as_deref() {
            Some(code) if code == self.currency.code() => return true,
            Some(code) => {
                let code: String = code.chars().take(12).collect();
                format!("this amount is in {code}, the document is in {}", self.currency)
            }
            None => format!("this amount states no currency, the document is in {}", self.currency),
        };
        self.problems.add("PEPPOL-EN16931-R051", at, message);
        false
    }

    fn unusable(&mut self, at: Position, figure: Decimal, error: &MoneyError) {
        let message = match error {
            MoneyError::TooPrecise(currency, decimals) => {
                format!("the amount {figure} has more decimals than the {decimals} of {currency}")
            }
            MoneyError::TooLarge | MoneyError::CurrencyMismatch(..) => {
                format!("the amount {figure} is larger than any that is accepted")
            }
        };
        self.problems.add("AMOUNT", at, message);
    }
}
