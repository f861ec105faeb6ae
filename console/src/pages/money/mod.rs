//! Money that came in: what arrived, whose it is, and what waits for a person.

pub mod bank;
pub mod match_review;
pub mod payment;
pub mod payments;
pub mod pieces;
pub mod queue;
mod reasons;
pub mod returns;
mod state;
mod transfer;

pub use reasons::{Why, why};
pub use state::State;
pub use transfer::{Came, Transfer};
