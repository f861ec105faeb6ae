//! The command line as a person or script meets it: the built binary in an empty folder.
#![allow(clippy::unwrap_used)]

mod bank;
mod biller;
mod billow;
mod database;
mod demo;
mod import;
mod payments;
mod provider;
mod serve;
mod settings;
mod staff;

#[path = "../support/postgres.rs"]
mod postgres;
