//! The console over HTTP: who gets in, what each role may do, and what nobody may.
#![allow(clippy::unwrap_used)]

#[path = "../support/mod.rs"]
mod support;

mod audit;
mod brute_force;
mod foreign;
mod login;
mod marketing;
mod payments;
mod people;
mod previews;
mod roles;
mod sessions;
mod tools;
