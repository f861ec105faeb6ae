//! The open page: where it hears of changes, and what the browser does with them.

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
    /// The socket that tells of every change at the biller, for whoever may hear of conversations.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub inbox: Option<String>,
    /// The invoice that stands open on the page.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub invoice: Option<OpenInvoice>,
}

/// An invoice on the page.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct OpenInvoice {
    /// Its socket, without the query.
    pub live: String,
    /// What its payer is called in a sentence.
    pub payer: String,
}
