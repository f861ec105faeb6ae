//! The open page's connection: the messages of the socket, and when the browser reconnects.

mod backoff;
#[cfg(feature = "hydrate")]
mod browser;
#[cfg(any(feature = "hydrate", test))]
mod decode;
#[cfg(any(feature = "hydrate", test))]
pub(crate) mod json;
#[cfg(not(feature = "hydrate"))]
mod server;

use domain::Timestamp;
use domain::invoices::wire::PayerFrame;
use domain::proposals::MoreTime;
use serde::{Deserialize, Serialize};

use crate::presenter::Paying;

pub use crate::wire::{ClientCommand, FromPage, InPassing, Point, Presence, Refused, ToPage, Typing};
pub use backoff::delay_ms;
#[cfg(feature = "hydrate")]
pub use browser::start;
#[cfg(not(feature = "hydrate"))]
pub use server::start;

/// The version of the socket's messages. The server closes older pages with [`close::PROTOCOL_TOO_OLD`]; a deploy with
/// the same version reloads no page.
pub const PROTOCOL: u32 = 1;

/// How often the server sends `{"tick":ms}`, in milliseconds, so that the page notices a dead connection.
pub const TICK_EVERY_MS: u32 = 15_000;

/// How long somebody is shown as writing after the last report, in milliseconds. Whoever goes on writing reports it
/// more often.
pub const TYPING_MS: u32 = 6_000;

/// Close codes of the socket.
pub mod close {
    /// The page speaks an older protocol: it reloads, once.
    pub const PROTOCOL_TOO_OLD: u16 = 4001;
    /// The link has expired or was revoked.
    pub const LINK_INVALID: u16 = 4003;
    /// The page sent too much or read too slowly: it reconnects later.
    pub const TOO_FAST: u16 = 4008;
}

/// The data with which the page starts in the browser: the attribute `data-opening` of the island's root, JSON.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct InitialState<'a> {
    /// The log of the invoice when the page was rendered.
    pub log: &'a [PayerFrame],
    pub setting: Setting,
}

/// What the island needs besides the log.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Setting {
    /// `/i/{token}`.
    pub base: String,
    pub biller: String,
    /// The IANA name of the biller's zone.
    pub zone: String,
    /// The BCP 47 tag of the page's language.
    pub language: String,
    /// The biller's business clock when the page was rendered.
    pub now: Timestamp,
    /// The extra time that the biller grants automatically.
    #[serde(default)]
    pub more_time: MoreTime,
    /// What paying on the page depends on.
    #[serde(default)]
    pub paying: Paying,
    /// The templates of [`crate::presenter::island_texts`], in their order.
    pub texts: Vec<String>,
}
