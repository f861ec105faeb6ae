//! Ids that identify nothing. Banks and programs must fill id fields, and write a placeholder if they have no id;
//! others restart their counter every day. Before an id proves that two things are the same, it is checked here.

/// The placeholders in the form of [`crate::payments::reference::plain`].
const PLACEHOLDERS: [&str; 50] = [
    "NOTPROVIDED",
    "NOTPROVIDE",
    "NOTPROVIDEDBYBANK",
    "NOTPROV",
    "NOPROVIDED",
    "NOTGIVEN",
    "NOTAVAILABLE",
    "NOTAPPLICABLE",
    "NOTSPECIFIED",
    "NOTSUPPLIED",
    "NOTSTATED",
    "NOTKNOWN",
    "NOTUSED",
    "NOTSET",
    "NONREF",
    "NONREFERENCE",
    "NOREF",
    "NOREFERENCE",
    "NOREFS",
    "NOID",
    "NOENDTOENDID",
    "NOENDTOENDREFERENCE",
    "NONE",
    "NONEGIVEN",
    "NA",
    "NAN",
    "NIL",
    "NULL",
    "EMPTY",
    "UNDEFINED",
    "UNKNOWN",
    "UNSPECIFIED",
    "DUMMY",
    "DEFAULT",
    "TBD",
    "NICHTANGEGEBEN",
    "NICHTVORHANDEN",
    "NICHTVERFUEGBAR",
    "KEINEREFERENZ",
    "KEINEANGABE",
    "KEINE",
    "INGENREFERENS",
    "GEENREFERENTIE",
    "EREF",
    "KREF",
    "OHNE",
    "EJANGIVET",
    "EJANGIVEN",
    "NIETOPGEGEVEN",
    "NIETBEKEND",
];

/// A number needs this many digits without leading zeros, or it may be a counter that restarts.
const SHORTEST_NUMBER: usize = 6;

/// Whether the text is a placeholder: a known word in any spelling, only zeros, one letter repeated (`XXX`), or only
/// punctuation.
#[must_use]
pub fn is_placeholder(text: &str) -> bool {
    // No placeholder has a digit other than zero, and nearly all texts that are checked have one.
    if text.bytes().any(|byte| (b'1'..=b'9').contains(&byte)) {
        return false;
    }
    let plain = super::plain(text);
    let Some(first) = plain.chars().next() else { return true };
    let repeated = plain.chars().all(|sign| sign == first);
    let fills = first == '0' || (first.is_alphabetic() && plain.chars().count() > 2);
    (repeated && fills) || PLACEHOLDERS.contains(&plain.as_str())
}

/// Whether the text can identify something: no placeholder, no words, no day, and no counter of a few digits.
#[must_use]
pub fn identifies(text: &str) -> bool {
    let plain = super::plain(text);
    if is_placeholder(&plain) || !plain.contains(|sign: char| sign.is_ascii_digit()) || has_words(text) {
        return false;
    }
    let is_number = plain.bytes().all(|byte| byte.is_ascii_digit());
    let fills = plain.bytes().all(|byte| Some(&byte) == plain.as_bytes().first());
    let tells = plain.trim_start_matches('0').len() >= SHORTEST_NUMBER && !fills && !is_day(&plain);
    !is_number || tells
}

/// Whether it contains words, as in `RENT NOV 2026`: a person wrote it, and will write it again next month.
fn has_words(text: &str) -> bool {
    let mut parts = text.split_whitespace();
    parts.clone().count() > 1
        && parts.any(|part| part.chars().count() >= 3 && part.chars().all(char::is_alphabetic))
}

/// Whether eight digits are a day, written year first or day first.
fn is_day(digits: &str) -> bool {
    let number = |from: usize, to: usize| digits.get(from..to).and_then(|part| part.parse::<u32>().ok());
    let is = |year: Option<u32>, month: Option<u32>, day: Option<u32>| {
        year.is_some_and(|year| (1990..2100).contains(&year))
            && month.is_some_and(|month| (1..=12).contains(&month))
            && day.is_some_and(|day| (1..=31).contains(&day))
    };
    digits.len() == 8
        && (is(number(0, 4), number(4, 6), number(6, 8)) || is(number(4, 8), number(2, 4), number(0, 2)))
}

/// Whether the text is a number of few digits, which may be a counter that restarts.
#[must_use]
pub fn is_counter(text: &str) -> bool {
    !is_placeholder(text) && !identifies(text) && text.contains(|sign: char| sign.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_placeholder_is_none_whatever_its_writing() {
        for text in [
            "NOTPROVIDED",
            "NOT PROVIDED",
            "Notprovided",
            "not-provided",
            "NONREF",
            "nonref",
            "0",
            "000",
            "N/A",
            "n.a.",
            "",
            "  ",
            "-",
            "XXXXXX",
            "NICHT ANGEGEBEN",
            "none",
            "NULL",
            "KREF+",
        ] {
            assert!(is_placeholder(text) && !identifies(text) && !is_counter(text), "{text}");
        }
    }

    #[test]
    fn words_and_counters_tell_nothing_apart() {
        for text in ["RENT", "GEHALT NOVEMBER", "RENT NOV 2026", "A", "1", "7", "0001", "12345", "00012345"] {
            assert!(!is_placeholder(text) && !identifies(text), "{text}");
        }
        for text in ["1111", "99999999", "20261130", "30112026"] {
            assert!(!is_placeholder(text) && !identifies(text), "{text}");
        }
        assert!(is_counter("0001") && is_counter("12345") && !is_counter("RENT") && !is_counter("123456"));
    }

    #[test]
    fn what_is_made_for_one_thing_identifies_it() {
        for text in [
            "E2E-1",
            "A1",
            "E2E 17",
            "2026112500012",
            "20261330",
            "RF18 5390 0754 7034",
            "F-2026/17",
            "104820",
        ] {
            assert!(identifies(text) && !is_placeholder(text), "{text}");
        }
    }
}
