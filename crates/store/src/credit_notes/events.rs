//! How events of a credit note are stored: their types, and how older shapes are read.

pub(crate) const TYPES: &[&str] = &["applied", "received"];
