//! Files that people attach: what they may be, and where their bytes are kept.
//!
//! [`check()`] looks at bytes alone, never at a name or at what a browser claims. [`BlobStore`] keeps them in a folder
//! or in S3 under ids, so that no word of a stranger becomes part of a path. Names, sizes and who may see a
//! file are rows of the database and not known here.

mod blobs;
mod check;

pub use blobs::{BlobError, BlobStore, StoredFile};
pub use check::{Fit, Kind, MAX_BYTES, MAX_PIXELS, Unfit, check};
