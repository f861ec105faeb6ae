//! `GET /console/bank`: where bank files are dropped, and those of before.

use axum::extract::{Query, State};
use axum::http::HeaderMap;
use axum::response::Response;
use console::pages::money::bank::{BankPage, File, Totals, render};
use domain::{Actor, Timestamp};
use usecases::money_in::bank::{BankFile, EntryStatus, Totals as BankTotals};

use usecases::{ListBankFiles, ListStaff};

use crate::auth::Staff;
use crate::routes::console::desk::frame::{Around, around, done, may_act};
use crate::routes::console::desk::{Asked, failed, page};
use crate::state::App;

/// So many files stand on a page.
const PAGE: usize = 50;

/// Shows them.
pub async fn show(
    State(app): State<App>,
    staff: Staff,
    Query(asked): Query<Asked>,
    headers: HeaderMap,
) -> Response {
    match build(&app, &staff, &asked).await {
        Ok(built) => page(render(&built)),
        Err(error) => failed(&headers, &error),
    }
}

async fn build(app: &App, staff: &Staff, asked: &Asked) -> anyhow::Result<BankPage> {
    let Around { frame, .. } = around(app, staff, done(&asked.done)).await?;
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

/// What came in, by currency.
fn received(totals: &BankTotals) -> Vec<(i64, domain::Currency)> {
    let mut sums = std::collections::BTreeMap::<&str, i64>::new();
    for status in [EntryStatus::Booked, EntryStatus::Suggested, EntryStatus::Unmatched] {
        for (currency, minor) in totals.amount_minor.get(&status).into_iter().flatten() {
            let sum = sums.entry(currency).or_default();
            *sum = sum.saturating_add(*minor);
        }
    }
    sums.into_iter().filter_map(|(currency, minor)| Some((minor, currency.parse().ok()?))).collect()
}
