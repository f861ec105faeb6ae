//! Payments that wait for a person to match them.

pub mod queue;
mod reasons;
pub mod review;

pub use reasons::{Why, why};
