//! The invoice that moves.

use leptos::prelude::*;

use crate::live::start;

/// Wraps the page: folds every event that arrives and writes what changes into the slots of its children. The
/// markup is the server's alone, see [`crate::presenter`]. What it begins with stands in the page itself, see
/// [`crate::live::Opening`]: properties of its own would be read by a reader that is a quarter of the download.
#[island]
pub fn Live(children: Children) -> impl IntoView {
    start();
    children()
}
