//! PNG (ISO/IEC 15948): a signature, chunks each with a checksum, and an end that is the end.

use super::{Kind, Unfit, be32, bounded};

/// The first bytes.
pub const SIGNATURE: &[u8] = b"\x89PNG\r\n\x1a\n";

/// A chunk other than picture data may have so many bytes. Texts and colour profiles are packed, and whoever
/// shows a picture unpacks them.
const MOST_ASIDE: usize = 1024 * 1024;

/// Walks all chunks; the length of the file.
pub fn walk(bytes: &[u8]) -> Result<usize, Unfit> {
    let mut at = SIGNATURE.len();
    let mut data = Data::Before;
    let mut first = true;
    loop {
        let chunk = Chunk::read(bytes, at)?;
        if first {
            header(&chunk)?;
            first = false;
        } else {
            match &chunk.name {
                b"IHDR" => return damaged("a second header"),
                b"IDAT" => data = data.more()?,
                b"acTL" | b"fcTL" | b"fdAT" => return Err(Unfit::Animated),
                b"IEND" => {
                    return match (chunk.body.len(), data) {
                        (0, Data::Within | Data::After) if chunk.next == bytes.len() => Ok(chunk.next),
                        (0, Data::Within | Data::After) => damaged("something follows its end"),
                        _ => damaged("it has no picture"),
                    };
                }
                _ if chunk.body.len() > MOST_ASIDE => {
                    return damaged("a part beside the picture is too large");
                }
                // Capital first letter: whoever does not know such a chunk cannot show the picture.
                name if name[0].is_ascii_uppercase() && name != b"PLTE" => {
                    return damaged("a part that nobody knows");
                }
                _ => data = data.other(),
            }
        }
        at = chunk.next;
    }
}

/// Where the walk is relative to the picture's data, which comes in one run of chunks.
#[derive(Clone, Copy)]
enum Data {
    Before,
    Within,
    After,
}

impl Data {
    fn more(self) -> Result<Self, Unfit> {
        match self {
            Self::Before | Self::Within => Ok(Self::Within),
            Self::After => damaged("its picture is in pieces"),
        }
    }

    const fn other(self) -> Self {
        match self {
            Self::Before => Self::Before,
            Self::Within | Self::After => Self::After,
        }
    }
}

struct Chunk<'a> {
    name: [u8; 4],
    body: &'a [u8],
    /// Where the next one begins.
    next: usize,
}

impl<'a> Chunk<'a> {
    fn read(bytes: &'a [u8], at: usize) -> Result<Self, Unfit> {
        let cut = Unfit::Damaged { kind: Kind::Png, what: "it ends too early" };
        let length = be32(bytes, at).and_then(|length| usize::try_from(length).ok()).ok_or(cut)?;
        let end = at.checked_add(8).and_then(|body| body.checked_add(length)).ok_or(cut)?;
        let summed = bytes.get(at + 4..end).ok_or(cut)?;
        let (name, body) = summed.split_first_chunk::<4>().ok_or(cut)?;
        if !name.iter().all(u8::is_ascii_alphabetic) {
            return damaged("a part without a name");
        }
        if be32(bytes, end).ok_or(cut)? != crc32fast::hash(summed) {
            return damaged("a checksum is wrong");
        }
        Ok(Self { name: *name, body, next: end + 4 })
    }
}

fn header(chunk: &Chunk<'_>) -> Result<(), Unfit> {
    let [_, _, _, _, _, _, _, _, depth, colour, compression, filter, interlace] = chunk.body else {
        return damaged("its header is not 13 bytes long");
    };
    if &chunk.name != b"IHDR" {
        return damaged("it does not begin with a header");
    }
    let depths: &[u8] = match colour {
        0 => &[1, 2, 4, 8, 16],
        3 => &[1, 2, 4, 8],
        2 | 4 | 6 => &[8, 16],
        _ => &[],
    };
    if !depths.contains(depth) || *compression != 0 || *filter != 0 || *interlace > 1 {
        return damaged("its header says what is not possible");
    }
    let (width, height) = (be32(chunk.body, 0), be32(chunk.body, 4));
    bounded(Kind::Png, width.unwrap_or_default(), height.unwrap_or_default())
}

fn damaged<T>(what: &'static str) -> Result<T, Unfit> {
    Err(Unfit::Damaged { kind: Kind::Png, what })
}
