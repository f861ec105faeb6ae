//! Who works here.

use domain::Timestamp;
use leptos::prelude::*;

use super::frame::tag;
use super::{Area, Frame, Rendered, Tone};

/// A member of staff.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Member {
    /// By name.
    pub name: String,
    /// E-mail address.
    pub email: String,
    /// The role's name.
    pub role: &'static str,
    /// Since when.
    pub since: Timestamp,
    /// Whether they can no longer log in.
    pub disabled: bool,
}

/// The page.
#[derive(Clone)]
pub struct StaffPage {
    /// What stands around it.
    pub frame: Frame,
    /// Everybody.
    pub members: Vec<Member>,
}

/// Renders the whole document.
#[must_use]
pub fn render(page: &StaffPage) -> Rendered {
    let page = page.clone();
    let frame = page.frame.clone();
    frame.render(Some(Area::Staff), "Staff", "wide", None, move || body(&page))
}

fn body(page: &StaffPage) -> AnyView {
    let rows = page
        .members
        .iter()
        .map(|member| {
            let disabled = member.disabled.then(|| tag(Tone::Warn, "Disabled".into()));
            view! {
                <tr>
                    <td class="name">{member.name.clone()} " " {disabled}</td>
                    <td>{member.email.clone()}</td>
                    <td>{member.role}</td>
                    <td>{page.frame.say.moment(member.since)}</td>
                </tr>
            }
        })
        .collect_view();
    view! {
        <h1>"Staff"</h1>
        <p class="soft">
            "People are added on the server: "
            <code>"billow staff add name@example.com --role agent"</code>
        </p>
        <div class="card scroll">
            <table>
                <thead>
                    <tr>
                        <th scope="col">"Name"</th>
                        <th scope="col">"E-mail"</th>
                        <th scope="col">"Role"</th>
                        <th scope="col">"Since"</th>
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
    }
    .into_any()
}
