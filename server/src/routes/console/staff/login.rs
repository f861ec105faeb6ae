//! Logging in and out.
//!
//! Every failure looks the same: one text, one status, one password computed. The audit log is written in the
//! background, so that the answer does not wait for it.

use app::pages::login::{LoginPage, LoginProblem, render};
use axum::Form;
use axum::extract::{Query, State};
use axum::http::header::{RETRY_AFTER, SET_COOKIE};
use axum::http::{Extensions, HeaderMap, HeaderValue, StatusCode};
use axum::response::{IntoResponse, Redirect, Response};
use secrecy::SecretString;
use serde::Deserialize;
use usecases::{
    Caller, Credentials, Input, LogIn, LogInFailed, LogOut, LogOutEverywhere, Principal, SessionToken,
    StaffMember, UseCaseError, execute, normal_email, session_token_hash,
};

use crate::assets;
use crate::auth::{PasswordRefused, Staff, cookie};
use crate::limits::TooMany;
use crate::respond::{Page, ProblemResponse};
use crate::routes::console::notice::Notice;
use crate::state::App;

/// Where a person arrives after logging in.
const HOME: &str = "/console";
/// The page to log in.
const HERE: &str = "/console/login";
/// The longest address to return to, in bytes.
const LONGEST_NEXT: usize = 1_000;

#[derive(Debug, Default, Deserialize)]
pub struct Choices {
    /// Where to go afterwards.
    next: Option<String>,
    /// The person has just logged out.
    out: Option<String>,
}

/// The page to log in; a person who is logged in already is redirected.
pub async fn show(State(app): State<App>, Query(choices): Query<Choices>, headers: HeaderMap) -> Response {
    let next = choices.next.as_deref().and_then(inside);
    match Staff::identify(&app, &headers).await {
        Ok(Some(_)) => Redirect::to(next.unwrap_or(HOME)).into_response(),
        Ok(None) => {
            let problem = choices.out.is_some().then_some(LoginProblem::LoggedOut);
            page(StatusCode::OK, problem, "", next)
        }
        Err(error) => ProblemResponse::failed(&headers, &error).into_response(),
    }
}

/// The form to log in.
#[derive(Deserialize)]
pub struct Attempt {
    email: String,
    password: SecretString,
    /// Where to go afterwards.
    next: Option<String>,
}

/// Logs a person in.
pub async fn log_in(
    State(app): State<App>,
    headers: HeaderMap,
    extensions: Extensions,
    Form(attempt): Form<Attempt>,
) -> Response {
    let typed = attempt.email.trim();
    // A text that cannot be an address is looked up all the same, so that it takes as long.
    let email = normal_email(typed).unwrap_or_else(|| typed.to_lowercase());
    let next = attempt.next.as_deref().and_then(inside);
    let address = app.limits.address(&headers, &extensions);
    if let Err(TooMany { retry_after_seconds: seconds }) = app.limits.log_in(address, &email) {
        let problem = Some(LoginProblem::TooMany { retry_after_seconds: seconds });
        let mut response = page(StatusCode::TOO_MANY_REQUESTS, problem, typed, next);
        response.headers_mut().insert(RETRY_AFTER, HeaderValue::from(seconds));
        return response;
    }
    let member = match check(&app, &email, attempt.password).await {
        Ok(Some(member)) => member,
        Ok(None) => return page(StatusCode::UNAUTHORIZED, Some(LoginProblem::Wrong), typed, next),
        Err(response) => return response.answer(&headers),
    };
    match open(&app, &member, &headers).await {
        Ok(cookie) => {
            let to = Redirect::to(next.unwrap_or(HOME));
            ([(SET_COOKIE, cookie)], to).into_response()
        }
        // The person was disabled, or got another password, in this very moment.
        Err(UseCaseError::NotFound(_)) => {
            page(StatusCode::UNAUTHORIZED, Some(LoginProblem::Wrong), typed, next)
        }
        Err(error) => ProblemResponse::failed(&headers, &error).into_response(),
    }
}

/// Why nobody can log in at the moment.
pub enum Unchecked {
    /// Too many log in at once.
    Busy,
    Failed(String),
}

impl Unchecked {
    pub fn answer(self, headers: &HeaderMap) -> Response {
        match self {
            Self::Busy => Notice::busy().into_response(),
            Self::Failed(error) => ProblemResponse::failed(headers, &error).into_response(),
        }
    }
}

impl From<PasswordRefused> for Unchecked {
    fn from(error: PasswordRefused) -> Self {
        match error {
            PasswordRefused::Busy => Self::Busy,
            PasswordRefused::Failed(_) => Self::Failed(error.to_string()),
        }
    }
}

/// The person with this address and password, if they may log in. A failure is recorded.
///
/// # Errors
/// [`Unchecked`].
pub async fn check(app: &App, email: &str, password: SecretString) -> Result<Option<StaffMember>, Unchecked> {
    let found = app.services.node().credentials(email).await;
    let found = found.map_err(|error| Unchecked::Failed(error.to_string()))?;
    let known = found.as_ref().map(|Credentials { password, .. }| password.clone());
    let right = app.passwords.verify(password, known).await?;
    let member = found.map(|Credentials { member, .. }| member);
    match member {
        Some(member) if right && member.disabled_at.is_none() => Ok(Some(member)),
        member => {
            tracing::info!(known = member.is_some(), "a log-in failed");
            if let Some(member) = member {
                note_failure(app, &member);
            }
            Ok(None)
        }
    }
}

