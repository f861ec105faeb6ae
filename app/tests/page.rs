//! tests
mod support;
