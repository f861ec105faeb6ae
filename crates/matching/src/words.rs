//! The labels that people put before numbers, in the supported languages.

use std::collections::HashMap;
use std::sync::LazyLock;

mod lists;

use lists::{
    COUNTRIES, CURRENCIES, GREETINGS, LABELS, MONTHS, NUMBER_WORDS, OTHERS, STREETS, STREETS_IN_FRONT, THINGS,
};

/// The meaning of a label for its number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum LabelKind {
    /// It is the number of an invoice, or a reference.
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
    names: LabelKind,
    month: bool,
    currency: bool,
}

static KNOWN: LazyLock<HashMap<&'static str, Known>> = LazyLock::new(|| {
    let mut known: HashMap<&'static str, Known> = HashMap::new();
    let mut put = |list: &[&'static str], names: Option<LabelKind>, month: bool, currency: bool| {
        for word in list {
            let one = known.entry(word).or_insert(Known { names: LabelKind::Nothing, month, currency });
            one.month |= month;
            one.currency |= currency;
            // The first list that has it says what it names.
            if one.names == LabelKind::Nothing {
                one.names = names.unwrap_or(LabelKind::Nothing);
            }
        }
    };
    put(LABELS, Some(LabelKind::Reference), false, false);
    put(NUMBER_WORDS, Some(LabelKind::Number), false, false);
    put(OTHERS, Some(LabelKind::Other), false, false);
    put(THINGS, Some(LabelKind::Thing), false, false);
    put(CURRENCIES, Some(LabelKind::Other), false, true);
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

/// What a word says of the number behind it.
pub(crate) fn names(word: &str) -> LabelKind {
    if let Some(known) = known(word) {
        return known.names;
    }
    if word.len() > LONGEST || !word.chars().all(char::is_alphabetic) {
        return LabelKind::Nothing;
    }
    let upper = word.to_uppercase();
    let stem = NUMBER_ENDINGS.iter().find_map(|ending| upper.strip_suffix(ending));
    match stem.filter(|stem| stem.chars().count() >= SHORTEST_STEM).map(of_stem) {
        Some(LabelKind::Reference) => LabelKind::Reference,
        Some(LabelKind::Other | LabelKind::Thing) => LabelKind::Other,
        _ => of_stem(&upper),
    }
}

/// What a word in capitals says, also with a joint behind it, as in `Rechnungs-Nr.`.
fn of_stem(stem: &str) -> LabelKind {
    let without_joint = || {
        let stems = JOINTS.iter().filter_map(|joint| stem.strip_suffix(joint));
        stems.filter(|one| one.chars().count() > SHORTEST_STEM).find_map(known)
    };
    known(stem).or_else(without_joint).map_or(LabelKind::Nothing, |known| known.names)
}

/// What words say that stand together with signs between, as in `Kd.-Nr.`: all of them as one word, else the last ones.
pub(crate) fn names_together(words: &[&str]) -> LabelKind {
    let said = (0..words.len()).map(|first| (first, names(&words[first..].concat())));
    for (first, said) in said {
        match said {
            LabelKind::Nothing => {}
            // A number of whatever an unknown word says.
            LabelKind::Number if first > 0 => return LabelKind::Nothing,
            said => return said,
        }
    }
    LabelKind::Nothing
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

/// What the letters say with which a word begins that carries its number as well, as in `OCR104820734`, `REFRF18…` and
/// `Kdnr4711`, and behind which byte the number begins.
pub(crate) fn label_within(word: &str) -> Option<(usize, LabelKind)> {
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

/// What letters say that carry their number with them. Those of a currency say that it is an amount, if it is one.
pub(crate) fn names_within(letters: &str) -> Option<LabelKind> {
    let said = names(letters);
    (!matches!(said, LabelKind::Nothing | LabelKind::Thing) && !is_currency(letters)).then_some(said)
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
            (LabelKind::Reference, LabelKind::Other, LabelKind::Number)
        );
        assert!(
            is_month("november")
                && is_currency("kr")
                && !is_month("kr")
                && names("hello") == LabelKind::Nothing
        );
    }
}
