//! `POST /api/v1/invoices`: an e-invoice file, or our own JSON.

use axum::Json;
use axum::body::Bytes;
use axum::extract::Request;
use axum::http::StatusCode;
use documents::ubl;
use serde::{Deserialize, Serialize};
use usecases::{Done, FieldProblem, ImportDocument, ImportStatus, Imported, IssueInvoice};
use utoipa::{IntoParams, ToSchema};

use super::draft::{draft, language};
use super::form::NewInvoice;
use crate::routes::api::call::{Call, Filters, KeyWelcome, bytes, created_or_known, json, media_type};
use crate::routes::api::problem::ApiProblem;
use crate::routes::api::responses::{AlreadyThere, InvalidDocument, NumberTaken};
use crate::routes::api::{link_address, tags};
use crate::state::App;

/// The largest invoice in JSON, in bytes: 5,000 lines with long texts.
const JSON_BYTES: usize = 8 * 1024 * 1024;

/// The channel of links that are created for the biller's systems.
const CHANNEL: &str = "api";

/// What became of a document.
#[derive(Debug, Clone, Copy, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Outcome {
    /// The invoice is new.
    Created,
    /// The same document was there already.
    Unchanged,
    /// The credit note was booked on its invoice.
    Credited,
    /// The credit note waits for the invoice it names.
    Waiting,
}

/// A document that was taken in.
#[derive(Debug, Serialize, ToSchema)]
pub struct TakenIn {
    /// The invoice's id, or the credit note's own.
    #[schema(format = Uuid)]
    id: String,
    /// Its number.
    #[schema(example = "10482")]
    number: String,
    /// The address of the payer's page; nothing while a credit note waits for its invoice.
    #[schema(example = "https://pay.example.com/i/3q2-7wAAAAAAAAAAAAAAAA")]
    link: Option<String>,
    /// The number of the invoice's last event; zero while a credit note waits.
    #[schema(example = 1)]
    seq: i64,
    /// What became of it.
    status: Outcome,
    /// The invoice whose page shows it; nothing while a credit note waits.
    #[schema(format = Uuid)]
    invoice_id: Option<String>,
}

/// What is allowed besides.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct Allowed {
    /// Whether a seller who is not among the biller's is added to them and the document is taken.
    #[serde(default)]
    #[param(required = false)]
    allow_seller: bool,
}

/// Create an invoice
///
/// Takes a UBL 2.1 invoice or credit note (EN 16931, Peppol BIS Billing 3.0) as `application/xml`, or an
/// invoice as `application/json`. VAT and totals are computed and compared with what is stated; what does
/// not add up is refused with the rule, the place and both figures. The same document again answers 200
/// and `unchanged`; another document with a number that is taken answers 409. XML is at most 20 MB, JSON 8 MB. The first
/// document enters its seller among the biller's; from then on those of other sellers are refused, unless `allow_seller`
/// says that they are the biller's too. What names no seller is issued in the biller's own name.
#[utoipa::path(
    post,
    path = "/invoices",
    tag = tags::INVOICES,
    operation_id = "create_invoice",
    params(Allowed, KeyWelcome),
    request_body(content((NewInvoice = "application/json"), (String = "application/xml"))),
    responses(
        (status = 201, description = "The document is new", body = TakenIn),
        AlreadyThere<TakenIn>, NumberTaken, InvalidDocument,
    )
)]
pub async fn create(
    call: Call,
    Filters(Allowed { allow_seller }): Filters<Allowed>,
    request: Request,
) -> Result<(StatusCode, Json<TakenIn>), ApiProblem> {
    let app = call.app.clone();
    let done = match media_type(request.headers()).as_str() {
        "application/xml" | "text/xml" => {
            take_xml(call, bytes(request, ubl::MAX_BYTES).await?, allow_seller).await?
        }
        "application/json" => take_json(call, &bytes(request, JSON_BYTES).await?, allow_seller).await?,
        _ => return Err(ApiProblem::media_type("application/json or application/xml")),
    };
    Ok((created_or_known(&done), Json(answer(&app, done.output))))
}

async fn take_xml(call: Call, original: Bytes, allow_seller: bool) -> Result<Done<Imported>, ApiProblem> {
    let original: Vec<u8> = original.into();
    // A large file takes a while to check, so this does not run on the threads that serve requests.
    let read = tokio::task::spawn_blocking(move || (ubl::read(&original), original));
    let (document, original) = read.await.map_err(|error| ApiProblem::failed(error.to_string()))?;
    let document = document.map_err(refused)?;
    let import = ImportDocument {
        document,
        original: Some(original),
        language: None,
        channel: CHANNEL.into(),
        allow_seller,
    };
    call.execute(import).await
}

async fn take_json(call: Call, body: &[u8], allow_seller: bool) -> Result<Done<Imported>, ApiProblem> {
    let mut form: NewInvoice = json(body)?;
    let language = language(form.language.take())?;
    call.execute(IssueInvoice { draft: draft(form)?, language, channel: CHANNEL.into(), allow_seller }).await
}

/// A file that is no XML is malformed; XML that does not add up is invalid.
fn refused(problems: Vec<documents::DocumentProblem>) -> ApiProblem {
    const MALFORMED: [&str; 5] = ["EMPTY", "ENCODING", "CONTROL", "XML", "ENTITY"];
    let is_malformed = problems.iter().any(|problem| MALFORMED.contains(&problem.rule.as_str()));
    let errors = problems
        .into_iter()
        .map(|problem| FieldProblem { place: problem.place, rule: problem.rule, message: problem.message })
        .collect();
    if is_malformed { ApiProblem::malformed(errors) } else { ApiProblem::invalid(errors) }
}

fn answer(app: &App, imported: Imported) -> TakenIn {
    let token = imported.link.as_ref().and_then(|made| made.token(&app.services.link_keys));
    TakenIn {
        id: imported.id.to_string(),
        number: imported.number,
        link: token.map(|token| link_address(app, &token)),
        seq: imported.seq,
        status: match imported.status {
            ImportStatus::Created => Outcome::Created,
            ImportStatus::Unchanged => Outcome::Unchanged,
            ImportStatus::Credited => Outcome::Credited,
            ImportStatus::Waiting => Outcome::Waiting,
        },
        invoice_id: imported.invoice_id.map(|id| id.to_string()),
    }
}
