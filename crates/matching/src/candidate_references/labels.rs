//! Labels: words and currencies next to a number that say what it is.

use domain::payments::reference;

use super::reader::{Reader, SHORTEST_IN_TEXT};
use super::tokens::Token;
use super::{CandidateReference, Extent};
use crate::{shapes, words};

/// The most words of a label, with punctuation between them: `Rech.-Nr.`.
const MOST_LABEL_WORDS: usize = 3;

impl Reader<'_, '_> {
    /// Applies the label before a number: `Kd.-Nr. 4711` is not an invoice's, `Invoice no 17` is.
    pub(super) fn say_what_is_named(&self, tokens: &mut [Token]) {
        for at in 1..tokens.len() {
            let said = self.label(&tokens[at - 1]);
            if tokens[at].named == words::LabelKind::Other || self.is_currency_of_before(tokens, at - 1) {
                continue;
            }
            tokens[at].named = match said {
                words::LabelKind::Number => match tokens[at - 1].named {
                    words::LabelKind::Nothing => words::LabelKind::Reference,
                    words::LabelKind::Thing => words::LabelKind::Other,
                    before => before,
                },
                said => said,
            };
        }
    }

    /// What a token says of the number behind it: a word, or several with signs between.
    pub(super) fn label(&self, token: &Token) -> words::LabelKind {
        match token.words.as_slice() {
            _ if self.has_digits(token) => words::LabelKind::Nothing,
            [(from, to)] => words::names(&self.text[*from..*to]),
            several => {
                let words: Vec<&str> = several.iter().map(|(from, to)| &self.text[*from..*to]).collect();
                words::names_together(&words)
            }
        }
    }

    /// A token without words that name it, as in `OCR:10482`, `Invoice-10482`, `Rech.-Nr.10482` and `OCR10482`, and
    /// without the payer's own name; with what those words say.
    pub(super) fn bare(&self, token: &Token) -> Option<(usize, usize, words::LabelKind)> {
        let mut inside = token.words.as_slice();
        let mut from = token.from;
        let mut said = words::LabelKind::Nothing;
        let word = |(from, to): (usize, usize)| &self.text[from..to];
        let is_name = |one: &str| self.names.contains(&one.to_uppercase());
        while let [first, rest @ ..] = inside
            && !rest.is_empty()
        {
            let (count, names) = self.label_in_front(inside).unwrap_or((1, words::LabelKind::Nothing));
            if names == words::LabelKind::Nothing && !is_name(word(*first)) {
                break;
            }
            said = match names {
                words::LabelKind::Nothing => said,
                words::LabelKind::Number if said != words::LabelKind::Nothing => said,
                words::LabelKind::Number => words::LabelKind::Reference,
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
            said = if names == words::LabelKind::Number { words::LabelKind::Reference } else { names };
        }
        let changed = from != token.from || last.1 != token.to;
        let has_digits = self.text[from..last.1].bytes().any(|byte| byte.is_ascii_digit());
        (changed && has_digits).then_some((from, last.1, said))
    }

    /// How many of the first words are one that names what is behind them, and what it says: `Rech`, `Nr`.
    pub(super) fn label_in_front(&self, words: &[(usize, usize)]) -> Option<(usize, words::LabelKind)> {
        let is_word = |(from, to): &(usize, usize)| self.text[*from..*to].chars().all(char::is_alphabetic);
        let letters = words.iter().take_while(|word| is_word(word)).count().min(words.len() - 1);
        (1..=letters.min(MOST_LABEL_WORDS)).rev().find_map(|count| {
            let together: String = words[..count].iter().map(|(from, to)| &self.text[*from..*to]).collect();
            words::names_within(&together).map(|said| (count, said))
        })
    }

    /// Handles `Invoice no 17` for the invoice number `INVOICE-17`.
    pub(super) fn without_number_word(&mut self, tokens: &[Token], at: usize) {
        let (label, Some(word), Some(number)) = (&tokens[at], tokens.get(at + 1), tokens.get(at + 2)) else {
            return;
        };
        let is_so = self.label(label) == words::LabelKind::Reference
            && self.label(word) == words::LabelKind::Number
            && number.named == words::LabelKind::Reference
            && !number.used
            && self.is_digits(number);
        let candidate_reference = self
            .candidate_reference(label.from, number.to, Extent::Whole, SHORTEST_IN_TEXT)
            .filter(|_| is_so);
        if let Some(candidate_reference) = candidate_reference {
            let key = reference::normal(&format!("{}{}", self.part(label), self.part(number)));
            self.found.put(CandidateReference {
                plain: key.clone(),
                key,
                exact_only: true,
                ..candidate_reference
            });
        }
    }

    /// Whether a number is surely an amount: it has cents, or is this transfer's amount.
    pub(super) fn is_sure_amount(&self, token: Option<&Token>) -> bool {
        token
            .map(|token| self.part(token))
            .is_some_and(|text| shapes::is_amount(text) || self.amounts.iter().any(|amount| amount == text))
    }

    /// Whether a currency belongs to the amount before it and not to the number after it: `450,00 SEK 10482`.
    pub(super) fn is_currency_of_before(&self, tokens: &[Token], at: usize) -> bool {
        words::is_currency(self.part(&tokens[at]))
            && self.is_sure_amount(at.checked_sub(1).and_then(|before| tokens.get(before)))
            && !self.is_sure_amount(tokens.get(at + 1))
    }

    /// The same in reverse: `10482 SEK 450,00`.
    pub(super) fn is_currency_of_behind(&self, tokens: &[Token], at: usize) -> bool {
        self.is_sure_amount(tokens.get(at + 1))
            && !self.is_sure_amount(at.checked_sub(1).and_then(|before| tokens.get(before)))
    }

    /// Whether a currency sign is next to it, or a mark for omitted cents.
    pub(super) fn has_signs_of_money(&self, from: usize, to: usize) -> bool {
        let (before, behind) = (&self.text[..from], &self.text[to..]);
        shapes::has_currency_sign(before, behind) || shapes::has_no_cents_behind(behind)
    }

    /// `100EUR`, `SEK100`, `kr.100`, `CHF1'000.00`.
    pub(super) fn is_amount_with_currency(&self, text: &str) -> bool {
        let Some((before, inner, behind)) = shapes::around_digits(text) else { return false };
        let currency = match (before.trim_end_matches('.'), behind) {
            (letters, "") | ("", letters) => words::is_currency(letters),
            _ => false,
        };
        currency && (inner.bytes().all(|byte| byte.is_ascii_digit()) || shapes::is_amount(inner))
    }
}
