//! The parts of a page that run in the browser.

mod live;

pub use live::Live;
