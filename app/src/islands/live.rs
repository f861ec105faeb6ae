//! The invoice that moves.

use domain::view::PayerView;
use leptos::prelude::*;

use crate::live::{Setting, start};

/// The live root: wraps the page, folds every event that arrives and writes what changes into the slots of
/// its children. The markup is the server's alone; see [`crate::face`].
#[island]
pub fn Live(
    /// The invoice when the page was made.
    view: PayerView,
    /// Where the page lives and how it speaks.
    setting: Setting,
    /// The page.
    children: Children,
) -> impl IntoView {
    let status = view.status(setting.now).as_str();
    let seq = view.seq;
    start(view, setting);
    view! {
        <div class="page" data-live="off" data-seq=seq data-status=status>
            {children()}
        </div>
    }
}
