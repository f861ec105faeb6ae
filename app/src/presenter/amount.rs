//! Splits an amount: the figures are set large, the currency beside them small.

/// A formatted amount, split around its figures.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Parts {
    /// The text before the figures: `€`, with sign and space.
    pub before: String,
    /// The figures: `1,249.00`.
    pub figures: String,
    /// The text after the figures: ` kr`.
    pub after: String,
}

/// Splits an amount that the language has formatted.
#[must_use]
pub fn parts(amount: &str) -> Parts {
    let start = amount.find(|letter: char| letter.is_ascii_digit()).unwrap_or(amount.len());
    let end = amount.rfind(|letter: char| letter.is_ascii_digit()).map_or(start, |at| at + 1);
    let part = |text: Option<&str>| text.unwrap_or_default().to_owned();
    Parts {
        before: part(amount.get(..start)),
        figures: part(amount.get(start..end)),
        after: part(amount.get(end..)),
    }
}

/// The figures for another program's form: without grouping, with the language's own decimal sign.
#[must_use]
pub fn copyable(amount: &str, decimals: usize) -> String {
    let figures = parts(amount).figures;
    let digits: String = figures.chars().filter(char::is_ascii_digit).collect();
    let whole = digits.len().saturating_sub(decimals);
    match figures.chars().rev().nth(decimals) {
        Some(sign) if decimals > 0 => {
            [&digits[..whole], sign.encode_utf8(&mut [0; 4]), &digits[whole..]].concat()
        }
        _ => digits,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_are_found_wherever_the_currency_stands() {
        for (amount, before, figures, after) in [
            ("1\u{a0}249,00\u{a0}kr", "", "1\u{a0}249,00", "\u{a0}kr"),
            ("€1,249.00", "€", "1,249.00", ""),
            ("€\u{a0}1.249,00", "€\u{a0}", "1.249,00", ""),
            ("¥450", "¥", "450", ""),
            ("−450,00 kr", "−", "450,00", " kr"),
        ] {
            let expected = Parts { before: before.into(), figures: figures.into(), after: after.into() };
            assert_eq!(parts(amount), expected, "{amount}");
        }
    }

    #[test]
    fn what_is_copied_has_no_grouping_and_the_decimal_sign_of_the_language() {
        assert_eq!(copyable("1\u{a0}249,00\u{a0}kr", 2), "1249,00");
        assert_eq!(copyable("€1,234,567.89", 2), "1234567.89");
        assert_eq!(copyable("¥1,450", 0), "1450");
        assert_eq!(copyable("KWD\u{a0}1,450.125", 3), "1450.125");
        assert_eq!(copyable("€0.50", 2), "0.50");
        assert_eq!(copyable("", 2), "");
    }
}
