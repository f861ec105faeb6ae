//! Live pages: who has which invoice open on this node, and what they are told.
//!
//! The [`feed`] reads what was committed, by whichever node, and gives it to the [`Hub`]; the hub puts it
//! into the mailbox of everybody who has the invoice open; each socket empties its own. A reader who is
//! too slow loses the socket, not the events: the page comes back and resumes. The [`watch`] notices what
//! changes outside the log: links that end, sandbox clocks that move. Nothing here outlives the process,
//! and nothing here is needed to get the books right.

mod connect;
mod doorbell;
pub mod feed;
mod hear;
mod hub;
mod mailbox;
mod permits;
mod poll;
mod socket;
pub mod watch;

pub use connect::connect;
pub use hub::{Audience, Frames, Hub, Pass, Subscription, Viewer, keep};
pub use mailbox::{Delivery, Ending};
pub use permits::{Permit, Permits};

/// The largest message a page may send, in bytes: a message of 4,000 characters, escaped.
const LARGEST_MESSAGE: usize = 64 * 1024;
