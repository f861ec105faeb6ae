//! The rules of the domain, told as stories and held as properties over random histories.
//!
//! `scenario` carries commands out the way the server does and checks the books after every one;
//! `stories` read as the behaviour they protect; `properties` try histories nobody thought of.
// 1000_00 reads as an amount with its minor units.
#![allow(clippy::unwrap_used, clippy::inconsistent_digit_grouping)]

mod properties;
mod scenario;
mod stories;
