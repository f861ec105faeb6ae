//! Stripe: Checkout Sessions and refunds.

mod currencies;
mod flow;
mod wire;

pub use flow::Stripe;

/// Whether Stripe charges such an amount at all.
#[must_use]
pub fn takes(amount: domain::Money) -> bool {
    currencies::to_stripe(amount).is_some()
}

pub const BASE_URL: &str = "https://api.stripe.com";
/// The version of the interface that `wire.rs` is written for.
pub const VERSION: &str = "2024-06-20";
