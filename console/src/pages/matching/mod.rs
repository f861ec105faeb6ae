//! Payments that wait for a person to match them.

pub mod queue;
pub mod review;
