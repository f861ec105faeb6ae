//! The inputs of handlers: caller and idempotency key, ids in the path, filters, bodies. Each input that is wrong
//! becomes a problem.

use std::str::FromStr;

use axum::RequestPartsExt;
use axum::body::Bytes;
use axum::extract::{DefaultBodyLimit, FromRequest, FromRequestParts, Path, Query, Request};
use axum::http::header::{CONTENT_LENGTH, CONTENT_TYPE};
use axum::http::request::Parts;
use axum::http::{HeaderMap, StatusCode};
use domain::Date;
use domain::ids::InvoiceId;
use serde::de::DeserializeOwned;
use usecases::{
    Biller, Caller, Done, FieldProblem, FindBiller, FindInvoice, Input, InvoiceRow, Query as Question,
    UseCase, execute,
};
use utoipa::IntoParams;

use super::problem::ApiProblem;
use crate::auth::identify;
use crate::state::App;

/// The largest JSON body, except for invoices, in bytes.
pub const BODY_BYTES: usize = 64 * 1024;

const KEY_HEADER: &str = "idempotency-key";
const LONGEST_KEY: usize = 255;

/// Describes the key of a call that moves money.
#[derive(IntoParams)]
#[into_params(parameter_in = Header)]
#[expect(dead_code, reason = "it describes a header; `Call` reads it")]
pub struct KeyNeeded {
    /// Names this call, so that sending it again does nothing twice: the same key with the same input
    /// answers the same, with another input 409. 1 to 255 printable ASCII characters, kept 30 days.
    #[param(rename = "Idempotency-Key", example = "order-4711-payment-1", max_length = 255)]
    key: String,
}

/// Describes the key of a call that can do without one.
#[derive(IntoParams)]
#[into_params(parameter_in = Header)]
#[expect(dead_code, reason = "it describes a header; `Call` reads it")]
pub struct KeyWelcome {
    /// Names this call, so that sending it again does nothing twice: the same key with the same input
    /// answers the same, with another input 409. 1 to 255 printable ASCII characters, kept 30 days.
    #[param(rename = "Idempotency-Key", required = false, example = "order-4711", max_length = 255)]
    key: Option<String>,
}

/// A call from a biller's system that was let in.
pub struct Call {
    pub app: App,
    pub caller: Caller,
    /// The `Idempotency-Key`.
    key: Option<String>,
}

impl FromRequestParts<App> for Call {
    type Rejection = ApiProblem;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, ApiProblem> {
        let caller = identify(app, parts).await?;
        Ok(Self { app: app.clone(), caller, key: idempotency_key(&parts.headers)? })
    }
}

impl Call {
    /// Runs a use case, once for each key.
    pub async fn execute<U: UseCase>(self, use_case: U) -> Result<Done<U::Output>, ApiProblem> {
        let input = Input { use_case, key: self.key };
        Ok(execute(&self.app.services, self.caller, input).await?)
    }

    /// Runs a query for the caller.
    pub async fn ask<Q: Question>(&self, query: Q) -> Result<Q::Output, ApiProblem> {
        Ok(self.app.ask(&self.caller, query).await?)
    }

    /// The figures of an invoice of the caller's biller.
    pub async fn invoice(&self, id: InvoiceId) -> Result<InvoiceRow, ApiProblem> {
        let row = self.ask(FindInvoice { invoice: id }).await?;
        row.ok_or_else(|| ApiProblem::not_found("there is no invoice with this id"))
    }

    /// The caller's biller.
    pub async fn biller(&self) -> Result<Biller, ApiProblem> {
        self.ask(FindBiller).await
    }

    /// Today in the biller's zone, by the biller's clock.
    pub async fn today(&self) -> Result<Date, ApiProblem> {
        let biller = self.biller().await?;
        Ok(biller.now(self.app.services.clock.as_ref()).date_in(&biller.time_zone()))
    }
}

/// 201 if it is new, 200 if it was done before.
pub fn created_or_known<T>(done: &Done<T>) -> StatusCode {
    if done.repeated { StatusCode::OK } else { StatusCode::CREATED }
}

fn idempotency_key(headers: &HeaderMap) -> Result<Option<String>, ApiProblem> {
    let mut values = headers.get_all(KEY_HEADER).iter();
    let Some(value) = values.next() else { return Ok(None) };
    let key = value.to_str().unwrap_or_default();
    let is_printable = key.bytes().all(|byte| (b' '..=b'~').contains(&byte));
    if values.next().is_some() || !is_printable || !(1..=LONGEST_KEY).contains(&key.len()) {
        return Err(ApiProblem::bad_key());
    }
    Ok(Some(key.to_owned()))
}

