//! JPEG (ITU-T T.81): markers from the start of the image to its end, with one frame and at least one scan.

use super::{Kind, Unfit, be16, bounded};

/// The first bytes: start of image, and the marker that follows.
pub const START: &[u8] = &[0xff, 0xd8, 0xff];

const START_OF_SCAN: u8 = 0xda;
const END_OF_IMAGE: u8 = 0xd9;

/// Walks the markers to the end of the image and returns its position. Only what cameras append may follow.
pub fn walk(bytes: &[u8]) -> Result<usize, Unfit> {
    let end = image(bytes)?;
    if end == bytes.len() || is_of_camera(&bytes[end..]) {
        Ok(end)
    } else {
        damaged("something follows its end")
    }
}

/// The end of the image that begins at the first byte.
fn image(bytes: &[u8]) -> Result<usize, Unfit> {
    let mut at = 2;
    let (mut framed, mut scanned) = (false, false);
    loop {
        let marker = next_marker(bytes, &mut at)?;
        match marker {
            END_OF_IMAGE if framed && scanned => return Ok(at),
            END_OF_IMAGE => return damaged("it has no picture"),
            // Start of image, restart and temporary markers stand elsewhere; the last one is reserved.
            0x00..=0xbf | 0xd0..=0xd8 => return damaged("a marker in the wrong place"),
            _ => {}
        }
        let body = segment(bytes, &mut at)?;
        match marker {
            0xc0..=0xc2 if framed => return damaged("a second picture"),
            0xc0..=0xc2 => {
                frame(body)?;
                framed = true;
            }
            // The other frames: lossless, hierarchical, arithmetic. No browser shows them.
            0xc3 | 0xc5..=0xc7 | 0xc9..=0xcb | 0xcd..=0xcf => {
                return damaged("a kind of picture that browsers do not show");
            }
            START_OF_SCAN if !framed => return damaged("its picture has no size"),
            START_OF_SCAN => {
                scan(bytes, &mut at)?;
                scanned = true;
            }
            _ => {}
        }
    }
}

/// The marker at `at`; moves `at` after it. Any number of fill bytes may come before.
fn next_marker(bytes: &[u8], at: &mut usize) -> Result<u8, Unfit> {
    if bytes.get(*at) != Some(&0xff) {
        return damaged(if *at >= bytes.len() { "it ends too early" } else { "a marker is missing" });
    }
    while bytes.get(*at) == Some(&0xff) {
        *at += 1;
    }
    let Some(marker) = bytes.get(*at) else { return damaged("it ends too early") };
    *at += 1;
    Ok(*marker)
}

/// The body of the segment at `at`; moves `at` after it.
fn segment<'a>(bytes: &'a [u8], at: &mut usize) -> Result<&'a [u8], Unfit> {
    let length = be16(bytes, *at).map(usize::from).unwrap_or_default();
    let body = bytes.get(*at + 2..*at + length).filter(|_| length >= 2);
    let Some(body) = body else { return damaged("it ends too early") };
    *at += length;
    Ok(body)
}

fn frame(body: &[u8]) -> Result<(), Unfit> {
    let [precision, _, _, _, _, components, rest @ ..] = body else {
        return damaged("its frame is too short");
    };
    if *precision != 8 || ![1, 3, 4].contains(components) || rest.len() != usize::from(*components) * 3 {
        return damaged("a kind of picture that browsers do not show");
    }
    let (height, width) = (be16(body, 1).unwrap_or_default(), be16(body, 3).unwrap_or_default());
    bounded(Kind::Jpeg, width.into(), height.into())
}

/// Moves `at` past the picture data, to the marker that ends it.
fn scan(bytes: &[u8], at: &mut usize) -> Result<(), Unfit> {
    while let Some(found) = bytes.get(*at..).and_then(|rest| rest.iter().position(|byte| *byte == 0xff)) {
        *at += found;
        match bytes.get(*at + 1) {
            // A byte of data that looks like a marker, and the marks to restart at.
            Some(0x00 | 0xd0..=0xd7) => *at += 2,
            Some(0xff) => *at += 1,
            Some(_) => return Ok(()),
            None => break,
        }
    }
    damaged("it ends too early")
}

/// Whether this is what cameras append to a photograph: further pictures (multi-picture format, also the gain map), a
/// film, or the maker's notes. It is cut off, and the photograph is accepted.
fn is_of_camera(rest: &[u8]) -> bool {
    let padding = rest.iter().take_while(|byte| **byte == 0).count();
    let padded = &rest[padding..];
    let is_film = rest.get(4..8) == Some(b"ftyp");
    let is_picture = padded.starts_with(START) && image(padded).is_ok();
    is_film || is_picture || padded.is_empty() || rest.ends_with(b"SEFT")
}

fn damaged<T>(what: &'static str) -> Result<T, Unfit> {
    Err(Unfit::Damaged { kind: Kind::Jpeg, what })
}
