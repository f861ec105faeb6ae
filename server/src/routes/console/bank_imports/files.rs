//! `POST /console/bank/files`: bank files that were dropped on the page or chosen. First a file is previewed: the
//! answer says what importing it would do, and nothing is stored. If the same file is sent once more, with the
//! previewed one named in `take`, it is imported. So any node can answer, and none has to remember a file.
//!
//! A script gets a line of JSON for each step; a form without a script gets the page.

use crate::routes::console::payments;
use ::bank::Problem;
use axum::body::{Body, Bytes};
use axum::extract::{Request, State};
use axum::http::header::{ACCEPT, CONTENT_ENCODING, CONTENT_TYPE};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use console::pages::bank_imports::files::{BankPage, Look, render};
use console::pages::{Formatter, Notice as PageNotice};
use futures_util::stream;
use multer::{Constraints, Multipart, SizeLimit};
use serde::Serialize;
use tokio::sync::mpsc;
use usecases::bank_imports::{EntryStatus, FileId, Totals};

use crate::auth::Staff;
use crate::bank_imports::{
    FileImport, ImportEvent, MAX_BYTES, NotReceived, Preview, receive, why_broken_off,
};
use crate::respond::{ProblemResponse, problem};
use crate::routes::console::answer::{ListQuery, failed, page, see};
use crate::routes::console::bank_imports::list as bank;
use crate::routes::console::bank_imports::list::sums_of;
use crate::routes::console::frame::around;
use crate::routes::console::notice::Notice;
use crate::state::App;

/// The largest form: a file and the fields around it.
pub const FORM_BYTES: usize = MAX_BYTES + 64 * 1024;

/// The media type that a script asks for.
const LINES: &str = "application/jsonl";

/// Previews the files that arrive, or imports the one that was previewed before.
pub async fn receive_files(State(app): State<App>, staff: Staff, request: Request) -> Response {
    let headers = request.headers().clone();
    let accepted = headers.get(ACCEPT).and_then(|kinds| kinds.to_str().ok()).unwrap_or_default();
    let kind = headers.get(CONTENT_TYPE).and_then(|kind| kind.to_str().ok()).unwrap_or_default();
    let Ok(boundary) = multer::parse_boundary(kind) else {
        return not_taken(&headers, &NotReceived::CutOff);
    };
    let limit = SizeLimit::new().whole_stream(FORM_BYTES as u64).for_field("take", 64).for_field("allow", 8);
    let body = request.into_body().into_data_stream();
    let mut parts = Multipart::with_constraints(body, boundary, Constraints::new().size_limit(limit));
    let with_lines = accepted.contains(LINES);
    let mut only: Option<FileId> = None;
    let mut allow_account = false;
    let mut looks = Vec::new();
    loop {
        let part = match parts.next_field().await {
            Ok(Some(part)) => part,
            Ok(None) if only.is_some() => return see("/console/bank"),
            Ok(None) => return shown(&app, &staff, looks, &headers).await,
            Err(_) => return not_taken(&headers, &NotReceived::CutOff),
        };
        let name = part.file_name().unwrap_or_default().to_owned();
        match part.name() {
            Some("file") if !name.is_empty() => {}
            // If the named file is not valid, nothing may be imported without a preview.
            Some("take") => match part.text().await.ok().and_then(|text| text.parse().ok()) {
                Some(file) => {
                    only = Some(file);
                    continue;
                }
                None => return not_taken(&headers, &NotReceived::CutOff),
            },
            Some("allow") => {
                allow_account = part.text().await.is_ok_and(|text| text == "true");
                continue;
            }
            _ => continue,
        }
        let file = match receive(part).await {
            Ok(file) => file,
            Err(why) => return not_taken(&headers, &why),
        };
        match staff.still_holds(&app).await {
            Ok(true) => {}
            Ok(false) => return Notice::logged_out().into_response(),
            Err(error) => return failed(&headers, &error),
        }
        let import = FileImport {
            services: app.services.clone(),
            caller: staff.caller(),
            name: name.clone(),
            allow_account,
            only,
        };
        let mut told = if only.is_some() { import.start(file) } else { import.look(file) };
        if with_lines {
            return lines(told, say_of(&app, &staff).await);
        }
        while let Some(step) = told.recv().await {
            match step {
                ImportEvent::LookedAt(preview) => {
                    let Some(say) = say_of(&app, &staff).await else { continue };
                    looks.push(look(&name, &preview, &say));
                }
                ImportEvent::Refused(problem) if only.is_none() => looks.push(refused_look(&name, &problem)),
                ImportEvent::Refused(problem) => {
                    let notice = PageNotice::Refused(format!("{name}: {}", problem.message));
                    return bank::refused_page(&app, &staff, notice, &headers).await;
                }
                _ => {}
            }
        }
    }
}

