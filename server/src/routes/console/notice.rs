//! Pages that say why staff do not see what they asked for.

use app::pages::login::{NoticePage, render_notice};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use usecases::Role;

use crate::assets;
use crate::respond::Page;

/// Such a page, with its status.
pub struct Notice {
    status: StatusCode,
    page: NoticePage,
}

impl Notice {
    /// The biller has no such thing.
    pub fn not_found() -> Self {
        Self { status: StatusCode::NOT_FOUND, page: NoticePage::not_found(assets::paths()) }
    }

    /// The role may not do this.
    pub fn forbidden(role: Role) -> Self {
        Self { status: StatusCode::FORBIDDEN, page: NoticePage::forbidden(role.as_str(), assets::paths()) }
    }

    /// Nobody is logged in, and the request was not for a page to return to.
    pub fn logged_out() -> Self {
        Self { status: StatusCode::UNAUTHORIZED, page: NoticePage::logged_out(assets::paths()) }
    }

    /// A form from another site.
    pub fn foreign() -> Self {
        Self { status: StatusCode::FORBIDDEN, page: NoticePage::foreign(assets::paths()) }
    }

    pub fn busy() -> Self {
        Self { status: StatusCode::SERVICE_UNAVAILABLE, page: NoticePage::busy(assets::paths()) }
    }
}

impl IntoResponse for Notice {
    fn into_response(self) -> Response {
        Page { rendered: render_notice(self.page), status: self.status }.into_response()
    }
}
