//! How a payer pays, and what a page shows of it.

pub mod code;
pub mod means;
