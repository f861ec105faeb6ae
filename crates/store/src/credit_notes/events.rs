//! How events of a credit note are stored: their types, and how older shapes are read.

/// Every type of event that this program knows.
pub(crate) const TYPES: &[&str] = &["applied", "received"];
