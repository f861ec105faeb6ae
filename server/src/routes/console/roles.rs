//! The route table of the console: every route, and who may use it. A route that is not in it does not exist, because
//! the router is made from this table.

use axum::handler::Handler;
use axum::http::Method;
use axum::routing::{MethodFilter, MethodRouter, on};
use usecases::bank_imports::{BeginUndo, BookBankEntries, DismissReturn, ResolveReturn};
use usecases::{
    AcceptProposal, AddStaff, Assign, Attach, ChangePayer, ChangeStaff, DeclineProposal, FindAttachment,
    FindConsent, FindInvoice, FindPayer, FindPaymentDetails, ListBankFiles, ListInbox, ListInvoices,
    ListPayers, ListPayments, ListReturns, ListWaitingMatches, LogOut, LogOutEverywhere, MoveConversation,
    PostMessage, PutReply, Query, ReadAudit, ReadPayerFrames, ReadStaffFrames, Role, SetPassword, UseCase,
    Who, WithdrawProposal, lets_in,
};

use super::attachments;
use crate::attachments::FORM_WITH_FILE_BYTES;
use crate::live;
use crate::routes::console::conversations::{inbox, replies, say, triage};
use crate::routes::console::invoices::tool::{self, Tool, ToolDescription};
use crate::routes::console::invoices::tools::TOOLS;
use crate::routes::console::invoices::{invoice, list as invoices};
use crate::routes::console::matching::tool::{PaymentTool, PaymentToolDescription};
use crate::routes::console::matching::tools::PAYMENT_TOOLS;
use crate::routes::console::proposals::Answer;
use crate::routes::console::staff::members as staff;
use crate::routes::console::staff::{login, password};
use crate::routes::console::{audit, bank_imports, matching, payers, payments, proposals};
use crate::state::App;

/// Who may use a route.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Access {
    /// Anybody, logged in or not.
    Open,
    /// Anybody who is logged in with a role in this declaration: that of the use case that the route runs, or of the
    /// query that its page begins with.
    Declared(&'static [Who]),
}

impl Access {
    #[must_use]
    pub const fn lets_in(self, role: Role) -> bool {
        match self {
            Self::Open => true,
            Self::Declared(allowed) => lets_in(allowed, role),
        }
    }
}

const OPEN: Access = Access::Open;
/// Everyone who is logged in: the route is about the session itself.
const STAFF: Access = Access::Declared(&[Who::Staff]);

/// Who may run a use case.
const fn runs<U: UseCase>() -> Access {
    Access::Declared(U::ALLOWED)
}

/// Who may ask a query.
const fn asks<Q: Query>() -> Access {
    Access::Declared(Q::ALLOWED)
}

/// The table.
///
/// The name of a segment in braces says what its id is of, and the guard refuses one of another biller: `{invoice}`,
/// `{payer}`, `{payment}`, `{staff}`. Other ids are looked up by the handler, together with its biller.
pub fn table() -> Vec<Route> {
    let mut routes = vec![
        get("/console", STAFF, inbox::home),
        get("/console/login", OPEN, login::show),
        post("/console/login", OPEN, login::log_in),
        post("/console/logout", runs::<LogOut>(), login::log_out),
        post("/console/logout-everywhere", runs::<LogOutEverywhere>(), login::log_out_everywhere),
        get("/console/password", runs::<SetPassword>(), password::show),
        post("/console/password", runs::<SetPassword>(), password::change),
        get("/console/live", asks::<ListInbox>(), live::connect_inbox),
        get("/console/invoices/{invoice}/live", asks::<ReadStaffFrames>(), live::connect_staff),
        post("/console/invoices/{invoice}/attachments", runs::<Attach>(), attachments::upload)
            .with_body(FORM_WITH_FILE_BYTES),
        get(
            "/console/invoices/{invoice}/attachments/{attachment}",
            asks::<FindAttachment>(),
            attachments::show,
        ),
        get("/console/inbox", asks::<ListInbox>(), inbox::list),
        get("/console/inbox/{invoice}", asks::<ListInbox>(), inbox::show),
        get("/console/invoices", asks::<ListInvoices>(), invoices::list),
        get("/console/invoices/{invoice}", asks::<FindInvoice>(), invoice::show),
        get("/console/invoices/{invoice}/as-payer", asks::<ReadPayerFrames>(), invoice::as_payer),
        post("/console/invoices/{invoice}/say", runs::<PostMessage>(), say::say)
            .with_body(FORM_WITH_FILE_BYTES),
        post("/console/invoices/{invoice}/assign", runs::<Assign>(), triage::assign),
        post("/console/invoices/{invoice}/snooze", runs::<MoveConversation>(), triage::snooze),
        post("/console/invoices/{invoice}/solve", runs::<MoveConversation>(), triage::solve),
        post("/console/invoices/{invoice}/reopen", runs::<MoveConversation>(), triage::reopen),
        answer_page("/console/invoices/{invoice}/proposals/{proposal}/accept", Answer::Accept),
        answer("/console/invoices/{invoice}/proposals/{proposal}/accept", Answer::Accept),
        answer_page("/console/invoices/{invoice}/proposals/{proposal}/decline", Answer::Decline),
        answer("/console/invoices/{invoice}/proposals/{proposal}/decline", Answer::Decline),
        get(
            "/console/invoices/{invoice}/proposals/{proposal}/record",
            asks::<FindConsent>(),
            proposals::record,
        ),
        post(
            "/console/invoices/{invoice}/proposals/{proposal}/withdraw",
            runs::<WithdrawProposal>(),
            proposals::withdraw,
        ),
        get("/console/payments", asks::<ListPayments>(), payments::list::list),
        get("/console/payments.csv", asks::<ListPayments>(), payments::csv),
        get("/console/payments/{payment}", asks::<FindPaymentDetails>(), payments::payment::show),
        get("/console/returns", asks::<ListReturns>(), bank_imports::returns::list),
        post("/console/returns/{return}/resolve", runs::<ResolveReturn>(), bank_imports::returns::resolve),
        post("/console/returns/{return}/dismiss", runs::<DismissReturn>(), bank_imports::returns::dismiss),
        post("/console/bank/files", runs::<BookBankEntries>(), bank_imports::files::receive_files)
            .with_body(bank_imports::files::FORM_BYTES),
        post("/console/bank/files/{file}/undo", runs::<BeginUndo>(), bank_imports::list::undo),
        get("/console/matching", asks::<ListWaitingMatches>(), matching::queue::list),
        get("/console/matching/{payment}", asks::<ListWaitingMatches>(), matching::queue::show),
        get("/console/bank", asks::<ListBankFiles>(), bank_imports::list::show),
        get("/console/payers", asks::<ListPayers>(), payers::list),
        get("/console/payers/{payer}", asks::<FindPayer>(), payers::show),
        get("/console/payers/{payer}/edit", runs::<ChangePayer>(), payers::edit),
        post("/console/payers/{payer}/edit", runs::<ChangePayer>(), payers::change),
        get("/console/replies", runs::<PutReply>(), replies::list),
        post("/console/replies", runs::<PutReply>(), replies::change),
        get("/console/staff", runs::<ChangeStaff>(), staff::list),
        post("/console/staff", runs::<AddStaff>(), staff::add),
        get("/console/staff/{staff}", runs::<ChangeStaff>(), staff::show),
        post("/console/staff/{staff}/name", runs::<ChangeStaff>(), staff::name),
        post("/console/staff/{staff}/role", runs::<ChangeStaff>(), staff::role),
        post("/console/staff/{staff}/disable", runs::<ChangeStaff>(), staff::disable),
        post("/console/staff/{staff}/enable", runs::<ChangeStaff>(), staff::enable),
        post("/console/staff/{staff}/password", runs::<ChangeStaff>(), staff::password),
        get("/console/audit", asks::<ReadAudit>(), audit::list),
    ];
    routes.extend(TOOLS.iter().flat_map(|tool| of_tool(*tool)));
    routes.extend(PAYMENT_TOOLS.iter().map(|tool| of_payment_tool(*tool)));
    routes
}

