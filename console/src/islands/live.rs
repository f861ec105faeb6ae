//! The page that moves.

use leptos::prelude::*;

use crate::live::{Setting, start};

/// Wraps the page. The markup is the server's alone: when something has changed, the browser asks for the page
/// again and takes over what differs.
#[island]
pub fn LivePage(
    /// Where the page hears of changes.
    setting: Setting,
    children: Children,
) -> impl IntoView {
    start(setting);
    view! {
        <div class="console" data-live="off">
            {children()}
        </div>
    }
}
