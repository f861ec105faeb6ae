//! WebP (RFC 9649): a RIFF container that is as long as it says, with one still picture.

use super::{Kind, Unfit, bounded, le32};

/// The bit of the extended header that says that pictures follow each other.
const ANIMATION: u8 = 0b10;

/// Walks all chunks; the length of the file.
pub fn walk(bytes: &[u8]) -> Result<usize, Unfit> {
    let said = le32(bytes, 4).and_then(|size| usize::try_from(size).ok()?.checked_add(8));
    match said {
        Some(said) if said == bytes.len() => {}
        Some(said) if said < bytes.len() => return damaged("something follows its end"),
        _ => return damaged("it ends too early"),
    }
    let mut at = 12;
    let (mut canvas, mut picture) = (None, None);
    while at < bytes.len() {
        let (name, body, next) = chunk(bytes, at)?;
        match name {
            b"VP8X" if at == 12 => canvas = Some(extended(body)?),
            b"VP8 " | b"VP8L" if picture.is_some() => return damaged("a second picture"),
            b"VP8 " => picture = Some(lossy(body)?),
            b"VP8L" => picture = Some(lossless(body)?),
            b"ANIM" | b"ANMF" => return Err(Unfit::Animated),
            b"ALPH" | b"ICCP" | b"EXIF" | b"XMP " if canvas.is_some() => {}
            _ => return damaged("a part that nobody knows"),
        }
        at = next;
    }
    match (canvas, picture) {
        (None, Some(_)) => Ok(bytes.len()),
        (Some(canvas), Some(picture)) if canvas == picture => Ok(bytes.len()),
        (Some(_), Some(_)) => damaged("its picture is not as large as it says"),
        (_, None) => damaged("it has no picture"),
    }
}

/// Name, body and the place after the chunk at `at`.
fn chunk(bytes: &[u8], at: usize) -> Result<(&[u8], &[u8], usize), Unfit> {
    let cut = Unfit::Damaged { kind: Kind::WebP, what: "it ends too early" };
    let name = bytes.get(at..at + 4).ok_or(cut)?;
    let size = le32(bytes, at + 4).and_then(|size| usize::try_from(size).ok()).ok_or(cut)?;
    let end = (at + 8).checked_add(size).ok_or(cut)?;
    let body = bytes.get(at + 8..end).ok_or(cut)?;
    // Chunks have an even length; a zero fills an odd one up.
    let next = end + size % 2;
    if next > bytes.len() {
        return Err(cut);
    }
    Ok((name, body, next))
}

type Size = (u32, u32);

fn extended(body: &[u8]) -> Result<Size, Unfit> {
    let [flags, _, _, _, w0, w1, w2, h0, h1, h2] = body else {
        return damaged("its header is not 10 bytes long");
    };
    if flags & ANIMATION != 0 {
        return Err(Unfit::Animated);
    }
    sized(u32::from_le_bytes([*w0, *w1, *w2, 0]) + 1, u32::from_le_bytes([*h0, *h1, *h2, 0]) + 1)
}

fn lossy(body: &[u8]) -> Result<Size, Unfit> {
    let [tag, _, _, 0x9d, 0x01, 0x2a, w0, w1, h0, h1, ..] = body else {
        return damaged("its picture does not begin as one");
    };
    if tag & 1 != 0 {
        return damaged("its picture is only a change of another one");
    }
    // The upper two bits say how to scale.
    let number = |low: &u8, high: &u8| u32::from(u16::from_le_bytes([*low, *high]) & 0x3fff);
    sized(number(w0, w1), number(h0, h1))
}

fn lossless(body: &[u8]) -> Result<Size, Unfit> {
    let bits = le32(body, 1).filter(|bits| body[0] == 0x2f && bits >> 29 == 0);
    let Some(bits) = bits else { return damaged("its picture does not begin as one") };
    sized((bits & 0x3fff) + 1, ((bits >> 14) & 0x3fff) + 1)
}

fn sized(width: u32, height: u32) -> Result<Size, Unfit> {
    bounded(Kind::WebP, width, height)?;
    Ok((width, height))
}

fn damaged<T>(what: &'static str) -> Result<T, Unfit> {
    Err(Unfit::Damaged { kind: Kind::WebP, what })
}
