//! Paying at a provider: checkouts, webhooks, refunds, as they are over HTTP and in the books.
#![allow(clippy::unwrap_used)]

#[path = "../support/mod.rs"]
mod support;

mod again;
mod api;
mod endings;
mod hooks;
mod moved;
mod refunds;
mod stand_in;
mod till;
