//! A small JSON parser for the browser: for the page's opening data and the messages of the socket.
//!
//! The one of `serde_json` costs every payer 25 KB of download, mostly for error messages that nobody reads and for
//! fractional numbers that never come. Here every number is whole, any other number becomes `null`, and invalid text is
//! simply not read.

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Json {
    /// `null`, a missing value, or a number that is not whole.
    Null,
    Bool(bool),
    Whole(i64),
    Text(String),
    List(Vec<Json>),
    /// Fields in their order.
    Map(Vec<(String, Json)>),
}

/// How deep values may be nested.
const DEEPEST: u8 = 32;

impl Json {
    /// Parses a whole text; `None` if it is not valid JSON.
    #[must_use]
    pub fn read(text: &str) -> Option<Self> {
        let mut reader = Reader { rest: text };
        let value = reader.value(DEEPEST)?;
        reader.space();
        reader.rest.is_empty().then_some(value)
    }

    /// A field; `null` if there is none.
    #[must_use]
    pub fn get(&self, name: &str) -> &Self {
        match self {
            Self::Map(fields) => {
                fields.iter().find(|(known, _)| known == name).map_or(&Self::Null, |(_, it)| it)
            }
            _ => &Self::Null,
        }
    }

    #[must_use]
    pub fn text(&self) -> Option<&str> {
        match self {
            Self::Text(text) => Some(text),
            _ => None,
        }
    }

    /// The text as a new string; empty if it is no text.
    #[must_use]
    pub fn string(&self) -> String {
        self.text().unwrap_or_default().to_owned()
    }

    #[must_use]
    pub const fn whole(&self) -> Option<i64> {
        match self {
            Self::Whole(number) => Some(*number),
            _ => None,
        }
    }

    /// A whole number that fits this type.
    pub fn number<T: TryFrom<i64>>(&self) -> Option<T> {
        self.whole().and_then(|number| T::try_from(number).ok())
    }

    /// Whether it is `true`.
    #[must_use]
    pub const fn is_true(&self) -> bool {
        matches!(self, Self::Bool(true))
    }

    #[must_use]
    pub const fn is_some(&self) -> bool {
        !matches!(self, Self::Null)
    }

    /// The values of a list; empty if it is no list.
    #[must_use]
    pub fn list(&self) -> &[Self] {
        match self {
            Self::List(values) => values,
            _ => &[],
        }
    }
}

struct Reader<'a> {
    rest: &'a str,
}

impl Reader<'_> {
    fn space(&mut self) {
        self.rest = self.rest.trim_ascii_start();
    }

    /// Skips a sign after white space; returns whether it was there.
    fn takes(&mut self, sign: &str) -> bool {
        self.space();
        let rest = self.rest.strip_prefix(sign);
        self.rest = rest.unwrap_or(self.rest);
        rest.is_some()
    }

    fn value(&mut self, depth: u8) -> Option<Json> {
        let depth = depth.checked_sub(1)?;
        self.space();
        match self.rest.as_bytes().first()? {
            b'"' => self.string().map(Json::Text),
            b'[' => {
                let mut values = Vec::new();
                self.several("[", "]", |reader| {
                    values.push(reader.value(depth)?);
                    Some(())
                })?;
                Some(Json::List(values))
            }
            b'{' => {
                let mut fields = Vec::new();
                self.several("{", "}", |reader| {
                    reader.space();
                    let name = reader.string()?;
                    if !reader.takes(":") {
                        return None;
                    }
                    fields.push((name, reader.value(depth)?));
                    Some(())
                })?;
                Some(Json::Map(fields))
            }
            b't' => self.takes("true").then_some(Json::Bool(true)),
            b'f' => self.takes("false").then_some(Json::Bool(false)),
            b'n' => self.takes("null").then_some(Json::Null),
            _ => self.number(),
        }
    }

    /// The values between two brackets, separated by commas.
    fn several(
        &mut self,
        open: &str,
        close: &str,
        mut one: impl FnMut(&mut Self) -> Option<()>,
    ) -> Option<()> {
        self.takes(open);
        if self.takes(close) {
            return Some(());
        }
        loop {
            one(self)?;
            if self.takes(close) {
                return Some(());
            }
            if !self.takes(",") {
                return None;
            }
        }
    }

    /// A number. One that is not whole, or too large, becomes `null`, and parsing continues.
    fn number(&mut self) -> Option<Json> {
        let is_of_number = |byte: u8| matches!(byte, b'0'..=b'9' | b'-' | b'+' | b'.' | b'e' | b'E');
        let end = self.rest.bytes().position(|byte| !is_of_number(byte)).unwrap_or(self.rest.len());
        let (number, rest) = self.rest.split_at_checked(end)?;
        self.rest = rest;
        (end > 0).then(|| number.parse().map_or(Json::Null, Json::Whole))
    }

    fn string(&mut self) -> Option<String> {
        let mut text = String::new();
        let mut rest = self.rest.strip_prefix('"')?;
        loop {
            let plain = rest.find(['"', '\\'])?;
            text.push_str(&rest[..plain]);
            let escaped = rest[plain..].strip_prefix('\\');
            let Some(after) = escaped else {
                self.rest = &rest[plain + 1..];
                return Some(text);
            };
            let sign = after.chars().next()?;
            rest = &after[sign.len_utf8()..];
            text.push(match sign {
                'n' => '\n',
                't' => '\t',
                'r' => '\r',
                'b' => '\u{8}',
                'f' => '\u{c}',
                'u' => {
                    let (letter, after) = escape(rest)?;
                    rest = after;
                    letter
                }
                '"' | '\\' | '/' => sign,
                _ => return None,
            });
        }
    }
}

