//! On the server nothing connects: the page is only rendered.

use crate::live::Setting;

/// Does nothing here; in the browser it starts the page.
pub fn start(_setting: Setting) {}
