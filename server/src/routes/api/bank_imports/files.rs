//! `POST /api/v1/bank/files`: imports a bank file and answers with a line of JSON for each transaction.

use axum::Json;
use axum::body::{Body, Bytes};
use axum::extract::Request;
use axum::http::header::CONTENT_TYPE;
use axum::response::{IntoResponse, Response};
use domain::Timestamp;
use futures_util::{Stream, stream};
use serde::{Deserialize, Serialize};
use tokio::sync::mpsc;
use usecases::bank_imports::FileId;
use usecases::{FieldProblem, ListBankFiles};
use utoipa::{IntoParams, ToSchema};

use crate::bank_imports::{
    EntryLine, FileImport, FileLine, ImportEvent, MAX_BYTES, NotReceived, TotalsLine, UndoEnded, receive,
    undo, why_broken_off,
};
use crate::routes::api::call::{Call, Filters, Id};
use crate::routes::api::checks::Checks;
use crate::routes::api::problem::ApiProblem;
use crate::routes::api::responses::{InvalidBankFile, MovedOnByHand};
use crate::routes::api::{page_size, tags};

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
    /// Whether accounts that are not among the biller's are added to them and the file is taken.
    #[serde(default)]
    #[param(required = false)]
    allow_account: bool,
}

/// Import a bank file
///
/// Takes camt.053, camt.054 (001.02 and later), BgMax or MT940, told apart by content, up to 1 GB. The file is read whole
/// first: one whose counters disagree is refused with 422, and nothing of it is booked. Then every transaction is booked
/// once, whichever file or format told of it before, and answered with a line of JSON as it is booked; the last line
/// holds the totals. It needs no `Idempotency-Key`: a transaction is its own. An import that broke off is finished by
/// sending the file again. The first file enters its account among the biller's; from then on files of other accounts
/// are refused, unless `allow_account` says that they are the biller's too.
#[utoipa::path(
    post,
    path = "/bank/files",
    tag = tags::PAYMENTS,
    operation_id = "import_bank_file",
    params(FileName),
    request_body(content = Vec<u8>, content_type = "application/octet-stream", description = "The file"),
    responses(
        (status = 200, description = "A line of JSON for each transaction; the last line is `{\"totals\": …}`: how many transactions, how many of each status, and how much by status and currency", body = EntryLine, content_type = "application/x-ndjson"),
        InvalidBankFile,
    )
)]
pub async fn import(
    call: Call,
    Filters(FileName { name, allow_account }): Filters<FileName>,
    request: Request,
) -> Result<Response, ApiProblem> {
    let mut checks = Checks::default();
    let name = checks.optional_line("?name", name.as_deref(), LONGEST_NAME);
    checks.finish()?;
    let file = receive(request.into_body().into_data_stream()).await?;
    let services = call.app.services.clone();
    let name = name.unwrap_or_else(|| "API".into());
    let import = FileImport { services, caller: call.caller, name, allow_account, only: None };
    let mut told = import.start(file);
    let notes = match told.recv().await {
        Some(ImportEvent::Begun { notes, .. }) => notes.iter().map(ToString::to_string).collect(),
        Some(ImportEvent::Refused(problem)) => {
            let rule = problem.code.to_lowercase();
            return Err(ApiProblem::invalid(vec![FieldProblem {
                place: problem.place,
                rule,
                message: problem.message,
            }]));
        }
        Some(ImportEvent::Failed(error)) => return Err(error.into()),
        Some(ImportEvent::Entries(_) | ImportEvent::Ended(_) | ImportEvent::LookedAt(_)) | None => {
            return Err(ApiProblem::failed("the import of a bank file ended before it began"));
        }
    };
    let body = Body::from_stream(lines(told, notes));
    Ok(([(CONTENT_TYPE, "application/x-ndjson")], body).into_response())
}

/// Bank files, the newest first.
#[derive(Debug, Serialize, ToSchema)]
pub struct BankFileList {
    /// At most as many as were asked for, the newest import first.
    files: Vec<FileLine>,
    /// Give it as `before` to get older ones; nothing where there are none.
    next: Option<i64>,
}

