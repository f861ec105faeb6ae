//! The part of a page that moves: all of it.

mod desk;

pub use desk::Desk;
