//! Codes that a bank's app or Swish reads, for what is left to pay.

use leptos::prelude::*;

use crate::pages::invoices::PayCode;
use crate::pages::invoices::parts::Parts;

/// Each code for the document's accounts. On wide screens they are shown, because the telephone that reads them is
/// another device. On a telephone they are folded, and the picture is not loaded before.
#[component]
pub fn Codes(parts: Parts) -> impl IntoView {
    let codes = parts.page.codes.clone();
    codes.into_iter().map(|code| view! { <Code parts=parts.clone() code /> }).collect_view()
}

#[component]
fn Code(parts: Parts, code: PayCode) -> impl IntoView {
    let (slot, title, hint) = match code {
        PayCode::Epc => ("code-epc", "pay-code-epc", "pay-code-epc-hint"),
        PayCode::Swish => ("code-swish", "pay-code-swish", "pay-code-swish-hint"),
    };
    let title = parts.text(title);
    view! {
        <details class="code">
            <summary>{title.clone()}</summary>
            <div>
                <img alt=title width="176" height="176" loading="lazy" {..parts.slots.at(slot)} />
                <p class="hint">{parts.text(hint)}</p>
            </div>
        </details>
    }
    .into_any()
}
