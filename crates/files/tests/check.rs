//! What a file is, by its content: whole files of four kinds, and nothing that only looks like one.
#![allow(clippy::unwrap_used)]

use files::{Fit, Kind, MAX_BYTES, Unfit, check};
use proptest::prelude::*;

const PNG: &[u8] = include_bytes!("samples/meter.png");
const JPEG: &[u8] = include_bytes!("samples/meter.jpg");
const WEBP: &[u8] = include_bytes!("samples/meter.webp");
const PDF: &[u8] = include_bytes!("samples/payment.pdf");
const SAMPLES: [(Kind, &[u8]); 4] =
    [(Kind::Png, PNG), (Kind::Jpeg, JPEG), (Kind::WebP, WEBP), (Kind::Pdf, PDF)];

/// A ZIP archive with nothing in it.
const ZIP: &[u8] = b"PK\x05\x06\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0";

fn code(bytes: &[u8]) -> &'static str {
    check(bytes).unwrap_err().code()
}

fn joined(parts: &[&[u8]]) -> Vec<u8> {
    parts.concat()
}

/// A PNG chunk with its checksum.
fn chunk(name: &[u8; 4], body: &[u8]) -> Vec<u8> {
    let mut summed = name.to_vec();
    summed.extend_from_slice(body);
    let length = u32::try_from(body.len()).unwrap().to_be_bytes();
    joined(&[&length, &summed, &crc32fast::hash(&summed).to_be_bytes()])
}

fn png_header(width: u32, height: u32) -> Vec<u8> {
    let body = joined(&[&width.to_be_bytes(), &height.to_be_bytes(), &[8, 6, 0, 0, 0]]);
    joined(&[&PNG[..8], &chunk(b"IHDR", &body)])
}

/// A PNG of these parts, with a little picture data and an end.
fn png_with(parts: &[u8]) -> Vec<u8> {
    joined(&[&png_header(4, 4), parts, &chunk(b"IDAT", &[1, 2, 3]), &chunk(b"IEND", b"")])
}

fn riff(chunks: &[u8]) -> Vec<u8> {
    let size = u32::try_from(chunks.len() + 4).unwrap().to_le_bytes();
    joined(&[b"RIFF", &size, b"WEBP", chunks])
}

#[test]
fn what_a_browser_makes_is_taken_as_it_is() {
    for (kind, bytes) in SAMPLES {
        assert_eq!(check(bytes), Ok(Fit { kind, length: bytes.len() }), "{kind}");
    }
}

#[test]
fn a_file_that_was_cut_anywhere_is_refused() {
    for (kind, bytes) in SAMPLES {
        // The end of a PDF may or may not have a line break.
        let whole = if kind == Kind::Pdf { bytes.trim_ascii_end().len() } else { bytes.len() };
        for length in 0..whole {
            let refused = check(&bytes[..length]).unwrap_err().code();
            let codes: &[_] = match length {
                0 => &["file_empty"],
                // Too little to tell what it would have become.
                1..16 => &["file_kind", "file_damaged"],
                _ => &["file_damaged"],
            };
            assert!(codes.contains(&refused), "{length} bytes of the {kind}: {refused}");
        }
    }
}

#[test]
fn nothing_may_follow_the_end() {
    let page = b"<script>alert(1)</script>".as_slice();
    for (kind, bytes) in SAMPLES {
        for more in [b"x".as_slice(), page, ZIP, b"MZ\x90\0"] {
            let both = joined(&[bytes, more]);
            assert_eq!(code(&both), "file_damaged", "{kind} and {} bytes more", more.len());
        }
    }
}

#[test]
fn nothing_may_stand_before_the_beginning() {
    for (kind, bytes) in SAMPLES {
        for before in [b" ".as_slice(), b"\xef\xbb\xbf", b"GIF89a", b"<!-- ", ZIP] {
            assert_eq!(code(&joined(&[before, bytes])), "file_kind", "before the {kind}");
        }
    }
}

