//! Reading payments: one, those of an invoice, all.

use axum::Json;
use domain::Currency;
use domain::ids::{InvoiceId, PayerId, PaymentId};
use domain::payments::Method;
use serde::{Deserialize, Serialize};
use usecases::{
    FindPaymentDetails, ListPayments, ListPaymentsOfInvoice, PaymentFilter, PaymentMark, PaymentStanding,
};
use utoipa::{IntoParams, ToSchema};

use super::{PaymentBody, matching, refund};
use crate::routes::api::call::{Call, Filters, Id};
use crate::routes::api::checks::Checks;
use crate::routes::api::problem::ApiProblem;
use crate::routes::api::{page_size, tags};

/// The payments of an invoice.
#[derive(Debug, Serialize, ToSchema)]
pub struct PaymentList {
    /// The payments, oldest first.
    payments: Vec<PaymentBody>,
}

/// List the payments of an invoice
#[utoipa::path(
    get,
    path = "/invoices/{id}/payments",
    tag = tags::PAYMENTS,
    operation_id = "list_payments",
    params(("id" = String, Path, format = Uuid, description = "The invoice's id")),
    responses((status = 200, description = "Its payments", body = PaymentList))
)]
pub async fn of_invoice(call: Call, Id(id): Id<InvoiceId>) -> Result<Json<PaymentList>, ApiProblem> {
    call.invoice(id).await?;
    let rows = call.ask(ListPaymentsOfInvoice { invoice: id }).await?;
    Ok(Json(PaymentList { payments: rows.into_iter().map(PaymentBody::from).collect() }))
}

/// Read a payment
///
/// With what it pays, how its invoices were found, and what was paid back.
#[utoipa::path(
    get,
    path = "/payments/{payment_id}",
    tag = tags::PAYMENTS,
    operation_id = "read_payment",
    params(("payment_id" = String, Path, format = Uuid, description = "The payment's id")),
    responses((status = 200, description = "Its figures", body = PaymentBody))
)]
pub async fn one(call: Call, Id(id): Id<PaymentId>) -> Result<Json<PaymentBody>, ApiProblem> {
    let found = call.ask(FindPaymentDetails { payment: id }).await?;
    let found = found.ok_or_else(|| ApiProblem::not_found("there is no payment with this id"))?;
    let currency = found.listed.row.currency;
    let matching = found.matching.map(|seen| matching::Matching::of(seen, found.candidates, found.same_as));
    let refunds = found.refunds.into_iter().map(|one| refund::Refund::of(one, currency)).collect();
    let joined_to = found.joined_to.map(|payment| payment.to_string());
    let confirmed_by = found.confirmed_by.iter().map(ToString::to_string).collect();
    Ok(Json(PaymentBody { matching, joined_to, confirmed_by, refunds: Some(refunds), ..found.listed.into() }))
}

/// Which payments.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct ListFilters {
    /// Paid on this day or later.
    #[param(format = Date)]
    from: Option<String>,
    /// Paid on this day or earlier.
    #[param(format = Date)]
    to: Option<String>,
    /// Paid so: `bank_transfer`, `direct_debit`, `card`, `wallet`, `cash`, `other`.
    method: Option<String>,
    /// They stand so: `pending`, `settled`, `unidentified`, `failed`, `reversed`, `joined`.
    #[param(example = "unidentified")]
    status: Option<String>,
    /// In this currency, ISO 4217.
    #[param(max_length = 3)]
    currency: Option<String>,
    /// Of this payer.
    #[param(format = Uuid)]
    payer_id: Option<String>,
    /// Starts of words in the payer's name, e-mail address or customer number, or amounts.
    #[param(max_length = 200)]
    q: Option<String>,
    /// How many at most, 1 to 200; 50 where it is not stated.
    #[param(value_type = Option<u32>, minimum = 1, maximum = 200)]
    limit: Option<String>,
    /// `next` of the page before.
    after: Option<String>,
}

/// A page of payments, those paid last first.
#[derive(Debug, Serialize, ToSchema)]
pub struct PaymentPage {
    /// The payments.
    payments: Vec<PaymentBody>,
    /// What to pass as `after` for the next page; nothing on the last one.
    next: Option<String>,
}

/// List payments
///
/// Those paid last first. All filters given have to hold. With `status=unidentified` it is what waits for a person.
#[utoipa::path(
    get,
    path = "/payments",
    tag = tags::PAYMENTS,
    operation_id = "list_all_payments",
    params(ListFilters),
    responses((status = 200, description = "A page of payments", body = PaymentPage))
)]
pub async fn list(
    call: Call,
    Filters(filters): Filters<ListFilters>,
) -> Result<Json<PaymentPage>, ApiProblem> {
    let mut checks = Checks::default();
    let list = usecases::PaymentList {
        filter: PaymentFilter {
            from: checks.date("?from", filters.from.as_deref()),
            to: checks.date("?to", filters.to.as_deref()),
            method: one_of(
                &mut checks,
                "method",
                filters.method.as_deref(),
                &Method::ALL.map(Method::as_str),
            ),
            standing: one_of(
                &mut checks,
                "status",
                filters.status.as_deref(),
                &PaymentStanding::ALL.map(PaymentStanding::as_str),
            ),
            currency: parsed::<Currency>(&mut checks, "currency", filters.currency.as_deref(), "a currency"),
            payer: parsed::<PayerId>(&mut checks, "payer_id", filters.payer_id.as_deref(), "a payer's id"),
            search: checks.optional_line("?q", filters.q.as_deref(), 200).unwrap_or_default(),
        },
        after: parsed::<PaymentMark>(
            &mut checks,
            "after",
            filters.after.as_deref(),
            "a cursor that a list has answered",
        ),
        limit: page_size(&mut checks, filters.limit.as_deref(), 200),
    };
    checks.finish()?;
    let page = call.ask(ListPayments { list }).await?;
    Ok(Json(PaymentPage {
        payments: page.payments.into_iter().map(PaymentBody::from).collect(),
        next: page.next.map(|mark| mark.to_string()),
    }))
}

/// One of a few names.
fn one_of<T: std::str::FromStr>(
    checks: &mut Checks,
    name: &str,
    text: Option<&str>,
    names: &[&str],
) -> Option<T> {
    parsed(checks, name, text, &format!("one of {}", names.join(", ")))
}

fn parsed<T: std::str::FromStr>(
    checks: &mut Checks,
    name: &str,
    text: Option<&str>,
    what: &str,
) -> Option<T> {
    let text = text?;
    let parsed = text.parse().ok();
    if parsed.is_none() {
        let shown: String = text.chars().take(40).collect();
        checks.add(format!("?{name}"), name, format!("“{shown}” is not {what}"));
    }
    parsed
}
