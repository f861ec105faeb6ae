//! What follows from what a part of the page has done.

use web_sys::{File, HtmlFormElement};

use super::outbox::Outgoing;

/// A part of the page changes the state and what it shows itself. What is another part's business, or takes until the
/// server answers, it returns as an effect. So no part calls the one that calls it.
pub enum Effect {
    /// The line is opened, unless there is one.
    Connect,
    /// The same, and what is due is done: nobody waits for the clock now.
    Hurry,
    /// Fetch and post, and with `connect` see whether a socket works again.
    Poll { connect: bool },
    /// What waits in the outbox is sent over the line.
    Send,
    /// The same without a socket.
    Post,
    /// Frames that are missing are asked for.
    Fetch,
    /// What stands in the message form becomes a message.
    Say,
    /// A message that was not sent goes back into the message form.
    Edit(Outgoing),
    /// Files go to the server, each under the page's own id for it.
    Upload(Vec<(String, File)>),
    /// Any other form goes to the server.
    Submit(HtmlFormElement),
}
