//! `GET /console`: where who has logged in arrives.

use app::pages::login::{PasswordPage, render_password};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};

use crate::assets;
use crate::auth::Staff;
use crate::respond::Page;

/// Shows it.
pub async fn show(staff: Staff) -> Response {
    let Staff { name, email, .. } = staff;
    let page = PasswordPage { name, email, changed: false, problem: None, assets: assets::paths() };
    Page { rendered: render_password(page), status: StatusCode::OK }.into_response()
}
