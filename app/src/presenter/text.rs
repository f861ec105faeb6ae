//! Splits what people wrote into text and links. Nothing else in it is interpreted.

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Piece<'a> {
    /// To be shown as it is.
    Text(&'a str),
    /// An address, to be shown as it is and linked.
    Link(&'a str),
}

/// Splits a text at its addresses. Only `http://` and `https://` make a link: any other scheme could run something. An
/// address with `@` before its path is not linked: it would seem to lead somewhere else.
#[must_use]
pub fn pieces(text: &str) -> Vec<Piece<'_>> {
    let mut pieces = Vec::new();
    let (mut from, mut at) = (0, 0);
    while let Some(found) = text[at..].find("http") {
        let start = at + found;
        let length = link(&text[..start], &text[start..]);
        if length > 0 {
            if start > from {
                pieces.push(Piece::Text(&text[from..start]));
            }
            pieces.push(Piece::Link(&text[start..start + length]));
            from = start + length;
            at = from;
        } else {
            at = start + 4;
        }
    }
    if from < text.len() {
        pieces.push(Piece::Text(&text[from..]));
    }
    pieces
}

/// How many bytes at the beginning of `rest` are an address; zero if there is none.
fn link(before: &str, rest: &str) -> usize {
    let Some(host) = rest.strip_prefix("https://").or_else(|| rest.strip_prefix("http://")) else { return 0 };
    if before.ends_with(char::is_alphanumeric) {
        return 0;
    }
    let scheme = rest.len() - host.len();
    let end = host.find(stops).unwrap_or(host.len());
    // Punctuation that ends a sentence does not belong to the address.
    let host = host[..end].trim_end_matches(['.', ',', ';', ':', '!', '?', ')', ']', '}', '\'', '*', '_']);
    let name = host.split(['/', '?', '#']).next().unwrap_or_default();
    let begins = name.starts_with(|letter: char| letter.is_alphanumeric() || letter == '[');
    if begins && !name.contains('@') { scheme + host.len() } else { 0 }
}

/// Where an address ends: spaces, quotes, brackets of markup, and characters that change the direction of text.
fn stops(letter: char) -> bool {
    letter.is_whitespace()
        || letter.is_control()
        || matches!(letter, '<' | '>' | '"' | '`' | '\\' | '“' | '”' | '«' | '»')
        || matches!(letter, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{206f}')
}

#[cfg(test)]
mod tests {
    use super::*;
    use Piece::{Link, Text};

    #[test]
    fn addresses_become_links_and_the_rest_stays_text() {
        assert_eq!(
            pieces("See https://example.com/a?b=1#c, or (http://example.com)."),
            [
                Text("See "),
                Link("https://example.com/a?b=1#c"),
                Text(", or ("),
                Link("http://example.com"),
                Text(").")
            ]
        );
        assert_eq!(pieces("https://example.com"), [Link("https://example.com")]);
        assert_eq!(pieces(""), []);
    }

    #[test]
    fn nothing_else_becomes_a_link() {
        for text in [
            "javascript:alert(1)",
            "JAVASCRIPT://example.com/%0aalert(1)",
            "data:text/html,<script>alert(1)</script>",
            "xhttp://example.com",
            "http:/example.com",
            "http://",
            "https://.",
            "https://bank.example@evil.example/",
            "https://\u{202e}moc.elpmaxe",
            "httphttphttp",
            "<b>bold</b>",
        ] {
            assert_eq!(pieces(text), [Text(text)], "{text}");
        }
    }

    #[test]
    fn an_address_ends_where_its_direction_would_turn() {
        assert_eq!(
            pieces("https://example.com/\u{202e}gnp.exe"),
            [Link("https://example.com/"), Text("\u{202e}gnp.exe")]
        );
        assert_eq!(pieces("“https://example.com”"), [Text("“"), Link("https://example.com"), Text("”")]);
    }

    #[test]
    fn the_pieces_make_the_text_again() {
        for text in [
            "a https://x.example/å?ö! b\nhttp://[::1]:8080/ c",
            "httpshttps://a",
            "\u{1f600}http://b.c\u{1f600}",
        ] {
            let whole: String = pieces(text)
                .iter()
                .map(|piece| match piece {
                    Text(it) | Link(it) => *it,
                })
                .collect();
            assert_eq!(whole, text);
        }
    }
}
