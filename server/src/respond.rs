//! Answers for people: rendered documents with the headers that keep them private.

use std::sync::Arc;

use app::pages::{Rendered, problem};
use axum::http::header::{
    ACCEPT_LANGUAGE, CACHE_CONTROL, CONTENT_SECURITY_POLICY, CONTENT_TYPE, REFERRER_POLICY, RETRY_AFTER,
};
use axum::http::{HeaderMap, HeaderName, HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};
use locale::{Language, Localizer};
use usecases::{StoreError, UseCaseError};

use crate::assets;
use crate::limits::TooMany;
use crate::localization::RequestLocalizer;

/// How many seconds later it makes sense to repeat a request that met a node of an older version.
const TOO_OLD_SECONDS: u32 = 10;

/// A rendered document for one reader alone: never stored, never indexed, never framed.
pub struct Page {
    pub rendered: Rendered,
    pub status: StatusCode,
}

impl IntoResponse for Page {
    fn into_response(self) -> Response {
        let nonce = &self.rendered.nonce;
        let policy = format!(
            "default-src 'self'; script-src 'self' 'nonce-{nonce}' 'wasm-unsafe-eval'; \
             style-src 'self' 'nonce-{nonce}'; object-src 'none'; base-uri 'none'; form-action 'self'; \
             frame-ancestors 'none'"
        );
        let mut response = (self.status, self.rendered.html).into_response();
        let headers = response.headers_mut();
        headers.insert(CONTENT_TYPE, HeaderValue::from_static("text/html; charset=utf-8"));
        headers.insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
        headers.insert(REFERRER_POLICY, HeaderValue::from_static("same-origin"));
        headers
            .insert(HeaderName::from_static("x-robots-tag"), HeaderValue::from_static("noindex, nofollow"));
        // The nonce is base64: always a valid header value.
        if let Ok(policy) = HeaderValue::from_str(&policy) {
            headers.insert(CONTENT_SECURITY_POLICY, policy);
        }
        response
    }
}

/// The reason of a failure, as far as the reader needs it.
pub trait Cause: std::fmt::Display {
    /// Whether another node, of a newer version, would have succeeded.
    fn is_node_too_old(&self) -> bool {
        false
    }
}

impl Cause for StoreError {
    fn is_node_too_old(&self) -> bool {
        matches!(self, Self::NodeTooOld(_))
    }
}

impl Cause for UseCaseError {
    fn is_node_too_old(&self) -> bool {
        matches!(self, Self::Store(StoreError::NodeTooOld(_)))
    }
}

impl Cause for anyhow::Error {
    fn is_node_too_old(&self) -> bool {
        self.chain().any(|cause| {
            cause.downcast_ref::<StoreError>().is_some_and(Cause::is_node_too_old)
                || cause.downcast_ref::<UseCaseError>().is_some_and(Cause::is_node_too_old)
        })
    }
}

impl Cause for std::io::Error {}
impl Cause for std::fmt::Arguments<'_> {}
impl Cause for String {}
impl Cause for &str {}

/// A page that says what is wrong, in the language that the browser asks for.
pub struct ProblemResponse {
    problem: problem::PageProblem,
    status: StatusCode,
    language: Language,
}

impl ProblemResponse {
    /// The answer for a link that is wrong, expired or revoked: the same for all three.
    #[must_use]
    pub fn link(headers: &HeaderMap) -> Self {
        Self {
            problem: problem::PageProblem::Link,
            status: StatusCode::NOT_FOUND,
            language: language_of(headers),
        }
    }

    #[must_use]
    pub fn not_found(headers: &HeaderMap) -> Self {
        Self {
            problem: problem::PageProblem::NotFound,
            status: StatusCode::NOT_FOUND,
            language: language_of(headers),
        }
    }

    #[must_use]
    pub fn too_many(headers: &HeaderMap, too_many: TooMany) -> Self {
        let TooMany { retry_after_seconds } = too_many;
        Self {
            problem: problem::PageProblem::TooMany { retry_after_seconds },
            status: StatusCode::TOO_MANY_REQUESTS,
            language: language_of(headers),
        }
    }

    /// The database did not do what a form asked for. If nobody knows whether it did, the page says so.
    #[must_use]
    pub fn not_stored(headers: &HeaderMap, error: &StoreError) -> Self {
        if !matches!(error, StoreError::OutcomeUnknown(_)) {
            return Self::failed(headers, error);
        }
        let request_id = request_id(headers);
        tracing::error!(%request_id, %error, "whether a form was carried out is unknown");
        Self {
            problem: problem::PageProblem::OutcomeUnknown { request_id },
            status: StatusCode::SERVICE_UNAVAILABLE,
            language: language_of(headers),
        }
    }

    /// The server failed; the reason is in the log under the request's id. If this node is too old for what is stored,
    /// the page says so: another node, or this one a little later, can do it.
    #[must_use]
    pub fn failed(headers: &HeaderMap, error: &dyn Cause) -> Self {
        let request_id = request_id(headers);
        tracing::error!(%request_id, %error, "a page could not be made");
        if error.is_node_too_old() {
            return Self {
                problem: problem::PageProblem::Newer { retry_after_seconds: TOO_OLD_SECONDS },
                status: StatusCode::SERVICE_UNAVAILABLE,
                language: language_of(headers),
            };
        }
        Self {
            problem: problem::PageProblem::Server { request_id },
            status: StatusCode::INTERNAL_SERVER_ERROR,
            language: language_of(headers),
        }
    }
}

impl IntoResponse for ProblemResponse {
    fn into_response(self) -> Response {
        let words = Arc::new(RequestLocalizer(Localizer::new(self.language, jiff::tz::TimeZone::UTC)));
        let retry_after = match self.problem {
            problem::PageProblem::TooMany { retry_after_seconds }
            | problem::PageProblem::Newer { retry_after_seconds } => Some(retry_after_seconds),
            _ => None,
        };
        let page = problem::ProblemPage { problem: self.problem, assets: assets::paths() };
        let rendered = problem::render(&page, words);
        let mut response = Page { rendered, status: self.status }.into_response();
        if let Some(seconds) = retry_after {
            response.headers_mut().insert(RETRY_AFTER, HeaderValue::from(seconds));
        }
        response
    }
}

/// An error for programs (RFC 9457), with a text for people if there is one.
#[must_use]
pub fn problem(status: StatusCode, code: &str, title: &str, detail: Option<&str>) -> Response {
    let mut body =
        serde_json::json!({ "type": "about:blank", "title": title, "status": status.as_u16(), "code": code });
    if let Some(detail) = detail {
        body["detail"] = detail.into();
    }
    let mut response = (status, body.to_string()).into_response();
    let headers = response.headers_mut();
    headers.insert(CONTENT_TYPE, HeaderValue::from_static("application/problem+json"));
    headers.insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
    response
}

/// The language the browser asks for.
#[must_use]
pub fn language_of(headers: &HeaderMap) -> Language {
    browser_languages(headers).and_then(Language::negotiate).unwrap_or(Language::En)
}

/// The `Accept-Language` header.
#[must_use]
pub fn browser_languages(headers: &HeaderMap) -> Option<&str> {
    headers.get(ACCEPT_LANGUAGE).and_then(|value| value.to_str().ok())
}

/// The request's id, which the outermost layer sets.
#[must_use]
pub fn request_id(headers: &HeaderMap) -> String {
    let id = headers.get("x-request-id").and_then(|value| value.to_str().ok());
    id.unwrap_or("unknown").chars().take(64).collect()
}
