//! What a live page says about itself when it connects, and why it may be refused.

use axum::http::header::{CONNECTION, RETRY_AFTER, UPGRADE};
use axum::http::{HeaderMap, HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};
use serde::Deserialize;

use crate::auth::Unopened;
use crate::limits::TooMany;
use crate::respond::{problem, request_id};

/// The query of the page's address.
#[derive(Debug, Clone, Copy, Deserialize)]
pub struct SocketQuery {
    /// The number of the last event that the page has; zero for none.
    #[serde(default)]
    pub since: i64,
    #[serde(default)]
    pub v: u32,
}

/// Why a connection is refused.
pub enum Closed {
    /// The address cannot be read.
    Unreadable,
    /// Another site asks in its reader's name.
    ForeignOrigin,
    /// The request wants neither a socket nor JSON, or the page speaks another protocol.
    UpgradeRequired,
    /// The link is wrong, expired or revoked.
    Link,
    /// Too many requests.
    TooMany(TooMany),
    Failed,
}

impl Closed {
    /// The answer to a request that is not for a page.
    pub fn unopened(unopened: Unopened, headers: &HeaderMap) -> Self {
        match unopened {
            Unopened::Link => Self::Link,
            Unopened::TooMany(too_many) => Self::TooMany(too_many),
            Unopened::Failed(error) => {
                tracing::error!(request_id = request_id(headers), %error, "a live page could not be opened");
                Self::Failed
            }
        }
    }
}

impl IntoResponse for Closed {
    fn into_response(self) -> Response {
        let (status, code, title) = match &self {
            Self::Unreadable => (StatusCode::BAD_REQUEST, "unreadable", "since and v are whole numbers"),
            Self::ForeignOrigin => {
                (StatusCode::FORBIDDEN, "foreign_origin", "another site may not open this page's socket")
            }
            Self::UpgradeRequired => (
                StatusCode::UPGRADE_REQUIRED,
                "upgrade_required",
                "this is a WebSocket, or JSON for whoever accepts it and speaks the same protocol",
            ),
            Self::Link => (StatusCode::NOT_FOUND, "link_invalid", "this link is not valid"),
            Self::TooMany(_) => (StatusCode::TOO_MANY_REQUESTS, "too_many", "too many; come back later"),
            Self::Failed => (StatusCode::SERVICE_UNAVAILABLE, "unavailable", "try again later"),
        };
        let mut response = problem(status, code, title, None);
        let headers = response.headers_mut();
        match self {
            Self::TooMany(TooMany { retry_after_seconds }) => {
                headers.insert(RETRY_AFTER, HeaderValue::from(retry_after_seconds));
            }
            Self::UpgradeRequired => {
                headers.insert(UPGRADE, HeaderValue::from_static("websocket"));
                headers.insert(CONNECTION, HeaderValue::from_static("upgrade"));
            }
            _ => {}
        }
        response
    }
}
