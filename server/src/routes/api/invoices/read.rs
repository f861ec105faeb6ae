//! Reading invoices: one, a list, the original file.

use axum::Json;
use axum::http::header::{CONTENT_DISPOSITION, CONTENT_SECURITY_POLICY, CONTENT_TYPE};
use axum::response::IntoResponse;
use domain::Status;
use domain::ids::InvoiceId;
use serde::{Deserialize, Serialize};
use usecases::{ListInvoices, ListMark, ReadOriginal};
use utoipa::{IntoParams, ToSchema};

use super::Invoice;
use crate::routes::api::call::{Call, Filters, Id};
use crate::routes::api::checks::Checks;
use crate::routes::api::problem::ApiProblem;
use crate::routes::api::{page_size, tags};

/// Read an invoice
#[utoipa::path(
    get,
    path = "/invoices/{id}",
    tag = tags::INVOICES,
    operation_id = "read_invoice",
    params(("id" = String, Path, format = Uuid, description = "The invoice's id")),
    responses((status = 200, description = "Its figures", body = Invoice))
)]
pub async fn one(call: Call, Id(id): Id<InvoiceId>) -> Result<Json<Invoice>, ApiProblem> {
    let row = call.invoice(id).await?;
    Ok(Json(Invoice::on(call.today().await?, row)))
}

/// Which invoices.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct ListFilters {
    /// Exactly this number.
    #[param(max_length = 100)]
    number: Option<String>,
    /// One of these statuses, separated by commas: `open`, `partly_paid`, `overdue`, `paid`, `credited`,
    /// `written_off`, `void`.
    #[param(example = "open,overdue")]
    status: Option<String>,
    /// Due on this day or later.
    #[param(format = Date)]
    due_from: Option<String>,
    /// Due on this day or earlier.
    #[param(format = Date)]
    due_to: Option<String>,
    /// Words, each of which an invoice has to fit: the start of a word in its number, remittance reference, payer's
    /// name, e-mail address or customer number, in capitals or not, or a whole amount (`1249`, `1.249,00`) that is
    /// its total or open. A word's middle finds nothing; words after the eighth do not count.
    #[param(max_length = 200)]
    q: Option<String>,
    /// How many at most, 1 to 200; 50 where it is not stated.
    #[param(value_type = Option<u32>, minimum = 1, maximum = 200)]
    limit: Option<String>,
    /// `next` of the page before.
    after: Option<String>,
}

/// A page of invoices, newest first.
#[derive(Debug, Serialize, ToSchema)]
pub struct InvoiceList {
    /// The invoices.
    invoices: Vec<Invoice>,
    /// What to pass as `after` for the next page; nothing on the last one.
    next: Option<String>,
}

/// List invoices
///
/// Newest first. All filters given have to hold.
#[utoipa::path(
    get,
    path = "/invoices",
    tag = tags::INVOICES,
    operation_id = "list_invoices",
    params(ListFilters),
    responses((status = 200, description = "A page of invoices", body = InvoiceList))
)]
pub async fn list(
    call: Call,
    Filters(filters): Filters<ListFilters>,
) -> Result<Json<InvoiceList>, ApiProblem> {
    let today = call.today().await?;
    let mut checks = Checks::default();
    let after: Option<Result<InvoiceId, _>> = filters.after.as_deref().map(str::parse);
    if matches!(after, Some(Err(_))) {
        checks.add("?after", "cursor", "this is not a cursor that a list has answered");
    }
    let list = usecases::InvoiceList {
        number: checks.optional_line("?number", filters.number.as_deref(), 100),
        statuses: statuses(&mut checks, filters.status.as_deref()),
        due_from: checks.date("?due_from", filters.due_from.as_deref()),
        due_to: checks.date("?due_to", filters.due_to.as_deref()),
        search: checks.optional_line("?q", filters.q.as_deref(), 200).unwrap_or_default(),
        after: after.and_then(Result::ok).map(|id| ListMark { id, key: String::new() }),
        ..usecases::InvoiceList::newest(today, page_size(&mut checks, filters.limit.as_deref(), 200))
    };
    checks.finish()?;
    let page = call.ask(ListInvoices { list }).await?;
    Ok(Json(InvoiceList {
        invoices: page.invoices.into_iter().map(|one| Invoice::on(today, one.row)).collect(),
        next: page.next.map(|last| last.id.to_string()),
    }))
}

fn statuses(checks: &mut Checks, text: Option<&str>) -> Vec<Status> {
    let mut statuses = Vec::new();
    for name in text.unwrap_or_default().split(',').map(str::trim).filter(|name| !name.is_empty()) {
        match name.parse() {
            Ok(status) if statuses.contains(&status) => {}
            Ok(status) => statuses.push(status),
            Err(()) => {
                let names = Status::ALL.map(Status::as_str).join(", ");
                let shown: String = name.chars().take(20).collect();
                checks.add("?status", "status", format!("“{shown}” is no status; {names} are"));
                break;
            }
        }
    }
    statuses
}

/// Read the original file
///
/// The e-invoice as it came in, byte for byte. Invoices that came as JSON have none.
#[utoipa::path(
    get,
    path = "/invoices/{id}/original",
    tag = tags::INVOICES,
    operation_id = "read_original",
    params(("id" = String, Path, format = Uuid, description = "The invoice's id")),
    responses((status = 200, description = "The file", body = String, content_type = "application/xml"))
)]
pub async fn original(call: Call, Id(id): Id<InvoiceId>) -> Result<impl IntoResponse, ApiProblem> {
    let row = call.invoice(id).await?;
    let original = call.ask(ReadOriginal { invoice: id }).await?;
    let original = original.ok_or_else(|| ApiProblem::not_found("this invoice did not come in as a file"))?;
    let name: String =
        row.number.chars().map(|c| if c.is_ascii_alphanumeric() { c } else { '-' }).take(64).collect();
    let headers = [
        // The bytes state their own encoding.
        (CONTENT_TYPE, "application/xml".to_owned()),
        (CONTENT_DISPOSITION, format!("attachment; filename=\"invoice-{name}.xml\"")),
        (CONTENT_SECURITY_POLICY, "default-src 'none'; sandbox".to_owned()),
    ];
    Ok((headers, original))
}
