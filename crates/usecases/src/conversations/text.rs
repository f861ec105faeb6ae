//! Texts that people write, cleaned and limited.

use crate::kernel::error::{UseCaseError, refuse};

/// The longest message, note or reason, in characters.
pub const MAX_MESSAGE_CHARS: usize = 4_000;

/// Plain text: line breaks stay, other control characters are removed. `None` if nothing is left.
///
/// # Errors
/// `message_too_long`.
pub(crate) fn cleaned(text: &str) -> Result<Option<String>, UseCaseError> {
    let text: String = text
        .replace("\r\n", "\n")
        .chars()
        .filter(|character| *character == '\n' || !character.is_control())
        .collect();
    let text = text.trim();
    let length = text.chars().count();
    if length > MAX_MESSAGE_CHARS {
        let message = format!("the message has {length} characters, {MAX_MESSAGE_CHARS} are the most");
        return Err(refuse("/text", "message_too_long", message));
    }
    Ok((length > 0).then(|| text.to_owned()))
}

/// The same for a text that must not be empty.
///
/// # Errors
/// `message_empty` and `message_too_long`.
pub(crate) fn readable(text: &str) -> Result<String, UseCaseError> {
    cleaned(text)?.ok_or_else(|| refuse("/text", "message_empty", "the message is empty".into()))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn line_breaks_stay_and_control_characters_go() {
        assert_eq!(readable(" Hej\r\nAnna\u{7}\u{0} ").unwrap(), "Hej\nAnna");
    }

    #[test]
    fn empty_and_endless_messages_are_refused_by_name() {
        for (text, rule) in [("  \n\t", "message_empty"), (&"å".repeat(4_001), "message_too_long")] {
            let UseCaseError::Invalid(problems) = readable(text).unwrap_err() else { panic!("wrong error") };
            assert_eq!(problems[0].rule, rule);
        }
        assert!(readable(&"å".repeat(4_000)).is_ok());
        assert_eq!(cleaned(" \u{0} ").unwrap(), None);
    }
}
