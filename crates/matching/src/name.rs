//! Compares names as banks write them: without accents, cut off, abbreviated, in another order, misspelt.

use strsim::osa_distance;
use unicode_normalization::UnicodeNormalization as _;
use unicode_normalization::char::is_combining_mark;

/// How much two names are alike.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Likeness {
    /// They name different people.
    Differs,
    /// One of them is missing.
    Unknown,
    /// One may be the other, abbreviated or misspelt.
    Similar,
    /// They are the same.
    Agrees,
}

/// Titles, company forms and the like: people and banks often leave them out.
const NOISE: &[&str] = &[
    "ab", "ag", "and", "aps", "as", "asa", "bv", "bvba", "co", "company", "corp", "dr", "eg", "ek", "en",
    "et", "ev", "family", "familjen", "firma", "fr", "frau", "fru", "gbr", "gmbh", "hb", "herr", "hr", "inc",
    "kb", "kg", "limited", "llc", "llp", "ltd", "mr", "mrs", "ms", "mw", "nv", "och", "og", "ohg", "ou",
    "oy", "oyj", "plc", "prof", "sa", "sarl", "sas", "se", "spa", "srl", "ug", "und", "vof",
];

/// The name on a transfer, parsed once for all comparisons.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DebtorName(Vec<String>);

impl DebtorName {
    /// Reads a name; none is a name too, one that says nothing.
    #[must_use]
    pub fn of(name: Option<&str>) -> Self {
        Self(tokens(name.unwrap_or_default()))
    }

    /// Its likeness to the names of a payer; the best one counts.
    #[must_use]
    pub fn likeness(&self, names: &[String]) -> Likeness {
        if self.0.is_empty() {
            return Likeness::Unknown;
        }
        let known = names.iter().map(|name| tokens(name)).filter(|tokens| !tokens.is_empty());
        known.map(|name| compare(&self.0, &name)).max().unwrap_or(Likeness::Unknown)
    }
}

/// Keys that find a name although one of its words is misspelt or abbreviated: pairs of its words, and each word with
/// the first letter of another one.
#[must_use]
pub fn name_keys(name: &str) -> Vec<String> {
    let words = tokens(name);
    if let [only] = words.as_slice() {
        return vec![only.clone()];
    }
    // Of a long name the first two words and the last.
    let last = words.len().saturating_sub(1);
    let chosen: Vec<&String> =
        words.iter().enumerate().filter(|(at, _)| *at < 2 || *at == last).map(|(_, word)| word).collect();
    let mut keys = Vec::new();
    for (at, one) in chosen.iter().enumerate() {
        for other in &chosen[at + 1..] {
            let (low, high) = if one < other { (one, other) } else { (other, one) };
            keys.push(format!("{low} {high}"));
            for (short, long) in [(one, other), (other, one)] {
                keys.extend(short.chars().next().map(|initial| format!("{initial} {long}")));
            }
        }
    }
    keys.sort();
    keys.dedup();
    keys
}

/// The words of a name, without accents, titles and company forms. If nothing else is left, these stay.
fn tokens(name: &str) -> Vec<String> {
    let folded = fold(name);
    let words = || folded.split(|sign: char| !sign.is_alphanumeric()).filter(|word| !word.is_empty());
    let telling: Vec<String> = words().filter(|word| !NOISE.contains(word)).map(shortened).collect();
    if telling.is_empty() { words().map(shortened).collect() } else { telling }
}

/// Lower case without accents.
fn fold(name: &str) -> String {
    let mut folded = String::with_capacity(name.len());
    let plain = name.nfkd().filter(|sign| !is_combining_mark(*sign));
    for sign in plain.flat_map(char::to_lowercase) {
        match sign {
            'ø' => folded.push('o'),
            'æ' | 'ä' => folded.push('a'),
            'œ' => folded.push('o'),
            'ß' => folded.push_str("ss"),
            'ł' => folded.push('l'),
            'đ' | 'ð' => folded.push('d'),
            'þ' => folded.push_str("th"),
            'ı' => folded.push('i'),
            '\'' | '’' | '`' => {}
            other => folded.push(other),
        }
    }
    folded
}

/// The spelling without the second letter that replaces an accent, as in Mueller and Haakon.
fn shortened(word: &str) -> String {
    let mut short = String::with_capacity(word.len());
    let mut signs = word.chars().peekable();
    while let Some(sign) = signs.next() {
        short.push(sign);
        let second = match sign {
            'a' => ['e', 'a'],
            'o' | 'u' => ['e', 'e'],
            _ => continue,
        };
        if word.len() > 3 && signs.peek().is_some_and(|next| second.contains(next)) {
            signs.next();
        }
    }
    short
}

/// The likeness of two words.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Pair {
    /// The one abbreviates the other.
    Short,
    Typo,
    Same,
}

fn pair(one: &str, other: &str) -> Option<Pair> {
    if one == other {
        return Some(Pair::Same);
    }
    let (short, long) = if one.len() < other.len() { (one, other) } else { (other, one) };
    if is_typo(short, long) {
        return Some(Pair::Typo);
    }
    long.starts_with(short).then_some(Pair::Short)
}

/// Whether two words differ only by a slip: one in four letters, two in eight.
fn is_typo(short: &str, long: &str) -> bool {
    let slips = match long.chars().count() {
        0..4 => 0,
        4..8 => 1,
        _ => 2,
    };
    slips > 0 && long.len() - short.len() <= 2 * slips && osa_distance(short, long) <= slips
}

