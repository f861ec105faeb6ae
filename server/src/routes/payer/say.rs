//! `POST /i/{token}/say`: a message, from a page without scripts.

use app::pages::invoice::Said;
use axum::Form;
use axum::extract::{Path, State};
use axum::http::{Extensions, HeaderMap};
use axum::response::{IntoResponse, Redirect, Response};
use domain::Actor;
use serde::Deserialize;
use usecases::{Caller, Input, Link, Say, UseCaseError, execute};

use crate::respond::ProblemResponse;
use crate::state::App;

/// The message form.
#[derive(Deserialize)]
pub struct Message {
    /// What.
    text: String,
    /// The page's key, so that a second click says it once.
    id: String,
    /// The language of the page.
    #[serde(default)]
    lang: Option<String>,
}

/// Posts it, and shows the page again.
pub async fn say(
    State(app): State<App>,
    Path(token): Path<String>,
    headers: HeaderMap,
    extensions: Extensions,
    Form(message): Form<Message>,
) -> Response {
    let link = match super::open(&app, &token, &headers, &extensions).await {
        Ok(link) => link,
        Err(response) => return response,
    };
    let lang = message.lang.as_deref().filter(|tag| locale::Language::from_tag(tag).is_some());
    match post(&app, &link, message.id, message.text.clone()).await {
        Ok(_) => {
            let lang = lang.map(|tag| format!("&lang={tag}")).unwrap_or_default();
            Redirect::to(&format!("/i/{token}?sent=1{lang}#conversation")).into_response()
        }
        Err(NotSaid::TooMany(too_many)) => ProblemResponse::too_many(&headers, too_many).into_response(),
        Err(NotSaid::Failed(UseCaseError::Store(error))) => {
            ProblemResponse::failed(&headers, &error).into_response()
        }
        Err(NotSaid::Failed(error)) => {
            let said = Said::Refused { code: reason_code(&error), text: message.text };
            super::page::page(&app, &link, &token, lang, Some(said), &headers).await
        }
    }
}

/// Why a message was not posted.
pub enum NotSaid {
    /// Too many over this link.
    TooMany(crate::limits::TooMany),
    /// The use case.
    Failed(UseCaseError),
}

/// Posts a message over a link, once for each key.
///
/// # Errors
/// [`NotSaid`].
pub async fn post(app: &App, link: &Link, key: String, text: String) -> Result<usecases::Said, NotSaid> {
    app.limits.say(link.id).map_err(NotSaid::TooMany)?;
    let caller =
        Caller { biller: link.place.biller, actor: Actor::Payer, scope: format!("link:{}", link.id) };
    let input = Input { use_case: Say { invoice: link.place.invoice, text }, key: Some(key) };
    execute(&app.services, caller, input).await.map(|done| done.output).map_err(NotSaid::Failed)
}

/// The code that a text exists for: that of the field where the input is wrong, else the error's own.
pub fn reason_code(error: &UseCaseError) -> String {
    match error {
        UseCaseError::Invalid(problems) => {
            problems.first().map_or_else(|| error.code().to_owned(), |problem| problem.rule.clone())
        }
        _ => error.code().to_owned(),
    }
}
