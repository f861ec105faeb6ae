//! The part of a page that moves: all of it.

mod live;

pub use live::LivePage;
