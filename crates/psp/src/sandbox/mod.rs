//! The sandbox provider: a provider like the others, where no money moves and every ending can be chosen.
//!
//! [`Sandbox`] speaks to it as one speaks to any provider, over its interface ([`api`]). What the provider itself does
//! with a payment is a pure value ([`SandboxPayment`]): a choice on its pay page answers what follows, and whoever runs the
//! provider keeps the value, sends the webhooks and shows the page.

pub mod api;
mod flow;
mod payment;

pub use api::Status;
pub use flow::Sandbox;
pub use payment::{Choice, Effect, NotOpen, SandboxPayment, StatusStep};

/// The header with the signature of a webhook.
pub const SIGNATURE: &str = "billow-sandbox-signature";