/// The id in the path. Anything that is no id is answered as not found.
pub struct Id<T>(pub T);

impl<T: FromStr> FromRequestParts<App> for Id<T> {
    type Rejection = ApiProblem;

    async fn from_request_parts(parts: &mut Parts, _: &App) -> Result<Self, ApiProblem> {
        let text = parts.extract::<Path<String>>().await.map(|Path(text)| text);
        let id = text.ok().and_then(|text| text.parse().ok());
        id.map(Self).ok_or_else(|| ApiProblem::not_found("what stands in the path is not an id"))
    }
}

/// The filters in the query string. An unknown one is refused, because it would be ignored silently.
pub struct Filters<T>(pub T);

impl<T: DeserializeOwned + Send> FromRequestParts<App> for Filters<T> {
    type Rejection = ApiProblem;

    async fn from_request_parts(parts: &mut Parts, _: &App) -> Result<Self, ApiProblem> {
        match Query::try_from_uri(&parts.uri) {
            Ok(Query(filters)) => Ok(Self(filters)),
            Err(rejection) => Err(ApiProblem::invalid_at(
                "?",
                "parameter",
                rejection.body_text().chars().take(300).collect::<String>(),
            )),
        }
    }
}

/// A JSON body.
pub struct Body<T>(pub T);

impl<T: DeserializeOwned> FromRequest<App> for Body<T> {
    type Rejection = ApiProblem;

    async fn from_request(request: Request, _: &App) -> Result<Self, ApiProblem> {
        if media_type(request.headers()) != "application/json" {
            return Err(ApiProblem::media_type("application/json"));
        }
        json(&bytes(request, BODY_BYTES).await?).map(Self)
    }
}

/// The type of the body without its parameters, in lower case.
pub fn media_type(headers: &HeaderMap) -> String {
    let value = headers.get(CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    value.split(';').next().unwrap_or_default().trim().to_ascii_lowercase()
}

/// The body, of at most `limit` bytes. A longer `Content-Length` is refused unread, and a body that turns out longer is
/// not read to its end.
pub async fn bytes(mut request: Request, limit: usize) -> Result<Bytes, ApiProblem> {
    let stated =
        request.headers().get(CONTENT_LENGTH).and_then(|value| value.to_str().ok()?.parse::<u64>().ok());
    if stated.is_some_and(|stated| stated > limit as u64) {
        return Err(ApiProblem::too_large(limit));
    }
    DefaultBodyLimit::max(limit).apply(&mut request);
    Bytes::from_request(request, &()).await.map_err(|rejection| match rejection.status() {
        StatusCode::PAYLOAD_TOO_LARGE => ApiProblem::too_large(limit),
        _ => ApiProblem::body_cut_off(),
    })
}

/// Reads JSON; a problem says where it is wrong.
pub fn json<T: DeserializeOwned>(bytes: &[u8]) -> Result<T, ApiProblem> {
    let mut deserializer = serde_json::Deserializer::from_slice(bytes);
    let value = serde_path_to_error::deserialize(&mut deserializer).map_err(|error| {
        let place = pointer(error.path());
        not_json(error.inner(), place)
    })?;
    deserializer.end().map_err(|error| not_json(&error, String::new()))?;
    Ok(value)
}

fn not_json(error: &serde_json::Error, place: String) -> ApiProblem {
    // serde repeats the unexpected value; the beginning is enough to recognise it.
    let message = error.to_string().chars().take(300).collect();
    match error.classify() {
        serde_json::error::Category::Data => {
            ApiProblem::invalid(vec![FieldProblem { place, rule: "shape".into(), message }])
        }
        _ => ApiProblem::malformed(vec![FieldProblem { place, rule: "JSON".into(), message }]),
    }
}

/// The path as a JSON pointer (RFC 6901).
fn pointer(path: &serde_path_to_error::Path) -> String {
    use serde_path_to_error::Segment;
    let mut pointer = String::new();
    for segment in path {
        pointer.push('/');
        match segment {
            Segment::Seq { index } => pointer.push_str(&index.to_string()),
            Segment::Map { key } | Segment::Enum { variant: key } => {
                pointer.push_str(&key.replace('~', "~0").replace('/', "~1"));
            }
            Segment::Unknown => pointer.push('?'),
        }
    }
    pointer
}
