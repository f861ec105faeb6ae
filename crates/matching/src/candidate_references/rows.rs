//! Digits in groups: a printed reference, a telephone number, thousands.

use super::reader::{MOST_GROUPS, Reader, SHORTEST_IN_TEXT, digits_of, is_none_with_signs};
use super::tokens::Token;
use super::{CandidateReference, Extent, postcodes};
use crate::{shapes, words};

/// A group in a row counts as a number of its own only from this length on.
const LONGEST_GROUP: usize = 5;

/// Consecutive groups of digits.
pub(super) struct Row {
    pub(super) first: usize,
    /// The index after the last one.
    pub(super) end: usize,
    /// It begins with `RF`.
    pub(super) rf: bool,
    /// It is a day, an amount or the like.
    pub(super) is_none: bool,
}

impl Reader<'_, '_> {
    /// Marks a telephone number next to other groups. All groups together are still looked up.
    pub(super) fn use_telephones(&self, row: &mut [Token]) {
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

    /// Whether a row of groups continues what begins before it, as the last three of `21 KA77R U0000 00000 02026 00014`
    /// do.
    pub(super) fn goes_on(&self, tokens: &[Token], first: usize) -> bool {
        let before = first.checked_sub(1).and_then(|at| tokens.get(at)).filter(|_| tokens[first].follows);
        before.is_some_and(|before| {
            before.to - before.from == tokens[first].to - tokens[first].from
                && self.has_digits(before)
                && !self.is_digits(before)
        })
    }

    /// Whether it is a group of digits. An amount next to one is none, except the thousands of `12 500 €`.
    pub(super) fn is_group(&self, tokens: &[Token], at: usize) -> bool {
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

    /// A short group among groups is no number of its own.
    pub(super) fn in_row(&self, tokens: &[Token], at: usize) -> Extent {
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
        let named = token.named == words::LabelKind::Reference;
        let day_behind = behind && self.digits(&tokens[at + 1]) <= 2;
        let stands_alone =
            digits > LONGEST_GROUP || (named && digits == LONGEST_GROUP && day_behind && !before);
        if stands_alone { Extent::Whole } else { Extent::Part }
    }

    /// Digits that stand in groups.
    pub(super) fn rows(&self, tokens: &[Token]) -> Vec<Row> {
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

    /// Whether a row of groups is a day, a telephone number, an amount, a postcode, or has another label.
    pub(super) fn is_none_of_ours(&self, tokens: &[Token], first: usize, end: usize) -> bool {
        let text = &self.text[tokens[first].from..tokens[end - 1].to];
        let groups: Vec<&str> = tokens[first..end].iter().map(|token| self.part(token)).collect();
        if groups.len() == 3 && shapes::is_date(&groups.join("-")) {
            return true;
        }
        let thousands = groups[0].len() <= 3 && groups[1..].iter().all(|group| group.len() == 3);
        if thousands && self.has_signs_of_money(tokens[first].from, tokens[end - 1].to) {
            return true;
        }
        if tokens[first].named == words::LabelKind::Reference {
            return false;
        }
        let next = tokens.get(end).filter(|next| next.follows);
        // Thousands before a currency, or before the rest of an amount.
        let money = thousands
            && next.is_some_and(|next| {
                words::is_currency(self.part(next)) || shapes::is_amount(self.part(next))
            });
        let place = digits_of(text) == 5 && postcodes::is_place(self.text, tokens, end, self.names);
        let other = tokens[first].named == words::LabelKind::Other;
        let amount = self.amounts.contains(&groups.concat());
        other || money || amount || place || shapes::is_telephone(text, tokens[first].behind_plus)
    }

    /// A whole row, and rows within it.
    pub(super) fn row(&mut self, tokens: &[Token], row: &Row, parts: &mut Vec<CandidateReference>) {
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
                    parts.extend(self.candidate_reference(from, to, Extent::Part, SHORTEST_IN_TEXT));
                }
            }
        }
    }
}

fn begins_rf(text: &str) -> bool {
    let bytes = text.as_bytes();
    bytes.len() >= 4 && bytes[..2].eq_ignore_ascii_case(b"RF") && bytes[2..4].iter().all(u8::is_ascii_digit)
}
