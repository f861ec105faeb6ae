//! On the server nothing connects: the page is only rendered.

/// Does nothing here; in the browser it starts the page.
pub fn start() {}
