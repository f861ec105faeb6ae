//! Receives a file over the network and keeps it on disk while it is imported: it is read twice, and may be too large
//! for memory.

use std::fs::File;
use std::io::{Seek, Write};

use bytes::Bytes;
use futures_util::{Stream, StreamExt};

/// The largest file, in bytes.
pub const MAX_BYTES: usize = 1024 * 1024 * 1024;

/// Why a file was not received.
#[derive(Debug)]
pub enum NotReceived {
    /// It is larger than [`MAX_BYTES`].
    TooLarge,
    CutOff,
    /// It could not be written to disk.
    Disk(std::io::Error),
}

/// Writes the stream into a file without a name, which is removed when it is closed.
///
/// # Errors
/// [`NotReceived`].
pub async fn receive<E>(pieces: impl Stream<Item = Result<Bytes, E>>) -> Result<File, NotReceived> {
    let mut file = tempfile::tempfile().map_err(NotReceived::Disk)?;
    let mut pieces = std::pin::pin!(pieces);
    let mut received = 0;
    while let Some(piece) = pieces.next().await {
        let piece = piece.map_err(|_| NotReceived::CutOff)?;
        received += piece.len();
        if received > MAX_BYTES {
            return Err(NotReceived::TooLarge);
        }
        // Goes into the page cache: a piece has some kilobytes.
        file.write_all(&piece).map_err(NotReceived::Disk)?;
    }
    file.rewind().map_err(NotReceived::Disk)?;
    Ok(file)
}
