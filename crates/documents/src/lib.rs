//! Documents: e-invoice files to and from the domain's [`Document`](domain::invoices::document::Document).
//!
//! What comes in is other people's bytes: every reader here is bounded, expands nothing, never
//! panics, and either gives a document whose figures agree with each other or says what is wrong,
//! where, and with both figures. No clock, no network, no database.

pub mod codes;
mod problem;
pub mod ubl;

pub use problem::DocumentProblem;
