//! The adapters against exchanges as the providers document them, and against stand-ins that fail as providers do.
#![allow(clippy::unwrap_used)]

mod mollie;
mod recorded;
mod sandbox;
mod secrets;
mod signatures;
mod stand_in;
mod stripe;
mod unknown;
