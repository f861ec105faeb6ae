//! Live pages: who has which invoice open on this node, and what they are sent.
//!
//! The [`feed`] follows what any node has committed, reads the content of events whose invoices are open here, and
//! gives it to the [`Hub`]. The hub puts it into the outgoing queue of everybody who has the invoice open, and each
//! socket empties its own queue. A reader who is too slow loses the socket, not the events: the page reconnects and
//! resumes. The [`watch`] notices what changes outside the log: links and sessions that end, sandbox clocks that move.
//! Who is writing and where staff point goes through the [room](Hub) of this node and is never stored. The
//! [inboxes](Inboxes) tell staff which conversations have changed. Nothing here outlives the process, and the books do
//! not depend on it.

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
pub use hub::{Credentials, Frames, Hub, Subscription, Viewer, keep};
pub use inbox::keep as keep_inboxes;
pub use inboxes::Inboxes;
pub use outgoing_queue::{Delivery, Ending, Outgoing};
pub use room::{Audience, Credential, StaffIdentity, Writing};

/// The largest message that a page may send, in bytes: a message of 4,000 characters, escaped.
const LARGEST_MESSAGE: usize = 64 * 1024;
