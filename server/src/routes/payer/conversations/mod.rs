//! Messages and requests of payers.

pub mod more_time;
pub mod person;
pub mod say;
