//! PDF (ISO 32000): its header is the first thing in the file, its end the last, and the end names the place
//! of the table by which programs read it.

use super::{Kind, Unfit};

const END: &[u8] = b"%%EOF";
const TABLE_AT: &[u8] = b"startxref";
/// How far from the end programs look for the place of the table.
const TAIL: usize = 1_024;

/// Looks at both ends and at the table; the length of the file.
pub fn walk(bytes: &[u8]) -> Result<usize, Unfit> {
    let version = bytes.get(5..8);
    if !version.is_some_and(|it| matches!(it, [b'1' | b'2', b'.', b'0'..=b'9'])) {
        return damaged("its version is missing");
    }
    let ended = bytes.trim_ascii_end();
    if !ended.ends_with(END) {
        return damaged("its end is missing, or something follows it");
    }
    let tail = &ended[ended.len().saturating_sub(TAIL)..];
    let named = tail.windows(TABLE_AT.len()).rposition(|window| window == TABLE_AT);
    let Some(named) = named else { return damaged("it does not say where its contents are listed") };
    let place = tail[named + TABLE_AT.len()..].trim_ascii_start();
    let digits = place.iter().take_while(|byte| byte.is_ascii_digit()).count();
    let rest = place[digits..].trim_ascii();
    let place = std::str::from_utf8(&place[..digits]).ok().and_then(|digits| digits.parse::<usize>().ok());
    match place.and_then(|place| ended.get(place..)) {
        Some(table) if rest == END && is_table(table) => Ok(bytes.len()),
        _ => damaged("it does not say where its contents are listed"),
    }
}

/// A table of references, or the object that holds them.
fn is_table(at: &[u8]) -> bool {
    let at = at.trim_ascii_start();
    let number = |bytes: &[u8]| bytes.iter().take_while(|byte| byte.is_ascii_digit()).count();
    if at.starts_with(b"xref") {
        return true;
    }
    let Some(rest) = at.get(number(at)..).filter(|_| number(at) > 0) else { return false };
    let rest = rest.trim_ascii_start();
    let Some(rest) = rest.get(number(rest)..).filter(|_| number(rest) > 0) else { return false };
    rest.trim_ascii_start().starts_with(b"obj")
}

fn damaged<T>(what: &'static str) -> Result<T, Unfit> {
    Err(Unfit::Damaged { kind: Kind::Pdf, what })
}
