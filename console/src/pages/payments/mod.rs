//! Payments: what arrived, whose it is, and what waits for a person.

pub mod list;
pub mod payment;
pub mod pieces;
mod reasons;
mod state;
pub mod transfer;

pub use reasons::{Why, why};
pub use state::State;
pub use transfer::{BankDetails, Transfer};
