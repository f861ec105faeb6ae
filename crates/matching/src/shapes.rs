//! Texts that look like a number and are none: days, times, amounts, telephone numbers, postcodes, accounts.
//!
//! None of these is certain: some billers number invoices by the day. So such a text may still be the whole number of
//! an invoice, but no part of it is, and it counts only if the payer agrees.

use domain::payments::iban::Iban;

/// The parts between separators, if all are digits.
fn digit_parts<'t>(text: &'t str, signs: &[char]) -> Option<Vec<&'t str>> {
    let parts: Vec<&str> = text.split(signs).collect();
    parts
        .iter()
        .all(|part| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit()))
        .then_some(parts)
}

fn number(text: &str) -> u32 {
    text.parse().unwrap_or(u32::MAX)
}

fn is_day(text: &str) -> bool {
    text.len() <= 2 && (1..=31).contains(&number(text))
}

fn is_month(text: &str) -> bool {
    text.len() <= 2 && (1..=12).contains(&number(text))
}

fn is_year(text: &str) -> bool {
    text.len() == 4 && (1980..=2079).contains(&number(text))
}

/// Two digits that are a plausible year.
fn is_short_year(text: &str) -> bool {
    text.len() == 2 && (10..=49).contains(&number(text))
}

/// Day and month in either order.
fn is_day_and_month(one: &str, other: &str) -> bool {
    (is_day(one) && is_month(other)) || (is_month(one) && is_day(other))
}

/// A day, a month or a year: with separators, or digits alone.
pub(crate) fn is_date(text: &str) -> bool {
    // A time may follow: 2026-11-25T10:15.
    let text = match text.split_once(['T', 't']) {
        Some((date, time)) if date.len() == 10 && time.starts_with(|sign: char| sign.is_ascii_digit()) => {
            date
        }
        _ => text,
    };
    let Some(parts) = digit_parts(text, &['-', '/', '.', '–']) else { return false };
    match parts.as_slice() {
        [one] => is_joined_date(one),
        [one, other] => {
            (is_year(one) && is_month(other))
                || (is_month(one) && is_year(other))
                || is_day_and_month(one, other)
                || (is_year(one) && is_year(other))
        }
        [one, two, three] => {
            (is_year(one) && is_day_and_month(two, three))
                || (is_year(three) && is_day_and_month(one, two))
                || (is_short_year(three) && is_day_and_month(one, two))
                || (is_short_year(one) && two.len() == 2 && is_month(two) && is_day(three))
        }
        _ => false,
    }
}

/// `20261125`, `25112026`, `261125`, `251126`, `2026`.
fn is_joined_date(digits: &str) -> bool {
    match digits.len() {
        8 => {
            (is_year(&digits[..4]) && is_month(&digits[4..6]) && is_day(&digits[6..]))
                || (is_year(&digits[4..]) && is_day_and_month(&digits[..2], &digits[2..4]))
        }
        6 => {
            (is_short_year(&digits[..2]) && is_month(&digits[2..4]) && is_day(&digits[4..]))
                || (is_short_year(&digits[4..]) && is_day(&digits[..2]) && is_month(&digits[2..4]))
                || (is_year(&digits[..4]) && is_month(&digits[4..]))
        }
        4 => is_year(digits),
        _ => false,
    }
}

/// `10:15`, `10:15:30`.
pub(crate) fn is_time(text: &str) -> bool {
    let Some(parts) = digit_parts(text, &[':']) else { return false };
    (2..=3).contains(&parts.len())
        && number(parts[0]) < 25
        && parts[1..].iter().all(|part| part.len() == 2 && number(part) < 60)
}

/// `100.00`, `1.234,56`, `1 234,56`, `12.500`.
pub(crate) fn is_amount(text: &str) -> bool {
    let whole = match text.char_indices().rev().nth(2) {
        Some((at, ',' | '.')) if text[at + 1..].bytes().all(|byte| byte.is_ascii_digit()) => &text[..at],
        _ => text,
    };
    let has_cents = whole.len() < text.len();
    let Some(parts) = digit_parts(whole, &['.', ',', '\'', '’', ' ', '\u{a0}']) else { return false };
    let in_thousands = parts[0].len() <= 3 && parts[1..].iter().all(|part| part.len() == 3);
    in_thousands && (has_cents || parts.len() > 1) || (has_cents && parts.len() == 1)
}

/// The text between the first and the last digit, and the texts before and after: `CHF`, `1'000.00` and nothing for
/// `CHF1'000.00`.
pub(crate) fn around_digits(text: &str) -> Option<(&str, &str, &str)> {
    let is_digit = |sign: char| sign.is_ascii_digit();
    let (from, last) = (text.find(is_digit)?, text.rfind(is_digit)?);
    Some((&text[..from], &text[from..=last], &text[last + 1..]))
}

/// Whether a mark for omitted cents follows the number: `1250:-`, `1'250.-`, `125,--`.
pub(crate) fn has_no_cents_behind(behind: &str) -> bool {
    let rest = behind.strip_prefix([',', '.', ':']).and_then(|rest| rest.strip_prefix(['-', '–', '—']));
    rest.is_some_and(|rest| !rest.starts_with(char::is_alphanumeric))
}

