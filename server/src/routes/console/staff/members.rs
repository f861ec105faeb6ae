//! `/console/staff`: the list of staff, adding a person, and changing one.

use axum::Form;
use axum::extract::{Path, Query, State};
use axum::http::HeaderMap;
use axum::response::Response;
use console::pages::Notice;
use console::pages::staff::{Filled, Member, MemberPage, StaffPage, render, render_member};
use domain::ids::StaffId;
use secrecy::{ExposeSecret, SecretString};
use serde::Deserialize;
use usecases::{
    AddStaff, Caller, ChangeStaff, FindStaffMember, Input, ListStaff, NoRole, Role, SetPassword, StaffChange,
    StaffMember, UseCase, UseCaseError, check_password, execute, normal_email,
};

use crate::auth::Staff;
use crate::routes::console::answer::{ListQuery, failed, not_stored, page, reason, refused, see};
use crate::routes::console::frame::{FrameContext, around, done};
use crate::routes::console::staff::login::Unchecked;
use crate::state::App;

pub async fn list(
    State(app): State<App>,
    staff: Staff,
    Query(asked): Query<ListQuery>,
    headers: HeaderMap,
) -> Response {
    match everybody(&app, &staff, done(&asked.done), None).await {
        Ok(built) => page(render(&built)),
        Err(error) => failed(&headers, &error),
    }
}

async fn everybody(
    app: &App,
    staff: &Staff,
    notice: Option<Notice>,
    filled: Option<Filled>,
) -> anyhow::Result<StaffPage> {
    let FrameContext { frame, .. } = around(app, staff, notice).await?;
    let members = app.ask(&staff.caller(), ListStaff).await?;
    Ok(StaffPage { members: members.into_iter().map(summary_of).collect(), frame, filled })
}

fn summary_of(member: StaffMember) -> Member {
    Member {
        id: member.id,
        name: member.name,
        email: member.email,
        role: member.role.as_str(),
        since: member.created_at,
        disabled: member.disabled_at.is_some(),
    }
}

/// The form that adds somebody.
#[derive(Deserialize)]
pub struct New {
    email: String,
    name: String,
    role: String,
    password: SecretString,
}

/// `POST /console/staff`: adds somebody.
pub async fn add(
    State(app): State<App>,
    staff: Staff,
    headers: HeaderMap,
    Form(New { email, name, role, password }): Form<New>,
) -> Response {
    let filled = Filled { email: email.clone(), name: name.clone(), role: role.clone() };
    let why = match added(&app, &staff, email, name, &role, password).await {
        Ok(()) => return see("/console/staff?done=saved"),
        Err(MemberRefused::Unchecked(unchecked)) => return unchecked.answer(&headers),
        Err(MemberRefused::Failed(UseCaseError::Store(error))) => return not_stored(&headers, &error),
        Err(MemberRefused::Failed(error)) => reason(&error),
        Err(MemberRefused::NoRole(error)) => reason_of(&error),
    };
    match everybody(&app, &staff, Some(Notice::Refused(why)), Some(filled)).await {
        Ok(built) => refused(render(&built)),
        Err(error) => failed(&headers, &error),
    }
}

enum MemberRefused {
    Unchecked(Unchecked),
    Failed(UseCaseError),
    NoRole(NoRole),
}

impl<E: Into<UseCaseError>> From<E> for MemberRefused {
    fn from(error: E) -> Self {
        Self::Failed(error.into())
    }
}

fn reason_of(error: &NoRole) -> String {
    crate::routes::console::answer::sentence(&error.to_string())
}

async fn added(
    app: &App,
    staff: &Staff,
    email: String,
    name: String,
    role: &str,
    password: SecretString,
) -> Result<(), MemberRefused> {
    let role: Role = role.parse().map_err(MemberRefused::NoRole)?;
    let address = normal_email(&email).unwrap_or_default();
    check_password(password.expose_secret(), &address)?;
    let password =
        app.passwords.hash(password).await.map_err(|error| MemberRefused::Unchecked(error.into()))?;
    carry_out(app, staff, AddStaff { email, name, role, password }).await
}

async fn carry_out<U: UseCase>(app: &App, staff: &Staff, use_case: U) -> Result<(), MemberRefused> {
    execute(&app.services, staff.caller(), Input { use_case, key: None }).await?;
    Ok(())
}

/// `GET /console/staff/{staff}`: one person.
pub async fn show(
    State(app): State<App>,
    staff: Staff,
    Path(id): Path<StaffId>,
    Query(asked): Query<ListQuery>,
    headers: HeaderMap,
) -> Response {
    match one(&app, &staff, id, done(&asked.done)).await {
        Ok(built) => page(render_member(&built)),
        Err(error) => failed(&headers, &error),
    }
}

