//! The API as a biller's systems meet it: over the whole router, on a database of its own. Every answer in
//! these tests is held against the OpenAPI description, see [`described`].
#![allow(clippy::unwrap_used)]

mod bank;
mod changes;
mod client;
mod described;
mod description;
mod events;
mod failures;
mod hostile;
mod invoices;
mod keys;
mod links;
mod matching;
mod payments;
mod tenants;
mod xml;

#[path = "../support/mod.rs"]
mod support;
