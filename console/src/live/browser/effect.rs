//! What follows from what a part of the page has done.

/// A part of the page changes the state and what it shows itself. What begins at another part it returns, so that no part
/// calls the one that calls it.
pub enum Effect {
    /// Something has changed: the page is asked for once more.
    Refresh,
    /// What waits in the outbox is sent.
    Send,
}
