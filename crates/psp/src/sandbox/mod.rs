//! The sandbox provider: like the others, but it moves no money and every outcome can be chosen.
//!
//! [`Sandbox`] uses it like any provider, over its API ([`api`]). The provider's own side of a payment is a pure value
//! ([`SandboxPayment`]): a choice on its pay page returns the later steps. The host of the provider stores the value,
//! sends the webhooks and shows the page.

pub mod api;
mod flow;
mod payment;

pub use api::Status;
pub use flow::Sandbox;
pub use payment::{Choice, Effect, NotOpen, SandboxPayment, StatusStep};

/// The header with the signature of a webhook.
pub const SIGNATURE: &str = "billow-sandbox-signature";
