//! Reads one text: what is a number as a whole, what is a part of one, and what is none.

use domain::reference::{self, LONGEST};

use super::tokens::{Token, tokens};
use super::{Extent, Found, Probe, Span};
use crate::{shapes, words};

/// How many groups of digits are read as one reference: the Swiss one is written in six, and somebody may write
/// each pair apart.
const MOST_GROUPS: usize = 9;
/// How many words are read as one number: `ACC SINV 2026 00018 1`.
const MOST_WORDS: usize = 5;
/// Shorter ones in free text are house numbers, days and the like.
const SHORTEST_IN_TEXT: usize = 4;
/// With letters as well as digits, as in `A-17`.
const SHORTEST_WITH_LETTERS: usize = 3;
/// With a word in front that says what it is.
const SHORTEST_NAMED: usize = 2;
/// The longest word in front of digits that is part of a number, as in `SINV 2026 17`, and between them. One that names
/// a reference may be of any length.
const LONGEST_PREFIX: usize = 8;
const LONGEST_BETWEEN: usize = 4;
/// Groups of digits that stand in a row are each a number only from this length on.
const LONGEST_GROUP: usize = 5;
/// More digits than these has no house.
const LONGEST_HOUSE: usize = 4;
/// More digits than these are no amount of money that anybody pays.
const LONGEST_AMOUNT: usize = 7;

/// Groups of digits that stand one after the other.
struct Row {
    first: usize,
    /// The place behind the last one.
    end: usize,
    /// It begins with `RF`.
    rf: bool,
    /// It is a day, an amount or the like.
    is_none: bool,
}

/// Reads one text.
pub(super) struct Reader<'a, 'f> {
    pub(super) text: &'a str,
    /// Where it begins among all lines.
    pub(super) base: usize,
    pub(super) exact_only: bool,
    /// The digits of the amount, with and without its cents.
    pub(super) amounts: &'a [String; 2],
    /// Only what goes over one of these places is wanted.
    pub(super) joined: Option<&'a [usize]>,
    pub(super) found: &'f mut Found,
}

impl Reader<'_, '_> {
    /// Adds what is whole, and answers what is only a part.
    pub(super) fn read(&mut self, names: &[String]) -> Vec<Probe> {
        let mut tokens = tokens(self.text);
        self.say_what_is_named(&mut tokens);
        self.use_accounts(&mut tokens);
        let mut parts = Vec::new();
        let rows = self.rows(&tokens);
        for row in rows.iter().filter(|row| row.is_none) {
            tokens[row.first..row.end].iter_mut().for_each(|token| token.used = true);
        }
        for row in rows.iter().filter(|row| !row.is_none && !row.rf) {
            self.use_telephones(&mut tokens[row.first..row.end]);
        }
        for at in 0..tokens.len() {
            self.token(&tokens, at, names, &mut parts);
        }
        for row in &rows {
            self.row(&tokens, row, &mut parts);
        }
        self.mixed(&tokens);
        parts
    }

    fn part(&self, token: &Token) -> &str {
        &self.text[token.from..token.to]
    }

    fn is_digits(&self, token: &Token) -> bool {
        self.part(token).bytes().all(|byte| byte.is_ascii_digit() || b"-/._".contains(&byte))
    }

    fn has_digits(&self, token: &Token) -> bool {
        self.part(token).bytes().any(|byte| byte.is_ascii_digit())
    }

    fn digits(&self, token: &Token) -> usize {
        self.part(token).bytes().filter(u8::is_ascii_digit).count()
    }

    /// What a word in front says: of `Kundennr. 4711` that it is none of ours, of `Invoice no 17` that it is.
    fn say_what_is_named(&self, tokens: &mut [Token]) {
        for at in 1..tokens.len() {
            let said = words::names(self.part(&tokens[at - 1]));
            if tokens[at].named == words::Names::Other {
                continue;
            }
            tokens[at].named = match said {
                words::Names::Number => match tokens[at - 1].named {
                    words::Names::Nothing => words::Names::Reference,
                    before => before,
                },
                said => said,
            };
        }
    }

    /// An account is nobody's number, nor is any group of it.
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

    /// A telephone number beside other groups. All of them together are looked for all the same.
    fn use_telephones(&self, row: &mut [Token]) {
        let mut at = 0;
        while at < row.len() {
            let end = (at + 1..=row.len()).rev().find(|end| {
                let (first, last) = (&row[at], &row[end - 1]);
                let text = &self.text[first.from..last.to];
                let begins = first.behind_plus || (text.starts_with('0') && self.part(first).len() < 8);
                begins && (8..=12).contains(&digits_of(text)) && shapes::is_telephone(text, first.behind_plus)
            });
            match end {
                Some(end) => {
                    row[at..end].iter_mut().for_each(|token| token.used = true);
                    at = end;
                }
                None => at += 1,
            }
        }
    }

