//! How a payer pays, and what of it a page shows.

pub mod code;
pub mod means;
