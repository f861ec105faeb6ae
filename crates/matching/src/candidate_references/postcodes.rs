//! Postcodes, as far as the context shows them: a country's letters before, a place after.
//!
//! A number before a place may still be an invoice's number. It is treated as doubtful, not ignored.

use super::tokens::Token;
use crate::words;

/// The most words of a place's name.
const MOST_PLACE_WORDS: usize = 3;
/// The most words between a street and its postcode.
const STREET_BEFORE: usize = 6;

/// Whether a place's name follows a number here. If everything is in capitals, a capital first letter proves nothing;
/// then it has to be the last word of its part.
pub(super) fn is_place(text: &str, tokens: &[Token], at: usize, names: &[String]) -> bool {
    let word = |at: usize| {
        let token = tokens.get(at).filter(|token| token.follows)?;
        text.get(token.from..token.to)
    };
    let Some(first) = word(at).filter(|first| may_be_place(first, names)) else { return false };
    let shouts = first.chars().all(char::is_uppercase);
    let is_long = match first.chars().count() {
        0 | 1 => false,
        // `St. Gallen`, `La Rochelle`.
        2 => !shouts && word(at + 1).is_some_and(|next| may_be_place(next, names)),
        _ => true,
    };
    is_long && (!shouts || ends_part(text, tokens, at, names))
}

fn may_be_place(word: &str, names: &[String]) -> bool {
    let parts = word.split('-').filter(|part| !part.is_empty());
    let all = parts.clone().all(|part| words::may_be_place(part) && !names.contains(&part.to_uppercase()));
    all && parts.count() > 0
}

/// Whether only a place's name follows up to the end of the line or a list separator.
fn ends_part(text: &str, tokens: &[Token], at: usize, names: &[String]) -> bool {
    let of_part = tokens.iter().skip(at + 1).take_while(|token| token.follows).take(MOST_PLACE_WORDS);
    let rest: Vec<&str> = of_part.filter_map(|token| text.get(token.from..token.to)).collect();
    rest.len() < MOST_PLACE_WORDS && rest.iter().all(|word| may_be_place(word, names))
}

/// Marks the tokens of postcodes that a country, a street or Dutch letters reveal, and returns the position of each
/// number.
pub(super) fn find(text: &str, tokens: &mut [Token], names: &[String]) -> Vec<(usize, usize)> {
    let mut found = Vec::new();
    for at in 0..tokens.len() {
        let told = with_country(text, tokens, at, names).or_else(|| behind_street(text, tokens, at, names));
        let Some((first, last)) = told else { continue };
        let (Some(from), Some(to)) = (tokens.get(first), tokens.get(last)) else { continue };
        found.push((from.from, to.to));
        tokens.iter_mut().take(last + 1).skip(at).for_each(|token| token.used = true);
    }
    found
}

/// The number after a country and before a place, and its last token: `D-10115 Berlin`, `SE-114 55 Stockholm`, `DK 2100
/// København`, `NL-1012 AB Amsterdam`. A single letter begins many invoice numbers: after one, the place has to be the
/// last word.
fn with_country(text: &str, tokens: &[Token], at: usize, names: &[String]) -> Option<(usize, usize)> {
    let token = tokens.get(at).filter(|token| !token.used && token.named != words::LabelKind::Reference)?;
    let word = |place: (usize, usize)| text.get(place.0..place.1).unwrap_or_default();
    let (country, first, digits) = match token.words.as_slice() {
        [country, digits] if text.get(country.1..digits.0) == Some("-") => {
            (word(*country), at, word(*digits))
        }
        [country] => {
            let next =
                tokens.get(at + 1).filter(|next| next.follows && !next.used && next.words.len() == 1)?;
            if next.named == words::LabelKind::Reference {
                return None;
            }
            (word(*country), at + 1, text.get(next.from..next.to)?)
        }
        _ => return None,
    };
    let length = words::postcode_of(country)?;
    let group = |at: usize| {
        let next = tokens.get(at).filter(|next| next.follows)?;
        text.get(next.from..next.to)
    };
    let is_number = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    let mut last = first;
    let mut count = digits.len();
    if count == 3 && group(last + 1).is_some_and(|next| next.len() == 2 && is_number(next)) {
        (last, count) = (last + 1, 5);
    }
    // Two letters belong to the Dutch ones.
    let dutch = |text: &str| text.len() == 2 && text.bytes().all(|byte| byte.is_ascii_uppercase());
    let place = if group(last + 1).is_some_and(dutch) { last + 2 } else { last + 1 };
    let sure = country.len() > 1 && first == at;
    let is_so = is_number(digits)
        && count == length
        && is_place(text, tokens, place, names)
        && (sure || ends_part(text, tokens, place, names));
    is_so.then_some((first, last))
}

/// Four digits after a street or a house and before a place: `Hauptstr. 1, 1010 Wien`.
fn behind_street(text: &str, tokens: &[Token], at: usize, names: &[String]) -> Option<(usize, usize)> {
    let token = tokens.get(at).filter(|token| !token.used && token.named != words::LabelKind::Reference)?;
    let number = text.get(token.from..token.to)?;
    let digits = number.len() == 4 && number.bytes().all(|byte| byte.is_ascii_digit());
    let street = || {
        let before = tokens.iter().take(at).rev().take(STREET_BEFORE);
        before.filter_map(|token| text.get(token.from..token.to)).any(words::is_street)
    };
    let place = digits
        && is_place(text, tokens, at + 1, names)
        && ends_part(text, tokens, at + 1, names)
        && (street() || (!token.follows && is_house(text, tokens, at, names)));
    place.then_some((at, at))
}

/// Whether a word and a house number come right before: `Ring 3`, `Ring 12b`.
fn is_house(text: &str, tokens: &[Token], at: usize, names: &[String]) -> bool {
    let word = |back: usize| {
        let token = at.checked_sub(back).and_then(|at| tokens.get(at))?;
        text.get(token.from..token.to)
    };
    let Some((house, street)) = word(1).zip(word(2)) else { return false };
    let number = house.trim_end_matches(|sign: char| sign.is_ascii_lowercase());
    let is_number = (1..=3).contains(&number.len()) && number.bytes().all(|byte| byte.is_ascii_digit());
    is_number && house.len() <= number.len() + 1 && may_be_place(street, names)
}
