//! Checks what other programs could read a file as.

use super::{Kind, Unfit};

/// How far into a file programs look for the beginning of a document, or sniff for a page.
const HEAD: usize = 1_024;
/// A page begins with one of these, whatever the capitals.
const PAGE: [&[u8]; 5] = [b"<script", b"<html", b"<!doctype", b"<svg", b"<iframe"];
/// The end of a ZIP archive's directory, and how long it is without its comment.
const ZIP_END: &[u8] = b"PK\x05\x06";
const ZIP_END_BYTES: usize = 22;

/// Refuses a file that is another format as well.
pub fn look(kind: Kind, bytes: &[u8]) -> Result<(), Unfit> {
    let head = &bytes[..bytes.len().min(HEAD)];
    let found = |what| Err(Unfit::Polyglot { kind, what });
    if PAGE.iter().any(|tag| contains_any_case(head, tag)) {
        return found("a page for browsers");
    }
    if kind != Kind::Pdf && contains(head, b"%PDF-") {
        return found("a PDF document");
    }
    if is_zip(bytes) {
        return found("a ZIP archive");
    }
    Ok(())
}

/// Whether an archive program finds a directory at the end: it may be followed by a comment, as long as the
/// directory says.
fn is_zip(bytes: &[u8]) -> bool {
    let from = bytes.len().saturating_sub(ZIP_END_BYTES + usize::from(u16::MAX));
    let tail = &bytes[from..];
    tail.windows(ZIP_END.len()).enumerate().filter(|(_, window)| *window == ZIP_END).any(|(at, _)| {
        let comment = tail.get(at + ZIP_END_BYTES - 2..at + ZIP_END_BYTES);
        comment.is_some_and(|length| {
            let length = usize::from(u16::from_le_bytes([length[0], length[1]]));
            at + ZIP_END_BYTES + length == tail.len()
        })
    })
}

fn contains(bytes: &[u8], needle: &[u8]) -> bool {
    bytes.windows(needle.len()).any(|window| window == needle)
}

fn contains_any_case(bytes: &[u8], needle: &[u8]) -> bool {
    bytes.windows(needle.len()).any(|window| window.eq_ignore_ascii_case(needle))
}
