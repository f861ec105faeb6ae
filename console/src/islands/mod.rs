//! The part of a page that runs in the browser: the whole page.

mod live;

pub use live::LivePage;
