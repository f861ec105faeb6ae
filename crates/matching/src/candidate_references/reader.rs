//! Reads one text: whole numbers, parts of numbers, and texts that are none.

use domain::payments::reference::{self, LONGEST};

use super::postcodes;
use super::tokens::{Token, tokens};
use super::{CandidateReference, Extent, Found, Span};
use crate::{shapes, words};

/// The most groups of digits that are read as one reference: the Swiss one has six, and some people write each pair
/// apart.
pub(super) const MOST_GROUPS: usize = 9;
/// The most words that are read as one number: `ACC SINV 2026 00018 1`.
const MOST_WORDS: usize = 5;
/// Shorter numbers in free text are house numbers, days and the like.
pub(super) const SHORTEST_IN_TEXT: usize = 4;
/// The shortest with letters as well as digits, as in `A-17`.
const SHORTEST_WITH_LETTERS: usize = 3;
/// The shortest with a label before it.
const SHORTEST_NAMED: usize = 2;
/// The longest word before or between digits that is part of a number, as in `SINV 2026 17`. A label of a reference may
/// have any length.
const LONGEST_PREFIX: usize = 8;
const LONGEST_BETWEEN: usize = 4;
/// A longer text, in bytes with its punctuation, is no reference.
const LONGEST_PART: usize = 4 * LONGEST;
/// Parts are shown only if room is left; this many never fit.
const MOST_PARTS: usize = 500;
/// A house number has no more digits.
const LONGEST_HOUSE: usize = 4;
/// A real amount has no more digits.
const LONGEST_AMOUNT: usize = 7;

/// Reads one text.
pub(super) struct Reader<'a, 'f> {
    pub(super) text: &'a str,
    /// Its offset in all lines.
    pub(super) base: usize,
    pub(super) exact_only: bool,
    /// The digits of the amount, with and without its cents.
    pub(super) amounts: &'a [String; 2],
    /// The words of the payer's name.
    pub(super) names: &'a [String],
    /// If set, only candidates that cross one of these offsets are wanted.
    pub(super) joined: Option<&'a [usize]>,
    pub(super) found: &'f mut Found,
}

impl Reader<'_, '_> {
    /// Adds the whole numbers, and returns the parts.
    pub(super) fn read(&mut self) -> Vec<CandidateReference> {
        let mut tokens = tokens(self.text);
        self.say_what_is_named(&mut tokens);
        self.use_accounts(&mut tokens);
        for (from, to) in postcodes::find(self.text, &mut tokens, self.names) {
            self.put(from, to, Extent::Doubtful, SHORTEST_IN_TEXT);
        }
        let mut parts = Vec::new();
        let rows = self.rows(&tokens);
        for row in rows.iter().filter(|row| row.is_none) {
            tokens[row.first..row.end].iter_mut().for_each(|token| token.used = true);
        }
        for row in rows.iter().filter(|row| !row.is_none && !row.rf) {
            if self.goes_on(&tokens, row.first) {
                continue;
            }
            self.use_telephones(&mut tokens[row.first..row.end]);
        }
        for at in 0..tokens.len() {
            self.token(&tokens, at, &mut parts);
            self.without_number_word(&tokens, at);
        }
        for row in &rows {
            self.row(&tokens, row, &mut parts);
        }
        self.mixed(&tokens);
        parts
    }

    pub(super) fn part(&self, token: &Token) -> &str {
        &self.text[token.from..token.to]
    }

    pub(super) fn is_digits(&self, token: &Token) -> bool {
        self.part(token).bytes().all(|byte| byte.is_ascii_digit() || b"-/._".contains(&byte))
    }

    pub(super) fn has_digits(&self, token: &Token) -> bool {
        self.part(token).bytes().any(|byte| byte.is_ascii_digit())
    }

    pub(super) fn digits(&self, token: &Token) -> usize {
        self.part(token).bytes().filter(u8::is_ascii_digit).count()
    }

    /// An account is no invoice's number, and neither is any group of it.
    fn use_accounts(&self, tokens: &mut [Token]) {
        let mut at = 0;
        while at < tokens.len() {
            let words = tokens[at..]
                .iter()
                .enumerate()
                .map_while(|(place, token)| (place == 0 || token.follows).then(|| self.part(token)));
            match shapes::iban_words(words) {
                Some(count) => {
                    tokens[at..at + count].iter_mut().for_each(|token| token.used = true);
                    at += count;
                }
                None => at += 1,
            }
        }
    }

    fn wanted(&self, from: usize, to: usize) -> bool {
        self.joined.is_none_or(|ends| ends.iter().any(|end| from < *end && *end < to))
    }

