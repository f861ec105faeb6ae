//! Lexical forms: xsd:decimal, xsd:date, xsd:boolean, and white space.

use std::borrow::Cow;

use domain::Date;
use domain::Decimal;

/// More digits than this are no figure on an invoice.
const MAX_DIGITS: usize = 28;

/// A plain xsd:decimal: sign, digits, point, digits; no exponent, no grouping, no NaN.
pub(super) fn decimal(text: &str) -> Option<Decimal> {
    let unsigned = text.strip_prefix(['+', '-']).unwrap_or(text);
    let (whole, fraction) = unsigned.split_once('.').unwrap_or((unsigned, ""));
    let is_digits = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
    if !is_digits(whole) || !is_digits(fraction) || whole.len() + fraction.len() == 0 {
        return None;
    }
    let whole = whole.trim_start_matches('0');
    // The decimals stay as written, for prices are shown with them, unless there are too many.
    let fraction =
        if whole.len() + fraction.len() > MAX_DIGITS { fraction.trim_end_matches('0') } else { fraction };
    if whole.len() + fraction.len() > MAX_DIGITS {
        return None;
    }
    let digits = format!("{whole}{fraction}");
    let scaled: i128 = if digits.is_empty() { 0 } else { digits.parse().ok()? };
    let scale = u32::try_from(fraction.len()).ok()?;
    let figure = Decimal::try_from_i128_with_scale(scaled, scale).ok()?;
    Some(if text.starts_with('-') { -figure } else { figure })
}

/// An xsd:date of a year in which invoices are written. A time zone may follow; the civil date as
/// written counts.
pub(super) fn date(text: &str) -> Option<Date> {
    let (day, zone) = (text.get(..10)?, text.get(10..)?);
    let shape = day.bytes().enumerate().all(|(at, byte)| match at {
        4 | 7 => byte == b'-',
        _ => byte.is_ascii_digit(),
    });
    if !shape || !is_zone(zone) {
        return None;
    }
    let part = |range: std::ops::Range<usize>| day.get(range)?.parse::<i16>().ok();
    let (year, month, day) = (part(0..4)?, i8::try_from(part(5..7)?).ok()?, i8::try_from(part(8..10)?).ok()?);
    // 0001-01-01 is what some programs write for "none".
    (1900..2200).contains(&year).then(|| Date::new(year, month, day).ok())?
}

fn is_zone(text: &str) -> bool {
    match text.as_bytes() {
        [] | [b'Z'] => true,
        [b'+' | b'-', h1, h2, b':', m1, m2] => [h1, h2, m1, m2].iter().all(|byte| byte.is_ascii_digit()),
        _ => false,
    }
}

/// `true` or `false` as xsd:boolean writes them in e-invoices (PEPPOL-EN16931-R043: no 1 and 0).
pub(super) fn boolean(text: &str) -> Option<bool> {
    match text {
        "true" => Some(true),
        "false" => Some(false),
        _ => None,
    }
}

/// White space collapsed as XPath's normalize-space does, for what is one line.
pub(super) fn one_line(text: Cow<'_, str>) -> String {
    let mut words = text.split_ascii_whitespace();
    let mut line = String::with_capacity(text.len());
    line.push_str(words.next().unwrap_or_default());
    for word in words {
        line.push(' ');
        line.push_str(word);
    }
    line
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn only_plain_decimals_are_numbers() {
        for (text, figure) in [
            ("0", "0"),
            ("-0.10", "-0.1"),
            ("+12.50", "12.5"),
            (".5", "0.5"),
            ("5.", "5"),
            ("000123.4500000000000000000000000000000", "123.45"),
            ("9999999999999999999999999999", "9999999999999999999999999999"),
        ] {
            assert_eq!(decimal(text), Some(figure.parse().unwrap()), "{text}");
        }
        for text in [
            "",
            ".",
            "-",
            "1e3",
            "1E3",
            "NaN",
            "INF",
            "-INF",
            "1,50",
            "1 000",
            "1_000",
            "0x10",
            "--1",
            "1.2.3",
            "٣",
            "99999999999999999999999999999",
            "0.00000000000000000000000000001",
        ] {
            assert_eq!(decimal(text), None, "{text}");
        }
    }

    #[test]
    fn decimals_stay_as_written() {
        assert_eq!(decimal("143.20").unwrap().to_string(), "143.20");
    }

    #[test]
    fn dates_are_civil_days_of_our_time() {
        let day = Date::new(2026, 2, 28).unwrap();
        for text in ["2026-02-28", "2026-02-28Z", "2026-02-28+02:00", "2026-02-28-11:00"] {
            assert_eq!(date(text), Some(day), "{text}");
        }
        for text in [
            "2026-02-29",
            "2026-2-28",
            "20260228",
            "28.02.2026",
            "2026-02-28T10:00:00",
            "0001-01-01",
            "-2026-02-28",
            "2026-02-28+2",
            "２026-02-28",
        ] {
            assert_eq!(date(text), None, "{text}");
        }
    }
}
