//! The biller's own bank accounts, in the forms that several formats use.
//!
//! A bankgiro number and a plusgiro number are names of their own: they do not show which account is behind them. They
//! are compared only with numbers of their own kind, and keep the hyphen that shows the kind.

use domain::payments::iban::Iban;

/// Shorter numbers are ambiguous: the bank's number may be missing, or the hyphen of a giro number.
const SHORTEST_ACCOUNT: usize = 9;

/// An account in the form that every format can be reduced to: an IBAN without country and check digits, a German
/// number with its bank's, a bankgiro number without its hyphen.
pub(crate) fn own_account(text: &str) -> String {
    // Banks write a German account as bank and number.
    let joined = match text.split_once('/') {
        Some((bank, number)) if number.len() <= 10 && number.bytes().all(|byte| byte.is_ascii_digit()) => {
            format!("{bank}{number:0>10}")
        }
        _ => text.to_owned(),
    };
    let plain = plain(&joined);
    let plain = match plain.char_indices().rev().nth(2) {
        // Some append the account's currency to its IBAN.
        Some((at, _))
            if plain[at..].bytes().all(|byte| byte.is_ascii_uppercase())
                && Iban::of(&plain[..at]).is_some() =>
        {
            &plain[..at]
        }
        _ => &plain,
    };
    let local = if Iban::of(plain).is_some() { &plain[4..] } else { plain };
    local.trim_start_matches('0').to_owned()
}

/// Whether two results of [`own_account`] mean the same account. Some formats leave out the bank, so the longer one
/// ends with the other; a short number is padded with zeros to the ten digits that it has there.
pub(crate) fn is_same_account(one: &str, other: &str) -> bool {
    let (short, long) = if one.len() <= other.len() { (one, other) } else { (other, one) };
    if short == long {
        return true;
    }
    let is_number = !short.is_empty() && short.bytes().all(|byte| byte.is_ascii_digit());
    match short.len() {
        0..=8 => is_number && long.len() > 8 && long.ends_with(&format!("{short:0>10}")),
        _ => long.ends_with(short),
    }
}

/// The same, except that giro numbers keep their hyphens: `5050-1055`, `123456-7`.
pub(crate) fn with_its_kind(text: &str) -> String {
    giro(text).unwrap_or_else(|| own_account(text))
}

/// A bankgiro number that a format writes without its hyphen.
pub(crate) fn bankgiro(text: &str) -> String {
    let digits = text.trim().trim_start_matches('0');
    let plain = (7..=8).contains(&digits.len()) && digits.bytes().all(|byte| byte.is_ascii_digit());
    match digits.split_at_checked(digits.len().saturating_sub(4)) {
        Some((first, last)) if plain => format!("{first}-{last}"),
        _ => with_its_kind(text),
    }
}

/// A giro number in its own form: three or four digits, a hyphen and four digits are a bankgiro number; with one digit
/// after the hyphen it is a plusgiro number.
fn giro(text: &str) -> Option<String> {
    let joined: String = text.chars().filter(|sign| !sign.is_whitespace()).collect();
    let (first, last) = joined.split_once('-')?;
    let first = first.trim_start_matches('0');
    let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    let lengths = match last.len() {
        4 => 3..=4,
        1 => 1..=7,
        _ => return None,
    };
    (digits(first) && digits(last) && lengths.contains(&first.len())).then(|| format!("{first}-{last}"))
}

/// The kind of a giro number: how many digits follow the hyphen.
fn kind_of(giro: &str) -> usize {
    giro.len() - giro.find('-').unwrap_or_default()
}

/// Whether an account is certainly none of these numbers. A giro number is compared only with numbers of its kind.
pub(crate) fn is_none_of(account: &str, numbers: &[String]) -> bool {
    let kind = |number: &str| giro(number).map(|number| kind_of(&number));
    let mine = kind(account);
    let mut comparable = numbers.iter().filter(|number| mine.is_none() || kind(number) == mine).peekable();
    comparable.peek().is_some() && comparable.all(|number| are_others(account, number))
}