/// Writes the failed log-in into the audit log, in the background.
fn note_failure(app: &App, member: &StaffMember) {
    let services = app.services.clone();
    let caller = Caller { biller: member.biller, principal: Principal::System { task: "console" } };
    let input = Input { use_case: LogInFailed { staff: member.id }, key: None };
    tokio::spawn(async move {
        if let Err(error) = execute(&services, caller, input).await {
            tracing::warn!(%error, "a failed log-in could not be written into the audit log");
        }
    });
}

/// Opens a session with a new token, in place of the browser's old one; returns its cookie.
///
/// # Errors
/// [`UseCaseError::NotFound`] if the person may no longer log in.
pub async fn open(app: &App, member: &StaffMember, headers: &HeaderMap) -> Result<HeaderValue, UseCaseError> {
    let token = SessionToken::random();
    let log_in = LogIn {
        staff: member.id,
        generation: member.generation,
        token_hash: token.hash(),
        instead_of: cookie::read(headers).map(session_token_hash),
    };
    let principal = Principal::Staff { id: member.id, role: member.role };
    let caller = Caller { biller: member.biller, principal };
    execute(&app.services, caller, Input { use_case: log_in, key: None }).await?;
    Ok(cookie::set(&token))
}

pub async fn log_out(State(app): State<App>, staff: Staff, headers: HeaderMap) -> Response {
    let use_case = LogOut { token_hash: staff.session.to_vec() };
    let done = execute(&app.services, staff.caller(), Input { use_case, key: None }).await;
    left(&headers, done.map(drop))
}

/// Ends every session of the person.
pub async fn log_out_everywhere(State(app): State<App>, staff: Staff, headers: HeaderMap) -> Response {
    let use_case = LogOutEverywhere { staff: staff.id };
    let done = execute(&app.services, staff.caller(), Input { use_case, key: None }).await;
    left(&headers, done.map(drop))
}

fn left(headers: &HeaderMap, done: Result<(), UseCaseError>) -> Response {
    match done {
        Ok(()) => ([(SET_COOKIE, cookie::clear())], Redirect::to("/console/login?out=1")).into_response(),
        Err(error) => ProblemResponse::failed(headers, &error).into_response(),
    }
}

/// Redirects to the log-in, which returns to `wanted` afterwards.
pub fn redirect(wanted: &str) -> Response {
    let to = match inside(wanted) {
        None | Some(HOME) => HERE.to_owned(),
        Some(wanted) => format!("{HERE}?next={}", encoded(wanted)),
    };
    Redirect::to(&to).into_response()
}

/// An address to return to, if it is one of the console's: nobody is sent elsewhere, and not back here.
fn inside(next: &str) -> Option<&str> {
    let own = next == HOME || ["/console/", "/console?"].iter().any(|start| next.starts_with(start));
    let plain = next.bytes().all(|sign| sign.is_ascii_graphic() && sign != b'\\');
    let back = next == HERE || next.starts_with("/console/login?");
    (own && plain && !back && !next.contains("..") && next.len() <= LONGEST_NEXT).then_some(next)
}

/// An address as a value in another one.
fn encoded(text: &str) -> String {
    let mut encoded = String::with_capacity(text.len());
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || b"/-_.~".contains(&byte) {
            encoded.push(char::from(byte));
        } else {
            encoded.push_str(&format!("%{byte:02X}"));
        }
    }
    encoded
}

fn page(status: StatusCode, problem: Option<LoginProblem>, email: &str, next: Option<&str>) -> Response {
    let page = LoginPage {
        email: email.chars().take(254).collect(),
        next: next.map(str::to_owned),
        problem,
        assets: assets::paths(),
    };
    Page { rendered: render(page), status }.into_response()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use axum::http::header::LOCATION;

    use super::*;

    #[test]
    fn nobody_is_sent_out_of_the_console_after_logging_in() {
        for next in ["/console", "/console/invoices?state=open&q=a%20b", "/console?x=1"] {
            assert_eq!(inside(next), Some(next));
        }
        for next in [
            "",
            "/",
            "https://evil.example.com/console",
            "//evil.example.com",
            "/console/../i/x",
            "/console.evil.example.com",
            "/consoles",
            "/console/\\evil",
            "/console/a b",
            "/console/\r\nSet-Cookie: a=b",
            "/console/login",
            "/console/login?next=/console",
        ] {
            assert_eq!(inside(next), None, "{next}");
        }
        assert_eq!(inside(&format!("/console/{}", "a".repeat(LONGEST_NEXT))), None);
    }

    #[test]
    fn the_way_back_is_one_value_of_the_address() {
        let to = |wanted: &str| redirect(wanted).headers()[LOCATION].to_str().unwrap().to_owned();
        assert_eq!(to("/console/invoices?q=a&b"), "/console/login?next=/console/invoices%3Fq%3Da%26b");
        assert_eq!(to("/console"), "/console/login");
        assert_eq!(to("https://evil.example.com"), "/console/login");
    }
}
