//! The history, newest first.

use leptos::prelude::*;

use crate::pages::invoices::parts::Parts;
use crate::presenter::{self, Row};

/// The rows, and a template for new ones.
#[component]
pub fn History(parts: Parts) -> impl IntoView {
    let rows = presenter::rows(&parts.view_context());
    let rows = rows.into_iter().rev().map(row).collect_view();
    let blank = Row { tone: "calm", title: String::new(), note: String::new(), amount: String::new() };
    view! {
        <section class="card" aria-labelledby="history-title">
            <h2 id="history-title">{parts.text("history-title")}</h2>
            <ol class="history num" data-list="history">
                {rows}
            </ol>
            <template data-for="history">{row(blank)}</template>
        </section>
    }
    .into_any()
}

fn row(row: Row) -> impl IntoView {
    view! {
        <li data-row="" data-tone=row.tone>
            <div>
                <span data-field="title">{row.title}</span>
                <small data-field="note">{row.note}</small>
            </div>
            <b data-field="amount">{row.amount}</b>
        </li>
    }
}
