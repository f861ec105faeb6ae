//! The list of payers.

use domain::ids::PayerId;
use leptos::prelude::*;

use crate::pages::address::encoded;
use crate::pages::{Area, Frame, Rendered};

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    pub id: PayerId,
    /// The name, or that it was erased.
    pub name: String,
    pub email: Option<String>,
    pub identifier: Option<String>,
    /// How many invoices.
    pub invoices: u64,
}

#[derive(Clone)]
pub struct PayersPage {
    pub frame: Frame,
    pub search: String,
    pub rows: Vec<Row>,
    /// The cursor of the next page.
    pub next: Option<String>,
}

#[must_use]
pub fn render(page: &PayersPage) -> Rendered {
    let page = page.clone();
    let frame = page.frame.clone();
    frame.render(Some(Area::Payers), "Payers", "wide", None, move || body(&page))
}

fn body(page: &PayersPage) -> AnyView {
    let rows = page
        .rows
        .iter()
        .map(|row| {
            view! {
                <tr data-key=row.id.to_string()>
                    <td class="name">
                        <a href=format!("/console/payers/{}", row.id) data-row="">
                            {row.name.clone()}
                        </a>
                    </td>
                    <td>{row.email.clone()}</td>
                    <td>{row.identifier.clone()}</td>
                    <td class="amount">{row.invoices}</td>
                </tr>
            }
        })
        .collect_view();
    let empty = page.rows.is_empty().then(|| view! { <p class="empty soft">"Nobody was found."</p> });
    let next = page.next.as_deref().map(|next| {
        let href = format!("/console/payers?q={}&after={}", encoded(&page.search), encoded(next));
        view! {
            <a class="btn" href=href rel="next">
                "Next page"
            </a>
        }
    });
    view! {
        <h1>"Payers"</h1>
        <form class="find" role="search" method="get" action="/console/payers">
            <label class="sr" for="find">
                "Search payers"
            </label>
            <input
                id="find"
                type="search"
                name="q"
                value=page.search.clone()
                placeholder="Name, e-mail, customer number …   /"
                data-shortcut="/"
            />
        </form>
        <div class="card scroll">
            <table class="num">
                <thead>
                    <tr>
                        <th scope="col">"Name"</th>
                        <th scope="col">"E-mail"</th>
                        <th scope="col">"Customer number"</th>
                        <th scope="col" class="amount">
                            "Invoices"
                        </th>
                    </tr>
                </thead>
                <tbody data-region="rows">{rows}</tbody>
            </table>
            {empty}
        </div>
        <p class="r">{next}</p>
    }
    .into_any()
}