const CURRENCY_SIGNS: &[char] = &['€', '$', '£', '¥', '₺', '₽', '₹', '₴', '¤'];

/// Whether a currency sign is next to a number: right before or after it, or with a blank between if it cannot belong
/// to a number on its other side.
pub(crate) fn has_currency_sign(before: &str, behind: &str) -> bool {
    let digit = |sign: Option<char>| sign.is_some_and(|sign| sign.is_ascii_digit());
    let in_front = before.trim_end().strip_suffix(CURRENCY_SIGNS).is_some_and(|further| {
        before.ends_with(CURRENCY_SIGNS) && !further.ends_with(|sign: char| sign.is_ascii_digit())
            || !digit(further.trim_end().chars().next_back())
    });
    let follows = behind.trim_start().strip_prefix(CURRENCY_SIGNS).is_some_and(|further| {
        behind.starts_with(CURRENCY_SIGNS) && !digit(further.chars().next())
            || !digit(further.trim_start().chars().next())
    });
    in_front || follows
}

/// A telephone number, with an area code or in its usual groups.
pub(crate) fn is_telephone(text: &str, behind_plus: bool) -> bool {
    let digits: String = text.chars().filter(char::is_ascii_digit).collect();
    let only_signs = text.chars().all(|sign| sign.is_ascii_digit() || " -/.()–\u{a0}".contains(sign));
    if !only_signs || !(7..=15).contains(&digits.len()) {
        return false;
    }
    let parts: Vec<&str> =
        text.split(|sign: char| !sign.is_ascii_digit()).filter(|part| !part.is_empty()).collect();
    let lengths: Vec<usize> = parts.iter().map(|part| part.len()).collect();
    // The Belgian structured communication has this form.
    if lengths == [3, 4, 5] {
        return false;
    }
    if behind_plus {
        return true;
    }
    let area_code = digits.starts_with('0') && !digits.starts_with("00");
    let abroad = digits.starts_with("00") && !digits.starts_with("000") && digits.len() >= 11;
    (area_code && (parts.len() > 1 || (9..=12).contains(&digits.len())))
        || abroad
        || matches!(lengths.as_slice(), [3, 4] | [3, 3, 4] | [1, 3, 3, 4])
}

/// Whether the words from the first one on are an IBAN, and how many of them.
pub(crate) fn iban_words<'t>(words: impl Iterator<Item = &'t str>) -> Option<usize> {
    let (mut joined, mut found) = (String::new(), None);
    for (at, word) in words.enumerate().take(10) {
        if !word.bytes().all(|byte| byte.is_ascii_alphanumeric()) || joined.len() + word.len() > 34 {
            break;
        }
        joined.push_str(&word.to_ascii_uppercase());
        if Iban::of(&joined).is_some() {
            found = Some(at + 1);
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_told_in_the_forms_of_many_countries() {
        for text in [
            "2026-11-25",
            "25.11.2026",
            "25/11/2026",
            "11/25/2026",
            "25-11-2026",
            "25.11.26",
            "26-11-25",
            "25.11",
            "25/11",
            "2026/11",
            "11/2026",
            "20261125",
            "25112026",
            "261125",
            "251126",
            "202611",
            "2026",
            "2026-11-25T10:15",
            "2026-2027",
        ] {
            assert!(is_date(text), "{text}");
        }
        for text in [
            "10482",
            "2026-0017",
            "104820734",
            "2026-13-45",
            "20261345",
            "17/RE/2026",
            "1048-2073-4",
            "999999",
            "2026-17-R",
            "010/8068/17183",
        ] {
            assert!(!is_date(text), "{text}");
        }
    }

    #[test]
    fn amounts_times_and_telephone_numbers_are_told() {
        for text in ["100.00", "100,00", "1.234,56", "1,234.56", "1'234.50", "12.500", "1 250,00"] {
            assert!(is_amount(text), "{text}");
        }
        for text in ["10482", "2026.0017", "1048.2073", "100.0"] {
            assert!(!is_amount(text), "{text}");
        }
        assert!(is_time("10:15") && is_time("23:59:59") && !is_time("2026:17") && !is_time("10482"));
        for text in [
            "070-123 44 55",
            "08-123 44 55",
            "0701234455",
            "030/5550123",
            "0046701234455",
            "555-0100",
            "212-555-0100",
        ] {
            assert!(is_telephone(text, false), "{text}");
        }
        assert!(is_telephone("46 70 123 44 55", true) && !is_telephone("46 70 123 44 55", false));
        for text in ["10482", "1048 2073 4", "104820734", "000104820734", "21 00000 00003 13947 14300 09017"]
        {
            assert!(!is_telephone(text, false), "{text}");
        }
    }

    #[test]
    fn an_account_is_told_by_its_check_digits() {
        assert_eq!(iban_words("SE45 5000 0000 0583 9825 7466 thanks".split(' ')), Some(6));
        assert_eq!(iban_words("DE02120300000000202051".split(' ')), Some(1));
        assert_eq!(iban_words("RF18 5390 0754 7034".split(' ')), None);
        assert_eq!(iban_words("SE46 5000 0000 0583 9825 7466".split(' ')), None);
    }
}
