//! What follows from an action of a part of the page.

/// A part of the page changes its own state and display. What another part has to do, it returns as an effect, so that
/// no part calls the one that calls it.
pub enum Effect {
    /// Something has changed: fetch the page again.
    Refresh,
    Send,
}
