//! Money that waits for a person to say whose it is.

pub mod queue;
pub mod review;
