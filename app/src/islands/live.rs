//! The live invoice.

use leptos::prelude::*;

use crate::live::start;

/// Wraps the page: folds every event that arrives, and writes what changes into the slots of its children. Only the
/// server makes markup, see [`crate::presenter`]. The island starts from data in the page itself, see
/// [`crate::live::InitialState`]: to read properties of its own it would need a parser that is a quarter of the download.
#[island]
pub fn Live(children: Children) -> impl IntoView {
    start();
    children()
}