/// A tool's preview of what it will do, and of what the payer will see of it; and its doing it.
fn of_tool(tool: &'static dyn Tool) -> [Route; 2] {
    let ToolDescription { path, allowed, .. } = tool.description();
    let (path, access) = (format!("/console/invoices/{{invoice}}/{path}"), Access::Declared(allowed));
    [
        get(path.clone(), access, move |app, staff, invoice, values, headers| {
            tool::show(tool, app, staff, invoice, values, headers)
        }),
        post(path, access, move |app, staff, invoice, headers, form| {
            tool::act(tool, app, staff, invoice, headers, form)
        }),
    ]
}

/// What staff decide about a payment.
fn of_payment_tool(tool: &'static dyn PaymentTool) -> Route {
    let PaymentToolDescription { path, allowed, .. } = tool.description();
    let path = format!("/console/payments/{{payment}}/{path}");
    post(path, Access::Declared(allowed), move |app, staff, payment, headers, form| {
        matching::tool::act(tool, app, staff, payment, headers, form)
    })
}

/// Previews what accepting or declining a payer's proposal means.
fn answer_page(path: &'static str, answer: Answer) -> Route {
    get(path, of_answer(answer), move |app, staff, path, form, headers| {
        proposals::show(answer, app, staff, path, form, headers)
    })
}

fn answer(path: &'static str, answer: Answer) -> Route {
    post(path, of_answer(answer), move |app, staff, path, headers, form| {
        proposals::act(answer, app, staff, path, headers, form)
    })
}

const fn of_answer(answer: Answer) -> Access {
    match answer {
        Answer::Accept => runs::<AcceptProposal>(),
        Answer::Decline => runs::<DeclineProposal>(),
    }
}

/// The largest body of a form, in bytes: the longest message, encoded.
pub(super) const FORM_BYTES: usize = 64 * 1024;

pub struct Route {
    pub method: Method,
    /// The path, as the router writes it.
    pub path: String,
    pub access: Access,
    /// The largest body, in bytes.
    pub(super) body_bytes: usize,
    pub(super) handler: MethodRouter<App>,
}

impl Route {
    /// The same with a body of up to `bytes`, for routes that receive files.
    #[must_use]
    pub fn with_body(self, bytes: usize) -> Self {
        Self { body_bytes: bytes, ..self }
    }
}

fn get<H: Handler<T, App>, T: 'static>(path: impl Into<String>, access: Access, handler: H) -> Route {
    let handler = on(MethodFilter::GET, handler);
    Route { method: Method::GET, path: path.into(), access, body_bytes: FORM_BYTES, handler }
}

fn post<H: Handler<T, App>, T: 'static>(path: impl Into<String>, access: Access, handler: H) -> Route {
    let handler = on(MethodFilter::POST, handler);
    Route { method: Method::POST, path: path.into(), access, body_bytes: FORM_BYTES, handler }
}
