//! The live page over real sockets, against a whole node with a database.
#![allow(clippy::unwrap_used)]

#[path = "../support/mod.rs"]
mod support;

mod crowds;
mod hostile;
mod joining;
mod links;
mod nodes;
mod passing;
mod polling;
mod resume;
mod seen;
mod staff;
mod staff_socket;
mod talking;