    fn wanted(&self, from: usize, to: usize) -> bool {
        self.joined.is_none_or(|ends| ends.iter().any(|end| from < *end && *end < to))
    }

    fn probe(&self, from: usize, to: usize, extent: Extent, least: usize) -> Option<Probe> {
        let text = self.text.get(from..to)?;
        let signs = text.chars().filter(|sign| sign.is_alphanumeric()).count();
        if !(least..=LONGEST + 1).contains(&signs) || !self.wanted(from, to) {
            return None;
        }
        let span = Span { from: self.base + from, to: self.base + to, joined: self.joined.is_some() };
        let (key, plain) = (reference::normal(text), reference::plain(text));
        let exact_only = self.exact_only;
        Some(Probe { key, plain, span, structured: false, extent, exact_only, keeps_letters: false })
    }

    fn put(&mut self, from: usize, to: usize, extent: Extent, least: usize) {
        if let Some(probe) = self.probe(from, to, extent, least) {
            self.found.put(probe);
        }
    }

    /// What stands between two blanks, as it stands and without a word in it that names it; its parts.
    fn token(&mut self, tokens: &[Token], at: usize, names: &[String], parts: &mut Vec<Probe>) {
        let token = &tokens[at];
        if token.used || !self.has_digits(token) {
            return;
        }
        let extent = self.extent(tokens, at);
        let is_named = token.named == words::Names::Reference;
        let has_letters = self.part(token).chars().any(char::is_alphabetic);
        let least = match extent {
            Extent::Whole if is_named => SHORTEST_NAMED,
            Extent::Whole if has_letters => SHORTEST_WITH_LETTERS,
            _ => SHORTEST_IN_TEXT,
        };
        let probe = self.probe(token.from, token.to, extent, least);
        if extent == Extent::Part {
            parts.extend(probe);
        } else if let Some(probe) = probe {
            // A letter that stands apart from the digits is no slip for one.
            let exact_only = probe.exact_only || (has_letters && token.words.len() > 1);
            self.found.put(Probe { exact_only, ..probe });
        }
        if let Some((from, to)) = self.bare(token, names) {
            let inner = &self.text[from..to];
            let is_one = inner.chars().all(char::is_alphanumeric);
            let extent = if !is_one && is_none(inner) { Extent::Doubtful } else { Extent::Whole };
            self.put(from, to, extent, SHORTEST_NAMED);
        }
        // What looks like a day or an amount has no part that is a number.
        if extent != Extent::Doubtful {
            self.parts(token, parts);
        }
    }

    /// A token without words that name it, as in `OCR:10482`, `Invoice-10482` and `OCR10482`, and without the payer's
    /// own name.
    fn bare(&self, token: &Token, names: &[String]) -> Option<(usize, usize)> {
        let mut inside = token.words.as_slice();
        let mut from = token.from;
        let word = |(from, to): (usize, usize)| &self.text[from..to];
        let is_name = |one: &str| names.contains(&one.to_uppercase());
        while let [first, rest @ ..] = inside {
            let says = words::names(word(*first));
            let names_it =
                matches!(says, words::Names::Reference | words::Names::Number) || is_name(word(*first));
            if rest.is_empty() || !names_it {
                break;
            }
            inside = rest;
            from = rest[0].0;
        }
        while let [rest @ .., last] = inside
            && !rest.is_empty()
            && is_name(word(*last))
        {
            inside = rest;
        }
        let (first, last) = (inside.first()?, inside.last()?);
        from = from.max(first.0) + words::label_within(word(*first)).unwrap_or_default();
        let changed = from != token.from || last.1 != token.to;
        let has_digits = self.text[from..last.1].bytes().any(|byte| byte.is_ascii_digit());
        (changed && has_digits).then_some((from, last.1))
    }

