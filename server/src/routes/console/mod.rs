//! The console, which staff use. Every route is in [`table`], with who may use it; a guard checks that before the
//! handler runs.

mod answer;
mod attachments;
mod audit;
mod bank_imports;
mod conversations;
mod figures;
mod frame;
mod guard;
pub mod invoices;
mod matching;
mod notice;
mod payers;
mod payments;
mod proposals;
mod roles;
mod sidebar;
mod staff;

use axum::Router;
use axum::http::header::{CACHE_CONTROL, CONTENT_SECURITY_POLICY, REFERRER_POLICY};
use axum::http::{HeaderName, HeaderValue};
use axum::middleware::from_fn_with_state;
use axum::response::IntoResponse;
use tower::ServiceBuilder;
use tower_http::compression::predicate::{NotForContentType, Predicate};
use tower_http::compression::{CompressionLayer, DefaultPredicate};
use tower_http::csrf::CsrfLayer;
use tower_http::limit::RequestBodyLimitLayer;
use tower_http::set_header::SetResponseHeaderLayer;

use crate::state::App;
use guard::{Guard, let_in};
use notice::Notice;
pub use roles::{Access, Route, table};

/// The routes of the table, each behind its guard.
pub fn routes(app: &App) -> Router<App> {
    let mut router = Router::new();
    for Route { path, access, body_bytes, handler, .. } in table() {
        let guard = Guard { app: app.clone(), access, body_bytes };
        let handler =
            handler.layer(RequestBodyLimitLayer::new(body_bytes)).layer(from_fn_with_state(guard, let_in));
        router = router.route(&path, handler);
    }
    let always = |name: HeaderName, value: &'static str| {
        SetResponseHeaderLayer::if_not_present(name, HeaderValue::from_static(value))
    };
    router.layer(
        ServiceBuilder::new()
            .layer(always(CACHE_CONTROL, "no-store"))
            // Not `no-referrer`: browsers would send forms without an origin, and we would refuse them.
            .layer(always(REFERRER_POLICY, "same-origin"))
            .layer(always(CONTENT_SECURITY_POLICY, "default-src 'none'; frame-ancestors 'none'"))
            .layer(always(HeaderName::from_static("x-robots-tag"), "noindex, nofollow"))
            // Pictures are never compressed anyway; documents that people attach are compressed already.
            .layer(
                CompressionLayer::new().compress_when(
                    DefaultPredicate::new().and(NotForContentType::const_new("application/pdf")),
                ),
            )
            .layer(CsrfLayer::new().with_rejection_response(|_| Notice::foreign().into_response())),
    )
}