async fn one(app: &App, staff: &Staff, id: StaffId, notice: Option<Notice>) -> anyhow::Result<MemberPage> {
    let FrameContext { frame, .. } = around(app, staff, notice).await?;
    let member = app.ask(&staff.caller(), FindStaffMember { staff: id }).await?;
    let member = member.ok_or_else(|| anyhow::anyhow!("a staff member is gone"))?;
    Ok(MemberPage { frame, member: summary_of(member) })
}

/// The form with a name.
#[derive(Deserialize)]
pub struct Named {
    name: String,
}

/// `POST /console/staff/{staff}/name`
pub async fn name(
    State(app): State<App>,
    staff: Staff,
    Path(id): Path<StaffId>,
    headers: HeaderMap,
    Form(Named { name }): Form<Named>,
) -> Response {
    let done = change(&app, &staff, id, StaffChange::Name(name)).await;
    answer(&app, &staff, id, done, &headers).await
}

/// The form with a role.
#[derive(Deserialize)]
pub struct WithRole {
    role: String,
}

/// `POST /console/staff/{staff}/role`
pub async fn role(
    State(app): State<App>,
    staff: Staff,
    Path(id): Path<StaffId>,
    headers: HeaderMap,
    Form(WithRole { role }): Form<WithRole>,
) -> Response {
    let done = match role.parse() {
        Ok(role) => change(&app, &staff, id, StaffChange::Role(role)).await,
        Err(error) => Err(MemberRefused::NoRole(error)),
    };
    answer(&app, &staff, id, done, &headers).await
}

/// `POST /console/staff/{staff}/disable`
pub async fn disable(
    State(app): State<App>,
    staff: Staff,
    Path(id): Path<StaffId>,
    headers: HeaderMap,
) -> Response {
    let done = change(&app, &staff, id, StaffChange::Disable).await;
    answer(&app, &staff, id, done, &headers).await
}

/// `POST /console/staff/{staff}/enable`
pub async fn enable(
    State(app): State<App>,
    staff: Staff,
    Path(id): Path<StaffId>,
    headers: HeaderMap,
) -> Response {
    let done = change(&app, &staff, id, StaffChange::Enable).await;
    answer(&app, &staff, id, done, &headers).await
}

/// The form with a password.
#[derive(Deserialize)]
pub struct WithPassword {
    password: SecretString,
}

/// `POST /console/staff/{staff}/password`: another person's password; for one's own, the current one is needed.
pub async fn password(
    State(app): State<App>,
    staff: Staff,
    Path(id): Path<StaffId>,
    headers: HeaderMap,
    Form(WithPassword { password }): Form<WithPassword>,
) -> Response {
    if id == staff.id {
        return see("/console/password");
    }
    let done = set_password(&app, &staff, id, password).await;
    answer(&app, &staff, id, done, &headers).await
}

async fn set_password(
    app: &App,
    staff: &Staff,
    id: StaffId,
    password: SecretString,
) -> Result<(), MemberRefused> {
    let member = app.ask(&staff.caller(), FindStaffMember { staff: id }).await?;
    let email = member.map(|member| member.email).unwrap_or_default();
    check_password(password.expose_secret(), &email)?;
    let password =
        app.passwords.hash(password).await.map_err(|error| MemberRefused::Unchecked(error.into()))?;
    carry_out(app, staff, SetPassword { staff: id, password }).await
}

async fn change(app: &App, staff: &Staff, id: StaffId, change: StaffChange) -> Result<(), MemberRefused> {
    carry_out(app, staff, ChangeStaff { staff: id, change }).await
}

/// The person's page again, with the result.
async fn answer(
    app: &App,
    staff: &Staff,
    id: StaffId,
    done: Result<(), MemberRefused>,
    headers: &HeaderMap,
) -> Response {
    let why = match done {
        Ok(()) => return see(&format!("/console/staff/{id}?done=saved")),
        Err(MemberRefused::Unchecked(unchecked)) => return unchecked.answer(headers),
        Err(MemberRefused::Failed(UseCaseError::Store(error))) => return not_stored(headers, &error),
        Err(MemberRefused::Failed(error)) => reason(&error),
        Err(MemberRefused::NoRole(error)) => reason_of(&error),
    };
    match one(app, staff, id, Some(Notice::Refused(why))).await {
        Ok(built) => refused(render_member(&built)),
        Err(error) => failed(headers, &error),
    }
}

/// The names of a biller's staff who can look after a conversation.
///
/// # Errors
/// Any error of the database.
pub async fn colleagues(app: &App, caller: &Caller) -> Result<Vec<(StaffId, String)>, UseCaseError> {
    let members = app.ask(caller, ListStaff).await?;
    let able =
        members.into_iter().filter(|member| member.disabled_at.is_none() && member.role != Role::Marketing);
    Ok(able.map(|member| (member.id, member.name)).collect())
}
