//! What in a transfer may be a reference: whole fields, what stands between blanks, and what stands in groups.
//!
//! What somebody writes between two blanks is one thing, with the signs inside: `10482-A`, `17/RE/2026`. It is looked
//! for as a whole. A part of it is looked for as well, to have something to show, and books nothing.

use domain::reference::{self, LONGEST};

use crate::transfer::Transfer;
use crate::{shapes, words};

/// How many probes a transfer has at most; text that has more of them is no remittance text.
pub const MOST_PROBES: usize = 64;
/// How many groups of digits are read as one reference: the Swiss one is written in six, and somebody may write
/// each pair apart.
const MOST_GROUPS: usize = 9;
/// How many words are read as one number: `ACC SINV 2026 00018 1`.
const MOST_WORDS: usize = 5;
/// Shorter ones in free text are house numbers, days and the like.
const SHORTEST_IN_TEXT: usize = 4;
/// What is shorter was not mistyped.
const SHORTEST_MISTYPED: usize = 5;
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
/// Of text that is put together over its lines.
const MOST_JOINED: usize = 4_000;

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
    /// How much of what stands there it is.
    pub extent: Extent,
    /// Whether it stands where a reference is seldom: an id is not searched for typing errors.
    pub exact_only: bool,
    /// Whether its letters stand apart from its digits, as in `10482-A`: none of them is a slip for a digit.
    pub keeps_letters: bool,
}

/// How much of what stands there a probe is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Extent {
    /// All of it.
    Whole,
    /// All of it, and it looks like a day, an amount, a telephone number or the like.
    Doubtful,
    /// A part of something longer.
    Part,
}

/// A place in a transfer: its lines one behind the other, fields for references first, then the text, then ids.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Span {
    /// The first byte.
    pub from: usize,
    /// The byte after the last one.
    pub to: usize,
    /// Whether it goes over the end of a line.
    pub joined: bool,
}

impl Span {
    /// Whether the other one lies within this one and is shorter. What is put together over the end of a line covers
    /// nothing: the lines may have nothing to do with each other.
    #[must_use]
    pub const fn covers(&self, other: &Self) -> bool {
        self.joined == other.joined
            && self.from <= other.from
            && other.to <= self.to
            && other.to - other.from < self.to - self.from
    }

    /// Whether both have a byte in common.
    #[must_use]
    pub const fn overlaps(&self, other: &Self) -> bool {
        self.from < other.to && other.from < self.to
    }
}

impl Probe {
    /// Whether somebody may have meant a reference by it and mistyped it: nearly all digits, and enough of them; in a
    /// field for references letters may be part of it.
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

    /// Whether a reference, in normal form, may have been meant by it where digits were mistyped. Letters are the same:
    /// `10482-A` is no typing error for `10482-B`. One letter among digits may have been meant for a digit. Short
    /// numbers are all near to each other.
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
    /// What may be a reference, whole fields first. Each key once for each place.
    #[must_use]
    pub fn probes(&self) -> Vec<Probe> {
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
                    joined: None,
                    found: &mut found,
                };
                let of_line = reader.read(&names);
                if !exact_only {
                    parts.extend(of_line);
                }
                base += line.len();
            }
        }
        self.over_lines(text_base, &names, &amounts, &mut found);
        for part in parts {
            found.put(part);
        }
        found.probes
    }

    /// What goes over the end of a line: banks break text wherever their columns end.
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
        let mut reader = Reader { text: &text, base, exact_only: true, amounts, joined: Some(&ends), found };
        reader.read(names);
    }

    /// The words of the payer's name, which stand beside a number and are no part of it.
    fn name_words(&self) -> Vec<String> {
        let name = self.debtor_name.as_deref().unwrap_or_default().to_uppercase();
        let words = name.split(|sign: char| !sign.is_alphanumeric());
        words.filter(|word| word.chars().count() >= 3).map(str::to_owned).collect()
    }
}

#[derive(Default)]
struct Found {
    probes: Vec<Probe>,
}

impl Found {
    fn field(&mut self, text: &str, span: Span) {
        let (key, plain) = (reference::normal(text), reference::plain(text));
        let keeps_letters =
            text.chars().any(char::is_alphabetic) && text.chars().any(|sign| "-/._".contains(sign));
        let extent = Extent::Whole;
        self.put(Probe { key, plain, span, structured: true, extent, exact_only: false, keeps_letters });
    }

    fn put(&mut self, probe: Probe) {
        let too_long = probe.plain.chars().count() > 2 * LONGEST;
        if probe.key.is_empty() || too_long || self.probes.len() >= MOST_PROBES {
            return;
        }
        let known = self.probes.iter().any(|one| one.key == probe.key && one.span.overlaps(&probe.span));
        if !known {
            self.probes.push(probe);
        }
    }
}

