//! Live pages: who has which invoice open on this node, and what they are told.

use axum::http::StatusCode;
use domain::ids::InvoiceId;

/// Who has which invoice open on this node.
#[derive(Default)]
pub struct Hub;

impl Hub {
    /// Who looks at an invoice now.
    #[must_use]
    pub fn presence(&self, _invoice: InvoiceId) -> app::live::Presence {
        app::live::Presence::default()
    }
}

/// `GET /i/{token}/live`
pub async fn connect() -> StatusCode {
    StatusCode::NOT_IMPLEMENTED
}
