//! Stripe: Checkout Sessions and refunds.

mod flow;
mod wire;

pub use flow::Stripe;

/// Where its interface is.
pub const BASE_URL: &str = "https://api.stripe.com";
/// The version of the interface that `wire.rs` is written for.
pub const VERSION: &str = "2024-06-20";