/// Whether two accounts, [with their kinds](with_its_kind), are certainly different. Some formats leave out the bank's
/// number, so an account that is the end of the other one is the same.
fn are_others(one: &str, other: &str) -> bool {
    match (giro(one), giro(other)) {
        (Some(mine), Some(theirs)) => kind_of(&mine) == kind_of(&theirs) && mine != theirs,
        (None, None) => {
            let is_account = |text: &str| text.len() >= SHORTEST_ACCOUNT;
            is_account(one) && is_account(other) && !one.ends_with(other) && !other.ends_with(one)
        }
        _ => false,
    }
}

/// Letters as capitals, and digits; nothing else.
pub(crate) fn plain(text: &str) -> String {
    text.chars().filter(|sign| sign.is_alphanumeric()).flat_map(char::to_uppercase).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn giro_numbers_are_two_accounts_where_they_differ_and_are_of_one_kind() {
        let others = |one: &str, other: &str| are_others(&with_its_kind(one), &with_its_kind(other));
        for (one, other) in [
            ("5050-1055", "5050-1048"),
            ("123-4566", "5050-1055"),
            ("12 34 56-6", "65 43 21-9"),
            ("123456-6", "1-8"),
            ("SE45 5000 0000 0583 9825 7466", "SE35 5000 0000 0549 1000 0003"),
            ("SE4550000000058398257466", "58398257467"),
            ("37040044/532013000", "DE02120300000000202051"),
        ] {
            assert!(others(one, other) && others(other, one), "{one} {other}");
        }
        for (one, other) in [
            ("5050-1055", "5050-1055"),
            ("5050-1055", "05050-1055"),
            ("12 34 56-6", "123456-6"),
            // Of two kinds, or of an unknown kind: undecided.
            ("5050-1055", "123456-6"),
            ("5050-1055", "50501048"),
            ("5050-1055", "SE4550000000058398257466"),
            ("123456-6", "SE4550000000058398257466"),
            ("50501055", "50501048"),
            // A number without its bank's, leading zeros, and a German number with its bank's.
            ("SE45 5000 0000 0583 9825 7466", "58398257466"),
            ("SE45 5000 0000 0583 9825 7466", "0058398257466"),
            ("DE89370400440532013000", "37040044/532013000"),
            ("SE4550000000058398257466SEK", "SE4550000000058398257466"),
        ] {
            assert!(!others(one, other) && !others(other, one), "{one} {other}");
        }
    }

    #[test]
    fn a_giro_number_is_compared_with_its_kind_among_all_that_name_an_account() {
        let numbers =
            |numbers: &[&str]| -> Vec<String> { numbers.iter().map(|one| with_its_kind(one)).collect() };
        let behind = "SE4550000000058398257466";
        assert!(is_none_of("5050-1055", &numbers(&["5050-1048", behind])));
        assert!(is_none_of("5050-1055", &numbers(&["5050-1048", "123456-6"])));
        assert!(!is_none_of("5050-1055", &numbers(&["5050-1055", "5050-1048"])), "it has both");
        assert!(!is_none_of("5050-1055", &numbers(&[behind, "123456-6"])), "none of its kind");
        assert!(!is_none_of("58398257466", &numbers(&["5050-1048", behind])));
        assert!(is_none_of("58398257467", &numbers(&[behind])));
        assert!(!is_none_of("58398257467", &[]), "nobody says which it is");
    }

    #[test]
    fn a_bankgiro_number_gets_its_hyphen_back() {
        assert_eq!(bankgiro("0050501055"), "5050-1055");
        assert_eq!(bankgiro("1234566"), "123-4566");
        assert_eq!(bankgiro("5050-1055"), "5050-1055");
        assert_eq!(bankgiro("58398257466"), "58398257466");
        assert_eq!(bankgiro(""), "");
    }
}
