//! Money that waits for a person to say whose it is.

pub mod queue;
mod reasons;
pub mod review;

pub use reasons::{Why, why};