    pub(super) fn candidate_reference(
        &self,
        from: usize,
        to: usize,
        extent: Extent,
        least: usize,
    ) -> Option<CandidateReference> {
        let text = self.text.get(from..to)?;
        let signs = text.chars().filter(|sign| sign.is_alphanumeric()).count();
        if !(least..=LONGEST + 1).contains(&signs) || !self.wanted(from, to) {
            return None;
        }
        let span = Span { from: self.base + from, to: self.base + to, joined: self.joined.is_some() };
        let (key, plain) = (reference::normal(text), reference::plain(text));
        let exact_only = self.exact_only;
        let (structured, named, keeps_letters) = (false, false, false);
        Some(CandidateReference { key, plain, span, structured, extent, exact_only, keeps_letters, named })
    }

    pub(super) fn put(&mut self, from: usize, to: usize, extent: Extent, least: usize) {
        if let Some(candidate_reference) = self.candidate_reference(from, to, extent, least) {
            self.found.put(candidate_reference);
        }
    }

    /// Reads the text between two blanks: as it is, without a label in it, and its parts.
    fn token(&mut self, tokens: &[Token], at: usize, parts: &mut Vec<CandidateReference>) {
        let token = &tokens[at];
        if token.used || !self.has_digits(token) {
            return;
        }
        let extent = self.extent(tokens, at);
        let is_named = token.named == words::LabelKind::Reference;
        let has_letters = self.part(token).chars().any(char::is_alphabetic);
        let least = match extent {
            Extent::Whole if is_named => SHORTEST_NAMED,
            Extent::Whole if has_letters => SHORTEST_WITH_LETTERS,
            _ => SHORTEST_IN_TEXT,
        };
        let candidate_reference = self.candidate_reference(token.from, token.to, extent, least);
        if extent == Extent::Part {
            parts.extend(candidate_reference);
        } else if let Some(candidate_reference) = candidate_reference {
            // A letter that is separate from the digits is no slip for a digit.
            let exact_only = candidate_reference.exact_only || (has_letters && token.words.len() > 1);
            let named = is_named && extent == Extent::Whole && !has_letters;
            self.found.put(CandidateReference { exact_only, named, ..candidate_reference });
        }
        let bare = self.bare(token);
        if let Some((from, to, said)) = bare {
            let inner = &self.text[from..to];
            let is_one = inner.chars().all(char::is_alphanumeric);
            let is_other = said == words::LabelKind::Other;
            let extent =
                if is_other || (!is_one && is_none(inner)) { Extent::Doubtful } else { Extent::Whole };
            let least = if is_other { SHORTEST_IN_TEXT } else { SHORTEST_NAMED };
            if let Some(candidate_reference) = self.candidate_reference(from, to, extent, least) {
                let digits = candidate_reference.plain.bytes().all(|byte| byte.is_ascii_digit());
                let named = digits && said == words::LabelKind::Reference && extent == Extent::Whole;
                self.found.put(CandidateReference { named, ..candidate_reference });
            }
        }
        // What looks like a day or an amount, or is named as something else, has no part that is a number.
        let is_other = bare.is_some_and(|(_, _, said)| said == words::LabelKind::Other);
        if extent != Extent::Doubtful && !is_other {
            self.parts(token, parts);
        }
    }

    /// The words and runs of digits of a token that has more than one.
    fn parts(&self, token: &Token, parts: &mut Vec<CandidateReference>) {
        for first in 0..token.words.len() {
            for last in first..token.words.len() {
                let (from, to) = (token.words[first].0, token.words[last].1);
                if to - from > LONGEST_PART || parts.len() > MOST_PARTS {
                    break;
                }
                if to - from < token.to - token.from {
                    parts.extend(self.candidate_reference(from, to, Extent::Part, SHORTEST_IN_TEXT));
                }
            }
        }
        // `2609-0021` in `FA2609-0021`.
        let digit = self.part(token).find(|sign: char| sign.is_ascii_digit());
        if let Some(digit) = digit.filter(|digit| *digit > 0) {
            parts.extend(self.candidate_reference(
                token.from + digit,
                token.to,
                Extent::Part,
                SHORTEST_IN_TEXT,
            ));
        }
        for (from, to) in &token.words {
            let bytes = &self.text.as_bytes()[*from..*to];
            let mut at = 0;
            while at < bytes.len() {
                let run = bytes[at..].iter().take_while(|sign| sign.is_ascii_digit()).count();
                if run > 0 && run < token.to - token.from {
                    let rf = at > 2 && bytes[at - 2..at].eq_ignore_ascii_case(b"RF");
                    let (start, end) = if rf { (at - 2, bytes.len()) } else { (at, at + run) };
                    parts.extend(self.candidate_reference(
                        from + start,
                        from + end,
                        Extent::Part,
                        SHORTEST_IN_TEXT,
                    ));
                }
                at += run.max(1);
            }
        }
    }