    /// Words and runs of digits within a token that has more than them.
    fn parts(&self, token: &Token, parts: &mut Vec<Probe>) {
        for first in 0..token.words.len() {
            for last in first..token.words.len() {
                let (from, to) = (token.words[first].0, token.words[last].1);
                if to - from < token.to - token.from {
                    parts.extend(self.probe(from, to, Extent::Part, SHORTEST_IN_TEXT));
                }
            }
        }
        // `2609-0021` in `FA2609-0021`.
        let digit = self.part(token).find(|sign: char| sign.is_ascii_digit());
        if let Some(digit) = digit.filter(|digit| *digit > 0) {
            parts.extend(self.probe(token.from + digit, token.to, Extent::Part, SHORTEST_IN_TEXT));
        }
        for (from, to) in &token.words {
            let bytes = &self.text.as_bytes()[*from..*to];
            let mut at = 0;
            while at < bytes.len() {
                let run = bytes[at..].iter().take_while(|sign| sign.is_ascii_digit()).count();
                if run > 0 && run < token.to - token.from {
                    let rf = at > 2 && bytes[at - 2..at].eq_ignore_ascii_case(b"RF");
                    let (start, end) = if rf { (at - 2, bytes.len()) } else { (at, at + run) };
                    parts.extend(self.probe(from + start, from + end, Extent::Part, SHORTEST_IN_TEXT));
                }
                at += run.max(1);
            }
        }
    }