/// A character by its code; one beyond the first plane takes two escapes.
fn escape(rest: &str) -> Option<(char, &str)> {
    let unit = |rest: &str| {
        let digits = rest.get(..4)?;
        let plain = digits.bytes().all(|digit| digit.is_ascii_hexdigit());
        if plain { u32::from_str_radix(digits, 16).ok() } else { None }
    };
    let high = unit(rest)?;
    let rest = &rest[4..];
    if let Some(letter) = char::from_u32(high) {
        return Some((letter, rest));
    }
    let low = rest.strip_prefix("\\u")?;
    let letter = 0x10000 + ((high.checked_sub(0xd800)? & 0x3ff) << 10) + unit(low)?.checked_sub(0xdc00)?;
    Some((char::from_u32(letter)?, &low[4..]))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn what_the_server_writes_is_read_as_it_was_meant() {
        let written = serde_json::json!({
            "text": "\u{0}\u{1f}\u{7f} \"å\" \\ / \u{1f600}\u{202e}\n\r\t", "none": null, "yes": true, "no": false,
            "numbers": [0, -1, i64::MAX, i64::MIN], "empty": [{}, [], ""],
        });
        for text in [written.to_string(), serde_json::to_string_pretty(&written).unwrap()] {
            let read = Json::read(&text).unwrap();
            assert_eq!(read.get("text").text(), written["text"].as_str());
            assert!(!read.get("none").is_some() && !read.get("nowhere").is_some());
            assert!(read.get("yes").is_true() && !read.get("no").is_true());
            let numbers: Vec<_> = read.get("numbers").list().iter().filter_map(Json::whole).collect();
            assert_eq!(numbers, [0, -1, i64::MAX, i64::MIN]);
            assert_eq!(read.get("empty").list().len(), 3);
        }
        assert_eq!(Json::read(r#""\ud83d\ude00\u00e5\/""#).unwrap().text(), Some("\u{1f600}å/"));
    }

    #[test]
    fn a_number_that_is_not_whole_is_nothing_and_spoils_nothing() {
        for number in ["1.5", "-0.25", "1e3", "1E-3", "99999999999999999999", "-1.7e+308"] {
            let read = Json::read(&format!("{{\"rate\":{number},\"list\":[{number},2]}}")).unwrap();
            assert_eq!(read.get("rate"), &Json::Null, "{number}");
            assert_eq!(read.get("list").list()[1], Json::Whole(2), "{number}");
        }
    }

    #[test]
    fn what_is_no_json_is_not_read() {
        for text in [
            "",
            " ",
            "{",
            "}",
            "[1",
            "[1,]",
            "{\"a\":}",
            "{\"a\" 1}",
            "{a:1}",
            "\"",
            "\"\\\"",
            "\"\\x\"",
            "\"\\u12\"",
            "\"\\ud83d\"",
            "\"\\ud83dx\"",
            "\"\\ud800\\u0000\"",
            "tru",
            "1 2",
            "nullx",
            "\"\\u+123\"",
            "\"\\uå\"",
        ] {
            assert_eq!(Json::read(text), None, "{text}");
        }
        assert_eq!(Json::read(&"[".repeat(100_000)), None);
    }
}