fn compare(one: &[String], other: &[String]) -> Likeness {
    let (few, many) = if one.len() <= other.len() { (one, other) } else { (other, one) };
    let (joined_few, joined_many) = (few.concat(), many.concat());
    if joined_few == joined_many {
        return Likeness::Agrees;
    }
    let mut left: Vec<&String> = many.iter().collect();
    let mut pairs = Vec::new();
    // Whole words are paired before abbreviations.
    let mut waiting: Vec<&String> = few.iter().collect();
    for wanted in [Pair::Same, Pair::Typo, Pair::Short] {
        waiting.retain(|word| {
            let found = left.iter().position(|candidate| pair(word, candidate) == Some(wanted));
            if let Some(at) = found {
                left.remove(at);
                pairs.push((wanted, word.chars().count()));
            }
            found.is_none()
        });
    }
    // At least one full word must agree: two initials fit too many people.
    let carried = pairs.iter().any(|(pair, length)| *pair != Pair::Short && *length >= 3);
    let same = pairs.iter().filter(|(pair, _)| *pair == Pair::Same).count();
    if waiting.is_empty() && carried {
        let all_same = same == pairs.len() && (pairs.len() > 1 || many.len() == 1);
        return if all_same { Likeness::Agrees } else { Likeness::Similar };
    }
    // A middle name on one side differs from the one on the other side.
    if waiting.len() == 1 && same >= 2 {
        return Likeness::Similar;
    }
    // Cut off by the bank, or written in one word.
    let (short, long) = if joined_few.len() < joined_many.len() {
        (&joined_few, &joined_many)
    } else {
        (&joined_many, &joined_few)
    };
    let is_cut = short.chars().count() >= 10 && long.starts_with(short.as_str());
    if is_cut || (short.chars().count() >= 8 && osa_distance(short, long) <= 1) {
        return Likeness::Similar;
    }
    Likeness::Differs
}

#[cfg(test)]
mod tests {
    use super::*;

    fn like(given: &str, known: &str) -> Likeness {
        DebtorName::of(Some(given)).likeness(&[known.to_owned()])
    }

    #[test]
    fn the_same_name_is_the_same_however_a_bank_writes_it() {
        for (given, known) in [
            ("MAJA LINDQVIST", "Maja Lindqvist"),
            ("Lindqvist, Maja", "Maja Lindqvist"),
            ("ASA OBERG", "Åsa Öberg"),
            ("Jürgen Müller", "Juergen Mueller"),
            ("NORDVIK EXEMPEL BYGG", "Nordvik Exempel Bygg AB"),
            ("Herr Bo Ek", "Bo Ek"),
            ("Soeren Noergaard", "Søren Nørgaard"),
            ("Fjallvind", "Fjällvind AB"),
            ("Annmarie Falk", "Ann Marie Falk"),
        ] {
            assert_eq!(like(given, known), Likeness::Agrees, "{given} and {known}");
        }
    }

    #[test]
    fn abbreviations_and_slips_are_similar() {
        for (given, known) in [
            ("A. Lindqvist", "Anna Lindqvist"),
            ("Lindqvist A", "Anna Lindqvist"),
            ("Anna Lindqist", "Anna Lindqvist"),
            ("Ana Lindqvist", "Anna Lindqvist"),
            ("A Lindqvst", "Anna Lindqvist"),
            ("ANNA MARIA LINDQVIST", "Anna K Lindqvist"),
            ("Lindqvist", "Anna Lindqvist"),
            ("NORDVIK EXEMPEL BY", "Nordvik Exempel Bygg AB"),
            ("Joh. Sommer", "Johannes Sommer"),
        ] {
            assert_eq!(like(given, known), Likeness::Similar, "{given} and {known}");
        }
    }

    #[test]
    fn other_people_differ() {
        for (given, known) in [
            ("Erik Lindqvist", "Maja Lindqvist"),
            ("A L", "Anna Lindqvist"),
            ("Anna Falk", "Anna Lindqvist"),
            ("Bo Ek", "Bo Berg"),
            ("Nordvik Bygg AB", "Nordvik Media AB"),
            ("Jan Ek", "Jon Ek"),
        ] {
            assert_eq!(like(given, known), Likeness::Differs, "{given} and {known}");
        }
    }

    #[test]
    fn no_name_says_nothing() {
        for given in [None, Some(" . ")] {
            assert_eq!(DebtorName::of(given).likeness(&["Maja Lindqvist".into()]), Likeness::Unknown);
        }
        assert_eq!(DebtorName::of(Some("Maja")).likeness(&[]), Likeness::Unknown);
    }

    #[test]
    fn a_name_with_one_word_misspelt_or_abbreviated_shares_a_key() {
        let stored = name_keys("Anna Lindqvist");
        for given in ["ANNA LINDQVIST", "A. Lindqvist", "Lindqvist Anna", "Ana Lindqvist", "Anna Lindqist"] {
            assert!(
                name_keys(given).iter().any(|key| stored.contains(key)),
                "{given}: {:?}",
                name_keys(given)
            );
        }
        assert_eq!(name_keys("Fjällvind AB"), ["fjallvind"]);
        assert!(name_keys("").is_empty());
    }
}
