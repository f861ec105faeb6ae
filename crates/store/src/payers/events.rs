//! How events of a payer are stored: their types, and how older shapes are read.

pub(crate) const TYPES: &[&str] = &["credit_added", "credit_used", "details_changed", "forgotten", "opened"];
