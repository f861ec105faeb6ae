//! Payers: the list, and one of them.

pub mod list;
pub mod payer;
