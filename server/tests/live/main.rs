//! The live page over real sockets, against a whole node with a database.
#![allow(clippy::unwrap_used)]

#[path = "../support/mod.rs"]
mod support;

mod crowds;
mod hostile;
mod links;
mod nodes;
mod polling;
mod resume;
mod talking;
