//! The rules of the domain, told as stories and held as properties over random histories.
//!
//! `desk` carries commands out the way the server does and checks the books after every one;
//! `stories` read as the behaviour they protect; `properties` try histories nobody thought of.
#![allow(clippy::unwrap_used)]

mod desk;
mod properties;
mod stories;
