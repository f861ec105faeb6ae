//! The route table, and the layers that every request passes. Handlers live in the folders below.

mod api;
pub mod console;
pub mod hooks;
mod ops;
pub mod payer;
mod sandbox;

use axum::Router;
use axum::http::header::{STRICT_TRANSPORT_SECURITY, X_CONTENT_TYPE_OPTIONS};
use axum::http::{HeaderMap, HeaderName, HeaderValue, Request};
use axum::routing::{get, post};
use tower::ServiceBuilder;
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::compression::CompressionLayer;
use tower_http::csrf::CsrfLayer;
use tower_http::limit::RequestBodyLimitLayer;
use tower_http::request_id::{MakeRequestUuid, SetRequestIdLayer};
use tower_http::set_header::SetResponseHeaderLayer;
use tower_http::trace::TraceLayer;

use crate::attachments::FORM_WITH_FILE_BYTES;
use crate::respond::ProblemResponse;
use crate::state::App;
use crate::{assets, live};

/// The largest form that a payer can post, in bytes: a message of 4,000 characters, encoded.
const FORM_BYTES: usize = 64 * 1024;

/// All routes of a node.
pub fn router(app: App) -> Router {
    let payer = Router::new()
        .route("/i/{token}", get(payer::page::show))
        .route("/i/{token}/live", get(live::connect))
        .route("/i/{token}/proposals/{proposal}", post(payer::proposals::answer))
        .route("/i/{token}/proposals/{proposal}/withdraw", post(payer::proposals::withdraw))
        .route("/i/{token}/more-time", post(payer::conversations::more_time::ask))
        .route("/i/{token}/person", post(payer::conversations::person::ask))
        .route("/i/{token}/code/{file}", get(payer::payments::code::show))
        .route("/i/{token}/pay", post(payer::checkouts::pay::pay))
        .route("/i/{token}/checkout/{checkout}", get(payer::checkouts::attempts::show))
        .route("/i/{token}/checkout/{checkout}/cancel", post(payer::checkouts::attempts::cancel))
        .route("/i/{token}/checkout/{checkout}/check", post(payer::checkouts::attempts::check))
        .layer(CompressionLayer::new())
        .layer(CsrfLayer::new())
        .layer(RequestBodyLimitLayer::new(FORM_BYTES));
    // Pictures and documents are compressed already, and are much larger than forms.
    let attachments = Router::new()
        .route("/i/{token}/say", post(payer::conversations::say::say))
        .route("/i/{token}/dispute", post(payer::disputes::dispute))
        .route("/i/{token}/attachments", post(payer::attachments::upload))
        .route("/i/{token}/attachments/{attachment}", get(payer::attachments::show))
        .layer(CsrfLayer::new())
        .layer(RequestBodyLimitLayer::new(FORM_WITH_FILE_BYTES));
    let mut files = Router::new().route("/pkg/{file}", get(assets::package));
    for path in assets::root_paths() {
        files = files.route(path, get(assets::root));
    }
    // Webhooks come from no page of ours, so their signature is checked instead of their origin.
    let providers = Router::new()
        .route("/hooks/{provider}/{connection}", post(hooks::take))
        .layer(RequestBodyLimitLayer::new(hooks::LONGEST));
    let providers = Router::new()
        .route("/sandbox/pay/{payment}", get(sandbox::show).post(sandbox::choose))
        .route("/sandbox/pay.css", get(sandbox::style))
        .layer(CsrfLayer::new())
        .layer(RequestBodyLimitLayer::new(FORM_BYTES))
        .merge(providers);
    let https = app.settings.is_https();
    Router::new()
        .merge(payer)
        .merge(attachments)
        .merge(console::routes(&app))
        .merge(files)
        .merge(ops::routes())
        .merge(api::routes())
        .merge(providers)
        .fallback(async |headers: HeaderMap| ProblemResponse::not_found(&headers))
        .with_state(app)
        .layer(
            ServiceBuilder::new()
                .layer(SetRequestIdLayer::x_request_id(MakeRequestUuid))
                .layer(TraceLayer::new_for_http().make_span_with(span))
                .layer(CatchPanicLayer::custom(|_: Box<dyn std::any::Any + Send>| {
                    use axum::response::IntoResponse;
                    // The panic hook has logged it; nothing internal is sent.
                    ProblemResponse::failed(&HeaderMap::new(), &"a handler panicked").into_response()
                }))
                .layer(SetResponseHeaderLayer::if_not_present(
                    X_CONTENT_TYPE_OPTIONS,
                    HeaderValue::from_static("nosniff"),
                ))
                .layer(SetResponseHeaderLayer::if_not_present(
                    HeaderName::from_static("permissions-policy"),
                    HeaderValue::from_static("camera=(), geolocation=(), microphone=(), payment=()"),
                ))
                .option_layer(https.then(|| {
                    SetResponseHeaderLayer::if_not_present(
                        STRICT_TRANSPORT_SECURITY,
                        HeaderValue::from_static("max-age=31536000"),
                    )
                })),
        )
}

/// The span of a request. It names the route and never the path, because a path may hold a token.
fn span<B>(request: &Request<B>) -> tracing::Span {
    let route = request
        .extensions()
        .get::<axum::extract::MatchedPath>()
        .map_or("unmatched", axum::extract::MatchedPath::as_str);
    let id = crate::respond::request_id(request.headers());
    tracing::info_span!("request", method = %request.method(), route, id)
}
