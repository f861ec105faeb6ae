//! What in a transfer may be a reference: whole fields, words, and digits that stand in groups.

use domain::reference::{self, LONGEST};

use crate::transfer::Transfer;

/// How many probes a transfer has at most; text that has more of them is no remittance text.
pub const MOST_PROBES: usize = 48;
/// How many groups of digits are read as one reference: the Swiss one is written in six, and somebody may write
/// each pair apart.
const MOST_GROUPS: usize = 9;
/// Shorter ones in free text are house numbers, days and the like.
const SHORTEST_IN_TEXT: usize = 4;
/// The longest word in front of digits that is part of a number, as in `INV 2026 17`.
const LONGEST_PREFIX: usize = 6;

/// Something that may be a reference.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Probe {
    /// In normal form: what is looked up.
    pub key: String,
    /// Letters and digits as they stand, zeros in front included: what edits are made of.
    pub plain: String,
    /// Where it stands.
    pub span: Span,
    /// Whether it is a whole field for references.
    pub structured: bool,
}

/// A place in a transfer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Span {
    /// The line: fields for references first, then the text.
    pub line: usize,
    /// The first byte.
    pub from: usize,
    /// The byte after the last one.
    pub to: usize,
}

impl Span {
    /// Whether the other one lies within this one and is shorter.
    #[must_use]
    pub const fn covers(&self, other: &Self) -> bool {
        self.line == other.line
            && self.from <= other.from
            && other.to <= self.to
            && other.to - other.from < self.to - self.from
    }

    /// Whether both have a byte in common.
    #[must_use]
    pub const fn overlaps(&self, other: &Self) -> bool {
        self.line == other.line && self.from < other.to && other.from < self.to
    }
}

impl Probe {
    /// Whether somebody may have meant a reference by it and mistyped it: nearly all digits, and enough of them; in a
    /// field for references letters may be part of it.
    #[must_use]
    pub fn may_be_mistyped(&self) -> bool {
        let digits = self.plain.bytes().filter(u8::is_ascii_digit).count();
        let letters = self.plain.len() - digits;
        let mostly_digits = digits >= 5 && (letters <= 1 || self.plain.starts_with("RF"));
        mostly_digits || (self.structured && digits >= 3 && self.plain.len() >= 5)
    }
}

impl Transfer {
    /// What may be a reference, whole fields first. Each key once for each place.
    #[must_use]
    pub fn probes(&self) -> Vec<Probe> {
        let mut found = Vec::new();
        for (line, field) in self.references.iter().enumerate() {
            let span = Span { line, from: 0, to: field.len() };
            add(&mut found, field, span, true);
        }
        let texts = self.references.iter().chain(&self.text).enumerate();
        for (line, text) in texts {
            of_text(&mut found, line, text);
        }
        found
    }
}

fn add(found: &mut Vec<Probe>, text: &str, span: Span, structured: bool) {
    let plain = reference::plain(text);
    let key = reference::normal(text);
    if key.is_empty() || plain.chars().count() > 2 * LONGEST || found.len() >= MOST_PROBES {
        return;
    }
    let known = found.iter().any(|probe| probe.key == key && probe.span.line == span.line);
    if !known {
        found.push(Probe { key, plain, span, structured });
    }
}

/// A word of letters and digits, with what kind of signs it has.
#[derive(Clone, Copy)]
struct Word<'a> {
    text: &'a str,
    from: usize,
    digits: usize,
}

impl Word<'_> {
    const fn to(&self) -> usize {
        self.from + self.text.len()
    }

    const fn is_digits(&self) -> bool {
        self.digits == self.text.len()
    }

    fn begins_rf(&self) -> bool {
        let bytes = self.text.as_bytes();
        bytes.len() >= 4
            && bytes[..2].eq_ignore_ascii_case(b"RF")
            && bytes[2..4].iter().all(u8::is_ascii_digit)
    }
}

fn words(line: &str) -> Vec<Word<'_>> {
    let mut found = Vec::new();
    let mut from = None;
    let end = [(line.len(), ' ')];
    for (at, sign) in line.char_indices().chain(end) {
        match (from, sign.is_alphanumeric()) {
            (None, true) => from = Some(at),
            (Some(start), false) => {
                let text = &line[start..at];
                let digits = text.bytes().filter(u8::is_ascii_digit).count();
                found.push(Word { text, from: start, digits });
                from = None;
            }
            _ => {}
        }
    }
    found
}

