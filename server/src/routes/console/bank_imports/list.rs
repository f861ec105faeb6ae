//! `GET /console/bank`: where bank files are dropped, and the earlier files, each of which can be undone.

use std::time::Duration;

use axum::extract::{Path, Query, State};
use axum::http::HeaderMap;
use axum::response::{IntoResponse, Response};
use console::pages::Notice;
use console::pages::bank_imports::files::{BankPage, File, Totals, Undoing, render};
use domain::{Actor, Currency, Timestamp};
use usecases::bank_imports::{BankFile, BankFileUndoing, EntryStatus, FileId, Totals as BankTotals};
use usecases::{ListBankFiles, ListStaff, UseCaseError};

use crate::auth::Staff;
use crate::respond::ProblemResponse;
use crate::routes::console::answer::{ListQuery, failed, page, reason, refused, see};
use crate::routes::console::frame::{FrameContext, around, done, may_act};
use crate::state::App;

/// How many files are on a page.
const PAGE: usize = 50;

pub async fn show(
    State(app): State<App>,
    staff: Staff,
    Query(asked): Query<ListQuery>,
    headers: HeaderMap,
) -> Response {
    match build(&app, &staff, &asked, done(&asked.done)).await {
        Ok(built) => page(render(&built)),
        Err(error) => failed(&headers, &error),
    }
}

/// The page with a form that was refused.
pub(crate) async fn refused_page(app: &App, staff: &Staff, notice: Notice, headers: &HeaderMap) -> Response {
    match build(app, staff, &ListQuery::default(), Some(notice)).await {
        Ok(built) => refused(render(&built)),
        Err(error) => failed(headers, &error),
    }
}

/// `POST /console/bank/files/{file}/undo`: undoes an import.
pub async fn undo(
    State(app): State<App>,
    staff: Staff,
    Path(file): Path<String>,
    headers: HeaderMap,
) -> Response {
    let Ok(file) = file.parse::<FileId>() else {
        return ProblemResponse::not_found(&headers).into_response();
    };
    let (services, caller) = (app.services.clone(), staff.caller());
    // It continues when nobody waits for it any more.
    let undoing =
        tokio::spawn(async move { crate::bank_imports::undo(&services, &caller, file, |_, _| {}).await });
    let ended = match tokio::time::timeout(ANSWERED_AFTER, undoing).await {
        Err(_) => return see("/console/bank?done=import-undoing"),
        Ok(Err(error)) => return failed(&headers, &anyhow::Error::from(error)),
        Ok(Ok(ended)) => ended,
    };
    match ended {
        Ok(_) => see("/console/bank?done=import-undone"),
        Err(UseCaseError::NotFound(_)) => ProblemResponse::not_found(&headers).into_response(),
        Err(UseCaseError::Store(error)) => failed(&headers, &error),
        Err(error) => refused_page(&app, &staff, Notice::Refused(reason(&error)), &headers).await,
    }
}

/// An undo that takes longer continues while the page is shown again.
const ANSWERED_AFTER: Duration = Duration::from_secs(10);

pub(crate) async fn build(
    app: &App,
    staff: &Staff,
    asked: &ListQuery,
    notice: Option<Notice>,
) -> anyhow::Result<BankPage> {
    let FrameContext { frame, .. } = around(app, staff, notice).await?;
    let before = asked.after.parse().ok().map(Timestamp);
    let caller = &staff.caller();
    let (found, people) =
        tokio::try_join!(app.ask(caller, ListBankFiles { before, limit: PAGE }), app.ask(caller, ListStaff))?;
    let by = |file: &BankFile| match file.actor {
        Actor::Staff { id } => people.iter().find(|one| one.id == id).map(|one| one.name.clone()),
        _ => None,
    };
    Ok(BankPage {
        frame,
        files: found.files.iter().map(|one| file(one, by(one))).collect(),
        next: found.next.map(|next| format!("/console/bank?after={}", next.0)),
        may_act: may_act(staff),
        looks: Vec::new(),
    })
}

fn file(file: &BankFile, by: Option<String>) -> File {
    let totals = file.totals.as_ref();
    File {
        key: file.id.to_string(),
        name: file.name.clone(),
        format: file.format.clone(),
        at: file.begun_at,
        by,
        entries: u64::try_from(file.entries).unwrap_or_default(),
        received: totals.map(received).unwrap_or_default(),
        totals: totals.map(held),
        refused: file.refused.clone(),
        undoing: match file.undoing {
            BankFileUndoing::No => Undoing::No,
            BankFileUndoing::Begun(_) => Undoing::Begun,
            BankFileUndoing::Ended { at, left } => {
                Undoing::Ended { at, left: u64::try_from(left).unwrap_or_default() }
            }
        },
    }
}

fn held(totals: &BankTotals) -> Totals {
    use EntryStatus as S;
    Totals {
        booked: totals.count(S::Booked),
        suggested: totals.count(S::Suggested),
        unmatched: totals.count(S::Unmatched),
        duplicate: totals.count(S::Duplicate),
        reversed: totals.count(S::Reversed),
        ignored: totals.count(S::Ignored),
        rejected: totals.count(S::Rejected),
    }
}

/// The money that came in, by currency.
fn received(totals: &BankTotals) -> Vec<(i64, Currency)> {
    sums_of(totals, &[EntryStatus::Booked, EntryStatus::Suggested, EntryStatus::Unmatched])
}

/// The sums of the entries with these statuses, by currency.
pub(crate) fn sums_of(totals: &BankTotals, statuses: &[EntryStatus]) -> Vec<(i64, Currency)> {
    let mut sums = std::collections::BTreeMap::<&str, i64>::new();
    for status in statuses {
        for (currency, minor) in totals.amount_minor.get(status).into_iter().flatten() {
            let sum = sums.entry(currency).or_default();
            *sum = sum.saturating_add(*minor);
        }
    }
    sums.into_iter().filter_map(|(currency, minor)| Some((minor, currency.parse().ok()?))).collect()
}
