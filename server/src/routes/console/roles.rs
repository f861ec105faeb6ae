//! The one table of the console: every route, and who may use it. A route that does not stand here does not
//! exist, because the router is made of this table.

use axum::handler::Handler;
use axum::http::Method;
use axum::routing::{MethodFilter, MethodRouter, on};
use usecases::Role;

use super::{attachments, home, login, password};
use crate::attachments::FORM_WITH_FILE_BYTES;
use crate::live;
use crate::state::App;

/// Who may use a route.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Access {
    /// Anybody, logged in or not.
    Open,
    /// Who is logged in with one of these roles.
    Roles(&'static [Role]),
}

/// Anybody.
const OPEN: Access = Access::Open;
/// Everyone who is logged in.
const STAFF: Access = Access::Roles(&Role::ALL);
/// Who helps payers: everything that changes an invoice or writes to a payer. Marketing reads.
const AGENTS: Access = Access::Roles(&[Role::Agent, Role::Admin]);
/// Who looks after the console itself.
#[expect(dead_code, reason = "its pages come with the console")]
const ADMIN: Access = Access::Roles(&[Role::Admin]);

/// The table.
///
/// What a segment in braces is called says what its id is of, and the guard lets none pass that is another
/// biller's: `{invoice}`, `{payer}`, `{staff}`. Other ids are looked up by the handler, which names its
/// biller too.
pub fn table() -> Vec<Route> {
    vec![
        get("/console", STAFF, home::show),
        get("/console/login", OPEN, login::show),
        post("/console/login", OPEN, login::log_in),
        post("/console/logout", STAFF, login::log_out),
        post("/console/logout-everywhere", STAFF, login::log_out_everywhere),
        get("/console/password", STAFF, password::show),
        post("/console/password", STAFF, password::change),
        get("/console/live", STAFF, live::connect_inbox),
        get("/console/invoices/{invoice}/live", STAFF, live::connect_staff),
        post("/console/invoices/{invoice}/attachments", AGENTS, attachments::upload)
            .with_body(FORM_WITH_FILE_BYTES),
        get("/console/invoices/{invoice}/attachments/{attachment}", STAFF, attachments::show),
    ]
}

/// The largest body of a form, in bytes: the longest message, encoded.
const FORM_BYTES: usize = 64 * 1024;

/// A line of the table.
pub struct Route {
    /// How it is asked for.
    pub method: Method,
    /// Where, as the router writes it.
    pub path: &'static str,
    /// By whom.
    pub access: Access,
    /// The largest body, in bytes.
    pub(super) body_bytes: usize,
    pub(super) handler: MethodRouter<App>,
}

impl Route {
    /// The same with a body of up to `bytes`: a route that takes files.
    #[must_use]
    pub fn with_body(self, bytes: usize) -> Self {
        Self { body_bytes: bytes, ..self }
    }
}

fn get<H: Handler<T, App>, T: 'static>(path: &'static str, access: Access, handler: H) -> Route {
    let handler = on(MethodFilter::GET, handler);
    Route { method: Method::GET, path, access, body_bytes: FORM_BYTES, handler }
}

fn post<H: Handler<T, App>, T: 'static>(path: &'static str, access: Access, handler: H) -> Route {
    let handler = on(MethodFilter::POST, handler);
    Route { method: Method::POST, path, access, body_bytes: FORM_BYTES, handler }
}
