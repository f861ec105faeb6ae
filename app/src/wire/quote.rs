//! Writes texts as JSON.

/// Writes a text with its quotes.
pub fn quote(text: &str, out: &mut String) {
    const DIGITS: &[u8; 16] = b"0123456789abcdef";
    out.push('"');
    for letter in text.chars() {
        match letter {
            '"' | '\\' => out.extend(['\\', letter]),
            '\0'..='\x1f' => {
                // Both are below 16.
                let (high, low) = (letter as usize >> 4, letter as usize & 15);
                out.push_str("\\u00");
                out.extend([char::from(DIGITS[high]), char::from(DIGITS[low])]);
            }
            _ => out.push(letter),
        }
    }
    out.push('"');
}

/// Writes texts as a list.
pub fn quote_all(texts: &[String], out: &mut String) {
    out.push('[');
    for (at, text) in texts.iter().enumerate() {
        if at > 0 {
            out.push(',');
        }
        quote(text, out);
    }
    out.push(']');
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::live::json::Json;

    #[test]
    fn what_is_written_is_read_by_everybody() {
        let text = "\u{0}\u{1f}\"\\ \u{1f600}</script>\n";
        let mut out = String::new();
        quote_all(&[text.to_owned(), String::new()], &mut out);
        assert_eq!(serde_json::from_str::<Vec<String>>(&out).unwrap(), [text, ""]);
        assert_eq!(Json::read(&out).unwrap().list()[0].text(), Some(text));
    }
}
