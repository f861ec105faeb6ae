//! Mollie: the Payments API.

mod flow;
mod wire;

pub use flow::Mollie;

/// Where its interface is.
pub const BASE_URL: &str = "https://api.mollie.com";
