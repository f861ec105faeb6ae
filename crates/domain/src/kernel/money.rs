//! Money: an integer of minor units with its ISO 4217 currency.

use std::fmt;
use std::str::FromStr;

use rust_decimal::{Decimal, RoundingStrategy};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// The largest amount that is accepted, in minor units. A browser's number still holds it exactly; it is rounded down
/// to a power of ten.
pub const MAX_MINOR: i64 = 1_000_000_000_000_000;

/// An ISO 4217 currency that has minor units (precious metals and test codes are not accepted).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Currency(iso_currency::Currency);

/// The text is no ISO 4217 code of a currency in use for payment.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("“{0}” is not an ISO 4217 currency code that payments use")]
pub struct UnknownCurrency(pub String);

impl Currency {
    /// The three capital letters, e.g. `SEK`.
    #[must_use]
    pub fn code(self) -> &'static str {
        self.0.code()
    }

    /// Decimals of the minor unit: 2 for SEK, 0 for JPY, 3 for KWD.
    #[must_use]
    pub fn exponent(self) -> u32 {
        u32::from(self.0.exponent().unwrap_or_default())
    }
}

impl FromStr for Currency {
    type Err = UnknownCurrency;

    fn from_str(code: &str) -> Result<Self, UnknownCurrency> {
        iso_currency::Currency::from_code(code)
            .filter(|found| found.exponent().is_some())
            .map(Self)
            .ok_or_else(|| UnknownCurrency(code.chars().take(12).collect()))
    }
}

impl fmt::Display for Currency {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

impl Serialize for Currency {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.code())
    }
}

impl<'de> Deserialize<'de> for Currency {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let code = std::borrow::Cow::<'de, str>::deserialize(deserializer)?;
        code.parse().map_err(serde::de::Error::custom)
    }
}

/// Why an amount cannot be computed or represented.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum MoneyError {
    /// Two currencies met in one sum.
    #[error("amounts in {0} and {1} cannot be added")]
    CurrencyMismatch(Currency, Currency),
    /// The result is larger than [`MAX_MINOR`] allows.
    #[error("the amount is larger than any that is accepted")]
    TooLarge,
    /// The decimal has more digits than the currency has minor units.
    #[error("{0} has {1} decimals, the amount has more")]
    TooPrecise(Currency, u32),
}

/// An amount of money. Lines of documents may be negative, payments may not.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Money {
    /// Minor units: öre, cents, yen, fils.
    pub minor: i64,
    /// The currency of `minor`.
    pub currency: Currency,
}

impl Money {
    /// An amount of `minor` units.
    #[must_use]
    pub const fn new(minor: i64, currency: Currency) -> Self {
        Self { minor, currency }
    }

    /// The sum; refused across currencies and past [`MAX_MINOR`].
    ///
    /// # Errors
    /// [`MoneyError::CurrencyMismatch`], [`MoneyError::TooLarge`].
    pub fn checked_add(self, other: Self) -> Result<Self, MoneyError> {
        if self.currency != other.currency {
            return Err(MoneyError::CurrencyMismatch(self.currency, other.currency));
        }
        let minor = self.minor.checked_add(other.minor).ok_or(MoneyError::TooLarge)?;
        within_bounds(minor).map(|minor| Self::new(minor, self.currency))
    }

    /// The amount in major units, exactly.
    #[must_use]
    pub fn to_decimal(self) -> Decimal {
        Decimal::new(self.minor, self.currency.exponent())
    }

    /// Reads an exact amount in major units, as documents state it: `1656.25` EUR is 165625.
    ///
    /// # Errors
    /// [`MoneyError::TooPrecise`] when the digits do not fit the currency, [`MoneyError::TooLarge`].
    pub fn from_decimal(amount: Decimal, currency: Currency) -> Result<Self, MoneyError> {
        let exponent = currency.exponent();
        if amount.normalize().scale() > exponent {
            return Err(MoneyError::TooPrecise(currency, exponent));
        }
        Self::rounded(amount, currency)
    }

    /// Rounds to the minor unit, half away from zero as EN 16931 calculates.
    ///
    /// # Errors
    /// [`MoneyError::TooLarge`].
    pub fn rounded(amount: Decimal, currency: Currency) -> Result<Self, MoneyError> {
        let exponent = currency.exponent();
        let scaled = amount
            .round_dp_with_strategy(exponent, RoundingStrategy::MidpointAwayFromZero)
            .checked_mul(Decimal::from(10_u64.pow(exponent)))
            .ok_or(MoneyError::TooLarge)?;
        let minor = i64::try_from(scaled.normalize()).map_err(|_| MoneyError::TooLarge)?;
        within_bounds(minor).map(|minor| Self::new(minor, currency))
    }
}

fn within_bounds(minor: i64) -> Result<i64, MoneyError> {
    if (-MAX_MINOR..=MAX_MINOR).contains(&minor) { Ok(minor) } else { Err(MoneyError::TooLarge) }
}

/// The form for logs and problem details: `450.00 SEK`. People read CLDR formats instead.
impl fmt::Display for Money {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.to_decimal(), self.currency)
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    fn currency(code: &str) -> Currency {
        code.parse().unwrap()
    }

    #[test]
    fn minor_units_follow_the_currency() {
        for (code, text, minor) in
            [("SEK", "450.00", 45_000), ("JPY", "450", 450), ("KWD", "450.125", 450_125)]
        {
            let amount = Money::from_decimal(text.parse().unwrap(), currency(code)).unwrap();
            assert_eq!(amount.minor, minor);
            assert_eq!(amount.to_string(), format!("{text} {code}"));
        }
    }

    #[test]
    fn digits_below_the_minor_unit_are_refused_not_rounded_away() {
        let error = Money::from_decimal("1.5".parse().unwrap(), currency("JPY")).unwrap_err();
        assert_eq!(error, MoneyError::TooPrecise(currency("JPY"), 0));
        assert_eq!(Money::from_decimal("1.500".parse().unwrap(), currency("SEK")).unwrap().minor, 150);
    }

    #[test]
    fn halves_round_away_from_zero() {
        assert_eq!(Money::rounded("0.125".parse().unwrap(), currency("EUR")).unwrap().minor, 13);
        assert_eq!(Money::rounded("-0.125".parse().unwrap(), currency("EUR")).unwrap().minor, -13);
    }

    #[test]
    fn absurd_amounts_and_unknown_currencies_are_refused() {
        let huge = "99999999999999999999".parse().unwrap();
        assert_eq!(Money::rounded(huge, currency("EUR")), Err(MoneyError::TooLarge));
        for code in ["XAU", "xxx", "EURO", "", "sek"] {
            assert_eq!(code.parse::<Currency>(), Err(UnknownCurrency(code.into())), "{code} must not pass");
        }
    }

    #[test]
    fn currencies_never_mix() {
        let sum = Money::new(1, currency("SEK")).checked_add(Money::new(1, currency("EUR")));
        assert_eq!(sum, Err(MoneyError::CurrencyMismatch(currency("SEK"), currency("EUR"))));
    }
}
