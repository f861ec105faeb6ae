//! Access control: the route table asks it before a handler of the console runs.

use axum::body::{Body, to_bytes};
use axum::extract::{RawPathParams, Request, State};
use axum::http::header::{CONNECTION, UPGRADE};
use axum::http::{HeaderMap, Method, StatusCode};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use tokio::time::timeout;
use uuid::Uuid;

use super::notice::Notice;
use super::roles::{Access, FORM_BYTES};
use crate::attachments::COMES_WITHIN;
use crate::auth::Staff;
use crate::respond::ProblemResponse;
use crate::routes::console::staff::login;
use crate::state::App;
use domain::ids::{InvoiceId, PayerId, PaymentId, StaffId};
use usecases::{FindInvoice, FindPayment, FindStaffMember, PayerExists, UseCaseError};

#[derive(Clone)]
pub struct Guard {
    pub app: App,
    /// Who may use the route.
    pub access: Access,
    /// The largest body, in bytes.
    pub body_bytes: usize,
}

/// Passes a request on to its handler, or answers it.
pub async fn let_in(
    State(Guard { app, access, body_bytes }): State<Guard>,
    ids: RawPathParams,
    mut request: Request,
    next: Next,
) -> Response {
    let headers = request.headers();
    let address = app.limits.address(headers, request.extensions());
    if let Err(too_many) = app.limits.page(address) {
        return ProblemResponse::too_many(headers, too_many).into_response();
    }
    if access == Access::Open {
        return next.run(request).await;
    }
    let staff = match Staff::identify(&app, headers).await {
        Ok(Some(staff)) => staff,
        Ok(None) => return to_log_in(&request),
        Err(error) => return ProblemResponse::failed(headers, &error).into_response(),
    };
    if !access.lets_in(staff.role) {
        return Notice::forbidden(staff.role).into_response();
    }
    match own(&app, &staff, &ids).await {
        Ok(true) => {}
        Ok(false) => return Notice::not_found().into_response(),
        Err(error) => return ProblemResponse::failed(headers, &error).into_response(),
    }
    if request.method() != Method::GET && body_bytes <= FORM_BYTES {
        // A form may take long to arrive, so its sender is checked again once it is here.
        request = match whole(request, body_bytes).await {
            Ok(request) => request,
            Err(response) => return response,
        };
        match staff.still_holds(&app).await {
            Ok(true) => {}
            Ok(false) => return Notice::logged_out().into_response(),
            Err(error) => return ProblemResponse::failed(request.headers(), &error).into_response(),
        }
    }
    request.extensions_mut().insert(staff);
    next.run(request).await
}

/// The request with all of its body, within limits of time and size.
async fn whole(request: Request, most: usize) -> Result<Request, Response> {
    let (parts, body) = request.into_parts();
    match timeout(COMES_WITHIN, to_bytes(body, most)).await {
        Ok(Ok(bytes)) => Ok(Request::from_parts(parts, Body::from(bytes))),
        Ok(Err(_)) => Err(StatusCode::PAYLOAD_TOO_LARGE.into_response()),
        Err(_) => Err(StatusCode::REQUEST_TIMEOUT.into_response()),
    }
}

/// A person who asks for a page is sent to log in, and returns to it; a program gets an error.
fn to_log_in(request: &Request) -> Response {
    if request.method() == Method::GET && is_navigation(request.headers()) {
        let wanted = request.uri().path_and_query().map_or("", |wanted| wanted.as_str());
        return login::redirect(wanted);
    }
    Notice::logged_out().into_response()
}

/// Whether the browser says that a person navigates: no socket and no script.
fn is_navigation(headers: &HeaderMap) -> bool {
    let script = headers.get("sec-fetch-mode").is_some_and(|mode| mode != "navigate");
    let socket = headers.contains_key(UPGRADE) && headers.contains_key(CONNECTION);
    !script && !socket
}

/// Whether what the path names is the biller's. Another biller's things are answered as if they did not exist.
async fn own(app: &App, staff: &Staff, ids: &RawPathParams) -> Result<bool, UseCaseError> {
    let caller = &staff.caller();
    for (name, value) in ids {
        let Ok(id) = Uuid::parse_str(value) else {
            if ["invoice", "payer", "staff", "payment"].contains(&name) {
                return Ok(false);
            }
            continue;
        };
        let is_own = match name {
            "invoice" => app.ask(caller, FindInvoice { invoice: InvoiceId(id) }).await?.is_some(),
            "payer" => app.ask(caller, PayerExists { payer: PayerId(id) }).await?,
            "payment" => app.ask(caller, FindPayment { payment: PaymentId(id) }).await?.is_some(),
            "staff" => app.ask(caller, FindStaffMember { staff: StaffId(id) }).await?.is_some(),
            _ => true,
        };
        if !is_own {
            return Ok(false);
        }
    }
    Ok(true)
}
