//! The files that browsers load: embedded in the binary, hashed, immutable, and compressed beforehand.

use axum::extract::Path;
use axum::http::header::{ACCEPT_ENCODING, CACHE_CONTROL, CONTENT_ENCODING, CONTENT_TYPE, VARY};
use axum::http::{HeaderMap, HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};

/// A file for browsers.
struct Asset {
    /// Its name without the hash.
    name: &'static str,
    path: &'static str,
    content_type: &'static str,
    /// Whether the content under its path never changes.
    immutable: bool,
    bytes: &'static [u8],
    brotli: Option<&'static [u8]>,
}

static ASSETS: &[Asset] = include!(concat!(env!("OUT_DIR"), "/assets.rs"));

/// The path of the file with this name, if there is one.
fn path(name: &str) -> Option<String> {
    ASSETS.iter().find(|asset| asset.name == name).map(|asset| asset.path.to_owned())
}

/// The files that a payer's page loads.
#[must_use]
pub fn paths() -> app::pages::Assets {
    app::pages::Assets { css: path("billow.css"), js: path("billow.js"), wasm: path("billow.wasm") }
}

/// The files that the console's pages load.
#[must_use]
pub fn console_paths() -> app::pages::Assets {
    app::pages::Assets { css: path("console.css"), js: path("console.js"), wasm: path("console.wasm") }
}

/// `GET /pkg/{file}`
pub async fn package(Path(file): Path<String>, headers: HeaderMap) -> Response {
    serve(&format!("/pkg/{file}"), &headers)
}

/// The files at the root: `/favicon.svg`, `/robots.txt` …
pub async fn root(uri: axum::http::Uri, headers: HeaderMap) -> Response {
    serve(uri.path(), &headers)
}

/// The paths of the files outside `/pkg`.
pub fn root_paths() -> impl Iterator<Item = &'static str> {
    ASSETS.iter().map(|asset| asset.path).filter(|path| !path.starts_with("/pkg/"))
}

fn serve(path: &str, headers: &HeaderMap) -> Response {
    let Some(asset) = ASSETS.iter().find(|asset| asset.path == path) else {
        return StatusCode::NOT_FOUND.into_response();
    };
    let takes_brotli = headers
        .get(ACCEPT_ENCODING)
        .and_then(|value| value.to_str().ok())
        .is_some_and(|value| value.split(',').any(|one| one.split(';').next().map(str::trim) == Some("br")));
    let caching =
        if asset.immutable { "public, max-age=31536000, immutable" } else { "public, max-age=3600" };
    let mut response = match asset.brotli {
        Some(brotli) if takes_brotli => {
            let mut response = brotli.into_response();
            response.headers_mut().insert(CONTENT_ENCODING, HeaderValue::from_static("br"));
            response
        }
        _ => asset.bytes.into_response(),
    };
    let headers = response.headers_mut();
    headers.insert(CONTENT_TYPE, HeaderValue::from_static(asset.content_type));
    headers.insert(CACHE_CONTROL, HeaderValue::from_static(caching));
    headers.insert(VARY, HeaderValue::from_static("accept-encoding"));
    response
}
