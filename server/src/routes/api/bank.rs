//! `POST /api/v1/bank/files`: a bank file in, a line of JSON out for each transaction.

use axum::body::{Body, Bytes};
use axum::extract::Request;
use axum::http::header::CONTENT_TYPE;
use axum::response::{IntoResponse, Response};
use futures_util::{Stream, stream};
use serde::{Deserialize, Serialize};
use tokio::sync::mpsc;
use usecases::FieldProblem;
use utoipa::IntoParams;

use super::call::{Call, Filters};
use super::checks::Checks;
use super::problem::{ApiProblem, Problem};
use super::tags;
use crate::bank::{EntryLine, Import, MAX_BYTES, NotReceived, Told, TotalsLine, receive};

/// The longest name of a file, in characters.
const LONGEST_NAME: usize = 200;

/// What the file is called.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct FileName {
    /// The name that staff see in the list of files.
    #[param(max_length = 200)]
    name: Option<String>,
}

/// Import a bank file
///
/// Takes camt.053, camt.054 (001.02 and later), BgMax or MT940, told apart by content, up to 1 GB. The file is read whole
/// first: one whose counters disagree is refused with 422, and nothing of it is booked. Then every transaction is booked
/// once, whichever file or format told of it before, and answered with a line of JSON as it is booked; the last line
/// holds the totals. It needs no `Idempotency-Key`: a transaction is its own. An import that broke off is finished by
/// sending the file again.
#[utoipa::path(
    post,
    path = "/bank/files",
    tag = tags::PAYMENTS,
    operation_id = "import_bank_file",
    params(FileName),
    request_body(content = Vec<u8>, content_type = "application/octet-stream", description = "The file"),
    responses(
        (status = 200, description = "A line of JSON for each transaction; the last line is `{\"totals\": …}`: how many transactions, how many of each status, and how much by status and currency", body = EntryLine, content_type = "application/x-ndjson"),
        (status = 422, description = "It is no bank file, or does not agree with itself", body = Problem, content_type = "application/problem+json"),
    )
)]
pub async fn import(
    call: Call,
    Filters(FileName { name }): Filters<FileName>,
    request: Request,
) -> Result<Response, ApiProblem> {
    let mut checks = Checks::default();
    let name = checks.optional_line("?name", name.as_deref(), LONGEST_NAME);
    checks.finish()?;
    let file = receive(request.into_body().into_data_stream()).await?;
    let services = call.app.services.clone();
    let import = Import { services, caller: call.caller, name: name.unwrap_or_else(|| "API".into()) };
    let mut told = import.start(file);
    let notes = match told.recv().await {
        Some(Told::Begun { notes, .. }) => notes.iter().map(ToString::to_string).collect(),
        Some(Told::Refused(problem)) => {
            let rule = problem.code.to_lowercase();
            return Err(ApiProblem::invalid(vec![FieldProblem {
                place: problem.place,
                rule,
                message: problem.message,
            }]));
        }
        Some(Told::Failed(error)) => return Err(error.into()),
        Some(Told::Entries(_) | Told::Ended(_)) | None => {
            return Err(ApiProblem::failed("the import of a bank file ended before it began"));
        }
    };
    let body = Body::from_stream(lines(told, notes));
    Ok(([(CONTENT_TYPE, "application/x-ndjson")], body).into_response())
}

impl From<NotReceived> for ApiProblem {
    fn from(why: NotReceived) -> Self {
        match why {
            NotReceived::TooLarge => Self::too_large(MAX_BYTES),
            NotReceived::CutOff => Self::body_cut_off(),
            NotReceived::Disk(error) => Self::failed(format!("a bank file could not be kept: {error}")),
        }
    }
}

/// The last line where the import broke off.
#[derive(Serialize)]
struct BrokenOff {
    problem: &'static str,
}

/// The lines as they come.
fn lines(
    told: mpsc::Receiver<Told>,
    notes: Vec<String>,
) -> impl Stream<Item = Result<Bytes, std::convert::Infallible>> {
    stream::unfold((told, notes), async |(mut told, mut notes)| {
        let mut text = Vec::new();
        match told.recv().await? {
            Told::Begun { .. } => {}
            Told::Entries(outcomes) => {
                outcomes.into_iter().for_each(|outcome| write(&mut text, &EntryLine::from(outcome)));
            }
            Told::Ended(totals) => {
                write(&mut text, &TotalsLine { totals, notes: std::mem::take(&mut notes) });
            }
            Told::Refused(_) | Told::Failed(_) => write(&mut text, &BrokenOff { problem: BROKEN_OFF }),
        }
        Some((Ok(Bytes::from(text)), (told, notes)))
    })
}

const BROKEN_OFF: &str = "the import broke off: what stands in the lines above is booked; send the file again, which books the rest";

fn write<T: Serialize>(text: &mut Vec<u8>, line: &T) {
    // Writing to memory cannot fail, and these values have no keys but texts.
    if serde_json::to_writer(&mut *text, line).is_ok() {
        text.push(b'\n');
    }
}