    /// The extent of a token, from its shape and its context.
    fn extent(&self, tokens: &[Token], at: usize) -> Extent {
        let (token, text) = (&tokens[at], self.part(&tokens[at]));
        let before =
            at.checked_sub(1).and_then(|at| tokens.get(at)).map(|token| self.part(token)).unwrap_or_default();
        let next = tokens.get(at + 1);
        let behind = next.filter(|next| next.follows).map(|next| self.part(next)).unwrap_or_default();
        let is_one = token.words.len() == 1;
        let glued = self.is_amount_with_currency(text);
        let signs = self.is_digits(token)
            && self.digits(token) <= LONGEST_AMOUNT
            && self.has_signs_of_money(token.from, token.to);
        // Punctuation is stronger than a label: `Invoice 25.11.2026` is a day, `Invoice €1000` a sum.
        if signs || (!is_one && (glued || is_none(text))) {
            return Extent::Doubtful;
        }
        let in_row = self.in_row(tokens, at);
        if token.named == words::LabelKind::Reference || in_row == Extent::Part {
            return in_row;
        }
        let telephone = shapes::is_telephone(text, token.behind_plus);
        let amount = self.amounts.iter().any(|amount| amount == text);
        let house = is_one && text.len() <= LONGEST_HOUSE && words::is_street(before);
        let money = self.is_digits(token)
            && self.digits(token) <= LONGEST_AMOUNT
            && ((words::is_currency(before) && !self.is_currency_of_before(tokens, at - 1))
                || (words::is_currency(behind) && !self.is_currency_of_behind(tokens, at + 1)));
        let in_date = is_one && text.len() <= 4 && (words::is_month(before) || words::is_month(behind));
        let dutch =
            text.len() == 4 && behind.len() == 2 && behind.bytes().all(|byte| byte.is_ascii_uppercase());
        let place = text.len() == 5 && postcodes::is_place(self.text, tokens, at + 1, self.names);
        let postcode = is_one && self.is_digits(token) && (place || dutch);
        if token.named == words::LabelKind::Other
            || is_none(text)
            || telephone
            || money
            || amount
            || house
            || glued
            || in_date
            || postcode
        {
            return Extent::Doubtful;
        }
        in_row
    }

    /// Numbers with letters whose punctuation was dropped or became blanks: `ACC SINV 2026 00018`, `17 RE 2026`.
    fn mixed(&mut self, tokens: &[Token]) {
        for at in 0..tokens.len() {
            let first = &tokens[at];
            let letters = |token: &Token| !self.has_digits(token);
            let may_begin = self.part(first).chars().count() <= LONGEST_PREFIX
                || words::names(self.part(first)) == words::LabelKind::Reference;
            if first.used || (letters(first) && !may_begin) {
                continue;
            }
            let (mut has_letters, mut has_digits) = (false, false);
            let mut ends = Vec::new();
            // Further groups belong to it as long as each has digits.
            let mut most = MOST_GROUPS;
            for (place, token) in tokens[at..].iter().take(MOST_GROUPS).enumerate() {
                let is_word = letters(token);
                let length = self.part(token).chars().count();
                if is_word {
                    most = MOST_WORDS;
                }
                if place >= most
                    || token.used
                    || (place > 0 && (!token.follows || (is_word && length > LONGEST_BETWEEN)))
                {
                    break;
                }
                has_letters |= self.part(token).chars().any(char::is_alphabetic);
                has_digits |= !is_word;
                let may_end = !is_word || length <= 2;
                if place > 0 && has_letters && has_digits && may_end {
                    ends.push(token.to);
                }
            }
            for to in ends.into_iter().rev() {
                let candidate_reference =
                    self.candidate_reference(first.from, to, Extent::Whole, SHORTEST_IN_TEXT);
                if let Some(candidate_reference) = candidate_reference {
                    self.found.put(CandidateReference { exact_only: true, ..candidate_reference });
                }
            }
        }
    }
}

pub(super) fn digits_of(text: &str) -> usize {
    text.bytes().filter(u8::is_ascii_digit).count()
}

/// Whether a text has the shape of a day, a time or an amount.
fn is_none(text: &str) -> bool {
    shapes::is_date(text) || shapes::is_time(text) || shapes::is_amount(text)
}

/// The same for a text with punctuation, which distinguishes it from a group of digits.
pub(super) fn is_none_with_signs(text: &str) -> bool {
    !text.bytes().all(|byte| byte.is_ascii_digit()) && is_none(text)
}
