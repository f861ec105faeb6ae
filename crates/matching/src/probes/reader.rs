//! Reads one text: what is a number as a whole, what is a part of one, and what is none.

use domain::reference::{self, LONGEST};

use super::postcodes;
use super::tokens::{Token, tokens};
use super::{Extent, Found, Probe, Span};
use crate::{shapes, words};

/// How many groups of digits are read as one reference: the Swiss one is written in six, and somebody may write
/// each pair apart.
const MOST_GROUPS: usize = 9;
/// How many words are read as one number: `ACC SINV 2026 00018 1`.
const MOST_WORDS: usize = 5;
/// How many words with signs between name what is behind them: `Rech.-Nr.`.
const MOST_LABEL_WORDS: usize = 3;
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
    /// The words of the payer's name.
    pub(super) names: &'a [String],
    /// Only what goes over one of these places is wanted.
    pub(super) joined: Option<&'a [usize]>,
    pub(super) found: &'f mut Found,
}

impl Reader<'_, '_> {
    /// Adds what is whole, and answers what is only a part.
    pub(super) fn read(&mut self) -> Vec<Probe> {
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

    /// What a word in front says: of `Kd.-Nr. 4711` that it is none of ours, of `Invoice no 17` that it is.
    fn say_what_is_named(&self, tokens: &mut [Token]) {
        for at in 1..tokens.len() {
            let said = self.label(&tokens[at - 1]);
            if tokens[at].named == words::Names::Other || self.is_currency_of_before(tokens, at - 1) {
                continue;
            }
            tokens[at].named = match said {
                words::Names::Number => match tokens[at - 1].named {
                    words::Names::Nothing => words::Names::Reference,
                    words::Names::Thing => words::Names::Other,
                    before => before,
                },
                said => said,
            };
        }
    }

    /// What a token says of the number behind it: a word, or several with signs between.
    fn label(&self, token: &Token) -> words::Names {
        match token.words.as_slice() {
            _ if self.has_digits(token) => words::Names::Nothing,
            [(from, to)] => words::names(&self.text[*from..*to]),
            several => {
                let words: Vec<&str> = several.iter().map(|(from, to)| &self.text[*from..*to]).collect();
                words::names_together(&words)
            }
        }
    }

    /// Whether a number says by itself that it is an amount: by its cents, or because it is this transfer's.
    fn is_sure_amount(&self, token: Option<&Token>) -> bool {
        token
            .map(|token| self.part(token))
            .is_some_and(|text| shapes::is_amount(text) || self.amounts.iter().any(|amount| amount == text))
    }

    /// Whether a currency belongs to the amount before it and says nothing of what is behind: `450,00 SEK 10482`.
    fn is_currency_of_before(&self, tokens: &[Token], at: usize) -> bool {
        words::is_currency(self.part(&tokens[at]))
            && self.is_sure_amount(at.checked_sub(1).and_then(|before| tokens.get(before)))
            && !self.is_sure_amount(tokens.get(at + 1))
    }

    /// The same the other way round: `10482 SEK 450,00`.
    fn is_currency_of_behind(&self, tokens: &[Token], at: usize) -> bool {
        self.is_sure_amount(tokens.get(at + 1))
            && !self.is_sure_amount(at.checked_sub(1).and_then(|before| tokens.get(before)))
    }

    /// Whether the sign of a currency stands at it, or what stands for cents that are left out.
    fn has_signs_of_money(&self, from: usize, to: usize) -> bool {
        let (before, behind) = (&self.text[..from], &self.text[to..]);
        shapes::has_currency_sign(before, behind) || shapes::has_no_cents_behind(behind)
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

    /// Whether a row of groups goes on with what begins before it, as the last three of `21 KA77R U0000 00000 02026 00014` do.
    fn goes_on(&self, tokens: &[Token], first: usize) -> bool {
        let before = first.checked_sub(1).and_then(|at| tokens.get(at)).filter(|_| tokens[first].follows);
        before.is_some_and(|before| {
            before.to - before.from == tokens[first].to - tokens[first].from
                && self.has_digits(before)
                && !self.is_digits(before)
        })
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
        let (structured, named, keeps_letters) = (false, false, false);
        Some(Probe { key, plain, span, structured, extent, exact_only, keeps_letters, named })
    }

    fn put(&mut self, from: usize, to: usize, extent: Extent, least: usize) {
        if let Some(probe) = self.probe(from, to, extent, least) {
            self.found.put(probe);
        }
    }

    /// What stands between two blanks, as it stands and without a word in it that names it; its parts.
    fn token(&mut self, tokens: &[Token], at: usize, parts: &mut Vec<Probe>) {
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
            let named = is_named && extent == Extent::Whole && !has_letters;
            self.found.put(Probe { exact_only, named, ..probe });
        }
        let bare = self.bare(token);
        if let Some((from, to, said)) = bare {
            let inner = &self.text[from..to];
            let is_one = inner.chars().all(char::is_alphanumeric);
            let is_other = said == words::Names::Other;
            let extent =
                if is_other || (!is_one && is_none(inner)) { Extent::Doubtful } else { Extent::Whole };
            let least = if is_other { SHORTEST_IN_TEXT } else { SHORTEST_NAMED };
            if let Some(probe) = self.probe(from, to, extent, least) {
                let digits = probe.plain.bytes().all(|byte| byte.is_ascii_digit());
                let named = digits && said == words::Names::Reference && extent == Extent::Whole;
                self.found.put(Probe { named, ..probe });
            }
        }
        // What looks like a day or an amount, or is named as something else, has no part that is a number.
        let is_other = bare.is_some_and(|(_, _, said)| said == words::Names::Other);
        if extent != Extent::Doubtful && !is_other {
            self.parts(token, parts);
        }
    }

    /// A token without words that name it, as in `OCR:10482`, `Invoice-10482`, `Rech.-Nr.10482` and `OCR10482`, and
    /// without the payer's own name; with what those words say.
    fn bare(&self, token: &Token) -> Option<(usize, usize, words::Names)> {
        let mut inside = token.words.as_slice();
        let mut from = token.from;
        let mut said = words::Names::Nothing;
        let word = |(from, to): (usize, usize)| &self.text[from..to];
        let is_name = |one: &str| self.names.contains(&one.to_uppercase());
        while let [first, rest @ ..] = inside
            && !rest.is_empty()
        {
            let (count, names) = self.label_in_front(inside).unwrap_or((1, words::Names::Nothing));
            if names == words::Names::Nothing && !is_name(word(*first)) {
                break;
            }
            said = match names {
                words::Names::Nothing => said,
                words::Names::Number if said != words::Names::Nothing => said,
                words::Names::Number => words::Names::Reference,
                names => names,
            };
            inside = &inside[count..];
            from = inside[0].0;
        }
        while let [rest @ .., last] = inside
            && !rest.is_empty()
            && is_name(word(*last))
        {
            inside = rest;
        }
        let (first, last) = (inside.first()?, inside.last()?);
        from = from.max(first.0);
        if let Some((behind, names)) = words::label_within(word(*first)) {
            from += behind;
            said = if names == words::Names::Number { words::Names::Reference } else { names };
        }
        let changed = from != token.from || last.1 != token.to;
        let has_digits = self.text[from..last.1].bytes().any(|byte| byte.is_ascii_digit());
        (changed && has_digits).then_some((from, last.1, said))
    }

    /// How many of the first words are one that names what is behind them, and what it says: `Rech`, `Nr`.
    fn label_in_front(&self, words: &[(usize, usize)]) -> Option<(usize, words::Names)> {
        let is_word = |(from, to): &(usize, usize)| self.text[*from..*to].chars().all(char::is_alphabetic);
        let letters = words.iter().take_while(|word| is_word(word)).count().min(words.len() - 1);
        (1..=letters.min(MOST_LABEL_WORDS)).rev().find_map(|count| {
            let together: String = words[..count].iter().map(|(from, to)| &self.text[*from..*to]).collect();
            match words::names(&together) {
                words::Names::Nothing | words::Names::Thing => None,
                said => Some((count, said)),
            }
        })
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
        let glued = self.is_amount_with_currency(text);
        let signs = self.is_digits(token)
            && self.digits(token) <= LONGEST_AMOUNT
            && self.has_signs_of_money(token.from, token.to);
        // Signs say more than a word in front: `Invoice 25.11.2026` is of that day, `Invoice €1000` of that sum.
        if signs || (!is_one && (glued || is_none(text))) {
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
            && ((words::is_currency(before) && !self.is_currency_of_before(tokens, at - 1))
                || (words::is_currency(behind) && !self.is_currency_of_behind(tokens, at + 1)));
        let in_date = is_one && text.len() <= 4 && (words::is_month(before) || words::is_month(behind));
        let dutch =
            text.len() == 4 && behind.len() == 2 && behind.bytes().all(|byte| byte.is_ascii_uppercase());
        let place = text.len() == 5 && postcodes::is_place(self.text, tokens, at + 1, self.names);
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

    /// `100EUR`, `SEK100`, `kr.100`, `CHF1'000.00`.
    fn is_amount_with_currency(&self, text: &str) -> bool {
        let Some((before, inner, behind)) = shapes::around_digits(text) else { return false };
        let currency = match (before.trim_end_matches('.'), behind) {
            (letters, "") | ("", letters) => words::is_currency(letters),
            _ => false,
        };
        currency && (inner.bytes().all(|byte| byte.is_ascii_digit()) || shapes::is_amount(inner))
    }

    /// Whether it is a group of digits. An amount beside one is none, but for the thousands of `12 500 €`.
    fn is_group(&self, tokens: &[Token], at: usize) -> bool {
        let Some(token) = tokens.get(at) else { return false };
        if token.used || !self.is_digits(token) || is_none_with_signs(self.part(token)) {
            return false;
        }
        let before = at.checked_sub(1).and_then(|at| tokens.get(at)).filter(|_| token.follows);
        let behind = tokens.get(at + 1).filter(|next| next.follows);
        let leads = |first: &Token, second: &Token| self.digits(first) <= 3 && self.digits(second) == 3;
        !self.has_signs_of_money(token.from, token.to)
            || before.is_some_and(|before| leads(before, token))
            || behind.is_some_and(|behind| leads(token, behind))
    }

    /// A short group among groups is no number by itself.
    fn in_row(&self, tokens: &[Token], at: usize) -> Extent {
        let token = &tokens[at];
        if !self.is_digits(token) {
            return Extent::Whole;
        }
        let before = token.follows && at > 0 && self.is_group(tokens, at - 1);
        let behind = tokens.get(at + 1).is_some_and(|next| next.follows) && self.is_group(tokens, at + 1);
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
        let (mut found, mut at) = (Vec::new(), 0);
        while at < tokens.len() {
            let rf = begins_rf(self.part(&tokens[at])) && !tokens[at].used;
            if !rf && !self.is_group(tokens, at) {
                at += 1;
                continue;
            }
            let mut end = at + 1;
            while end < tokens.len()
                && end - at < MOST_GROUPS
                && tokens[end].follows
                && self.is_group(tokens, end)
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
        let thousands = groups[0].len() <= 3 && groups[1..].iter().all(|group| group.len() == 3);
        if thousands && self.has_signs_of_money(tokens[first].from, tokens[end - 1].to) {
            return true;
        }
        if tokens[first].named == words::Names::Reference {
            return false;
        }
        let next = tokens.get(end).filter(|next| next.follows);
        // Thousands in front of a currency, or of the rest of an amount.
        let money = thousands
            && next.is_some_and(|next| {
                words::is_currency(self.part(next)) || shapes::is_amount(self.part(next))
            });
        let place = digits_of(text) == 5 && postcodes::is_place(self.text, tokens, end, self.names);
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

    /// `Invoice no 17` where the invoice's number is `INVOICE-17`.
    fn without_number_word(&mut self, tokens: &[Token], at: usize) {
        let (label, Some(word), Some(number)) = (&tokens[at], tokens.get(at + 1), tokens.get(at + 2)) else {
            return;
        };
        let is_so = self.label(label) == words::Names::Reference
            && self.label(word) == words::Names::Number
            && number.named == words::Names::Reference
            && !number.used
            && self.is_digits(number);
        let probe = self.probe(label.from, number.to, Extent::Whole, SHORTEST_IN_TEXT).filter(|_| is_so);
        if let Some(probe) = probe {
            let key = reference::normal(&format!("{}{}", self.part(label), self.part(number)));
            self.found.put(Probe { plain: key.clone(), key, exact_only: true, ..probe });
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
            // Further groups are part of it as long as each of them has digits.
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
