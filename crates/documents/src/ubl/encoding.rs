//! Bytes to text. Nothing is guessed and nothing replaced: a file with bytes that are invalid in its encoding is
//! refused.

use std::borrow::Cow;

use encoding_rs::{Encoding, ISO_8859_15, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};

use super::MAX_BYTES;
use crate::DocumentProblem;

/// An XML declaration is short; what is longer is none.
const DECLARATION_BYTES: usize = 256;

const WHOLE_FILE: &str = "the file";

pub(super) fn decode(bytes: &[u8]) -> Result<Cow<'_, str>, DocumentProblem> {
    if bytes.is_empty() {
        return Err(DocumentProblem::new("EMPTY", WHOLE_FILE, "the file is empty"));
    }
    if bytes.len() > MAX_BYTES {
        return Err(DocumentProblem::new(
            "SIZE",
            WHOLE_FILE,
            format!("the file has {} bytes, at most {MAX_BYTES} are accepted", bytes.len()),
        ));
    }
    let text = match Encoding::for_bom(bytes) {
        Some((encoding, mark)) => with_mark(&bytes[mark..], encoding)?,
        None => without_mark(bytes)?,
    };
    match text.char_indices().find(|(_, character)| is_forbidden(*character)) {
        None => Ok(text),
        Some((at, character)) => Err(DocumentProblem::new(
            "CONTROL",
            line_of(text[..at].bytes()),
            format!("the control character U+{:04X} may not stand in a document", u32::from(character)),
        )),
    }
}

/// Control characters (C0 and C1 except tab and line ends) and noncharacters.
pub(super) fn is_forbidden(character: char) -> bool {
    match character {
        '\t' | '\n' | '\r' => false,
        '\u{FFFE}' | '\u{FFFF}' => true,
        other => other.is_control(),
    }
}

fn with_mark<'a>(bytes: &'a [u8], encoding: &'static Encoding) -> Result<Cow<'a, str>, DocumentProblem> {
    let text = strictly(bytes, encoding)?;
    match declared(text.as_bytes()).map(|label| (label, Encoding::for_label(label.as_bytes()))) {
        None => Ok(text),
        // "UTF-16" without the order of bytes is the label that UTF-16 files carry.
        Some((_, Some(found))) if found == encoding || (is_utf_16(found) && is_utf_16(encoding)) => Ok(text),
        Some((label, _)) => Err(contradiction(encoding.name(), label)),
    }
}

fn without_mark(bytes: &[u8]) -> Result<Cow<'_, str>, DocumentProblem> {
    if bytes.starts_with(&[0, b'<']) || bytes.starts_with(&[b'<', 0]) {
        return Err(DocumentProblem::new(
            "ENCODING",
            WHOLE_FILE,
            "the file looks like UTF-16 but has no byte order mark; save it with one, or as UTF-8",
        ));
    }
    let Some(label) = declared(bytes) else { return strictly(bytes, UTF_8) };
    let Some(encoding) = Encoding::for_label(label.as_bytes()) else {
        return Err(unsupported(label));
    };
    if is_utf_16(encoding) {
        return Err(contradiction("an encoding of single bytes", label));
    }
    if ![UTF_8, WINDOWS_1252, ISO_8859_15].contains(&encoding) {
        return Err(unsupported(label));
    }
    // Text of single bytes is never UTF-8 by accident, except when it is plain ASCII: "Ã¤" is no word.
    if encoding != UTF_8 && !bytes.is_ascii() && std::str::from_utf8(bytes).is_ok() {
        return Err(contradiction("UTF-8", label));
    }
    strictly(bytes, encoding)
}

fn strictly<'a>(bytes: &'a [u8], encoding: &'static Encoding) -> Result<Cow<'a, str>, DocumentProblem> {
    if encoding == UTF_8 {
        return std::str::from_utf8(bytes).map(Cow::Borrowed).map_err(|error| {
            DocumentProblem::new(
                "ENCODING",
                line_of(bytes[..error.valid_up_to()].iter().copied()),
                "this line holds bytes that are not UTF-8; save the file as UTF-8 or declare the encoding \
                 that it is in",
            )
        });
    }
    encoding.decode_without_bom_handling_and_without_replacement(bytes).ok_or_else(|| {
        DocumentProblem::new(
            "ENCODING",
            WHOLE_FILE,
            format!("the file holds bytes that are not {}, the encoding that it states", encoding.name()),
        )
    })
}

/// The label in the XML declaration, of text whose ASCII characters are single bytes.
fn declared(bytes: &[u8]) -> Option<&str> {
    let head = &bytes[..bytes.len().min(DECLARATION_BYTES)];
    let inside = head.strip_prefix(b"<?xml")?;
    let end = inside.windows(2).position(|pair| pair == b"?>")?;
    let declaration = std::str::from_utf8(&inside[..end]).ok()?;
    let (_, after) = declaration.split_once("encoding")?;
    let value = after.trim_start().strip_prefix('=')?.trim_start();
    let quote = value.chars().next().filter(|quote| matches!(quote, '"' | '\''))?;
    value[1..].split_once(quote).map(|(label, _)| label)
}

fn is_utf_16(encoding: &'static Encoding) -> bool {
    encoding == UTF_16LE || encoding == UTF_16BE
}

fn contradiction(actual: &str, label: &str) -> DocumentProblem {
    let label: String = label.chars().take(40).collect();
    DocumentProblem::new(
        "ENCODING",
        "line 1",
        format!("the file is {actual} but declares “{label}”; make the two agree"),
    )
}

fn unsupported(label: &str) -> DocumentProblem {
    let label: String = label.chars().take(40).collect();
    DocumentProblem::new(
        "ENCODING",
        "line 1",
        format!(
            "the encoding “{label}” is not read; save the file as UTF-8 (UTF-16, ISO-8859-1, ISO-8859-15 and \
             windows-1252 are read as well)"
        ),
    )
}

fn line_of(before: impl Iterator<Item = u8>) -> String {
    format!("line {}", before.filter(|byte| *byte == b'\n').count() + 1)
}
