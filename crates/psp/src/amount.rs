//! Amounts as providers write them. Integers stay integers.

use std::str::FromStr;

use domain::{Currency, Money};
use rust_decimal::Decimal;

use crate::error::PspError;

/// The amount in major units with all decimals of the currency: `450.00`, and `450` for yen.
pub(crate) fn to_major(amount: Money) -> String {
    amount.to_decimal().to_string()
}

/// Reads an amount in major units; an amount that the currency cannot express is an error.
pub(crate) fn from_major(value: &str, currency: &str) -> Result<Money, PspError> {
    let wrong = || PspError::Unreadable(format!("an amount of {} characters in {currency:.3}", value.len()));
    let currency = Currency::from_str(&currency.to_ascii_uppercase()).map_err(|_| wrong())?;
    let decimal = Decimal::from_str_exact(value).map_err(|_| wrong())?;
    Money::from_decimal(decimal, currency).map_err(|_| wrong())
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn amounts_are_written_with_the_decimals_of_their_currency() {
        for (minor, currency, written) in
            [(45_000, "SEK", "450.00"), (5, "EUR", "0.05"), (1_200, "JPY", "1200"), (1_500, "KWD", "1.500")]
        {
            let amount = Money::new(minor, currency.parse().unwrap());
            assert_eq!(to_major(amount), written);
            assert_eq!(from_major(written, currency).unwrap(), amount);
        }
    }

    #[test]
    fn an_amount_that_the_currency_cannot_express_is_not_read() {
        for (value, currency) in [("4.505", "SEK"), ("1.5", "JPY"), ("", "EUR"), ("1e3", "EUR"), ("1", "XXX")]
        {
            let refused = from_major(value, currency);
            assert!(matches!(refused, Err(PspError::Unreadable(_))), "{value} {currency}: {refused:?}");
        }
    }
}
