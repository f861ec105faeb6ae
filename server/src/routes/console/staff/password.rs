//! A person changes their own password: every session ends, and this browser gets a new one.

use app::pages::login::{PasswordPage, PasswordProblem, render_password};
use axum::Form;
use axum::extract::{Query, State};
use axum::http::header::{RETRY_AFTER, SET_COOKIE};
use axum::http::{Extensions, HeaderMap, HeaderValue, StatusCode};
use axum::response::{IntoResponse, Redirect, Response};
use secrecy::{ExposeSecret, SecretString};
use serde::Deserialize;
use usecases::{FindStaffMember, Input, SetPassword, UseCaseError, check_password, execute};

use crate::assets;
use crate::auth::Staff;
use crate::limits::TooMany;
use crate::respond::Page;
use crate::routes::console::staff::login::{self, Unchecked};
use crate::state::App;

#[derive(Debug, Default, Deserialize)]
pub struct Choices {
    changed: Option<String>,
}

pub async fn show(staff: Staff, Query(choices): Query<Choices>) -> Response {
    page(StatusCode::OK, &staff, choices.changed.is_some(), None)
}

#[derive(Deserialize)]
pub struct Change {
    current: SecretString,
    new: SecretString,
}

pub async fn change(
    State(app): State<App>,
    staff: Staff,
    headers: HeaderMap,
    extensions: Extensions,
    Form(Change { current, new }): Form<Change>,
) -> Response {
    let address = app.limits.address(&headers, &extensions);
    if let Err(TooMany { retry_after_seconds: seconds }) = app.limits.log_in(address, &staff.email) {
        let problem = Some(PasswordProblem::TooMany { retry_after_seconds: seconds });
        let mut response = page(StatusCode::TOO_MANY_REQUESTS, &staff, false, problem);
        response.headers_mut().insert(RETRY_AFTER, HeaderValue::from(seconds));
        return response;
    }
    match login::check(&app, &staff.email, current).await {
        Ok(Some(_)) => {}
        Ok(None) => {
            return page(StatusCode::UNPROCESSABLE_ENTITY, &staff, false, Some(PasswordProblem::Wrong));
        }
        Err(unchecked) => return unchecked.answer(&headers),
    }
    if let Err(UseCaseError::Invalid(problems)) = check_password(new.expose_secret(), &staff.email) {
        let said = problems.into_iter().next().map(|problem| problem.message).unwrap_or_default();
        let problem = Some(PasswordProblem::Refused(said));
        return page(StatusCode::UNPROCESSABLE_ENTITY, &staff, false, problem);
    }
    match set(&app, &staff, new, &headers).await {
        Ok(cookie) => ([(SET_COOKIE, cookie)], Redirect::to("/console/password?changed=1")).into_response(),
        Err(unchecked) => unchecked.answer(&headers),
    }
}

/// Sets the password, and opens a session in place of all that have ended.
async fn set(
    app: &App,
    staff: &Staff,
    new: SecretString,
    headers: &HeaderMap,
) -> Result<HeaderValue, Unchecked> {
    let failed = |error: UseCaseError| Unchecked::Failed(error.to_string());
    let use_case = SetPassword { staff: staff.id, password: app.passwords.hash(new).await? };
    execute(&app.services, staff.caller(), Input { use_case, key: None }).await.map_err(failed)?;
    let member = app.ask(&staff.caller(), FindStaffMember { staff: staff.id }).await;
    let member = member.map_err(|error| Unchecked::Failed(error.to_string()))?;
    let member = member.ok_or_else(|| Unchecked::Failed("a staff member is gone".into()))?;
    login::open(app, &member, headers).await.map_err(failed)
}

fn page(status: StatusCode, staff: &Staff, changed: bool, problem: Option<PasswordProblem>) -> Response {
    let page = PasswordPage {
        name: staff.name.clone(),
        email: staff.email.clone(),
        changed,
        problem,
        assets: assets::paths(),
    };
    Page { rendered: render_password(page), status }.into_response()
}
