//! Finds the parts of a transfer that may be a reference: whole fields, the text between blanks, and groups of digits.
//!
//! The text between two blanks is one unit, with its punctuation: `10482-A`, `17/RE/2026`. It is looked up as a whole.
//! Parts of it are looked up too, but only to show them; they never lead to a booking.

use domain::payments::reference::{self, LONGEST};

use self::reader::Reader;
use crate::transfer::Transfer;

mod labels;
mod postcodes;
mod reader;
mod rows;
#[cfg(test)]
mod tests;
mod tokens;

/// How many candidate references a transfer has at most; text that has more of them is no remittance text.
pub const MOST_CANDIDATE_REFERENCES: usize = 64;
/// What is shorter was not mistyped.
const SHORTEST_MISTYPED: usize = 5;
/// The longest text that is joined over line ends.
const MOST_JOINED: usize = 4_000;

/// Something that may be a reference.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CandidateReference {
    /// In normal form, for the look-up.
    pub key: String,
    /// Letters and digits as written, with leading zeros: edits are made from it.
    pub plain: String,
    pub span: Span,
    /// Whether it is a whole structured field.
    pub structured: bool,
    /// How much of the text it covers.
    pub extent: Extent,
    /// Whether only the exact text counts: an id is not searched for typing errors.
    pub exact_only: bool,
    /// Whether its letters are separate from its digits, as in `10482-A`: then no letter is a slip for a digit.
    pub keeps_letters: bool,
    /// Whether it is only digits, and the word before it or the field calls it an invoice's number: it may be the last
    /// part of a number, as `17` is of `INV-0017`.
    pub named: bool,
}

/// How much of the text a candidate reference covers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Extent {
    Whole,
    /// All of it, but it looks like a day, an amount, a telephone number or the like.
    Doubtful,
    /// A part of something longer.
    Part,
}

/// A place in a transfer. Its lines are joined in this order: structured fields, text, ids.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Span {
    pub from: usize,
    /// The byte after the end.
    pub to: usize,
    /// Whether it crosses the end of a line.
    pub joined: bool,
}

impl Span {
    /// Whether the other one lies within this one and is shorter. A text that crosses the end of a line covers nothing:
    /// the lines may be unrelated.
    #[must_use]
    pub const fn covers(&self, other: &Self) -> bool {
        self.joined == other.joined
            && self.from <= other.from
            && other.to <= self.to
            && other.to - other.from < self.to - self.from
    }

    /// Whether both share a byte.
    #[must_use]
    pub const fn overlaps(&self, other: &Self) -> bool {
        self.from < other.to && other.from < self.to
    }
}

impl CandidateReference {
    /// Whether it may be a mistyped reference: nearly all digits, and enough of them. In a structured field, letters
    /// may be part of it.
    #[must_use]
    pub fn may_be_mistyped(&self) -> bool {
        if self.exact_only || self.extent != Extent::Whole {
            return false;
        }
        let digits = self.plain.bytes().filter(u8::is_ascii_digit).count();
        let letters = self.plain.len() - digits;
        let mostly_digits = digits >= 5 && (letters <= 1 || self.plain.starts_with("RF"));
        mostly_digits || (self.structured && digits >= 3 && self.plain.len() >= 5)
    }

    /// Whether this may be a typing error for a reference in normal form. Letters must be equal: `10482-A` is no typing
    /// error for `10482-B`. One letter among digits may stand for a digit. Short numbers are all similar to each other.
    #[must_use]
    pub fn may_mean(&self, reference: &str) -> bool {
        if reference.len() < SHORTEST_MISTYPED {
            return false;
        }
        let of = |text: &str| text.chars().filter(|sign| !sign.is_ascii_digit()).collect::<String>();
        let (letters, meant) = (of(&self.plain), of(reference));
        let is_slip = meant.is_empty()
            && !self.keeps_letters
            && letters.chars().count() == 1
            && self.plain.len() == reference.len();
        letters == meant || is_slip
    }
}

