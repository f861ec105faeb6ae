//! Bank files: taken in and taken back, and returns that wait.

pub mod files;
pub mod returns;
