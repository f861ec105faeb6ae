//! Files that people attach: first uploaded, then posted with a message or a dispute. A file that is not posted is
//! deleted after a day.
//!
//! This area holds their rows: owner, type, size, and a name that can be erased. It never sees the bytes; the caller of
//! [`Attach`] checks and stores them.

mod attach;
mod name;
mod node;
mod ports;
mod post;
mod queries;

pub use attach::{Attach, Attached, MAX_WAITING};
pub use name::{MAX_NAME_CHARS, clean_name};
pub use ports::{AttachmentStore, AttachmentTransaction, Held, KnownAttachment, NewAttachment};
pub use post::MAX_ATTACHMENTS;
pub use queries::FindAttachment;