/// What stands between two blanks, or between signs that list: its first and last letters or digits, and the words in it.
#[derive(Debug)]
struct Token {
    from: usize,
    to: usize,
    /// Words of letters and digits, with the signs between them left out.
    words: Vec<(usize, usize)>,
    /// Nothing but blanks stands between it and the one before.
    follows: bool,
    /// A plus sign stands right before it.
    behind_plus: bool,
    /// What the words before it say of it.
    named: words::Names,
    /// It is part of an account, or of a day that is written in words.
    used: bool,
}

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

/// Signs that stand between numbers in a list, or beside them.
const BETWEEN: &str = ",;|&+\"()[]{}<>=*#!?„“”«»…:'";

/// Reads one text.
struct Reader<'a, 'f> {
    text: &'a str,
    /// Where it begins among all lines.
    base: usize,
    exact_only: bool,
    /// The digits of the amount, with and without its cents.
    amounts: &'a [String; 2],
    /// Only what goes over one of these places is wanted.
    joined: Option<&'a [usize]>,
    found: &'f mut Found,
}

impl Reader<'_, '_> {
    /// Adds what is whole, and answers what is only a part.
    fn read(&mut self, names: &[String]) -> Vec<Probe> {
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

fn tokens(text: &str) -> Vec<Token> {
    let mut found: Vec<Token> = Vec::new();
    let mut word: Option<usize> = None;
    // Signs since the last token: whether one of them lists.
    let (mut listed, mut plus, mut open) = (false, false, false);
    let bytes = text.as_bytes();
    for (at, sign) in text.char_indices().chain([(text.len(), ' ')]) {
        if sign.is_alphanumeric() {
            if word.is_none() {
                word = Some(at);
                if !open {
                    found.push(Token {
                        from: at,
                        to: at,
                        words: Vec::new(),
                        follows: !listed && !found.is_empty(),
                        behind_plus: plus,
                        named: if text[..at].trim_end().ends_with('*') {
                            words::Names::Other
                        } else {
                            words::Names::Nothing
                        },
                        used: false,
                    });
                    open = true;
                }
            }
            (listed, plus) = (false, false);
            continue;
        }
        if let (Some(from), Some(token)) = (word.take(), found.last_mut()) {
            token.words.push((from, at));
            token.to = at;
        }
        let digit =
            |place: Option<usize>| place.and_then(|place| bytes.get(place)).is_some_and(u8::is_ascii_digit);
        let within_digits = digit(at.checked_sub(1)) && digit(Some(at + 1));
        // Behind a number and in front of a letter these are part of it; otherwise they list, or stand around it.
        let before = text[..at].chars().next_back().is_some_and(|sign| sign.is_ascii_digit());
        let has_suffix = before && text[at..].chars().nth(1).is_some_and(char::is_alphabetic);
        if sign == '*' {
            // A number that is hidden in part, as those of cards are.
            if let Some(token) = found.last_mut().filter(|token| token.to == at) {
                token.named = words::Names::Other;
            }
        }
        let binds = match sign {
            '#' | '+' | '&' | '|' | '(' | ')' | '=' => has_suffix,
            ',' | '\'' => within_digits && is_in_amount(bytes, at),
            ':' => within_digits,
            _ => !sign.is_whitespace() && !sign.is_control() && !BETWEEN.contains(sign),
        };
        if !binds {
            open = false;
            listed |= !sign.is_whitespace() && !".:-'\"()".contains(sign);
            let apart = text[..at].chars().next_back().is_none_or(|before| !before.is_alphanumeric());
            plus |= sign == '+' && apart;
        }
    }
    found
}

/// Whether two digits alone stand behind a comma, or three.
fn is_in_amount(bytes: &[u8], comma: usize) -> bool {
    let behind = bytes[comma + 1..].iter().take_while(|byte| byte.is_ascii_digit()).count();
    let before = bytes[..comma].iter().rev().take_while(|byte| byte.is_ascii_digit()).count();
    behind == 2 || (behind == 3 && before <= 3)
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
            amount: Money::new(1_000_000, currency),
            references: owned(references),
            text: owned(text),
            further: Vec::new(),
            debtor_name: Some("Ada Byte".into()),
            debtor_account: None,
        }
    }

    /// What is found in lines of text, as far as it is this.
    fn keys(text: &[&str], extent: Extent) -> Vec<String> {
        let probes = transfer(&[], text).probes();
        probes.into_iter().filter(|probe| probe.extent == extent).map(|probe| probe.key).collect()
    }

