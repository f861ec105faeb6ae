//! How a payer pays, and what of it a page shows.

mod amount;
pub mod checkouts;
pub mod code;
pub mod means;
pub mod pay;
