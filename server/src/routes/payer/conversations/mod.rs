//! What a payer writes and asks.

pub mod more_time;
pub mod person;
pub mod say;