/// The page with the previews, if no script shows them.
async fn shown(app: &App, staff: &Staff, looks: Vec<Look>, headers: &HeaderMap) -> Response {
    match bank::build(app, staff, &ListQuery::default(), None).await {
        Ok(built) => page(render(&BankPage { looks, ..built })),
        Err(error) => failed(headers, &error),
    }
}

/// How amounts are written for this person.
async fn say_of(app: &App, staff: &Staff) -> Option<Formatter> {
    Some(around(app, staff, None).await.ok()?.frame.say)
}

fn refused_look(name: &str, problem: &Problem) -> Look {
    Look {
        file: None,
        name: name.to_owned(),
        says: Vec::new(),
        warns: vec![problem.to_string()],
        adds_account: false,
    }
}

/// The preview of a file, in words.
fn look(name: &str, preview: &Preview, say: &Formatter) -> Look {
    use EntryStatus as S;
    let totals = &preview.totals;
    let of = |statuses: &[S]| statuses.iter().map(|one| totals.count(*one)).sum::<u64>();
    let sums = |statuses: &[S]| {
        let sums: Vec<String> = sums_of(totals, statuses)
            .into_iter()
            .map(|(minor, currency)| say.money(minor, currency))
            .collect();
        if sums.is_empty() { String::new() } else { format!(": {}", sums.join(" · ")) }
    };
    let count = |many: u64, one: &str, more: &str| format!("{many} {}", if many == 1 { one } else { more });
    let new = [S::Booked, S::Suggested, S::Unmatched];
    let mut says = vec![format!(
        "{}, {}: {} new, {} known before",
        preview.format,
        count(totals.entries, "transaction", "transactions"),
        of(&new),
        of(&[S::Duplicate])
    )];
    let mut add = |many: u64, text: String| {
        if many > 0 {
            says.push(text);
        }
    };
    let booked = of(&[S::Booked]);
    add(
        booked,
        format!("{}{}", count(booked, "matches and is booked", "match and are booked"), sums(&[S::Booked])),
    );
    let suggested = of(&[S::Suggested]);
    add(
        suggested,
        format!(
            "{}{}",
            count(suggested, "waits, an invoice is suggested", "wait, invoices are suggested"),
            sums(&[S::Suggested])
        ),
    );
    let unmatched = of(&[S::Unmatched]);
    add(
        unmatched,
        format!(
            "{}{}",
            count(unmatched, "waits, no invoice was found", "wait, no invoice was found"),
            sums(&[S::Unmatched])
        ),
    );
    let reversed = of(&[S::Reversed]);
    add(
        reversed,
        format!("{}{}", count(reversed, "takes a payment back", "take payments back"), sums(&[S::Reversed])),
    );
    let ignored = of(&[S::Ignored]);
    add(ignored, count(ignored, "is no money that came in", "are no money that came in"));
    let rejected = of(&[S::Rejected]);
    add(rejected, count(rejected, "cannot be booked", "cannot be booked"));
    let mut warns = Vec::new();
    let accounts = |accounts: &[String]| {
        accounts.iter().map(|one| payments::grouped(one)).collect::<Vec<_>>().join(", ")
    };
    if !preview.other_accounts.is_empty() {
        let accounts = accounts(&preview.other_accounts);
        warns.push(format!("The file is of account {accounts}, which is not among your bank accounts. FileImport it only if the account is yours: it is added to them."));
    }
    if !preview.first_accounts.is_empty() {
        let accounts = accounts(&preview.first_accounts);
        warns.push(format!("It is your first bank file: account {accounts} is added to your bank accounts, and files of others are refused from then on."));
    }
    warns.extend(preview.notes.iter().cloned());
    if !preview.in_one_piece {
        warns.push("The file is long and was looked at in parts: where two transfers are for the same invoice, one of them may wait instead of being booked.".to_owned());
    }
    Look {
        file: Some(preview.file.to_string()),
        name: name.to_owned(),
        says,
        warns,
        adds_account: !preview.other_accounts.is_empty(),
    }
}

