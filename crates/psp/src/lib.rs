//! Payment providers: a checkout where the payer pays, what became of it, its end, and money paid back.
//!
//! [`Provider`] is what all of them can do. Each stands in a folder of its own: `flow.rs` says what is asked and in
//! which order, `wire.rs` how it is written in the provider's interface. HTTP comes in as a port ([`Http`]), so that
//! recorded exchanges can stand for a provider. What a provider said reaches others only as a [`Verified`] value:
//! nothing but a fetch with the biller's key, or a signature that holds, makes one.

mod amount;
mod checkout;
mod connection;
mod error;
mod http;
pub mod mollie;
mod provider;
mod providers;
pub mod sandbox;
pub mod signature;
pub mod stripe;
mod verified;
mod webhook;

pub use checkout::{Cancelled, Opened, Order, ProviderReport, Refund, RefundReport, RefundState, State};
pub use connection::{Connection, Kind};
pub use error::PspError;
pub use http::{Answer, Body, Call, CallError, Header, Http, HttpClient, Verb};
pub use provider::Provider;
pub use providers::connect;
pub use verified::{Mismatch, Verified};
pub use webhook::{Forged, Incoming, Notice};
