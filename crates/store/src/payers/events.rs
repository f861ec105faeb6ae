//! How events of a payer are stored: their types, and how older shapes are read.

/// Every type of event that this program knows.
pub(crate) const TYPES: &[&str] = &["credit_added", "credit_used", "details_changed", "forgotten", "opened"];