fn not_taken(headers: &HeaderMap, why: &NotReceived) -> Response {
    let (status, code, title, text) = match why {
        NotReceived::TooLarge => (
            StatusCode::PAYLOAD_TOO_LARGE,
            "too_large",
            "Too large",
            "The file is larger than 1 GB. Ask the bank for a shorter one.",
        ),
        NotReceived::CutOff => (
            StatusCode::BAD_REQUEST,
            "malformed",
            "Not received",
            "The file did not arrive whole. Send it again.",
        ),
        NotReceived::Disk(error) => return ProblemResponse::failed(headers, error).into_response(),
    };
    problem(status, code, title, Some(text))
}

#[derive(Default, Serialize)]
struct FileLine {
    /// How many transactions are done.
    done: u64,
    of: u64,
    /// Their outcomes.
    #[serde(skip_serializing_if = "Option::is_none")]
    totals: Option<Totals>,
    /// Why nothing of the file, or no more of it, was imported.
    #[serde(skip_serializing_if = "Option::is_none")]
    problem: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    look: Option<LookLine>,
}

/// The preview of a file, in words.
#[derive(Serialize)]
struct LookLine {
    /// The id that names the file when it is imported.
    file: Option<String>,
    /// The outcomes, line by line.
    says: String,
    warns: String,
    /// Whether importing it adds an account.
    adds_account: bool,
}

impl From<Look> for LookLine {
    fn from(look: Look) -> Self {
        let Look { file, says, warns, adds_account, .. } = look;
        Self { file, says: says.join("\n"), warns: warns.join("\n"), adds_account }
    }
}

const BROKEN_OFF: &str = "The import broke off. What was booked stays booked; send the file again, and the rest is booked as well.";

/// The steps of the import, as they happen.
fn lines(told: mpsc::Receiver<ImportEvent>, say: Option<Formatter>) -> Response {
    let lines = stream::unfold((told, 0, 0, say), async |(mut told, mut done, mut of, say)| {
        let mut line = match told.recv().await? {
            ImportEvent::Begun { entries, .. } => {
                of = entries;
                FileLine::default()
            }
            ImportEvent::Entries(outcomes) => {
                done += outcomes.len() as u64;
                FileLine::default()
            }
            ImportEvent::Ended(totals) => FileLine { totals: Some(totals), ..FileLine::default() },
            ImportEvent::LookedAt(preview) => {
                let look = say.as_ref().map(|say| look("", &preview, say).into());
                FileLine { look, ..FileLine::default() }
            }
            ImportEvent::Refused(problem) => {
                FileLine { problem: Some(problem.to_string()), ..FileLine::default() }
            }
            ImportEvent::Failed(error) => {
                let why = why_broken_off(&error).unwrap_or_else(|| BROKEN_OFF.to_owned());
                FileLine { problem: Some(why), ..FileLine::default() }
            }
        };
        (line.done, line.of) = (done, of);
        let mut text = serde_json::to_vec(&line).unwrap_or_default();
        text.push(b'\n');
        Some((Ok::<_, std::convert::Infallible>(Bytes::from(text)), (told, done, of, say)))
    });
    // With compression, lines would wait for each other.
    let headers = [(CONTENT_TYPE, LINES), (CONTENT_ENCODING, "identity")];
    (headers, Body::from_stream(lines)).into_response()
}
