//! Bank files: imported files, new ones, and returns that wait.

pub mod files;
pub mod returns;
