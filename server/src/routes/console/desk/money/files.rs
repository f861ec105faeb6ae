//! `POST /console/bank/files`: bank files that were dropped on the page or chosen. A script gets a line of JSON for each
//! step; a form without one is answered when all are taken in.

use axum::body::{Body, Bytes};
use axum::extract::{Request, State};
use axum::http::header::{ACCEPT, CONTENT_ENCODING, CONTENT_TYPE};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use futures_util::stream;
use multer::{Constraints, Multipart, SizeLimit};
use serde::Serialize;
use tokio::sync::mpsc;
use usecases::money_in::bank::Totals;

use crate::auth::Staff;
use crate::bank::{Import, MAX_BYTES, NotReceived, Told, receive};
use crate::live::still_holds;
use crate::respond::{ProblemResponse, problem};
use crate::routes::console::desk::{failed, see};
use crate::routes::console::notice::Notice;
use crate::state::App;

/// The largest form: a file and what stands around it.
pub const FORM_BYTES: usize = MAX_BYTES + 64 * 1024;

/// What a script asks for.
const LINES: &str = "application/jsonl";

/// Takes files in.
pub async fn import(State(app): State<App>, staff: Staff, request: Request) -> Response {
    let headers = request.headers().clone();
    let accepted = headers.get(ACCEPT).and_then(|kinds| kinds.to_str().ok()).unwrap_or_default();
    let kind = headers.get(CONTENT_TYPE).and_then(|kind| kind.to_str().ok()).unwrap_or_default();
    let Ok(boundary) = multer::parse_boundary(kind) else {
        return not_taken(&headers, &NotReceived::CutOff);
    };
    let limit = SizeLimit::new().whole_stream(FORM_BYTES as u64);
    let body = request.into_body().into_data_stream();
    let mut parts = Multipart::with_constraints(body, boundary, Constraints::new().size_limit(limit));
    let with_lines = accepted.contains(LINES);
    loop {
        let part = match parts.next_field().await {
            Ok(Some(part)) => part,
            // The page lists what became of them.
            Ok(None) => return see("/console/bank"),
            Err(_) => return not_taken(&headers, &NotReceived::CutOff),
        };
        let name = part.file_name().unwrap_or_default().to_owned();
        if part.name() != Some("file") || name.is_empty() {
            continue;
        }
        let file = match receive(part).await {
            Ok(file) => file,
            Err(why) => return not_taken(&headers, &why),
        };
        match still_holds(&app, &staff).await {
            Ok(true) => {}
            Ok(false) => return Notice::logged_out().into_response(),
            Err(error) => return failed(&headers, &error),
        }
        let import = Import { services: app.services.clone(), caller: staff.caller(), name };
        let mut told = import.start(file);
        if with_lines {
            return lines(told);
        }
        while told.recv().await.is_some() {}
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

/// A line of the answer.
#[derive(Default, Serialize)]
struct Line {
    /// How many transactions are done.
    done: u64,
    /// Of how many.
    of: u64,
    /// What became of them.
    #[serde(skip_serializing_if = "Option::is_none")]
    totals: Option<Totals>,
    /// Why nothing of the file, or no more of it, was taken in.
    #[serde(skip_serializing_if = "Option::is_none")]
    problem: Option<String>,
}

const BROKEN_OFF: &str = "The import broke off. What was booked stays booked; send the file again, and the rest is booked as well.";

/// How far it is, as it goes.
fn lines(told: mpsc::Receiver<Told>) -> Response {
    let lines = stream::unfold((told, 0, 0), async |(mut told, mut done, mut of)| {
        let mut line = match told.recv().await? {
            Told::Begun { entries, .. } => {
                of = entries;
                Line::default()
            }
            Told::Entries(outcomes) => {
                done += outcomes.len() as u64;
                Line::default()
            }
            Told::Ended(totals) => Line { totals: Some(totals), ..Line::default() },
            Told::Refused(problem) => Line { problem: Some(problem.to_string()), ..Line::default() },
            Told::Failed(_) => Line { problem: Some(BROKEN_OFF.to_owned()), ..Line::default() },
        };
        (line.done, line.of) = (done, of);
        let mut text = serde_json::to_vec(&line).unwrap_or_default();
        text.push(b'\n');
        Some((Ok::<_, std::convert::Infallible>(Bytes::from(text)), (told, done, of)))
    });
    // Compressed, lines would wait for each other.
    let headers = [(CONTENT_TYPE, LINES), (CONTENT_ENCODING, "identity")];
    (headers, Body::from_stream(lines)).into_response()
}
