//! Files that people attach to what they say: uploaded first, posted with a message or a dispute, and gone
//! after a day where nothing was posted with them.
//!
//! Here they are rows: whose, what, how large, and a name that can be erased. Their bytes are not known here;
//! whoever calls [`Attach`] has checked and keeps them.

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
