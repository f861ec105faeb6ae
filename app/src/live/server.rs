//! On the server nothing connects: the page is rendered and done.

/// What the browser does once the page is there.
pub fn start() {}
