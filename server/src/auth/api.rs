//! Identifies a caller of the API: a biller's system, by its key.

use axum::http::header::AUTHORIZATION;
use axum::http::request::Parts;
use usecases::{Caller, KnownApiKey, Principal, Scopes, StoreError, hash_api_key};

use crate::limits::TooMany;
use crate::state::App;

/// Why a call was refused.
#[derive(Debug)]
pub enum Denied {
    /// The key is missing or unknown; the answer does not tell which keys exist.
    Key,
    /// Too many wrong keys from this address.
    TooMany(TooMany),
    Store(StoreError),
}

/// Finds the caller by the `Authorization: Bearer` header. A missing, a malformed and an unknown key cost the same: one
/// hash and one look-up.
///
/// # Errors
/// [`Denied`].
pub async fn identify(app: &App, parts: &Parts) -> Result<Caller, Denied> {
    let key = bearer(parts).unwrap_or_default();
    let found = app.services.node().api_key(&hash_api_key(key)).await.map_err(Denied::Store)?;
    match found {
        Some(KnownApiKey { biller, name }) => {
            Ok(Caller { biller, principal: Principal::ApiKey { name, scopes: Scopes::All } })
        }
        None => {
            let address = app.limits.address(&parts.headers, &parts.extensions);
            app.limits.miss(address).map_err(Denied::TooMany)?;
            Err(Denied::Key)
        }
    }
}

/// The token of the `Authorization` header, if there is exactly one and its scheme is Bearer.
fn bearer(parts: &Parts) -> Option<&str> {
    let mut values = parts.headers.get_all(AUTHORIZATION).iter();
    let value = values.next()?.to_str().ok()?;
    if values.next().is_some() {
        return None;
    }
    let (scheme, token) = value.split_once(' ')?;
    scheme.eq_ignore_ascii_case("bearer").then(|| token.trim())
}
