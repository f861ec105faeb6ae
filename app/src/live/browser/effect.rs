//! What follows from an action of a part of the page.

use web_sys::{File, HtmlFormElement};

use super::outbox::Outgoing;

/// A part of the page changes its own state and display. What another part has to do, or what takes until the server
/// answers, it returns as an effect. So no part calls the one that calls it.
pub enum Effect {
    /// Connect, unless the page is connected.
    Connect,
    /// The same, and do what is due: the timer is too slow for this.
    Hurry,
    /// Fetch and post. With `connect`, also try a socket.
    Poll { connect: bool },
    /// Send the outbox over the socket.
    Send,
    /// The same without a socket.
    Post,
    /// Fetch missing frames.
    Fetch,
    /// Send the text of the message form.
    Say,
    /// Put a message that was not sent back into the message form.
    Edit(Outgoing),
    /// Upload files, each with the page's own id for it.
    Upload(Vec<(String, File)>),
    /// Submit any other form.
    Submit(HtmlFormElement),
}
