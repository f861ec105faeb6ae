//! How a payer pays, and what a page shows of it.

mod amount;
pub mod checkouts;
pub mod code;
pub mod means;
pub mod pay;
