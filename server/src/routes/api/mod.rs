//! `/api/v1`: the API for the biller's systems, described by `/api/openapi.json` and `/api/docs`.
//!
//! A handler reads its input ([`call`]), checks limits ([`checks`]), calls one use case and maps the answer; every
//! error is a [`problem`]. To add an endpoint, write the handler with its `utoipa::path` and name it in [`described`];
//! the tests try every described route with foreign ids and without a key.

pub mod bank_imports;
mod billers;
mod call;
mod checkouts;
mod checks;
mod docs;
mod events;
mod invoices;
mod links;
mod payers;
mod payments;
mod problem;
mod responses;
mod schema;

use std::any::Any;
use std::sync::Arc;

use axum::extract::{FromRequest, Request};
use axum::response::{IntoResponse, Response};
use axum::routing::{any, get};
use axum::{Json, Router, middleware};
use serde::Deserialize;
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::compression::CompressionLayer;
use usecases::Token;
use utoipa::ToSchema;
use utoipa::openapi::OpenApi;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use self::checks::Checks;
use self::problem::ApiProblem;
use crate::state::App;

/// The address of the payer's page.
pub(super) fn link_address(app: &App, token: &Token) -> String {
    format!("{}/i/{}", app.settings.base_url, token.reveal())
}

/// The chapters of the documentation.
mod tags {
    pub const INVOICES: &str = "Invoices";
    pub const PAYMENTS: &str = "Payments";
    pub const LINKS: &str = "Links";
    pub const EVENTS: &str = "Events";
    pub const PAYERS: &str = "Payers";
    pub const BILLER: &str = "Biller";
    /// In the order of the page.
    pub const ALL: [&str; 6] = [INVOICES, PAYMENTS, LINKS, EVENTS, PAYERS, BILLER];

    /// What a chapter is about.
    pub fn about(tag: &str) -> &'static str {
        match tag {
            INVOICES => "Taking invoices in, reading them, and changing what the biller may change.",
            PAYMENTS => {
                "Money that arrived or is on its way. A payment is unique by its source and id there."
            }
            LINKS => "Whoever has a link sees the invoice: one for each channel and copy, ended at any time.",
            EVENTS => {
                "An invoice is a numbered log of events; the feed has those of all invoices in commit order."
            }
            BILLER => "Whose bank files and documents are taken in: the biller's bank accounts and sellers.",
            _ => "People, who can ask to be forgotten.",
        }
    }
}

/// The API's routes, the description generated from them, and the page generated from the description.
pub fn routes() -> Router<App> {
    let (router, description) = described();
    let description = Arc::new(docs::complete(description));
    let page = Arc::clone(&description);
    let documentation = Router::new()
        .route("/api/openapi.json", get(async move || Json((*description).clone())))
        .route("/api/docs", get(async move |state| docs::page(state, page).await))
        .route("/api/docs.css", get(docs::style))
        .layer(CompressionLayer::new());
    router
        .merge(documentation)
        .route("/api/{*rest}", any(nowhere))
        .method_not_allowed_fallback(async || ApiProblem::method_not_allowed())
        .layer(CatchPanicLayer::custom(panicked))
        .layer(middleware::from_fn(problem::finish))
}

fn described() -> (Router<App>, OpenApi) {
    let v1 = OpenApiRouter::new()
        .routes(routes!(invoices::create::create, invoices::read::list))
        .routes(routes!(invoices::read::one, invoices::change::due_date))
        .routes(routes!(invoices::read::original))
        .routes(routes!(invoices::change::credit))
        .routes(routes!(invoices::change::void))
        .routes(routes!(invoices::change::write_off))
        .routes(routes!(invoices::change::allocate_credit))
        .routes(routes!(invoices::change::message))
        .routes(routes!(payments::record::record, payments::read::of_invoice))
        .routes(routes!(payments::read::list))
        .routes(routes!(payments::read::one))
        .routes(routes!(payments::change::settle))
        .routes(routes!(payments::change::fail))
        .routes(routes!(payments::change::reverse))
        .routes(routes!(payments::matching::confirm))
        .routes(routes!(payments::matching::undo))
        .routes(routes!(payments::matching::keep_as_credit))
        .routes(routes!(payments::join::join))
        .routes(routes!(payments::join::separate))
        .routes(routes!(payments::refund::start))
        .routes(routes!(payments::refund::complete))
        .routes(routes!(payments::refund::fail))
        .routes(routes!(checkouts::open))
        .routes(routes!(bank_imports::files::import, bank_imports::files::list))
        .routes(routes!(bank_imports::files::undo_file))
        .routes(routes!(billers::add_account, billers::accounts))
        .routes(routes!(billers::remove_account))
        .routes(routes!(billers::add_seller, billers::sellers))
        .routes(routes!(billers::remove_seller))
        .routes(routes!(bank_imports::returns::list))
        .routes(routes!(bank_imports::returns::resolve))
        .routes(routes!(bank_imports::returns::dismiss))
        .routes(routes!(links::make, links::of_invoice))
        .routes(routes!(links::revoke))
        .routes(routes!(events::of_invoice))
        .routes(routes!(events::feed))
        .routes(routes!(payers::forget));
    OpenApiRouter::with_openapi(docs::frame()).nest("/api/v1", v1).split_for_parts()
}

async fn nowhere() -> ApiProblem {
    ApiProblem::not_found("there is nothing at this address; /api/docs lists what there is")
}

fn panicked(_: Box<dyn Any + Send>) -> Response {
    // The panic hook has logged it; nothing internal is sent.
    ApiProblem::failed("a handler panicked").into_response()
}

/// The longest reason, in characters.
const LONGEST_REASON: usize = 1_000;

/// The page size if the caller does not state one.
const USUAL_PAGE: usize = 50;

/// Why something is done. The whole body may be left out.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"reason": "Sent by mistake"}))]
pub struct Reason {
    /// Why, for staff.
    #[schema(max_length = 1000)]
    reason: Option<String>,
}

impl Reason {
    fn checked(self) -> Result<Option<String>, ApiProblem> {
        let mut checks = Checks::default();
        let reason = checks.optional_text("/reason", self.reason.as_deref(), LONGEST_REASON);
        checks.finish()?;
        Ok(reason)
    }
}

impl FromRequest<App> for Reason {
    type Rejection = ApiProblem;

    async fn from_request(request: Request, _: &App) -> Result<Self, ApiProblem> {
        let is_json = call::media_type(request.headers()) == "application/json";
        let body = call::bytes(request, call::BODY_BYTES).await?;
        match (body.is_empty(), is_json) {
            (true, _) => Ok(Self::default()),
            (false, true) => call::json(&body),
            (false, false) => Err(ApiProblem::media_type("application/json")),
        }
    }
}

/// The page size that the caller asks for.
fn page_size(checks: &mut Checks, text: Option<&str>, most: usize) -> usize {
    let size = text.map_or(Some(USUAL_PAGE), |text| text.parse().ok());
    size.filter(|size| (1..=most).contains(size)).unwrap_or_else(|| {
        checks.add("?limit", "range", format!("a page has 1 to {most} entries"));
        USUAL_PAGE
    })
}
