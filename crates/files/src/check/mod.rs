//! Detects a file's format from its content: PNG, JPEG, WebP or PDF, complete and nothing else.
//!
//! Every format is walked from its first byte to its last. A file in two formats has to hide the second one somewhere:
//! after the end, before the beginning, or where another program looks first. The walkers allow nothing at the ends,
//! and [`foreign`] looks where other programs look.

mod foreign;
mod jpeg;
mod pdf;
mod png;
mod webp;

use std::fmt;
use std::str::FromStr;

/// The largest file, in bytes.
pub const MAX_BYTES: usize = 10 * 1024 * 1024;

/// The most pixels of a picture: a browser that shows it needs four bytes for each, however small the file is.
pub const MAX_PIXELS: u64 = 50_000_000;

/// What a file may be.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Kind {
    /// A picture without loss.
    Png,
    Jpeg,
    /// A picture of newer programs.
    WebP,
    Pdf,
}

impl Kind {
    pub const ALL: [Self; 4] = [Self::Png, Self::Jpeg, Self::WebP, Self::Pdf];

    /// The media type, as files of this kind are served.
    #[must_use]
    pub const fn media_type(self) -> &'static str {
        match self {
            Self::Png => "image/png",
            Self::Jpeg => "image/jpeg",
            Self::WebP => "image/webp",
            Self::Pdf => "application/pdf",
        }
    }

    /// The endings that names of this kind may have; the first one is given to names that have none of them.
    #[must_use]
    pub const fn endings(self) -> &'static [&'static str] {
        match self {
            Self::Png => &["png"],
            Self::Jpeg => &["jpg", "jpeg"],
            Self::WebP => &["webp"],
            Self::Pdf => &["pdf"],
        }
    }
}

impl fmt::Display for Kind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Png => "PNG",
            Self::Jpeg => "JPEG",
            Self::WebP => "WebP",
            Self::Pdf => "PDF",
        })
    }
}

impl FromStr for Kind {
    type Err = ();

    /// The kind of a media type.
    fn from_str(media_type: &str) -> Result<Self, ()> {
        Self::ALL.into_iter().find(|kind| kind.media_type() == media_type).ok_or(())
    }
}

/// A file that may be stored.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Fit {
    pub kind: Kind,
    /// How many of its bytes to store. Cameras append films and second pictures to a photograph; those are cut off.
    pub length: usize,
}

/// Why a file is not accepted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Unfit {
    /// There is nothing in it.
    #[error("the file is empty")]
    Empty,
    /// It is larger than [`MAX_BYTES`].
    #[error("the file is larger than {} MB", MAX_BYTES / 1024 / 1024)]
    TooLarge,
    /// It is none of the kinds.
    #[error("only pictures (PNG, JPEG, WebP) and PDF documents can be attached")]
    Unknown,
    /// It begins as one of the kinds, but does not go on as one.
    #[error("the {kind} file is damaged or not whole: {what}")]
    Damaged {
        /// As what it begins.
        kind: Kind,
        what: &'static str,
    },
    /// It is one of the kinds and something else too.
    #[error("the {kind} file also holds {what}")]
    Polyglot {
        /// What it begins as.
        kind: Kind,
        what: &'static str,
    },
    #[error("moving pictures cannot be attached")]
    Animated,
    /// It has more than [`MAX_PIXELS`].
    #[error("the picture has {width} × {height} pixels, more than can be shown")]
    TooManyPixels { width: u32, height: u32 },
}

impl Unfit {
    /// The stable code that texts exist for.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Empty => "file_empty",
            Self::TooLarge => "file_too_large",
            Self::Unknown | Self::Animated => "file_kind",
            Self::Damaged { .. } | Self::Polyglot { .. } => "file_damaged",
            Self::TooManyPixels { .. } => "file_pixels",
        }
    }
}

/// Says what a file is and how much of it is to be kept.
///
/// # Errors
/// [`Unfit`], with the first thing that is wrong.
pub fn check(bytes: &[u8]) -> Result<Fit, Unfit> {
    if bytes.is_empty() {
        return Err(Unfit::Empty);
    }
    if bytes.len() > MAX_BYTES {
        return Err(Unfit::TooLarge);
    }
    let fit = if bytes.starts_with(png::SIGNATURE) {
        Fit { kind: Kind::Png, length: png::walk(bytes)? }
    } else if bytes.starts_with(jpeg::START) {
        Fit { kind: Kind::Jpeg, length: jpeg::walk(bytes)? }
    } else if bytes.starts_with(b"RIFF") && bytes.get(8..12) == Some(b"WEBP") {
        Fit { kind: Kind::WebP, length: webp::walk(bytes)? }
    } else if bytes.starts_with(b"%PDF-") {
        Fit { kind: Kind::Pdf, length: pdf::walk(bytes)? }
    } else {
        return Err(Unfit::Unknown);
    };
    foreign::look(fit.kind, &bytes[..fit.length])?;
    Ok(fit)
}

/// Refuses pictures of no size, and of too much of it.
fn bounded(kind: Kind, width: u32, height: u32) -> Result<(), Unfit> {
    match u64::from(width) * u64::from(height) {
        0 => Err(Unfit::Damaged { kind, what: "it has no width or no height" }),
        pixels if pixels > MAX_PIXELS => Err(Unfit::TooManyPixels { width, height }),
        _ => Ok(()),
    }
}

/// The big-endian number of two bytes at `at`.
fn be16(bytes: &[u8], at: usize) -> Option<u16> {
    Some(u16::from_be_bytes(bytes.get(at..at.checked_add(2)?)?.try_into().ok()?))
}

/// The big-endian number of four bytes at `at`.
fn be32(bytes: &[u8], at: usize) -> Option<u32> {
    Some(u32::from_be_bytes(bytes.get(at..at.checked_add(4)?)?.try_into().ok()?))
}

/// The little-endian number of four bytes at `at`.
fn le32(bytes: &[u8], at: usize) -> Option<u32> {
    Some(u32::from_le_bytes(bytes.get(at..at.checked_add(4)?)?.try_into().ok()?))
}