/// Which page of the files, the newest first.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct FilePage {
    /// Only files whose import began before this instant, UTC milliseconds.
    before: Option<i64>,
    /// How many, 1 to 200; 50 where nothing is said.
    #[param(value_type = Option<u8>, minimum = 1, maximum = 200)]
    limit: Option<String>,
}

/// List bank files
///
/// What came in, from whichever door, and what became of it.
#[utoipa::path(
    get,
    path = "/bank/files",
    tag = tags::PAYMENTS,
    operation_id = "list_bank_files",
    params(FilePage),
    responses((status = 200, description = "The files, the newest first", body = BankFileList))
)]
pub async fn list(
    call: Call,
    Filters(FilePage { before, limit }): Filters<FilePage>,
) -> Result<Json<BankFileList>, ApiProblem> {
    let mut checks = Checks::default();
    let limit = page_size(&mut checks, limit.as_deref(), 200);
    checks.finish()?;
    let page = call.ask(ListBankFiles { before: before.map(Timestamp), limit }).await?;
    let files = page.files.into_iter().map(FileLine::from).collect();
    Ok(Json(BankFileList { files, next: page.next.map(|next| next.0) }))
}

/// An import that was undone.
#[derive(Debug, Serialize, ToSchema)]
pub struct FileUndone {
    /// Its id, as the list of files has it.
    file_id: String,
    /// How many of its transactions.
    undone: u64,
    /// How many stay, because their payments were moved on while it ran.
    left: u64,
}

/// Undo an import
///
/// Takes back what the import of a bank file recorded, and lets count again what it took back, while nothing of it was
/// moved on by hand: matched, split, joined, kept as credit and used, paid back. Else it is refused with 422 and the
/// transactions are named, and nothing changes. What another file tells of as well stays. The same file can be imported
/// again afterwards. One that broke off is finished by calling it again, or by itself within a minute.
#[utoipa::path(
    post,
    path = "/bank/files/{file_id}/undo",
    tag = tags::PAYMENTS,
    operation_id = "undo_bank_file",
    params(("file_id" = String, Path, description = "The file's id")),
    responses((status = 200, description = "It is undone", body = FileUndone), MovedOnByHand)
)]
pub async fn undo_file(call: Call, Id(file): Id<FileId>) -> Result<Json<FileUndone>, ApiProblem> {
    let UndoEnded { undone, left } = undo(&call.app.services, &call.caller, file, |_, _| {}).await?;
    Ok(Json(FileUndone { file_id: file.to_string(), undone, left }))
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

/// The last line of an import that was interrupted.
#[derive(Serialize)]
struct BrokenOff {
    problem: String,
}

/// The lines, as they are written.
fn lines(
    told: mpsc::Receiver<ImportEvent>,
    notes: Vec<String>,
) -> impl Stream<Item = Result<Bytes, std::convert::Infallible>> {
    stream::unfold((told, notes), async |(mut told, mut notes)| {
        let mut text = Vec::new();
        match told.recv().await? {
            ImportEvent::Begun { .. } => {}
            ImportEvent::Entries(outcomes) => {
                outcomes.into_iter().for_each(|outcome| write(&mut text, &EntryLine::from(outcome)));
            }
            ImportEvent::Ended(totals) => {
                write(&mut text, &TotalsLine { totals, notes: std::mem::take(&mut notes) });
            }
            ImportEvent::LookedAt(_) => {}
            ImportEvent::Refused(_) => write(&mut text, &BrokenOff { problem: BROKEN_OFF.to_owned() }),
            ImportEvent::Failed(error) => {
                let why = why_broken_off(&error).map(|why| format!("{BROKEN_OFF}; {why}"));
                write(&mut text, &BrokenOff { problem: why.unwrap_or_else(|| BROKEN_OFF.to_owned()) });
            }
        }
        Some((Ok(Bytes::from(text)), (told, notes)))
    })
}

const BROKEN_OFF: &str = "the import broke off: what stands in the lines above is booked; send the file again, which books the rest";

fn write<T: Serialize>(text: &mut Vec<u8>, line: &T) {
    // Writing to memory cannot fail, and these values have text keys only.
    if serde_json::to_writer(&mut *text, line).is_ok() {
        text.push(b'\n');
    }
}
