//! `GET /console/returns`: returns that wait, and what staff decide about them.

use crate::routes::console::payments;
use std::collections::BTreeMap;

use axum::Form;
use axum::extract::{Path, Query, State};
use axum::http::HeaderMap;
use axum::response::{IntoResponse, Response};
use console::pages::bank_imports::returns::{Original, Return, ReturnsPage, render};
use console::pages::{Formatter, Notice};
use domain::Money;
use domain::ids::PaymentId;
use usecases::bank_imports::{DismissReturn, ListedReturn, ResolveReturn};
use usecases::{
    Caller, Input, ListPayments, ListReturns, ListedPayment, PaymentFilter, PaymentList, PaymentStanding,
    UseCase, UseCaseError, execute,
};
use uuid::Uuid;

use crate::auth::Staff;
use crate::respond::ProblemResponse;
use crate::routes::console::answer::{ListQuery, failed, page, reason, refused, see};
use crate::routes::console::frame::{FrameContext, around, done, may_act};
use crate::state::App;

/// How many payments are shown for a return.
const OFFERED: usize = 8;

pub async fn list(
    State(app): State<App>,
    staff: Staff,
    Query(asked): Query<ListQuery>,
    headers: HeaderMap,
) -> Response {
    match build(&app, &staff, done(&asked.done)).await {
        Ok(built) => page(render(&built)),
        Err(error) => failed(&headers, &error),
    }
}

async fn build(app: &App, staff: &Staff, notice: Option<Notice>) -> anyhow::Result<ReturnsPage> {
    let FrameContext { frame, .. } = around(app, staff, notice).await?;
    let caller = &staff.caller();
    let mut returns = Vec::new();
    for one in app.ask(caller, ListReturns).await? {
        let originals = originals(app, caller, &one, &frame.say).await?;
        returns.push(row(one, originals, &frame.say));
    }
    let key = app.services.ids.next_id().to_string();
    Ok(ReturnsPage { frame, returns, key, may_act: may_act(staff) })
}

/// Payments of exactly this amount, the newest first.
async fn originals(
    app: &App,
    caller: &Caller,
    one: &ListedReturn,
    say: &Formatter,
) -> Result<Vec<Original>, UseCaseError> {
    let mut found = Vec::new();
    for standing in [PaymentStanding::Settled, PaymentStanding::Unidentified] {
        let filter = PaymentFilter {
            standing: Some(standing),
            currency: Some(one.amount.currency),
            search: one.amount.to_decimal().to_string(),
            ..PaymentFilter::default()
        };
        let list = PaymentList { filter, after: None, limit: OFFERED };
        found.extend(app.ask(caller, ListPayments { list }).await?.payments);
    }
    found.retain(|payment| payment.row.amount_minor == one.amount.minor);
    let original = |payment: &ListedPayment| {
        let numbers: Vec<&str> = payment.allocations.iter().map(|one| one.number.as_str()).collect();
        let pays = if numbers.is_empty() { String::new() } else { format!(", pays {}", numbers.join(", ")) };
        let (amount, day) =
            (payments::money(say, &payment.row, payment.row.amount_minor), say.day(payment.row.paid_on));
        Original {
            payment: payment.row.id,
            text: format!("{}, {amount}, {day}{pays}", payments::from(payment)),
        }
    };
    Ok(found.iter().take(OFFERED).map(original).collect())
}

fn row(one: ListedReturn, originals: Vec<Original>, say: &Formatter) -> Return {
    let Money { minor, currency } = one.amount;
    let notice = one.notice.unwrap_or_default();
    let remittance = notice.remittance;
    let reason = notice.code.into_iter().chain(notice.text).collect::<Vec<_>>().join(" ");
    let from = remittance.debtor_name.or(remittance.debtor_account).unwrap_or_else(|| "Unknown".to_owned());
    let ids = remittance.end_to_end_id.into_iter().chain(remittance.bank_reference);
    let said = [reason].into_iter().chain(remittance.references).chain(remittance.text).chain(ids);
    Return {
        id: one.id.to_string(),
        amount: say.money(minor, currency),
        booked_on: one.booked_on,
        from,
        said: said.filter(|line| !line.trim().is_empty()).collect(),
        originals,
    }
}

/// `POST /console/returns/{return}/resolve`: the return reverses this payment.
pub async fn resolve(
    State(app): State<App>,
    staff: Staff,
    Path(id): Path<Uuid>,
    headers: HeaderMap,
    Form(given): Form<BTreeMap<String, String>>,
) -> Response {
    let Some(payment) = given.get("payment").and_then(|text| text.parse::<PaymentId>().ok()) else {
        return not_done(&app, &staff, "Choose the payment that was taken back.".to_owned(), &headers).await;
    };
    run(&app, &staff, &given, ResolveReturn { id, payment }, &headers).await
}

/// `POST /console/returns/{return}/dismiss`: the return reverses nothing here.
pub async fn dismiss(
    State(app): State<App>,
    staff: Staff,
    Path(id): Path<Uuid>,
    headers: HeaderMap,
    Form(given): Form<BTreeMap<String, String>>,
) -> Response {
    run(&app, &staff, &given, DismissReturn { id }, &headers).await
}

async fn run<U: UseCase>(
    app: &App,
    staff: &Staff,
    given: &BTreeMap<String, String>,
    use_case: U,
    headers: &HeaderMap,
) -> Response {
    let key = given.get("key").cloned().unwrap_or_else(|| app.services.ids.next_id().to_string());
    // All forms of a page have the same key.
    let key = Some(format!("{key}-{}", U::NAME));
    match execute(&app.services, staff.caller(), Input { use_case, key }).await {
        Ok(_) => see("/console/returns?done=return"),
        Err(UseCaseError::NotFound(_)) => ProblemResponse::not_found(headers).into_response(),
        Err(UseCaseError::Store(error)) => failed(headers, &error),
        Err(error) => not_done(app, staff, reason(&error), headers).await,
    }
}

async fn not_done(app: &App, staff: &Staff, why: String, headers: &HeaderMap) -> Response {
    match build(app, staff, Some(Notice::Refused(why))).await {
        Ok(built) => refused(render(&built)),
        Err(error) => failed(headers, &error),
    }
}
