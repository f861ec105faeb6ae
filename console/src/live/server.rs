//! On the server nothing connects: the page is rendered and done.

use crate::live::Setting;

/// What the browser does once the page is there.
pub fn start(_setting: Setting) {}
