//! Staff: the list, adding a person, and one person with what can be changed.

use domain::Timestamp;
use domain::ids::StaffId;
use leptos::prelude::*;

use super::frame::tag;
use super::{Area, Frame, Rendered, Tone};

/// What each role is for.
const ROLES: [(&str, &str); 3] = [
    ("agent", "Agent: answers payers and changes invoices"),
    ("marketing", "Marketing: reads"),
    ("admin", "Admin: everything, staff and the audit log too"),
];

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Member {
    pub id: StaffId,
    pub name: String,
    pub email: String,
    pub role: &'static str,
    pub since: Timestamp,
    /// Whether they may no longer log in.
    pub disabled: bool,
}

/// The values of a form that was refused, except the password.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Filled {
    pub email: String,
    pub name: String,
    pub role: String,
}

#[derive(Clone)]
pub struct StaffPage {
    pub frame: Frame,
    pub members: Vec<Member>,
    /// The form that was refused, to be corrected.
    pub filled: Option<Filled>,
}

#[derive(Clone)]
pub struct MemberPage {
    pub frame: Frame,
    pub member: Member,
}

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
                    <td class="name">
                        <a href=address(member)>{member.name.clone()}</a>
                        " "
                        {disabled}
                    </td>
                    <td>{member.email.clone()}</td>
                    <td>{member.role}</td>
                    <td>{page.frame.say.moment(member.since)}</td>
                </tr>
            }
        })
        .collect_view();
    view! {
        <h1>"Staff"</h1>
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
        {add(page.filled.as_ref())}
    }
    .into_any()
}

fn address(member: &Member) -> String {
    format!("/console/staff/{}", member.id)
}

/// The form that adds a person; open if it was refused.
fn add(filled: Option<&Filled>) -> AnyView {
    let open = filled.map(|_| "");
    let Filled { email, name, role } = filled.cloned().unwrap_or_default();
    view! {
        <details class="card stack" open=open>
            <summary>"Add a person"</summary>
            <form class="fields" method="post" action="/console/staff">
                <div class="field">
                    <label for="add-email">"E-mail address"</label>
                    <input id="add-email" name="email" type="email" maxlength="254" autocomplete="off" required value=email />
                </div>
                {name_field("add-name", name)}
                {role_field("add-role", &role)}
                {password_field("add-password")}
                <p class="r">
                    <button type="submit" class="btn p">
                        "Add"
                    </button>
                </p>
            </form>
        </details>
    }
    .into_any()
}

fn name_field(id: &'static str, name: String) -> AnyView {
    view! {
        <div class="field">
            <label for=id>"Name"</label>
            <input id=id name="name" maxlength="100" autocomplete="off" required value=name />
            <small class="soft">"Colleagues see it, and payers in the conversation."</small>
        </div>
    }
    .into_any()
}

fn role_field(id: &'static str, role: &str) -> AnyView {
    let options = ROLES
        .into_iter()
        .map(|(one, words)| {
            let selected = (one == role).then_some("");
            view! {
                <option value=one selected=selected>
                    {words}
                </option>
            }
        })
        .collect_view();
    view! {
        <div class="field">
            <label for=id>"Role"</label>
            <select id=id name="role">
                {options}
            </select>
        </div>
    }
    .into_any()
}

fn password_field(id: &'static str) -> AnyView {
    let hint = format!("{id}-hint");
    view! {
        <div class="field">
            <label for=id>"Password"</label>
            <input
                id=id
                name="password"
                type="password"
                minlength="10"
                maxlength="1024"
                autocomplete="new-password"
                aria-describedby=hint.clone()
                required
            />
            <small class="soft" id=hint>
                "At least 10 characters. They can change it once they have logged in."
            </small>
        </div>
    }
    .into_any()
}

#[must_use]
pub fn render_member(page: &MemberPage) -> Rendered {
    let page = page.clone();
    let (frame, title) = (page.frame.clone(), page.member.name.clone());
    frame.render(Some(Area::Staff), &title, "wide", None, move || member_body(&page))
}

fn member_body(page: &MemberPage) -> AnyView {
    let member = &page.member;
    let here = address(member);
    let disabled = member.disabled.then(|| tag(Tone::Warn, "Disabled".into()));
    // Nobody can lock themselves out.
    let more = if member.id == page.frame.staff {
        view! {
            <p class="soft">
                "This is you: " <a href="/console/password">"change your password"</a>
                ", and ask another admin to change your role."
            </p>
        }
        .into_any()
    } else {
        others(member, &here)
    };
    view! {
        <p>
            <a class="back" href="/console/staff">
                "‹ Staff"
            </a>
        </p>
        <h1>{member.name.clone()} " " {disabled}</h1>
        <p class="soft">{member.email.clone()} ", " {member.role}</p>
        <form class="card fields" method="post" action=format!("{here}/name")>
            {name_field("name", member.name.clone())}
            <p class="r">
                <button type="submit" class="btn p">
                    "Save the name"
                </button>
            </p>
        </form>
        {more}
    }
    .into_any()
}

/// What can be done to other people only.
fn others(member: &Member, here: &str) -> AnyView {
    let (word, button, means) = if member.disabled {
        ("enable", "Let in again", "They can log in again.")
    } else {
        (
            "disable",
            "Disable",
            "They are logged out everywhere at once, and cannot log in. What they did stays.",
        )
    };
    view! {
        <form class="card fields" method="post" action=format!("{here}/role")>
            {role_field("role", member.role)}
            <p class="r">
                <button type="submit" class="btn p">
                    "Save the role"
                </button>
            </p>
        </form>
        <form class="card fields" method="post" action=format!("{here}/password")>
            {password_field("password")}
            <p class="r">
                <button type="submit" class="btn p">
                    "Set the password"
                </button>
            </p>
            <p class="soft">"They are logged out everywhere."</p>
        </form>
        <form class="card fields" method="post" action=format!("{here}/{word}")>
            <p class="soft">{means}</p>
            <p class="r">
                <button type="submit" class="btn">
                    {button}
                </button>
            </p>
        </form>
    }
    .into_any()
}
