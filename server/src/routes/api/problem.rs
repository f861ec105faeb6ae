//! Errors as RFC 9457 problem details: a stable code, a sentence, and for bad input every wrong place.

use std::fmt::Write;

use axum::Json;
use axum::extract::Request;
use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE, RETRY_AFTER, WWW_AUTHENTICATE};
use axum::http::{HeaderName, HeaderValue, StatusCode};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use domain::Refusal;
use serde::Serialize;
use usecases::{FieldProblem, StoreError, UseCaseError};
use utoipa::ToSchema;

use crate::auth::Denied;
use crate::limits::TooMany;
use crate::respond::request_id;

/// How many problems of one input are listed.
const MOST_LISTED: usize = 100;

/// How many seconds later it makes sense to repeat a call that met a busy database.
const BUSY_SECONDS: u32 = 2;
/// How many seconds later it makes sense to repeat a call that met a node of an older version: it may meet another
/// node.
const TOO_OLD_SECONDS: u32 = 10;

/// A failed call. [`finish`] writes the answer, because only there the request's id is known.
#[derive(Debug, Clone)]
pub struct ApiProblem(Box<Inner>);

#[derive(Debug, Clone)]
struct Inner {
    status: StatusCode,
    code: String,
    detail: String,
    errors: Vec<FieldProblem>,
    retry_after_seconds: Option<u32>,
    /// Goes into the log, and not to the caller.
    cause: Option<String>,
}

/// Problem details (RFC 9457), sent as `application/problem+json`.
#[derive(Debug, Serialize, ToSchema)]
pub struct Problem {
    /// Where the problem is explained: this documentation, at its code.
    #[serde(rename = "type")]
    #[schema(example = "/api/docs#problem-invalid")]
    kind: String,
    /// The code in words.
    #[schema(example = "Invalid")]
    title: String,
    /// The HTTP status.
    #[schema(example = 422)]
    status: u16,
    /// What is wrong, and what to do.
    #[schema(example = "the input is not acceptable: 1 problem")]
    detail: String,
    /// The stable code for programs.
    #[schema(example = "invalid")]
    code: String,
    /// The request's id, which the server's log has too.
    #[schema(example = "0199b5f3-9f3c-7f4e-8d6a-3f1f2e9a7c10")]
    request_id: String,
    /// For bad input: every place that is wrong.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[schema(required = false)]
    errors: Vec<PlaceProblem>,
}

/// One thing that is wrong with the input.
#[derive(Debug, Serialize, ToSchema)]
pub struct PlaceProblem {
    /// Where: a JSON pointer, a path in the XML, `?parameter` or `header Name`.
    #[serde(rename = "where")]
    #[schema(example = "/lines/0/quantity")]
    place: String,
    /// The rule: one of EN 16931 where there is one, else a code.
    #[schema(example = "BR-22")]
    rule: String,
    /// What is wrong, with both figures where two disagree.
    #[schema(example = "the line has no quantity")]
    message: String,
}

impl ApiProblem {
    fn new(status: StatusCode, code: impl Into<String>, detail: impl Into<String>) -> Self {
        Self(Box::new(Inner {
            status,
            code: code.into(),
            detail: detail.into(),
            errors: Vec::new(),
            retry_after_seconds: None,
            cause: None,
        }))
    }

    fn with(mut self, change: impl FnOnce(&mut Inner)) -> Self {
        change(&mut self.0);
        self
    }

    /// The biller has no such thing.
    pub fn not_found(detail: impl Into<String>) -> Self {
        Self::new(StatusCode::NOT_FOUND, "not_found", detail)
    }

    /// The address exists, but not with this method.
    pub fn method_not_allowed() -> Self {
        Self::new(
            StatusCode::METHOD_NOT_ALLOWED,
            "method_not_allowed",
            "this address does not take this method; see /api/docs",
        )
    }

    /// The body cannot be read in its stated format.
    pub fn malformed(errors: Vec<FieldProblem>) -> Self {
        let detail = "the body cannot be read: it is not well-formed";
        Self::new(StatusCode::BAD_REQUEST, "malformed", detail).with(|inner| inner.errors = errors)
    }