    /// What a token is by its shape and by what stands around it.
    fn extent(&self, tokens: &[Token], at: usize) -> Extent {
        let (token, text) = (&tokens[at], self.part(&tokens[at]));
        let before =
            at.checked_sub(1).and_then(|at| tokens.get(at)).map(|token| self.part(token)).unwrap_or_default();
        let next = tokens.get(at + 1);
        let behind = next.filter(|next| next.follows).map(|next| self.part(next)).unwrap_or_default();
        let is_one = token.words.len() == 1;
        // Signs inside say more than a word in front: `Invoice 25.11.2026` is of that day.
        if !is_one && is_none(text) {
            return Extent::Doubtful;
        }
        let in_row = self.in_row(tokens, at);
        if token.named == words::Names::Reference || in_row == Extent::Part {
            return in_row;
        }
        let telephone = shapes::is_telephone(text, token.behind_plus);
        let amount = self.amounts.iter().any(|amount| amount == text);
        let house = is_one && text.len() <= LONGEST_HOUSE && words::is_street(before);
        let money = self.is_digits(token)
            && self.digits(token) <= LONGEST_AMOUNT
            && (words::is_currency(before) || words::is_currency(behind));
        let glued = is_one && self.is_amount_with_currency(text);
        let in_date = is_one && text.len() <= 4 && (words::is_month(before) || words::is_month(behind));
        let dutch =
            text.len() == 4 && behind.len() == 2 && behind.bytes().all(|byte| byte.is_ascii_uppercase());
        let place = text.len() == 5 && next.is_some_and(|next| next.follows && self.begins_a_place(next));
        let postcode = is_one && self.is_digits(token) && (place || dutch);
        if token.named == words::Names::Other
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

    /// `100EUR`, `SEK100`.
    fn is_amount_with_currency(&self, text: &str) -> bool {
        let letters = text.trim_matches(|sign: char| sign.is_ascii_digit());
        letters.len() < text.len() && words::is_currency(letters)
    }

    /// A word that begins with a capital, as the place behind a postcode.
    fn begins_a_place(&self, token: &Token) -> bool {
        let text = self.part(token);
        text.chars().next().is_some_and(char::is_uppercase)
            && text.chars().all(char::is_alphabetic)
            && text.len() > 2
    }

    /// A short group among groups is no number by itself.
    fn in_row(&self, tokens: &[Token], at: usize) -> Extent {
        let token = &tokens[at];
        let is_group = |at: usize| {
            tokens
                .get(at)
                .is_some_and(|one| !one.used && self.is_digits(one) && !is_none_with_signs(self.part(one)))
        };
        if !self.is_digits(token) {
            return Extent::Whole;
        }
        let before = token.follows && at > 0 && is_group(at - 1);
        let behind = tokens.get(at + 1).is_some_and(|next| next.follows) && is_group(at + 1);
        if !before && !behind {
            return Extent::Whole;
        }
        let digits = self.digits(token);
        // `Faktura 10482 25 november`: a day behind a number that is named.
        let named = token.named == words::Names::Reference;
        let day_behind = behind && self.digits(&tokens[at + 1]) <= 2;
        let stands_alone =
            digits > LONGEST_GROUP || (named && digits == LONGEST_GROUP && day_behind && !before);
        if stands_alone { Extent::Whole } else { Extent::Part }
    }

    /// Digits that stand in groups.
    fn rows(&self, tokens: &[Token]) -> Vec<Row> {
        let is_group =
            |token: &Token| !token.used && self.is_digits(token) && !is_none_with_signs(self.part(token));
        let (mut found, mut at) = (Vec::new(), 0);
        while at < tokens.len() {
            let rf = begins_rf(self.part(&tokens[at])) && !tokens[at].used;
            if !rf && !is_group(&tokens[at]) {
                at += 1;
                continue;
            }
            let mut end = at + 1;
            while end < tokens.len()
                && end - at < MOST_GROUPS
                && tokens[end].follows
                && is_group(&tokens[end])
            {
                end += 1;
            }
            if end - at > 1 {
                let is_none = !rf && self.is_none_of_ours(tokens, at, end);
                found.push(Row { first: at, end, rf, is_none });
            }
            at = end;
        }
        found
    }

    /// Whether a row of groups is a day, a telephone number, an amount, a postcode, or named as something else.
    fn is_none_of_ours(&self, tokens: &[Token], first: usize, end: usize) -> bool {
        let text = &self.text[tokens[first].from..tokens[end - 1].to];
        let groups: Vec<&str> = tokens[first..end].iter().map(|token| self.part(token)).collect();
        if groups.len() == 3 && shapes::is_date(&groups.join("-")) {
            return true;
        }
        if tokens[first].named == words::Names::Reference {
            return false;
        }
        let next = tokens.get(end).filter(|next| next.follows);
        // Thousands in front of a currency, or of the rest of an amount.
        let thousands = groups[0].len() <= 3 && groups[1..].iter().all(|group| group.len() == 3);
        let money = thousands
            && next.is_some_and(|next| {
                words::is_currency(self.part(next)) || shapes::is_amount(self.part(next))
            });
        let place = digits_of(text) == 5 && next.is_some_and(|next| self.begins_a_place(next));
        let other = tokens[first].named == words::Names::Other;
        let amount = self.amounts.contains(&groups.concat());
        other || money || amount || place || shapes::is_telephone(text, tokens[first].behind_plus)
    }

    /// A whole row, and rows within it.
    fn row(&mut self, tokens: &[Token], row: &Row, parts: &mut Vec<Probe>) {
        let (from, to) = (tokens[row.first].from, tokens[row.end - 1].to);
        self.put(from, to, if row.is_none { Extent::Doubtful } else { Extent::Whole }, SHORTEST_IN_TEXT);
        if row.is_none {
            return;
        }
        for first in row.first..row.end - 1 {
            for last in (first + 1..row.end).rev() {
                if tokens[first..=last].iter().any(|token| token.used) {
                    continue;
                }
                let (from, to) = (tokens[first].from, tokens[last].to);
                if digits_of(&self.text[from..to]) >= 8 || (row.rf && first == row.first) {
                    self.put(from, to, Extent::Whole, SHORTEST_IN_TEXT);
                } else {
                    parts.extend(self.probe(from, to, Extent::Part, SHORTEST_IN_TEXT));
                }
            }
        }
    }

    /// Numbers with letters whose signs were left out or became blanks: `ACC SINV 2026 00018`, `17 RE 2026`.
    fn mixed(&mut self, tokens: &[Token]) {
        for at in 0..tokens.len() {
            let first = &tokens[at];
            let letters = |token: &Token| !self.has_digits(token);
            let may_begin = self.part(first).chars().count() <= LONGEST_PREFIX
                || words::names(self.part(first)) == words::Names::Reference;
            if first.used || (letters(first) && !may_begin) {
                continue;
            }
            let (mut has_letters, mut has_digits) = (false, false);
            let mut ends = Vec::new();
            for (place, token) in tokens[at..].iter().take(MOST_WORDS).enumerate() {
                let is_word = letters(token);
                let length = self.part(token).chars().count();
                if token.used || (place > 0 && (!token.follows || (is_word && length > LONGEST_BETWEEN))) {
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
                let probe = self.probe(first.from, to, Extent::Whole, SHORTEST_IN_TEXT);
                if let Some(probe) = probe {
                    self.found.put(Probe { exact_only: true, ..probe });
                }
            }
        }
    }
}

fn digits_of(text: &str) -> usize {
    text.bytes().filter(u8::is_ascii_digit).count()
}

/// Whether a text has the shape of a day, a time or an amount.
fn is_none(text: &str) -> bool {
    shapes::is_date(text) || shapes::is_time(text) || shapes::is_amount(text)
}

/// The same of one that has signs inside, which tell it from a group of digits.
fn is_none_with_signs(text: &str) -> bool {
    !text.bytes().all(|byte| byte.is_ascii_digit()) && is_none(text)
}

fn begins_rf(text: &str) -> bool {
    let bytes = text.as_bytes();
    bytes.len() >= 4 && bytes[..2].eq_ignore_ascii_case(b"RF") && bytes[2..4].iter().all(u8::is_ascii_digit)
}