    fn whole(text: &str) -> Vec<String> {
        keys(&[text], Extent::Whole)
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
            ("RKID:3456345634563456 FOOBAR INC SA Arve: 134408", "134408"),
            ("(104820734)", "104820734"),
            ("Rechnung Nr. 10482 vom 25.11.2026", "10482"),
            ("10482-Byte", "10482"),
            ("Levbet Byte AB (10482)", "10482"),
            ("104820734 070-123 44 55", "104820734"),
            ("070 123 44 55 104820734", "104820734"),
            ("1048 0734 2", "104807342"),
            ("1048 2073 4 450,00 SEK", "104820734"),
            ("104820734 2026-11-25 10:15", "104820734"),
            ("104820734 SEK", "104820734"),
        ] {
            assert!(whole(text).iter().any(|key| key == wanted), "{wanted} in {text}: {:?}", whole(text));
        }
    }

    #[test]
    fn numbers_of_many_programs_are_found_with_and_without_their_signs() {
        for (wanted, texts) in [
            (
                "ACCSINV202600018",
                [
                    "Payment ACC-SINV-2026-00018",
                    "ACC SINV 2026 00018 thanks",
                    "for ACCSINV202600018",
                    "acc-sinv 2026-00018.",
                ],
            ),
            ("FA26090021", ["FA2609-0021", "Facture FA2609 0021", "FA 2609 0021", "facture:FA26090021"]),
            ("RG202611307", ["RG20261130-7", "RG 20261130 7", "RG20261130 7", "Rechnung RG202611307"]),
            ("17RE2026", ["17/RE/2026", "Rechnung 17 RE 2026", "17RE2026", "Zahlung 17-RE-2026!"]),
            ("INVOICE17", ["INVOICE-17", "Invoice 17", "invoice17", "invoice_17 paid"]),
            ("A202617B", ["A2026-17B", "A2026 17B", "A 2026 17 B", "A202617B"]),
            ("10482A", ["invoice 10482-A", "10482 A", "10482A", "10482/A"]),
            ("10482A", ["10482#A", "10482 - A", "(10482-A)", "10482(A)"]),
            ("A17", ["A-17", "inv#A-17", "A/17, thanks", "nr. A17"]),
            ("20260017R", ["2026-0017-R", "2026 0017 R", "20260017R", "Rechnung 2026-0017-R"]),
            ("INV2112323", ["Fattura INV/21/12323", "INV 21 12323", "INV2112323", "inv.21.12323"]),
        ] {
            for text in texts {
                assert!(whole(text).iter().any(|key| key == wanted), "{wanted} in {text}: {:?}", whole(text));
            }
        }
    }

    #[test]
    fn a_number_inside_a_longer_one_is_only_a_part() {
        for (text, inside) in [
            ("invoice 10482-A", "10482"),
            ("2026-0017-R", "20260017"),
            ("Levbet Tele2 (X1814)", "1814"),
            ("A10482B", "10482"),
            ("1048 2073 4", "2073"),
            ("99/10482", "10482"),
            ("ACC-SINV-2026-00018-1", "ACCSINV202600018"),
        ] {
            assert!(!whole(text).contains(&inside.to_owned()), "{inside} in {text}: {:?}", whole(text));
            let parts = keys(&[text], Extent::Part);
            assert!(parts.contains(&inside.to_owned()), "{inside} in {text}: {parts:?}");
        }
    }

    #[test]
    fn digits_that_are_no_number_are_none_or_doubted() {
        for (text, inside) in [
            ("Payment 2026-11-25 thanks", "1125"),
            ("Payment 2026-11-25 thanks", "2026"),
            ("25.11.2026", "2511"),
            ("paid 25/11", "2511"),
            ("2026 11 25", "1125"),
            ("2026-11-25T10:15:30", "1015"),
            ("november 2026", "2026"),
            ("ring 070-123 44 55", "4455"),
            ("104820734 070-123 44 55", "70123"),
            ("104820734 070-123 44 55", "1234455"),
            ("070 123 44 55 104820734", "4455"),
            ("104820734 +46 70 123 44 55", "4455"),
            ("+46 70 123 44 55", "4455"),
            ("tel 1234567", "1234567"),
            ("Storgatan 1125", "1125"),
            ("Hauptstr. 1125", "1125"),
            ("card 5123 45** **** 1234", "1234"),
            ("thanks for 10 000", "10000"),
            ("sum 100.00 EUR", "10000"),
            ("1 250,00 kr", "1250"),
            ("SEK 10000", "10000"),
            ("10000 kr", "10000"),
            ("10000kr", "10000"),
            ("123 45 Stockholm", "12345"),
            ("10115 Berlin", "10115"),
            ("1011 AB Amsterdam", "1011"),
            ("from SE45 5000 0000 0583 9825 7466", "5000"),
            ("DE02120300000000202051", "202051"),
            ("Kundennummer 47110", "47110"),
            ("BG 5050-1055", "50501055"),
            ("konto nr 58398", "58398"),
            ("20261125", "20261125"),
            ("261125", "261125"),
        ] {
            assert!(!whole(text).contains(&inside.to_owned()), "{inside} in {text}: {:?}", whole(text));
            let parts = keys(&[text], Extent::Part);
            assert!(!parts.contains(&inside.to_owned()), "{inside} is a part of {text}: {parts:?}");
        }
        // What names it says what it is.
        assert!(whole("Faktura 20261125").contains(&"20261125".to_owned()));
        assert!(whole("Invoice 10115 Berlin").contains(&"10115".to_owned()));
    }

    #[test]
    fn a_reference_that_goes_over_lines_is_read_joined_as_well_as_apart() {
        for (lines, wanted) in [
            (vec!["Payment for energy, reference RF18539", "007547034 thank you"], "RF18539007547034"),
            (vec!["Betalning av fakturan, ocr  10482073", "40012 tack"], "1048207340012"),
            (vec!["Payment ACC-SINV-2026-", "00018"], "ACCSINV202600018"),
            (vec!["21 00000 00003 13947 ", "14300 09017"], "210000000003139471430009017"),
            (vec!["10482", "07", "34"], "104820734"),
            (vec!["OCR1048", "20734"], "104820734"),
        ] {
            assert!(keys(&lines, Extent::Whole).iter().any(|key| key == wanted), "{wanted} in {lines:?}");
        }
        let apart = keys(&["invoice 10482", "10483 too"], Extent::Whole);
        assert!(apart.contains(&"10482".to_owned()) && apart.contains(&"10483".to_owned()), "{apart:?}");
        let probes = transfer(&[], &["invoice 10482", "10483 too"]).probes();
        assert!(probes.iter().all(|probe| !probe.span.joined || !probe.may_be_mistyped()));
    }

    #[test]
    fn ids_are_read_as_they_stand() {
        let mut transfer = transfer(&[], &[]);
        transfer.further =
            vec!["1048207340012".into(), "INV-2026-17/4".into(), "REF RF18539007547034".into()];
        let probes = transfer.probes();
        let keys: Vec<&str> = probes.iter().map(|probe| probe.key.as_str()).collect();
        for wanted in ["1048207340012", "INV2026174", "RF18539007547034"] {
            assert!(keys.contains(&wanted), "{keys:?}");
        }
        assert!(!keys.contains(&"INV202617") && !probes.iter().any(Probe::may_be_mistyped), "{keys:?}");
    }

    #[test]
    fn several_references_in_a_line_are_each_found() {
        for text in
            ["104820734 och 104820742", "104820734, 104820742", "104820734 104820742", "104820734+104820742"]
        {
            let found = whole(text);
            assert!(
                found.contains(&"104820734".to_owned()) && found.contains(&"104820742".to_owned()),
                "{text}: {found:?}"
            );
        }
    }

    #[test]
    fn words_and_house_numbers_are_none() {
        assert_eq!(whole("Tack för hjälpen, Storgatan 12"), Vec::<String>::new());
    }

    #[test]
    fn a_whole_field_comes_first_and_is_marked() {
        let probes = transfer(&["1048 2073 4"], &["104820734"]).probes();
        assert_eq!((probes[0].key.as_str(), probes[0].structured), ("104820734", true));
    }

    #[test]
    fn what_is_part_of_a_longer_one_is_told() {
        let span = |from, to, joined| Span { from, to, joined };
        let long = span(0, 11, false);
        assert!(long.covers(&span(5, 9, false)));
        assert!(!long.covers(&long) && !long.covers(&span(12, 14, false)));
        assert!(
            !span(0, 11, true).covers(&span(5, 9, false)),
            "lines may have nothing to do with each other"
        );
        assert!(span(0, 11, true).overlaps(&span(5, 9, false)));
    }

    proptest! {
        #[test]
        fn any_text_is_read_within_bounds(text in "\\PC{0,200}", field in "\\PC{0,60}", id in "[ -~]{0,40}") {
            let mut transfer = transfer(&[&field], &[&text, "1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18", &text]);
            transfer.further.push(id);
            prop_assert!(transfer.probes().len() <= MOST_PROBES);
        }

        #[test]
        fn a_number_is_found_between_any_words(
            number in "[1-9][0-9]{8}", before in "[a-z]{7,12}", behind in "[a-z]{3,9}", sign in "[ :#(]",
        ) {
            let found = whole(&format!("{before}{sign}{number} {behind}"));
            prop_assert!(found.contains(&number), "{found:?}");
        }
    }
}
