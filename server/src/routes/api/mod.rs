//! `/api/v1`: what the biller's systems use. Described by `/api/openapi.json`.

use axum::Router;

use crate::state::App;

pub fn routes() -> Router<App> {
    Router::new()
}
