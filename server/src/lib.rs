//! The edge backend.
