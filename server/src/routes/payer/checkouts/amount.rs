//! Reads an amount as a person writes it.

use domain::Currency;
use domain::money::MAX_MINOR;
use locale::Language;

/// Reads an amount in major units: `450`, `450,00`, `1 249.50`, `1.249,50 kr`. Returns minor units; `None` for a text
/// that could mean two amounts, has more decimals than the currency, or is zero or less.
///
/// A point and a comma both count as decimal signs, because people write what their bank or keyboard writes. Groups of
/// three are thousands; if the currency has three decimals and the sign could be either, the language decides.
pub fn read(text: &str, currency: Currency, language: Language) -> Option<i64> {
    let outside = |letter: char| letter.is_alphabetic() || letter.is_whitespace() || "€$£¥₺".contains(letter);
    let text =
        text.trim_matches(outside).trim_end_matches(".-").trim_end_matches(":-").trim_end_matches(",-");
    let spaces = |letter: &char| !letter.is_whitespace() && !matches!(letter, '\'' | '’' | '\u{202f}');
    let text: String = text.chars().filter(spaces).collect();
    let decimals = usize::try_from(currency.exponent()).ok()?;
    let (whole, part) = match text.rfind(['.', ',']) {
        None => (text.as_str(), ""),
        Some(at) => {
            let sign = text.as_bytes().get(at).copied()?;
            let after = text.get(at + 1..)?;
            let once = text.bytes().filter(|byte| *byte == sign).count() == 1;
            let own_sign = sign == if language == Language::En { b'.' } else { b',' };
            let parts_decimals =
                once && (1..=decimals).contains(&after.len()) && (after.len() != 3 || own_sign);
            if parts_decimals { (text.get(..at)?, after) } else { (text.as_str(), "") }
        }
    };
    let figures = [&without_groups(whole)?, part, &"0".repeat(decimals - part.len())].concat();
    let is_number = figures.len() <= 16 && figures.bytes().all(|byte| byte.is_ascii_digit());
    let minor: i64 = if is_number { figures.parse().ok()? } else { return None };
    (1..=MAX_MINOR).contains(&minor).then_some(minor)
}

/// The whole units without the grouping: one sign, before every three digits.
fn without_groups(whole: &str) -> Option<String> {
    let Some(sign) = whole.chars().find(|letter| matches!(letter, '.' | ',')) else {
        return (!whole.is_empty()).then(|| whole.to_owned());
    };
    let mut groups = whole.split(sign);
    let first = groups.next().filter(|first| (1..=3).contains(&first.len()))?;
    let mut digits = first.to_owned();
    for group in groups {
        if group.len() != 3 {
            return None;
        }
        digits.push_str(group);
    }
    Some(digits)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    fn minor(text: &str, currency: &str, language: Language) -> Option<i64> {
        read(text, currency.parse().unwrap(), language)
    }

    #[test]
    fn amounts_are_read_however_people_write_them() {
        for text in [
            "1249.50",
            "1249,50",
            "1 249,50",
            "1\u{a0}249,50 kr",
            "1.249,50",
            "1,249.50",
            "1249,5",
            "SEK 1'249.5",
        ] {
            for language in Language::ALL {
                assert_eq!(minor(text, "SEK", language), Some(124_950), "{text} {language}");
            }
        }
        for text in ["450", "450,-", "450:-", "450.00", " 450 kr ", "€450"] {
            assert_eq!(minor(text, "EUR", Language::Sv), Some(45_000), "{text}");
        }
        assert_eq!(minor("1.249", "SEK", Language::De), Some(124_900));
        assert_eq!(minor("1,249", "EUR", Language::De), Some(124_900), "three figures are a group");
        assert_eq!(minor("1,249,000", "JPY", Language::En), Some(1_249_000));
    }

    #[test]
    fn where_both_are_possible_the_language_decides() {
        assert_eq!(minor("1.249", "KWD", Language::En), Some(1_249));
        assert_eq!(minor("1.249", "KWD", Language::Nl), Some(1_249_000));
        assert_eq!(minor("1,249", "KWD", Language::En), Some(1_249_000));
        assert_eq!(minor("1,249", "KWD", Language::Sv), Some(1_249));
    }

    #[test]
    fn what_is_no_amount_is_not_guessed() {
        for text in [
            "",
            " ",
            "0",
            "0,00",
            "-5",
            "4-5",
            "1,2,3",
            "12.34.56",
            "1.24,9.5",
            "1e3",
            ".5.",
            "٣",
            "1,2345",
            "1..2",
            "99999999999999999",
            "12,345,6789",
            ",",
            "5 + 5",
            "NaN",
        ] {
            assert_eq!(minor(text, "SEK", Language::En), None, "{text}");
        }
        assert_eq!(minor("1.5", "JPY", Language::En), None, "half a yen");
    }
}
