//! The audit log: what staff and systems did.

use domain::Timestamp;
use leptos::prelude::*;

use super::address::encoded;
use super::{Area, Frame, Rendered};

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    pub at: Timestamp,
    pub who: String,
    pub action: String,
    /// The subject, with its page if it has one.
    pub subject: Option<(String, Option<String>)>,
    pub detail: Option<String>,
}

#[derive(Clone)]
pub struct AuditPage {
    pub frame: Frame,
    /// The entries, newest first.
    pub entries: Vec<Entry>,
    /// The cursor of the next page.
    pub next: Option<String>,
}

#[must_use]
pub fn render(page: &AuditPage) -> Rendered {
    let page = page.clone();
    let frame = page.frame.clone();
    frame.render(Some(Area::Audit), "Audit", "wide", None, move || body(&page))
}

fn body(page: &AuditPage) -> AnyView {
    let rows = page
        .entries
        .iter()
        .map(|entry| {
            let subject = entry.subject.clone().map(|(name, href)| match href {
                Some(href) => view! { <a href=href>{name}</a> }.into_any(),
                None => name.into_any(),
            });
            view! {
                <tr>
                    <td>{page.frame.say.moment(entry.at)}</td>
                    <td class="name">{entry.who.clone()}</td>
                    <td>{entry.action.clone()}</td>
                    <td>{subject}</td>
                    <td>{entry.detail.clone()}</td>
                </tr>
            }
        })
        .collect_view();
    let empty = page.entries.is_empty().then(|| view! { <p class="empty soft">"Nothing yet."</p> });
    let next = page.next.as_deref().map(|next| {
        view! {
            <a class="btn" href=format!("/console/audit?after={}", encoded(next)) rel="next">
                "Older"
            </a>
        }
    });
    view! {
        <h1>"Audit"</h1>
        <div class="card scroll" role="region" aria-label="Audit log" tabindex="0">
            <table class="num">
                <thead>
                    <tr>
                        <th scope="col">"When"</th>
                        <th scope="col">"Who"</th>
                        <th scope="col">"What"</th>
                        <th scope="col">"About"</th>
                        <th scope="col">"Detail"</th>
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
            {empty}
        </div>
        <p class="r">{next}</p>
    }
    .into_any()
}
