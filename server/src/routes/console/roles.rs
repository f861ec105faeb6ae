//! The one table of the console: every route, and who may use it. A route that does not stand here does not
//! exist, because the router is made of this table.

use axum::handler::Handler;
use axum::http::Method;
use axum::routing::{MethodFilter, MethodRouter, on};
use console::pages::tool::Tool;
use usecases::Role;

use super::desk::cards::Answer;
use super::desk::money::deeds::Deed;
use super::desk::{
    audit, cards, inbox, invoice, invoices, money, payers, replies, say, staff, tools, triage,
};
use super::{attachments, login, password};
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
const ADMIN: Access = Access::Roles(&[Role::Admin]);

/// The table.
///
/// What a segment in braces is called says what its id is of, and the guard lets none pass that is another
/// biller's: `{invoice}`, `{payer}`, `{receipt}`, `{staff}`. Other ids are looked up by the handler, which names its
/// biller too.
pub fn table() -> Vec<Route> {
    vec![
        get("/console", STAFF, inbox::home),
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
        get("/console/inbox", STAFF, inbox::list),
        get("/console/inbox/{invoice}", STAFF, inbox::show),
        get("/console/invoices", STAFF, invoices::list),
        get("/console/invoices/{invoice}", STAFF, invoice::show),
        get("/console/invoices/{invoice}/as-payer", STAFF, invoice::as_payer),
        post("/console/invoices/{invoice}/say", AGENTS, say::say).with_body(FORM_WITH_FILE_BYTES),
        post("/console/invoices/{invoice}/assign", AGENTS, triage::assign),
        post("/console/invoices/{invoice}/snooze", AGENTS, triage::snooze),
        post("/console/invoices/{invoice}/solve", AGENTS, triage::solve),
        post("/console/invoices/{invoice}/reopen", AGENTS, triage::reopen),
        answer_page("/console/invoices/{invoice}/cards/{card}/accept", Answer::Accept),
        answer("/console/invoices/{invoice}/cards/{card}/accept", Answer::Accept),
        answer_page("/console/invoices/{invoice}/cards/{card}/decline", Answer::Decline),
        answer("/console/invoices/{invoice}/cards/{card}/decline", Answer::Decline),
        get("/console/invoices/{invoice}/cards/{card}/record", STAFF, cards::record),
        post("/console/invoices/{invoice}/cards/{card}/withdraw", AGENTS, cards::withdraw),
        tool_page("/console/invoices/{invoice}/payment", Tool::Payment),
        tool("/console/invoices/{invoice}/payment", Tool::Payment),
        tool_page("/console/invoices/{invoice}/settle", Tool::Settle),
        tool("/console/invoices/{invoice}/settle", Tool::Settle),
        tool_page("/console/invoices/{invoice}/fail", Tool::Fail),
        tool("/console/invoices/{invoice}/fail", Tool::Fail),
        tool_page("/console/invoices/{invoice}/reverse", Tool::Reverse),
        tool("/console/invoices/{invoice}/reverse", Tool::Reverse),
        tool_page("/console/invoices/{invoice}/due", Tool::Due),
        tool("/console/invoices/{invoice}/due", Tool::Due),
        tool_page("/console/invoices/{invoice}/credit", Tool::Credit),
        tool("/console/invoices/{invoice}/credit", Tool::Credit),
        tool_page("/console/invoices/{invoice}/void", Tool::Void),
        tool("/console/invoices/{invoice}/void", Tool::Void),
        tool_page("/console/invoices/{invoice}/write-off", Tool::WriteOff),
        tool("/console/invoices/{invoice}/write-off", Tool::WriteOff),
        tool_page("/console/invoices/{invoice}/fee", Tool::Fee),
        tool("/console/invoices/{invoice}/fee", Tool::Fee),
        tool_page("/console/invoices/{invoice}/waive", Tool::Waive),
        tool("/console/invoices/{invoice}/waive", Tool::Waive),
        tool_page("/console/invoices/{invoice}/pause", Tool::Pause),
        tool("/console/invoices/{invoice}/pause", Tool::Pause),
        tool_page("/console/invoices/{invoice}/resume", Tool::Resume),
        tool("/console/invoices/{invoice}/resume", Tool::Resume),
        tool_page("/console/invoices/{invoice}/links", Tool::Links),
        tool("/console/invoices/{invoice}/links", Tool::Links),
        tool_page("/console/invoices/{invoice}/propose", Tool::Propose),
        tool("/console/invoices/{invoice}/propose", Tool::Propose),
        tool_page("/console/invoices/{invoice}/dispute", Tool::Dispute),
        tool("/console/invoices/{invoice}/dispute", Tool::Dispute),
        get("/console/payments", STAFF, money::payments::list),
        get("/console/payments.csv", STAFF, money::csv),
        get("/console/payments/{receipt}", STAFF, money::payment::show),
        deed("/console/payments/{receipt}/match", Deed::Match),
        deed("/console/payments/{receipt}/split", Deed::Split),
        deed("/console/payments/{receipt}/credit", Deed::Keep),
        deed("/console/payments/{receipt}/return", Deed::Return),
        deed("/console/payments/{receipt}/ask", Deed::Ask),
        deed("/console/payments/{receipt}/undo", Deed::Undo),
        deed("/console/payments/{receipt}/refund", Deed::Refund),
        deed("/console/payments/{receipt}/refunded", Deed::Refunded),
        deed("/console/payments/{receipt}/apply", Deed::Apply),
        deed("/console/payments/{receipt}/join", Deed::Join),
        deed("/console/payments/{receipt}/separate", Deed::Separate),
        get("/console/returns", STAFF, money::returns::list),
        post("/console/returns/{return}/resolve", AGENTS, money::returns::resolve),
        post("/console/returns/{return}/dismiss", AGENTS, money::returns::dismiss),
        post("/console/bank/files", AGENTS, money::files::import).with_body(money::files::FORM_BYTES),
        get("/console/matching", STAFF, money::queue::list),
        get("/console/matching/{receipt}", STAFF, money::queue::show),
        get("/console/bank", STAFF, money::bank::show),
        get("/console/payers", STAFF, payers::list),
        get("/console/payers/{payer}", STAFF, payers::show),
        get("/console/payers/{payer}/edit", AGENTS, payers::edit),
        post("/console/payers/{payer}/edit", AGENTS, payers::change),
        get("/console/replies", ADMIN, replies::list),
        post("/console/replies", ADMIN, replies::change),
        get("/console/staff", ADMIN, staff::list),
        post("/console/staff", ADMIN, staff::add),
        get("/console/staff/{staff}", ADMIN, staff::show),
        post("/console/staff/{staff}/name", ADMIN, staff::name),
        post("/console/staff/{staff}/role", ADMIN, staff::role),
        post("/console/staff/{staff}/disable", ADMIN, staff::disable),
        post("/console/staff/{staff}/enable", ADMIN, staff::enable),
        post("/console/staff/{staff}/password", ADMIN, staff::password),
        get("/console/audit", ADMIN, audit::list),
    ]
}

/// What a tool will do, and what the payer will see of it.
fn tool_page(path: &'static str, tool: Tool) -> Route {
    get(path, AGENTS, move |app, staff, path, values, headers| {
        tools::show(tool, app, staff, path, values, headers)
    })
}

/// The tool itself.
fn tool(path: &'static str, tool: Tool) -> Route {
    post(path, AGENTS, move |app, staff, path, headers, form| {
        tools::act(tool, app, staff, path, headers, form)
    })
}

/// What accepting or declining a payer's card means.
fn answer_page(path: &'static str, answer: Answer) -> Route {
    get(path, AGENTS, move |app, staff, path, form, headers| {
        cards::show(answer, app, staff, path, form, headers)
    })
}

/// The answer itself.
fn answer(path: &'static str, answer: Answer) -> Route {
    post(path, AGENTS, move |app, staff, path, headers, form| {
        cards::act(answer, app, staff, path, headers, form)
    })
}

/// What staff decide about money that came in.
fn deed(path: &'static str, deed: Deed) -> Route {
    post(path, AGENTS, move |app, staff, path, headers, form| {
        money::deeds::act(deed, app, staff, path, headers, form)
    })
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
