//! Files that people attach: which are accepted, and where their bytes are stored.
//!
//! [`check()`] reads only the bytes, never a name or a browser's claim. [`BlobStore`] stores them in a folder or in S3
//! under ids, so that no text of a user becomes part of a path. Names, sizes and access are rows of the database and
//! not known here.

mod blobs;
mod check;

pub use blobs::{BlobError, BlobStore, StoredFile};
pub use check::{Fit, Kind, MAX_BYTES, MAX_PIXELS, Unfit, check};
