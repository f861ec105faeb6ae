//! Payment providers: a checkout where the payer pays, its outcome, its end, and refunds.
//!
//! [`Provider`] is the common interface. Each provider has a folder of its own: `flow.rs` has the requests and their
//! order, `wire.rs` their form in the provider's API. HTTP is a port ([`Http`]), so that recorded exchanges can replace
//! a provider. A provider's report leaves this crate only as a [`Verified`] value: only a fetch with the biller's key,
//! or a valid signature, makes one.

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
