//! The parts of a page that move.

mod live;

pub use live::Live;
