//! The live page.

use leptos::prelude::*;

use crate::live::{Setting, start};

/// Wraps the page. Only the server makes markup: when something has changed, the browser fetches the page again and
/// takes over the differences.
#[island]
pub fn LivePage(setting: Setting, children: Children) -> impl IntoView {
    start(setting);
    view! {
        <div class="console" data-live="off">
            {children()}
        </div>
    }
}
