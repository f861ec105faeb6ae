//! Splits a text at blanks.

use crate::words;

/// The text between two blanks or list separators: its first and last letter or digit, and its words.
#[derive(Debug)]
pub(super) struct Token {
    pub(super) from: usize,
    pub(super) to: usize,
    /// Words of letters and digits, with the signs between them left out.
    pub(super) words: Vec<(usize, usize)>,
    /// Only blanks separate it from the previous token.
    pub(super) follows: bool,
    /// A plus sign stands right before it.
    pub(super) behind_plus: bool,
    /// What the words before it say of it.
    pub(super) named: words::LabelKind,
    /// It is part of an account, or of a day that is written in words.
    pub(super) used: bool,
}

/// Characters that separate numbers in a list, or surround them.
const BETWEEN: &str = ",;|&+\"()[]{}<>=*#!?„“”«»…:'€$£¥₺₽₹₴¤";

/// The tokens of a text, in order.
pub(super) fn tokens(text: &str) -> Vec<Token> {
    let mut found: Vec<Token> = Vec::new();
    let mut word: Option<usize> = None;
    // Whether a list separator occurred since the last token.
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
                            words::LabelKind::Other
                        } else {
                            words::LabelKind::Nothing
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
        // Between a number and a letter these are part of it; otherwise they are separators or surround it.
        let before = text[..at].chars().next_back().is_some_and(|sign| sign.is_ascii_digit());
        let has_suffix = before && text[at..].chars().nth(1).is_some_and(char::is_alphabetic);
        if sign == '*' {
            // A number that is hidden in part, such as a payment card's.
            if let Some(token) = found.last_mut().filter(|token| token.to == at) {
                token.named = words::LabelKind::Other;
            }
        }
        let binds = match sign {
            '#' | '+' | '&' | '|' | '(' | ')' | '=' => has_suffix,
            ',' | '\'' | '’' => within_digits && is_in_amount(bytes, at),
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

/// Whether exactly two digits follow a comma, or three.
fn is_in_amount(bytes: &[u8], comma: usize) -> bool {
    let behind = bytes[comma + 1..].iter().take_while(|byte| byte.is_ascii_digit()).count();
    let before = bytes[..comma].iter().rev().take_while(|byte| byte.is_ascii_digit()).count();
    behind == 2 || (behind == 3 && before <= 3)
}
