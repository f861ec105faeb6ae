//! Attached files over HTTP: taken in, refused, served, and whose they are.
#![allow(clippy::unwrap_used)]

#[path = "../support/mod.rs"]
mod support;

mod hostile;
mod reach;
mod round;
