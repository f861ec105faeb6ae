//! The labels that people put before numbers, in the supported languages.

use std::collections::HashMap;
use std::sync::LazyLock;

mod lists;

use lists::{
    COUNTRIES, CURRENCIES, GREETINGS, LABELS, MONTHS, NUMBER_WORDS, OTHERS, STREETS, STREETS_IN_FRONT, THINGS,
};

/// The meaning of a label for its number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Names {
    /// The number is an invoice's, or a reference.
    Reference,
    /// The number belongs to what the word before says, else to an invoice.
    Number,
    Other,
    /// It may be anything; with a word for a number after it, the number is of something else.
    Thing,
    /// The word is no label.
    Nothing,
}

/// The known words by meaning.
#[derive(Debug, Clone, Copy)]
struct Known {
    names: Names,
    month: bool,
    currency: bool,
}

static KNOWN: LazyLock<HashMap<&'static str, Known>> = LazyLock::new(|| {
    let mut known: HashMap<&'static str, Known> = HashMap::new();
    let mut put = |list: &[&'static str], names: Option<Names>, month: bool, currency: bool| {
        for word in list {
            let one = known.entry(word).or_insert(Known { names: Names::Nothing, month, currency });
            one.month |= month;
            one.currency |= currency;
            // The first list that contains the word decides.
            if one.names == Names::Nothing {
                one.names = names.unwrap_or(Names::Nothing);
            }
        }
    };
    put(LABELS, Some(Names::Reference), false, false);
    put(NUMBER_WORDS, Some(Names::Number), false, false);
    put(OTHERS, Some(Names::Other), false, false);
    put(THINGS, Some(Names::Thing), false, false);
    put(CURRENCIES, Some(Names::Other), false, true);
    put(MONTHS, None, true, false);
    known
});

/// The longest word that is known, in bytes.
const LONGEST: usize = 26;
/// The shortest stem before a word for a number in a compound: `Reno` is none for `RE`.
const SHORTEST_STEM: usize = 3;
/// Endings of compounds with a word for a number: `Kundennummer`, `fakturanumret`.
const NUMBER_ENDINGS: &[&str] =
    &["NUMMERN", "NUMMER", "NUMBER", "NUMRET", "NUMERO", "NRO", "NUM", "NR", "NO", "ID"];
/// Letters that join the parts of a compound, or make a plural.
const JOINTS: &[&str] = &["EN", "S", "N"];

fn known(word: &str) -> Option<Known> {
    if word.len() > LONGEST || word.starts_with(|sign: char| sign.is_ascii_digit()) {
        return None;
    }
    KNOWN.get(word.to_uppercase().as_str()).copied()
}

/// The meaning of a word for the number after it.
pub(crate) fn names(word: &str) -> Names {
    if let Some(known) = known(word) {
        return known.names;
    }
    if word.len() > LONGEST || !word.chars().all(char::is_alphabetic) {
        return Names::Nothing;
    }
    let upper = word.to_uppercase();
    let stem = NUMBER_ENDINGS.iter().find_map(|ending| upper.strip_suffix(ending));
    match stem.filter(|stem| stem.chars().count() >= SHORTEST_STEM).map(of_stem) {
        Some(Names::Reference) => Names::Reference,
        Some(Names::Other | Names::Thing) => Names::Other,
        _ => of_stem(&upper),
    }
}

/// The meaning of a word in capitals, also with a joint, as in `Rechnungs-Nr.`.
fn of_stem(stem: &str) -> Names {
    let without_joint = || {
        let stems = JOINTS.iter().filter_map(|joint| stem.strip_suffix(joint));
        stems.filter(|one| one.chars().count() > SHORTEST_STEM).find_map(known)
    };
    known(stem).or_else(without_joint).map_or(Names::Nothing, |known| known.names)
}

/// The meaning of several words with punctuation between, as in `Kd.-Nr.`: of all as one word, else of the last ones.
pub(crate) fn names_together(words: &[&str]) -> Names {
    let said = (0..words.len()).map(|first| (first, names(&words[first..].concat())));
    for (first, said) in said {
        match said {
            Names::Nothing => {}
            // A number of whatever the unknown word means.
            Names::Number if first > 0 => return Names::Nothing,
            said => return said,
        }
    }
    Names::Nothing
}

pub(crate) fn is_street(word: &str) -> bool {
    let word = word.to_uppercase();
    STREETS.iter().any(|street| word.ends_with(street)) || STREETS_IN_FRONT.contains(&word.as_str())
}

/// Whether a capitalised word may be a place: it is not known as anything else.
pub(crate) fn may_be_place(word: &str) -> bool {
    let upper = word.to_uppercase();
    let is_else = known(&upper).is_some() || GREETINGS.contains(&upper.as_str());
    word.starts_with(char::is_uppercase) && word.chars().all(char::is_alphabetic) && !is_else
}

/// How many digits a postcode has after this country's letters.
pub(crate) fn postcode_of(country: &str) -> Option<usize> {
    COUNTRIES.iter().find(|(letters, _)| *letters == country).map(|(_, digits)| *digits)
}

pub(crate) fn is_month(word: &str) -> bool {
    known(word).is_some_and(|known| known.month)
}

pub(crate) fn is_currency(word: &str) -> bool {
    known(word).is_some_and(|known| known.currency)
}

/// The meaning of the letters that begin a word with its number, as in `OCR104820734`, `REFRF18…` and `Kdnr4711`, and
/// the byte offset of the number.
pub(crate) fn label_within(word: &str) -> Option<(usize, Names)> {
    let letters = word.find(|sign: char| !sign.is_alphabetic())?;
    let is_rf = |at: usize| {
        let rest = word.get(at..).unwrap_or_default().as_bytes();
        rest.len() > 4 && rest[..2].eq_ignore_ascii_case(b"RF") && rest[2..4].iter().all(u8::is_ascii_digit)
    };
    let begins = letters.checked_sub(2).filter(|at| is_rf(*at)).unwrap_or(letters);
    if begins < 2 || !word.as_bytes()[letters].is_ascii_digit() {
        return None;
    }
    names_within(&word[..begins]).map(|said| (begins, said))
}

/// The meaning of letters directly before their number. Those of a currency mean an amount, if the number is one.
pub(crate) fn names_within(letters: &str) -> Option<Names> {
    let said = names(letters);
    (!matches!(said, Names::Nothing | Names::Thing) && !is_currency(letters)).then_some(said)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_known_word_is_longer_than_what_is_looked_for() {
        for list in [LABELS, NUMBER_WORDS, OTHERS, THINGS, CURRENCIES, MONTHS] {
            assert!(
                list.iter().all(|word| word.len() <= LONGEST && *word == word.to_uppercase()),
                "{list:?}"
            );
        }
        assert_eq!(
            (names("rechnung"), names("Tel"), names("nr")),
            (Names::Reference, Names::Other, Names::Number)
        );
        assert!(
            is_month("november") && is_currency("kr") && !is_month("kr") && names("hello") == Names::Nothing
        );
    }
}
