//! A form of the payer's page: read, and answered with the page again.

use app::pages::invoices::{Ask, Done, FormOutcome};
use axum::extract::Request;
use axum::http::header::USER_AGENT;
use axum::http::{Extensions, HeaderMap};
use axum::response::{IntoResponse, Redirect, Response};
use domain::ids::{AttachmentId, InvoiceId};
use locale::Language;
use usecases::{Caller, Evidence, Input, Link, Query, UseCase, UseCaseError, execute};

use crate::attachments::{Form, NotKept, NotRead, keep, read_form};
use crate::auth::link_caller;
use crate::limits::TooMany;
use crate::respond::{ProblemResponse, language_of};
use crate::state::App;

/// The longest `User-Agent` that is recorded; a longer one is made up.
const LONGEST_BROWSER: usize = 512;
/// The longest key of a form.
const LONGEST_KEY: usize = 100;

/// A form that was sent over a valid link.
pub struct Posted {
    app: App,
    pub link: Link,
    token: String,
    headers: HeaderMap,
    extensions: Extensions,
    form: Form,
}

pub enum FormRefused {
    /// Too many forms over this link.
    TooMany(TooMany),
    /// The value of this field cannot be read.
    Field(&'static str),
    File(NotKept),
    Failed(UseCaseError),
}

impl From<UseCaseError> for FormRefused {
    fn from(error: UseCaseError) -> Self {
        Self::Failed(error)
    }
}

impl Posted {
    /// Reads the form of a request over a link.
    ///
    /// # Errors
    /// The page that says what is wrong.
    pub async fn receive(app: App, token: String, request: Request) -> Result<Self, Response> {
        let (headers, extensions) = (request.headers().clone(), request.extensions().clone());
        let link = super::open(&app, &token, &headers, &extensions).await?;
        let read = read_form(&app, request).await;
        super::still_opens(&app, &link, &headers).await?;
        match read {
            Ok(form) => Ok(Self { app, link, token, headers, extensions, form }),
            Err(not_read) => {
                let code = match not_read {
                    NotRead::TooLarge => "file_too_large",
                    NotRead::Broken => "form_broken",
                    NotRead::Busy => "too_many_requests",
                };
                let said = FormOutcome::Refused { code: code.into(), text: String::new() };
                Err(super::page::page(&app, &link, &token, None, Some(said), &headers).await)
            }
        }
    }

    pub fn invoice(&self) -> InvoiceId {
        self.link.place.invoice
    }

    /// A field, unless it is empty.
    pub fn field(&self, name: &str) -> Option<&str> {
        self.form.field(name).map(str::trim).filter(|value| !value.is_empty())
    }

    /// A field as it was sent, even if it is empty; `None` if the form has no such field.
    pub fn given(&self, name: &str) -> Option<&str> {
        self.form.field(name)
    }

    pub fn token(&self) -> &str {
        &self.token
    }

    pub fn headers(&self) -> &HeaderMap {
        &self.headers
    }

    /// The text of a field, to be shown again.
    pub fn written(&self, name: &str) -> String {
        self.form.field(name).unwrap_or_default().to_owned()
    }

    /// The line of the document that is meant, if any.
    ///
    /// # Errors
    /// [`FormRefused::Field`] for a text that is no number.
    pub fn line(&self) -> Result<Option<u32>, FormRefused> {
        self.field("line")
            .map(|line| line.parse().map_err(|_| FormRefused::Field("no_such_line")))
            .transpose()
    }

    /// The language of the page with the form, as the form says.
    pub fn lang(&self) -> Option<Language> {
        self.field("lang").and_then(Language::from_tag)
    }

    /// The language of the page: the form's, or else what the browser asks for.
    pub fn language(&self) -> Language {
        self.lang().unwrap_or_else(|| language_of(&self.headers))
    }

