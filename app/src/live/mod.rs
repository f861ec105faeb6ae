//! The open page's connection: what goes over the socket, and when the browser connects again.

mod wire;

pub use wire::{Do, FromPage, Presence, Refused, ToPage};

/// The version of the socket's messages. The server closes older pages with
/// [`close::PROTOCOL_TOO_OLD`]; a deploy that keeps it reloads nobody.
pub const PROTOCOL: u32 = 1;

/// How often the server sends `{"tick":ms}`, in milliseconds, so that the page notices a dead line.
pub const TICK_EVERY_MS: u32 = 15_000;

/// Close codes of the socket.
pub mod close {
    /// The page speaks an older protocol: it loads itself again, once.
    pub const PROTOCOL_TOO_OLD: u16 = 4001;
    /// The link has expired or was revoked.
    pub const LINK_INVALID: u16 = 4003;
    /// The page sent too much or read too slowly: it comes back later.
    pub const TOO_FAST: u16 = 4008;
}
