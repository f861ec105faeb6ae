//! Bank files: import and undo, and returns that wait.

pub mod files;
pub mod returns;
