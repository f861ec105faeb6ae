//! Reads the values of a form.

use std::collections::BTreeMap;

use domain::{Currency, Date, Decimal, Money};

/// What cannot be read in a form: the name of its field, and why.
pub type Problem = (&'static str, String);

/// The values of a form, by field names.
#[derive(Debug, Clone, Default)]
pub struct Values(BTreeMap<String, String>);

impl Values {
    /// The values of a form or an address.
    pub fn new(given: BTreeMap<String, String>) -> Self {
        Self(given)
    }

    /// Every field with its value, by name.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0.iter().map(|(name, value)| (name.as_str(), value.as_str()))
    }

    /// Whether the form was sent, not just opened.
    pub fn is_filled_in(&self) -> bool {
        self.0.contains_key("go")
    }

    /// The same values, to be filled in once more.
    pub fn again(&self) -> Self {
        let mut values = self.0.clone();
        values.remove("go");
        Self(values)
    }

    pub fn text(&self, name: &str) -> Option<&str> {
        self.0.get(name).map(|value| value.trim())
    }

    /// The same; `None` if it is empty.
    pub fn optional(&self, name: &str) -> Option<String> {
        self.text(name).filter(|text| !text.is_empty()).map(str::to_owned)
    }

    pub fn day(&self, name: &'static str) -> Result<Date, Problem> {
        let text = self.text(name).unwrap_or_default();
        text.parse().map_err(|_| (name, "Choose a day, such as 2026-12-14.".to_owned()))
    }

    /// An amount above zero, minor units.
    pub fn amount(&self, name: &'static str, currency: Currency) -> Result<i64, Problem> {
        amount(self.text(name).unwrap_or_default(), currency)
            .ok_or_else(|| (name, "Write an amount above zero, such as 799.00.".to_owned()))
    }

    /// Anything that can be parsed, such as an id.
    pub fn parsed<T: std::str::FromStr>(&self, name: &'static str) -> Result<T, Problem> {
        let text = self.text(name).unwrap_or_default();
        text.parse().map_err(|_| (name, "Choose one of these.".to_owned()))
    }
}

/// An amount as people write it: with a point or a comma before the decimals, and with or without signs between
/// thousands.
fn amount(text: &str, currency: Currency) -> Option<i64> {
    let text: String = text.chars().filter(|sign| !sign.is_whitespace() && *sign != '\'').collect();
    let decimals = usize::try_from(currency.exponent()).unwrap_or_default();
    let separator = text.rfind(['.', ',']);
    let is_decimal = separator.is_some_and(|at| {
        let behind = text.len() - at - 1;
        let only = text.matches(['.', ',']).count() == 1;
        // With two decimals, “1.249” is more than a thousand.
        behind > 0 && (behind == decimals || (only && behind < decimals))
    });
    let (whole, part) = match separator {
        Some(at) if is_decimal => (&text[..at], &text[at + 1..]),
        _ => (&*text, ""),
    };
    let whole: String = whole.chars().filter(|sign| !matches!(sign, '.' | ',')).collect();
    let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    if whole.is_empty() || !digits(&whole) || !digits(part) {
        return None;
    }
    let number = if part.is_empty() { whole } else { format!("{whole}.{part}") };
    let number: Decimal = number.parse().ok()?;
    Money::from_decimal(number, currency).ok().map(|money| money.minor).filter(|minor| *minor > 0)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn amounts_are_read_as_people_of_several_countries_write_them() {
        let read = |text, currency: &str| amount(text, currency.parse().unwrap());
        for text in ["1249", "1249.00", "1,249.00", "1.249,00", "1 249,00", "1\u{a0}249", "1'249.00", "1.249"]
        {
            assert_eq!(read(text, "SEK"), Some(124_900), "{text}");
        }
        assert_eq!(read("0.5", "EUR"), Some(50));
        assert_eq!(read("1450", "JPY"), Some(1_450));
        assert_eq!(read("1,450", "JPY"), Some(1_450));
        assert_eq!(read("1.250", "KWD"), Some(1_250));
        for text in ["", "0", "-5", "12x", "1e3", "0.00", "..", "99999999999999999999999999999999"] {
            assert_eq!(read(text, "SEK"), None, "{text}");
        }
    }
}