    /// The input can be read, and is wrong.
    pub fn invalid(mut errors: Vec<FieldProblem>) -> Self {
        let count = errors.len();
        if count > MOST_LISTED {
            errors.truncate(MOST_LISTED);
            errors.push(FieldProblem {
                place: String::new(),
                rule: "MORE".into(),
                message: format!("{} more problems are not listed", count - MOST_LISTED),
            });
        }
        let problems = if count == 1 { "problem" } else { "problems" };
        let detail = format!("the input is not acceptable: {count} {problems}, nothing was stored");
        Self::new(StatusCode::UNPROCESSABLE_ENTITY, "invalid", detail).with(|inner| inner.errors = errors)
    }

    /// One place of the input is wrong.
    pub fn invalid_at(place: impl Into<String>, rule: &str, message: impl Into<String>) -> Self {
        Self::invalid(vec![FieldProblem { place: place.into(), rule: rule.into(), message: message.into() }])
    }

    /// The `Idempotency-Key` header is not valid.
    pub fn bad_key() -> Self {
        let detail = "an Idempotency-Key has 1 to 255 printable ASCII characters and stands once";
        Self::new(StatusCode::BAD_REQUEST, "idempotency_key_invalid", detail)
    }

    pub fn too_large(limit: usize) -> Self {
        let detail = format!("the body is larger than {limit} bytes, the most that is taken here");
        Self::new(StatusCode::PAYLOAD_TOO_LARGE, "too_large", detail)
    }

    pub fn body_cut_off() -> Self {
        Self::new(StatusCode::BAD_REQUEST, "malformed", "the body ended before it was complete")
    }

    /// The type of the body is not accepted here.
    pub fn media_type(taken: &str) -> Self {
        let detail = format!("the Content-Type has to be {taken}");
        Self::new(StatusCode::UNSUPPORTED_MEDIA_TYPE, "unsupported_media_type", detail)
    }

    /// The server failed; only the log says why.
    pub fn failed(cause: impl Into<String>) -> Self {
        let detail = "something went wrong on the server; the request_id finds the reason in its log";
        Self::new(StatusCode::INTERNAL_SERVER_ERROR, "failed", detail)
            .with(|inner| inner.cause = Some(cause.into()))
    }

    fn busy(cause: String) -> Self {
        let detail = "the database did not take the call, nothing was changed; send it again with the same \
                      Idempotency-Key";
        Self::new(StatusCode::SERVICE_UNAVAILABLE, "unavailable", detail).with(|inner| {
            inner.retry_after_seconds = Some(BUSY_SECONDS);
            inner.cause = Some(cause);
        })
    }

    /// A newer version of the program wrote what the call is about.
    fn node_too_old(cause: String) -> Self {
        let detail = "a newer version of the program has written to what this is about, and the node that took the \
                      call does not know what; nothing was changed. Send it again with the same Idempotency-Key: a \
                      newer node takes it";
        Self::new(StatusCode::SERVICE_UNAVAILABLE, "node_too_old", detail).with(|inner| {
            inner.retry_after_seconds = Some(TOO_OLD_SECONDS);
            inner.cause = Some(cause);
        })
    }

    fn outcome_unknown(cause: String) -> Self {
        let detail = "it is not known whether this call was done: the database went away while it committed; \
                      send it again with the same Idempotency-Key, which does it once at most and answers what \
                      became of it; without a key, look first";
        Self::new(StatusCode::SERVICE_UNAVAILABLE, "outcome_unknown", detail).with(|inner| {
            inner.retry_after_seconds = Some(BUSY_SECONDS);
            inner.cause = Some(cause);
        })
    }

    fn to_response(&self, request_id: String) -> Response {
        let Inner { status, code, detail, errors, retry_after_seconds, .. } = &*self.0;
        let body = Problem {
            kind: format!("/api/docs#problem-{code}"),
            title: in_words(code),
            status: status.as_u16(),
            detail: detail.clone(),
            code: code.clone(),
            request_id,
            errors: errors
                .iter()
                .map(|one| PlaceProblem {
                    place: one.place.clone(),
                    rule: one.rule.clone(),
                    message: one.message.clone(),
                })
                .collect(),
        };
        let mut response = (*status, Json(body)).into_response();
        let headers = response.headers_mut();
        headers.insert(CONTENT_TYPE, HeaderValue::from_static("application/problem+json"));
        if *status == StatusCode::UNAUTHORIZED {
            headers.insert(WWW_AUTHENTICATE, HeaderValue::from_static("Bearer realm=\"billow\""));
        }
        if let Some(seconds) = retry_after_seconds {
            headers.insert(RETRY_AFTER, HeaderValue::from(*seconds));
        }
        response
    }
}

