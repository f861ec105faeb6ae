//! Bank files: what was imported, what comes in, and returns that wait.

pub mod files;
pub mod returns;