    /// The evidence for the record of consent.
    pub fn evidence(&self) -> Evidence {
        let browser = self.headers.get(USER_AGENT).map(|name| String::from_utf8_lossy(name.as_bytes()));
        Evidence {
            address: self.app.limits.address(&self.headers, &self.extensions).to_string(),
            browser: browser.unwrap_or_default().chars().take(LONGEST_BROWSER).collect(),
        }
    }

    pub fn app(&self) -> &App {
        &self.app
    }

    /// Counts the form against the limit of the link.
    ///
    /// # Errors
    /// [`FormRefused::TooMany`].
    pub fn count(&self) -> Result<(), FormRefused> {
        self.app.limits.say(self.link.id).map_err(FormRefused::TooMany)
    }

    /// The form's key, so that a second click changes nothing.
    pub fn key(&self) -> Option<String> {
        self.field("id").filter(|key| key.len() <= LONGEST_KEY).map(str::to_owned)
    }

    /// The files of the form: those uploaded before, and the one in it.
    ///
    /// # Errors
    /// [`FormRefused::File`] if the one in it is refused.
    pub async fn attachments(&mut self) -> Result<Vec<AttachmentId>, FormRefused> {
        let given: Result<Vec<AttachmentId>, _> = self.form.fields("attachment").map(str::parse).collect();
        let mut attachments = given.map_err(|_| FormRefused::Field("attachment_unknown"))?;
        if let Some(file) = self.form.file.take() {
            // Under the form's own key, so that a second click uploads the same file once.
            let key = self.key().map(|key| format!("{key}:file"));
            let (holder, invoice) = (self.link.id.0, self.invoice());
            let kept = keep(&self.app, holder, self.caller(), invoice, file, key).await;
            attachments.push(kept.map_err(FormRefused::File)?.id);
        }
        Ok(attachments)
    }

    /// Runs a use case for the holder of the link, once for each key.
    ///
    /// # Errors
    /// [`FormRefused::Failed`].
    pub async fn run<U: UseCase>(&self, use_case: U, key: Option<String>) -> Result<U::Output, FormRefused> {
        let done = execute(&self.app.services, self.caller(), Input { use_case, key }).await?;
        Ok(done.output)
    }

    /// Runs a query for the holder of the link.
    ///
    /// # Errors
    /// [`FormRefused::Failed`].
    pub async fn ask<Q: Query>(&self, query: Q) -> Result<Q::Output, FormRefused> {
        Ok(self.app.ask(&self.caller(), query).await?)
    }

    pub const fn caller(&self) -> Caller {
        link_caller(&self.link)
    }

    /// The page again, which says what was done.
    pub fn done(&self, done: Done) -> Response {
        let lang = self.lang().map(|lang| format!("&lang={}", lang.tag())).unwrap_or_default();
        let word = done.as_str();
        Redirect::to(&format!("/i/{}?done={word}{lang}#conversation", self.token)).into_response()
    }

    /// The page again, which says why it was not done, with the text that was written. `ask` is the form; `None` for
    /// the form of a message.
    pub async fn refused(&self, ask: Option<Ask>, not_done: FormRefused, text: String) -> Response {
        let code = match not_done {
            FormRefused::TooMany(too_many) | FormRefused::File(NotKept::TooMany(too_many)) => {
                return ProblemResponse::too_many(&self.headers, too_many).into_response();
            }
            FormRefused::Failed(UseCaseError::Store(error))
            | FormRefused::File(NotKept::Refused(UseCaseError::Store(error))) => {
                return ProblemResponse::not_stored(&self.headers, &error).into_response();
            }
            FormRefused::Field(code) => code.to_owned(),
            FormRefused::File(not_kept) => not_kept.code(),
            FormRefused::Failed(error) => error.reason_code().to_owned(),
        };
        let said = match ask {
            None => FormOutcome::Refused { code, text },
            Some(ask) => FormOutcome::NotDone { ask, code, text },
        };
        let lang = self.lang().map(Language::tag);
        super::page::page(&self.app, &self.link, &self.token, lang, Some(said), &self.headers).await
    }
}
