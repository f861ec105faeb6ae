//! The invoice that moves.

use domain::Status;
use leptos::prelude::*;

use crate::live::{Frames, Setting, start};

/// The live root: wraps the page, folds every event that arrives and writes what changes into the slots of
/// its children. The markup is the server's alone; see [`crate::face`].
#[island]
pub fn Live(
    /// The log of the invoice when the page was made.
    log: Frames,
    /// Its number then.
    seq: i64,
    /// Its status then.
    status: Status,
    /// Where the page lives and how it speaks.
    setting: Setting,
    /// The page.
    children: Children,
) -> impl IntoView {
    start(log, setting);
    view! {
        <div class="page" data-live="off" data-seq=seq data-status=status.as_str()>
            {children()}
        </div>
    }
}