impl IntoResponse for ApiProblem {
    fn into_response(self) -> Response {
        let mut response = self.0.status.into_response();
        response.extensions_mut().insert(self);
        response
    }
}

/// The outermost layer of the API: writes problems with the request's id, logs their causes, and forbids caching of
/// every answer.
pub async fn finish(request: Request, next: Next) -> Response {
    let id = request_id(request.headers());
    let mut response = next.run(request).await;
    if let Some(problem) = response.extensions_mut().remove::<ApiProblem>() {
        if let Some(cause) = &problem.0.cause {
            tracing::error!(request_id = %id, code = %problem.0.code, cause, "an API call failed");
        }
        response = problem.to_response(id.clone());
    }
    let headers = response.headers_mut();
    headers.entry(CACHE_CONTROL).or_insert(HeaderValue::from_static("no-store"));
    if let Ok(id) = HeaderValue::from_str(&id) {
        headers.insert(HeaderName::from_static("x-request-id"), id);
    }
    response
}

/// A code as words: `payment_not_pending` is `Payment not pending`.
pub fn in_words(code: &str) -> String {
    let mut words = String::with_capacity(code.len());
    for (at, character) in code.chars().enumerate() {
        let character = if character == '_' { ' ' } else { character };
        // Writing to a string does not fail.
        let _ =
            if at == 0 { write!(words, "{}", character.to_uppercase()) } else { words.write_char(character) };
    }
    words
}

impl From<UseCaseError> for ApiProblem {
    fn from(error: UseCaseError) -> Self {
        let (code, text) = (error.code(), error.to_string());
        match error {
            UseCaseError::NotFound(_) | UseCaseError::Refused(Refusal::NotFound(_)) => Self::not_found(text),
            UseCaseError::Forbidden | UseCaseError::ProofNeeded => {
                Self::new(StatusCode::FORBIDDEN, code, text)
            }
            UseCaseError::KeyMissing => Self::new(StatusCode::BAD_REQUEST, code, text),
            UseCaseError::Refused(_) | UseCaseError::KeyReused | UseCaseError::DifferentContent { .. } => {
                Self::new(StatusCode::CONFLICT, code, text)
            }
            UseCaseError::Invalid(errors) => Self::invalid(errors),
            UseCaseError::Store(error) => error.into(),
        }
    }
}

impl From<StoreError> for ApiProblem {
    fn from(error: StoreError) -> Self {
        match error {
            StoreError::Conflict | StoreError::Unavailable(_) => Self::busy(error.to_string()),
            StoreError::OutcomeUnknown(_) => Self::outcome_unknown(error.to_string()),
            StoreError::Exists(what) => {
                Self::new(StatusCode::CONFLICT, "exists", format!("this {what} exists already"))
            }
            StoreError::NotSandbox => Self::new(StatusCode::CONFLICT, "not_sandbox", error.to_string()),
            StoreError::Unreadable(_) => Self::failed(error.to_string()),
            StoreError::NodeTooOld(_) => Self::node_too_old(error.to_string()),
        }
    }
}

impl From<TooMany> for ApiProblem {
    fn from(TooMany { retry_after_seconds }: TooMany) -> Self {
        let detail = format!("too many calls from this address; try again in {retry_after_seconds} seconds");
        Self::new(StatusCode::TOO_MANY_REQUESTS, "too_many", detail)
            .with(|inner| inner.retry_after_seconds = Some(retry_after_seconds))
    }
}

impl From<Denied> for ApiProblem {
    fn from(denied: Denied) -> Self {
        match denied {
            Denied::Key => Self::new(
                StatusCode::UNAUTHORIZED,
                "unauthorized",
                "send an API key as “Authorization: Bearer KEY”; this call has none, or an unknown one",
            ),
            Denied::TooMany(too_many) => too_many.into(),
            Denied::Store(error) => error.into(),
        }
    }
}
