//! What people and documents put into a message: names, references, their own words.
//!
//! Fluent would wrap every argument into invisible isolates (U+2068 … U+2069). Those end up in
//! what people copy from a page, search for in a PDF or pay for by the character in an SMS, and they
//! protect nothing once an argument brings its own controls: one unclosed override (U+202E) can
//! show "Pay 100 to bob" as something else. So the bundles do not isolate, and instead
//!
//! - controls and all directional formatting of an argument are taken out, so that it cannot
//!   reach beyond itself; line breaks and tabs become spaces, so that it cannot start a line of
//!   its own in a mail or a log,
//! - an argument with letters of a right-to-left script is isolated, because there the isolates
//!   are needed to keep the message around it in order. All others stay as they are.
//!
//! HTML is escaped where it is rendered, not here.

use std::borrow::Cow;

/// FIRST STRONG ISOLATE: what follows has its own direction.
const FIRST_STRONG_ISOLATE: char = '\u{2068}';

/// POP DIRECTIONAL ISOLATE: ends it.
const POP_DIRECTIONAL_ISOLATE: char = '\u{2069}';

/// The argument as it may stand in a message.
pub fn made_safe(argument: &str) -> Cow<'_, str> {
    if argument.bytes().all(|byte| (b' '..=b'~').contains(&byte)) {
        return Cow::Borrowed(argument);
    }
    let right_to_left = argument.chars().any(is_right_to_left);
    let mut safe = String::with_capacity(argument.len() + 6);
    if right_to_left {
        safe.push(FIRST_STRONG_ISOLATE);
    }
    safe.extend(argument.chars().filter_map(harmless));
    if right_to_left {
        safe.push(POP_DIRECTIONAL_ISOLATE);
    }
    Cow::Owned(safe)
}

fn harmless(character: char) -> Option<char> {
    match character {
        '\n' | '\r' | '\t' | '\u{2028}' | '\u{2029}' => Some(' '),
        // marks, embeddings, overrides, isolates, and the deprecated shaping controls
        '\u{200e}' | '\u{200f}' | '\u{61c}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{206f}' => None,
        _ if character.is_control() => None,
        _ => Some(character),
    }
}

/// Letters of the blocks that Unicode reserves for right-to-left scripts.
fn is_right_to_left(character: char) -> bool {
    matches!(character,
        '\u{590}'..='\u{8ff}' | '\u{fb1d}'..='\u{fdff}' | '\u{fe70}'..='\u{feff}'
        | '\u{10800}'..='\u{10fff}' | '\u{1e800}'..='\u{1efff}')
        && character.is_alphabetic()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ordinary_text_stays_as_it_is() {
        for text in ["Example AB", "Bäckström & Søn <b>", "€ 12,50", "東京", "👩‍💻", ""] {
            assert_eq!(made_safe(text), text);
        }
    }

    #[test]
    fn an_argument_cannot_turn_the_message_around_it() {
        assert_eq!(made_safe("\u{202e}bob ot 001\u{202c}"), "bob ot 001");
        assert_eq!(made_safe("a\u{2067}b\u{2069}c\u{200f}d\u{61c}"), "abcd");
    }

    #[test]
    fn an_argument_stays_on_its_line_and_without_controls() {
        assert_eq!(made_safe("one\r\ntwo\tthree\u{2028}four"), "one  two three four");
        assert_eq!(made_safe("bell\u{7}\u{0}\u{1b}[31m\u{9b}"), "bell[31m");
    }

    #[test]
    fn a_right_to_left_name_is_isolated_and_closed() {
        assert_eq!(made_safe("חברה 7"), "\u{2068}חברה 7\u{2069}");
        assert_eq!(made_safe("شركة\u{2069}\u{202e}"), "\u{2068}شركة\u{2069}");
    }
}
