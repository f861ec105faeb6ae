//! Payments that wait for a person to match them.

pub mod queue;
mod review;
pub mod tool;
pub mod tools;