impl Transfer {
    /// The candidate references, whole fields first. Each key once for each place.
    #[must_use]
    pub fn candidate_references(&self) -> Vec<CandidateReference> {
        let names = self.name_words();
        let amounts = [self.amount.minor.to_string(), (self.amount.minor / 100).to_string()];
        let mut found = Found::default();
        let mut at = 0;
        for field in &self.references {
            let span = Span { from: at, to: at + field.len(), joined: false };
            found.field(field, span);
            at += field.len();
        }
        let mut parts = Vec::new();
        let text_base = at;
        let mut base = 0;
        let kinds = [(&self.references, false), (&self.text, false), (&self.further, true)];
        for (lines, exact_only) in kinds {
            for line in lines {
                let mut reader = Reader {
                    text: line,
                    base,
                    exact_only,
                    amounts: &amounts,
                    names: &names,
                    joined: None,
                    found: &mut found,
                };
                let of_line = reader.read();
                if !exact_only {
                    parts.extend(of_line);
                }
                base += line.len();
            }
        }
        for id in &self.bank_ids {
            found.bank_id(id, base);
            base += id.len();
        }
        self.over_lines(text_base, &names, &amounts, &mut found);
        for part in parts {
            found.put(part);
        }
        found.candidate_references
    }

    /// Candidate references that cross the end of a line: banks break text where their columns end.
    fn over_lines(&self, base: usize, names: &[String], amounts: &[String; 2], found: &mut Found) {
        let length: usize = self.text.iter().map(String::len).sum();
        if self.text.len() < 2 || length > MOST_JOINED {
            return;
        }
        let mut ends = Vec::with_capacity(self.text.len());
        let mut end = 0;
        for line in &self.text {
            end += line.len();
            ends.push(end);
        }
        ends.pop();
        let text = self.text.concat();
        let joined = Some(ends.as_slice());
        Reader { text: &text, base, exact_only: true, amounts, names, joined, found }.read();
    }

    /// The words of the payer's name; they may be next to a number and are no part of it.
    fn name_words(&self) -> Vec<String> {
        let name = self.debtor_name.as_deref().unwrap_or_default().to_uppercase();
        let words = name.split(|sign: char| !sign.is_alphanumeric());
        words.filter(|word| word.chars().count() >= 3).map(str::to_owned).collect()
    }
}

#[derive(Default)]
struct Found {
    candidate_references: Vec<CandidateReference>,
}

impl Found {
    fn field(&mut self, text: &str, span: Span) {
        let (key, plain) = (reference::normal(text), reference::plain(text));
        let keeps_letters =
            text.chars().any(char::is_alphabetic) && text.chars().any(|sign| "-/._".contains(sign));
        let named = plain.bytes().all(|sign| sign.is_ascii_digit());
        let (extent, structured, exact_only) = (Extent::Whole, true, false);
        self.put(CandidateReference {
            key,
            plain,
            span,
            structured,
            extent,
            exact_only,
            keeps_letters,
            named,
        });
    }

    /// A bank's own id is a reference only as a whole. A number of few digits may be only a counter of the bank.
    fn bank_id(&mut self, text: &str, from: usize) {
        if reference::is_placeholder(text) {
            return;
        }
        let extent = if reference::is_counter(text) { Extent::Doubtful } else { Extent::Whole };
        self.put(CandidateReference {
            key: reference::normal(text),
            plain: reference::plain(text),
            span: Span { from, to: from + text.len(), joined: false },
            structured: false,
            extent,
            exact_only: true,
            keeps_letters: false,
            named: false,
        });
    }

    fn put(&mut self, candidate_reference: CandidateReference) {
        let too_long = candidate_reference.plain.chars().count() > 2 * LONGEST;
        if candidate_reference.key.is_empty()
            || too_long
            || self.candidate_references.len() >= MOST_CANDIDATE_REFERENCES
        {
            return;
        }
        let known = self
            .candidate_references
            .iter()
            .any(|one| one.key == candidate_reference.key && one.span.overlaps(&candidate_reference.span));
        if !known {
            self.candidate_references.push(candidate_reference);
        }
    }
}