#[test]
fn other_kinds_are_refused_whatever_they_are_called() {
    for (bytes, what) in [
        (b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>".as_slice(), "SVG"),
        (b"<?xml version='1.0'?><svg/>", "SVG with a declaration"),
        (b"<!DOCTYPE html><script>alert(1)</script>", "a page"),
        (b"\x89PNG", "the beginning of a PNG"),
        (b"GIF89a\x01\0\x01\0\0\0\0;", "GIF"),
        (b"BM\x3a\0\0\0", "BMP"),
        (b"II*\0\x08\0\0\0", "TIFF"),
        (b"\0\0\0\x20ftypavif", "AVIF"),
        (b"\0\0\0\x18ftypheic", "HEIC"),
        (b"%!PS-Adobe-3.0", "PostScript"),
        (b"MZ\x90\0\x03", "a program"),
        (b"\x7fELF\x02\x01\x01", "a program"),
        (b"#!/bin/sh\nrm -rf /\n", "a script"),
        (b"RIFF\x24\0\0\0WAVEfmt ", "a sound"),
        (b"X5O!P%@AP", "something for scanners"),
        (ZIP, "an archive"),
        (b"\x1f\x8b\x08\0\0\0\0\0", "something packed"),
        (&[0; 64], "zeros"),
    ] {
        assert_eq!(code(bytes), "file_kind", "{what}");
    }
}

#[test]
fn empty_files_and_large_ones_are_told_apart() {
    assert_eq!(check(b""), Err(Unfit::Empty));
    let filler = vec![7; MAX_BYTES];
    assert_eq!(check(&joined(&[PNG, &filler])), Err(Unfit::TooLarge));
    // As large as it may be, in picture data of several parts.
    let room = MAX_BYTES - png_header(4, 4).len() - chunk(b"IEND", b"").len() - 12;
    let full = joined(&[&png_header(4, 4), &chunk(b"IDAT", &filler[..room]), &chunk(b"IEND", b"")]);
    assert_eq!(full.len(), MAX_BYTES);
    assert_eq!(check(&full), Ok(Fit { kind: Kind::Png, length: MAX_BYTES }));
}

#[test]
fn a_picture_that_would_fill_the_memory_is_refused_by_its_size() {
    let bomb = joined(&[&png_header(30_000, 30_000), &chunk(b"IDAT", &[0; 9]), &chunk(b"IEND", b"")]);
    assert_eq!(check(&bomb), Err(Unfit::TooManyPixels { width: 30_000, height: 30_000 }));
    let largest = joined(&[&png_header(u32::MAX, u32::MAX), &chunk(b"IDAT", &[0; 9]), &chunk(b"IEND", b"")]);
    assert_eq!(code(&largest), "file_pixels");
    assert_eq!(code(&png_header(0, 4)), "file_damaged");
    // The frame of a JPEG: precision, height, width.
    let frame = JPEG.windows(2).position(|two| two == [0xff, 0xc0]).unwrap();
    let mut wide = JPEG.to_vec();
    wide[frame + 5..frame + 9].copy_from_slice(&[0xff, 0xff, 0xff, 0xff]);
    assert_eq!(check(&wide), Err(Unfit::TooManyPixels { width: 65_535, height: 65_535 }));
    let extended = joined(&[b"VP8X", &10_u32.to_le_bytes(), &[0, 0, 0, 0], &[0xff; 6]]);
    assert_eq!(code(&riff(&extended)), "file_pixels");
}

#[test]
fn a_png_is_read_chunk_by_chunk() {
    assert!(check(&png_with(&chunk(b"tEXt", b"Comment\0Hello"))).is_ok());
    let mut wrong_sum = png_with(b"");
    let at = wrong_sum.len() - 14;
    wrong_sum[at] ^= 1;
    assert_eq!(code(&wrong_sum), "file_damaged");
    for (parts, what) in [
        (chunk(b"IHDR", &[0; 13]), "a second header"),
        (chunk(b"ABCD", b""), "a part that one has to know"),
        (chunk(b"1DAT", b""), "a part without a name"),
        (chunk(b"iCCP", &vec![0; 2 * 1024 * 1024]), "a profile of two megabytes"),
        (joined(&[&chunk(b"IDAT", b"1"), &chunk(b"tEXt", b"x\0y")]), "a picture in pieces"),
    ] {
        assert_eq!(code(&png_with(&parts)), "file_damaged", "{what}");
    }
    assert_eq!(check(&png_with(&chunk(b"acTL", &[0; 8]))), Err(Unfit::Animated));
    let empty = joined(&[&png_header(4, 4), &chunk(b"IEND", b"")]);
    assert_eq!(code(&empty), "file_damaged");
    for (field, value) in [(24, 3), (25, 1), (26, 1), (27, 1), (28, 2)] {
        let mut header = png_header(4, 4);
        header[field] = value;
        let body = header[16..29].to_vec();
        let odd = joined(&[&PNG[..8], &chunk(b"IHDR", &body), &chunk(b"IDAT", b"1"), &chunk(b"IEND", b"")]);
        assert_eq!(code(&odd), "file_damaged", "byte {field}");
    }
}

#[test]
fn a_file_that_is_two_things_is_refused() {
    // An archive in a comment, where an archive program still finds it: its directory's end reaches the end
    // of the file when its comment is as long as what follows.
    let mut zip = ZIP.to_vec();
    let after = 4 + 3 + 12 + 12 + 4;
    zip[20..22].copy_from_slice(&u16::try_from(after).unwrap().to_le_bytes());
    let hidden = png_with(&chunk(b"tEXt", &joined(&[b"Comment\0", &zip])));
    let tail = hidden.len() - hidden.windows(4).position(|four| four == b"PK\x05\x06").unwrap() - 22;
    zip[20..22].copy_from_slice(&u16::try_from(tail).unwrap().to_le_bytes());
    let hidden = png_with(&chunk(b"tEXt", &joined(&[b"Comment\0", &zip])));
    assert_eq!(check(&hidden), Err(Unfit::Polyglot { kind: Kind::Png, what: "a ZIP archive" }));

    let in_comment = |text: &[u8]| {
        let length = u16::try_from(text.len() + 2).unwrap().to_be_bytes();
        joined(&[&JPEG[..2], &[0xff, 0xfe], &length, text, &JPEG[2..]])
    };
    assert!(check(&in_comment(b"Taken in the cellar")).is_ok());
    for text in [b"%PDF-1.7\n".as_slice(), b"*/=1;</x><SCRIPT src=//evil.example>", b"<svg onload=1>"] {
        assert_eq!(code(&in_comment(text)), "file_damaged", "{}", String::from_utf8_lossy(text));
    }
    let script = joined(&[b"%PDF-1.7\n<script>alert(1)</script>", &PDF[9..]]);
    assert_eq!(code(&script), "file_damaged");
}

#[test]
fn what_cameras_put_behind_a_photograph_is_left_out() {
    let film = joined(&[&[0, 0, 0, 0x18], b"ftypmp42", &[7; 40]]);
    let makers_notes = joined(&[&[3; 40], b"SEFT"]);
    for behind in [JPEG.to_vec(), film, makers_notes, vec![0; 100], joined(&[&[0; 3], JPEG])] {
        let both = joined(&[JPEG, &behind]);
        assert_eq!(check(&both), Ok(Fit { kind: Kind::Jpeg, length: JPEG.len() }));
    }
    // Not anything that merely begins like one.
    assert_eq!(code(&joined(&[JPEG, &JPEG[..100]])), "file_damaged");
}

#[test]
fn a_jpeg_that_no_browser_shows_is_refused() {
    let frame = JPEG.windows(2).position(|two| two == [0xff, 0xc0]).unwrap();
    for marker in [0xc3, 0xc5, 0xc9, 0xcf] {
        let mut other = JPEG.to_vec();
        other[frame + 1] = marker;
        assert_eq!(code(&other), "file_damaged", "{marker:x}");
    }
    let second = joined(&[&JPEG[..frame], &JPEG[frame..frame + 19], &JPEG[frame..]]);
    assert_eq!(code(&second), "file_damaged", "two frames");
    assert_eq!(code(&[0xff, 0xd8, 0xff, 0xd9]), "file_damaged", "no picture at all");
}

#[test]
fn a_webp_is_as_long_as_it_says_and_does_not_move() {
    let mut longer = WEBP.to_vec();
    longer[4] = longer[4].wrapping_add(2);
    assert_eq!(code(&longer), "file_damaged");
    let mut moving = WEBP.to_vec();
    moving[20] |= 2;
    assert_eq!(check(&moving), Err(Unfit::Animated));
    let mut other_canvas = WEBP.to_vec();
    other_canvas[24] ^= 1;
    assert_eq!(code(&other_canvas), "file_damaged");
    assert_eq!(code(&riff(b"")), "file_damaged");
    assert_eq!(code(&riff(&joined(&[b"JUNK", &4_u32.to_le_bytes(), b"PK\x03\x04"]))), "file_damaged");
}

#[test]
fn a_pdf_says_where_its_contents_are() {
    let text = |place: &str| {
        joined(&[b"%PDF-1.4\nxref\n0 0\ntrailer<<>>\nstartxref\n", place.as_bytes(), b"\n%%EOF\n"])
    };
    assert!(check(&text("9")).is_ok());
    for place in ["", "x", "7", "99999999", "-1", "9 9", "18446744073709551616"] {
        assert_eq!(code(&text(place)), "file_damaged", "{place:?}");
    }
    assert_eq!(code(b"%PDF-9.9\nxref\nstartxref\n9\n%%EOF"), "file_damaged");
    assert_eq!(code(b"%PDF-1.4\n%%EOF"), "file_damaged");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(512))]

    /// Whatever comes, there is an answer.
    #[test]
    fn nothing_breaks_the_check(bytes in proptest::collection::vec(any::<u8>(), 0..400), start in 0..5_usize) {
        let starts = [&PNG[..8], &JPEG[..3], b"RIFF\x10\0\0\0WEBP".as_slice(), b"%PDF-1.4", b""];
        let _ = check(&joined(&[starts[start], &bytes]));
    }

    /// A damaged file is refused, or the damage is in its picture and it is as long as before.
    #[test]
    fn a_changed_byte_never_makes_a_file_longer(which in 0..4_usize, at in any::<prop::sample::Index>(), byte in any::<u8>()) {
        let (kind, bytes) = SAMPLES[which];
        let mut changed = bytes.to_vec();
        changed[at.index(bytes.len())] = byte;
        if let Ok(fit) = check(&changed) {
            prop_assert_eq!(fit.kind, kind);
            prop_assert!(fit.length <= bytes.len());
        }
    }
}
