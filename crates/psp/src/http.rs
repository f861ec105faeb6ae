//! The port to the network, and the client that real connections use.

use std::fmt;
use std::time::Duration;

use async_trait::async_trait;
use bytes::Bytes;
use secrecy::{ExposeSecret, SecretString};

use crate::error::PspError;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verb {
    Get,
    /// Create or act.
    Post,
    Delete,
}

impl Verb {
    /// As HTTP writes it.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Get => "GET",
            Self::Post => "POST",
            Self::Delete => "DELETE",
        }
    }
}

#[derive(Debug, Clone)]
pub enum Header {
    /// Anybody may see it.
    Plain(String),
    /// It is never printed.
    Secret(SecretString),
}

#[derive(Clone, PartialEq, Eq)]
pub enum Body {
    /// `application/x-www-form-urlencoded`.
    Form(String),
    /// `application/json`.
    Json(String),
}

impl Body {
    #[must_use]
    pub const fn media_type(&self) -> &'static str {
        match self {
            Self::Form(_) => "application/x-www-form-urlencoded",
            Self::Json(_) => "application/json",
        }
    }

    #[must_use]
    pub fn text(&self) -> &str {
        match self {
            Self::Form(text) | Self::Json(text) => text,
        }
    }
}

/// A body contains return addresses, which open an invoice: it is never printed.
impl fmt::Debug for Body {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Body({}, {} bytes)", self.media_type(), self.text().len())
    }
}

#[derive(Debug, Clone)]
pub struct Call {
    pub verb: Verb,
    pub url: String,
    /// Headers besides those of the body.
    pub headers: Vec<(&'static str, Header)>,
    pub body: Option<Body>,
}

impl Call {
    /// A request with a bearer key.
    #[must_use]
    pub fn new(verb: Verb, url: String, key: &SecretString) -> Self {
        let bearer = SecretString::from(format!("Bearer {}", key.expose_secret()));
        Self { verb, url, headers: vec![("authorization", Header::Secret(bearer))], body: None }
    }

    #[must_use]
    pub fn with(mut self, name: &'static str, value: &str) -> Self {
        self.headers.push((name, Header::Plain(value.to_owned())));
        self
    }

    /// Adds an idempotency key: repeating the request does it once.
    #[must_use]
    pub fn once(self, key: &str) -> Self {
        self.with("idempotency-key", key)
    }

    #[must_use]
    pub fn sending(mut self, body: Body) -> Self {
        self.body = Some(body);
        self
    }
}

#[derive(Debug, Clone)]
pub struct Answer {
    pub status: u16,
    pub body: Bytes,
}

impl Answer {
    /// Reads a body of JSON.
    ///
    /// # Errors
    /// [`PspError::Unreadable`].
    pub(crate) fn read<T: serde::de::DeserializeOwned>(&self) -> Result<T, PspError> {
        // serde names the field and the kind of the value, never the value of a string.
        serde_json::from_slice(&self.body).map_err(|error| PspError::Unreadable(error.to_string()))
    }
}

/// Why there is no answer.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum CallError {
    #[error("not reached: {0}")]
    NotSent(String),
    /// It was sent, or may have been, and no answer came.
    #[error("no answer: {0}")]
    NoAnswer(String),
}

impl From<CallError> for PspError {
    fn from(error: CallError) -> Self {
        match error {
            CallError::NotSent(why) => Self::Unreachable(why),
            CallError::NoAnswer(why) => Self::Unknown(why),
        }
    }
}

/// Sends requests to providers.
#[async_trait]
pub trait Http: Send + Sync {
    /// Sends one and waits for the answer, a bounded time.
    async fn send(&self, call: Call) -> Result<Answer, CallError>;
}

/// How long reaching a provider may take.
const REACH: Duration = Duration::from_secs(5);
/// How long a provider may take to answer.
const ANSWER: Duration = Duration::from_secs(20);
/// The longest answer that is read, in bytes.
const LONGEST_ANSWER: usize = 4 * 1024 * 1024;

/// HTTP over the network. Redirects are not followed: they would carry the key to somebody else.
#[derive(Clone)]
pub struct HttpClient(reqwest::Client);

impl HttpClient {
    /// A client; one for the whole process keeps connections open.
    ///
    /// # Errors
    /// The system's certificates cannot be read.
    pub fn new() -> Result<Self, CallError> {
        Self::with_patience(ANSWER)
    }

    /// A client that waits so long for an answer.
    ///
    /// # Errors
    /// The system's certificates cannot be read.
    pub fn with_patience(answer: Duration) -> Result<Self, CallError> {
        reqwest::Client::builder()
            .connect_timeout(REACH)
            .timeout(answer)
            .redirect(reqwest::redirect::Policy::none())
            .user_agent(concat!("billow/", env!("CARGO_PKG_VERSION")))
            .build()
            .map(Self)
            .map_err(|error| CallError::NotSent(plain(&error)))
    }
}

#[async_trait]
impl Http for HttpClient {
    async fn send(&self, call: Call) -> Result<Answer, CallError> {
        let method = match call.verb {
            Verb::Get => reqwest::Method::GET,
            Verb::Post => reqwest::Method::POST,
            Verb::Delete => reqwest::Method::DELETE,
        };
        let mut request = self.0.request(method, &call.url);
        for (name, value) in &call.headers {
            request = match value {
                Header::Plain(text) => request.header(*name, text),
                Header::Secret(text) => {
                    let mut value =
                        reqwest::header::HeaderValue::from_str(text.expose_secret()).map_err(|_| {
                            CallError::NotSent("the key has characters that no header holds".into())
                        })?;
                    value.set_sensitive(true);
                    request.header(*name, value)
                }
            };
        }
        if let Some(body) = call.body {
            request =
                request.header(reqwest::header::CONTENT_TYPE, body.media_type()).body(body.text().to_owned());
        }
        let mut response = request.send().await.map_err(|error| {
            let why = plain(&error);
            if error.is_connect() || error.is_builder() {
                CallError::NotSent(why)
            } else {
                CallError::NoAnswer(why)
            }
        })?;
        let status = response.status().as_u16();
        let mut body = Vec::new();
        loop {
            match response.chunk().await {
                Ok(Some(chunk)) if body.len() + chunk.len() <= LONGEST_ANSWER => {
                    body.extend_from_slice(&chunk)
                }
                Ok(Some(_)) => return Err(CallError::NoAnswer("the answer is too long".into())),
                Ok(None) => return Ok(Answer { status, body: body.into() }),
                Err(error) => return Err(CallError::NoAnswer(plain(&error))),
            }
        }
    }
}

/// The error without the address, which may hold ids that do not belong in a log.
fn plain(error: &reqwest::Error) -> String {
    let kind = if error.is_timeout() {
        "it took too long"
    } else if error.is_connect() {
        "no connection"
    } else if error.is_body() || error.is_decode() {
        "the answer broke off"
    } else {
        "the request failed"
    };
    let mut cause: &dyn std::error::Error = error;
    while let Some(deeper) = cause.source() {
        cause = deeper;
    }
    if std::ptr::addr_eq(cause, error) { kind.to_owned() } else { format!("{kind}: {cause}") }
}