fn of_text(found: &mut Vec<Probe>, line: usize, text: &str) {
    let words = words(text);
    let mut put = |from: usize, to: usize| {
        let part = &text[from..to];
        let signs = part.chars().filter(|sign| sign.is_alphanumeric()).count();
        if (SHORTEST_IN_TEXT..=LONGEST + 1).contains(&signs) {
            add(found, part, Span { line, from, to }, false);
        }
    };
    // Words as they stand, then the digits within words, then all that stands in groups, the longest first.
    for word in words.iter().filter(|word| word.digits > 0) {
        put(word.from, word.to());
    }
    for word in words.iter().filter(|word| word.digits > 0 && !word.is_digits()) {
        within(word, &mut put);
    }
    for at in 0..words.len() {
        let mut end = at + 1;
        while end < words.len() && end - at < MOST_GROUPS && words[end].is_digits() {
            end += 1;
        }
        let begins = words[at].is_digits()
            || words[at].begins_rf()
            || (words[at].digits == 0 && words[at].text.len() <= LONGEST_PREFIX);
        if begins {
            for last in (at + 1..end).rev() {
                put(words[at].from, words[last].to());
            }
        }
    }
}

/// The runs of digits in a word that has letters too, as in `OCR104820734`, and what begins with `RF` in it.
fn within(word: &Word<'_>, put: &mut impl FnMut(usize, usize)) {
    let bytes = word.text.as_bytes();
    let mut at = 0;
    while at < bytes.len() {
        if !bytes[at].is_ascii_digit() {
            at += 1;
            continue;
        }
        let run = bytes[at..].iter().take_while(|sign| sign.is_ascii_digit()).count();
        let whole = at >= 2 && bytes[at - 2..at].eq_ignore_ascii_case(b"RF") && at > 2;
        let from = if whole { at - 2 } else { at };
        put(word.from + from, word.from + if whole { bytes.len() } else { at + run });
        at += run;
    }
}

#[cfg(test)]
mod tests {
    use domain::Money;
    use proptest::prelude::*;

    use super::*;

    fn transfer(references: &[&str], text: &[&str]) -> Transfer {
        let owned = |lines: &[&str]| lines.iter().map(|line| (*line).to_owned()).collect();
        #[allow(clippy::unwrap_used)]
        let currency = "SEK".parse().unwrap();
        Transfer {
            amount: Money::new(100, currency),
            references: owned(references),
            text: owned(text),
            debtor_name: None,
            debtor_account: None,
        }
    }

    fn keys(text: &str) -> Vec<String> {
        transfer(&[], &[text]).probes().into_iter().map(|probe| probe.key).collect()
    }

    #[test]
    fn a_reference_is_found_wherever_and_however_it_stands() {
        for (text, wanted) in [
            ("104820734", "104820734"),
            ("OCR: 104820734, tack!", "104820734"),
            ("OCR104820734", "104820734"),
            ("ref 1048 2073 4 november", "104820734"),
            ("1048-2073-4", "104820734"),
            ("Faktura 000104820734", "104820734"),
            ("betaling RF18 5390 0754 7034 takk", "RF18539007547034"),
            ("REFRF18539007547034", "RF18539007547034"),
            ("+++010/8068/17183+++", "10806817183"),
            ("faktura F-2026/17", "F202617"),
            ("INV 2026 0042", "INV20260042"),
            ("21 00000 00003 13947 14300 09017", "210000000003139471430009017"),
            ("10482O734", "10482O734"),
        ] {
            assert!(keys(text).iter().any(|key| key == wanted), "{wanted} in {:?}", keys(text));
        }
    }

    #[test]
    fn several_references_in_a_line_are_each_found() {
        let found = keys("104820734 och 104820742");
        assert!(
            found.contains(&"104820734".to_owned()) && found.contains(&"104820742".to_owned()),
            "{found:?}"
        );
    }

    #[test]
    fn words_and_house_numbers_are_none() {
        assert_eq!(keys("Tack för hjälpen, Storgatan 12"), Vec::<String>::new());
    }

    #[test]
    fn a_whole_field_comes_first_and_is_marked() {
        let probes = transfer(&["1048 2073 4"], &["104820734"]).probes();
        assert_eq!((probes[0].key.as_str(), probes[0].structured), ("104820734", true));
    }

    #[test]
    fn what_is_part_of_a_longer_one_is_told() {
        let long = Span { line: 0, from: 0, to: 11 };
        assert!(long.covers(&Span { line: 0, from: 5, to: 9 }));
        assert!(!long.covers(&long) && !long.covers(&Span { line: 1, from: 5, to: 9 }));
    }

    proptest! {
        #[test]
        fn any_text_is_read_within_bounds(text in "\\PC{0,200}", field in "\\PC{0,60}") {
            let probes = transfer(&[&field], &[&text, "1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18"]).probes();
            prop_assert!(probes.len() <= MOST_PROBES);
        }
    }
}
