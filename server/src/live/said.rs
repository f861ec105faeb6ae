//! Messages for a socket, serialised once for everybody who receives them.

use app::live::ToPage;
use axum::extract::ws::Utf8Bytes;
use domain::Timestamp;

/// The biller's business clock as a message.
pub(super) fn tick(now: Timestamp, offset_ms: i64) -> Utf8Bytes {
    json(&ToPage { tick: Some(now.0.saturating_add(offset_ms)), ..ToPage::default() })
}

/// Asks a page to fetch what it misses.
pub(super) fn resync() -> Utf8Bytes {
    json(&ToPage { resync: true, ..ToPage::default() })
}

/// A message as it goes over the socket.
pub(super) fn json<T: serde::Serialize>(message: &T) -> Utf8Bytes {
    // Plain data with text keys: serde_json cannot fail on it.
    serde_json::to_string(message).unwrap_or_default().into()
}
