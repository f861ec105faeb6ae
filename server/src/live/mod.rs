//! Live pages: who has which invoice open on this node, and what they are told.
//!
//! The [`feed`] reads what was committed, by whichever node, and gives it to the [`Hub`]; the hub puts it
//! into the outgoing queue of everybody who has the invoice open; each socket empties its own. A reader who is
//! too slow loses the socket, not the events: the page comes back and resumes. The [`watch`] notices what
//! changes outside the log: links and sessions that end, sandbox clocks that move. Who writes and where staff
//! point passes through the [room](Hub) of this node and is never stored; the [inboxes](Inboxes) tell staff
//! which conversations have changed. Nothing here outlives the process,
//! and nothing here is needed to get the books right.

mod asked;
mod connect;
pub mod feed;
mod hub;
mod inbox;
mod inboxes;
mod incoming;
mod outgoing_queue;
mod poll;
mod read_marks;
mod reader;
mod room;
mod room_signal;
mod said;
mod socket;
pub mod watch;

pub use connect::{connect, connect_inbox, connect_staff};
pub use hub::{Frames, Hub, Passes, Subscription, Viewer, keep};
pub use inbox::keep as keep_inboxes;
pub use inboxes::Inboxes;
pub use outgoing_queue::{Delivery, Ending, Outgoing};
pub use room::{Audience, Credential, StaffIdentity, Writing};

/// The largest message a page may send, in bytes: a message of 4,000 characters, escaped.
const LARGEST_MESSAGE: usize = 64 * 1024;
