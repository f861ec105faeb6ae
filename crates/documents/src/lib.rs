//! Documents: e-invoice files to and from the domain's [`Document`](domain::invoices::document::Document).
//!
//! The input is untrusted: every reader here has limits, expands nothing and never panics. It returns a consistent
//! document, or says what is wrong, where, and with both figures. No clock, no network, no database.

pub mod codes;
mod problem;
pub mod ubl;

pub use problem::DocumentProblem;
