//! The open page: its sockets, and what the browser does with their messages.

#[cfg(feature = "hydrate")]
mod browser;
#[cfg(not(feature = "hydrate"))]
mod server;

use serde::{Deserialize, Serialize};

#[cfg(feature = "hydrate")]
pub use browser::start;
#[cfg(not(feature = "hydrate"))]
pub use server::start;

/// What the island needs to know.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Setting {
    /// The socket that tells of every change at the biller, for readers who may see conversations.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub inbox: Option<String>,
    /// The invoice that is open on the page.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub invoice: Option<OpenInvoice>,
}

/// An invoice on the page.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct OpenInvoice {
    /// Its socket, without the query.
    pub live: String,
    /// The payer's name within a sentence.
    pub payer: String,
}
