//! `GET /console/matching`: the payments that wait for a match, and the one that is open.

use crate::routes::console::payments;
use axum::extract::{Path, Query, State};
use axum::http::HeaderMap;
use axum::response::{IntoResponse, Response};
use console::pages::Notice;
use console::pages::matching::queue::{Last, QueuePage, Row, render};
use domain::ids::PaymentId;
use serde::Deserialize;
use usecases::{CountReturns, FindPaymentDetails, ListWaitingMatches, UseCaseError, WaitingMatch};

use crate::auth::Staff;
use crate::respond::ProblemResponse;
use crate::routes::console::answer::{failed, page, refused};
use crate::routes::console::figures::ERASED;
use crate::routes::console::frame::{FrameContext, around, done};
use crate::routes::console::matching::review as match_review;
use crate::state::App;

/// How many payments are in the list.
const PAGE: usize = 50;

/// The query of an address of the queue.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct QueueQuery {
    q: String,
    /// The end of the previous page.
    after: String,
    /// What was just done.
    done: String,
    /// The payment that it was done with, if another one is open now.
    last: String,
}

pub async fn list(
    State(app): State<App>,
    staff: Staff,
    Query(asked): Query<QueueQuery>,
    headers: HeaderMap,
) -> Response {
    match build(&app, &staff, &asked, None, None).await {
        Ok(Some(built)) => page(render(&built)),
        Ok(None) => ProblemResponse::not_found(&headers).into_response(),
        Err(error) => failed(&headers, &error),
    }
}

/// `GET /console/matching/{payment}`: with one of them open.
pub async fn show(
    State(app): State<App>,
    staff: Staff,
    Path(payment): Path<PaymentId>,
    Query(asked): Query<QueueQuery>,
    headers: HeaderMap,
) -> Response {
    match build(&app, &staff, &asked, Some(payment), None).await {
        Ok(Some(built)) => page(render(&built)),
        Ok(None) => ProblemResponse::not_found(&headers).into_response(),
        Err(error) => failed(&headers, &error),
    }
}

/// The page again, because something was refused.
pub async fn not_done(
    app: &App,
    staff: &Staff,
    payment: PaymentId,
    why: String,
    headers: &HeaderMap,
) -> Response {
    match build(app, staff, &QueueQuery::default(), Some(payment), Some(Notice::Refused(why))).await {
        Ok(Some(built)) => refused(render(&built)),
        Ok(None) => ProblemResponse::not_found(headers).into_response(),
        Err(error) => failed(headers, &error),
    }
}

/// The next payment in the queue, else the first other one.
pub async fn next_of(
    app: &App,
    staff: &Staff,
    payment: PaymentId,
) -> Result<Option<PaymentId>, UseCaseError> {
    let waiting = app.ask(&staff.caller(), ListWaitingMatches { after: None, limit: PAGE }).await?.waiting;
    let ids: Vec<PaymentId> = waiting.iter().map(|one| one.row.id).collect();
    let here = ids.iter().position(|id| *id == payment);
    let after = here.and_then(|here| ids.get(here + 1));
    Ok(after.or_else(|| ids.iter().find(|id| **id != payment)).copied())
}

async fn build(
    app: &App,
    staff: &Staff,
    asked: &QueueQuery,
    open: Option<PaymentId>,
    notice: Option<Notice>,
) -> anyhow::Result<Option<QueuePage>> {
    let last: Option<PaymentId> = asked.last.parse().ok();
    // What was done with another payment is shown together with its undo.
    let told = if last.is_some() { None } else { done(&asked.done) };
    let FrameContext { biller, frame } = around(app, staff, notice.or(told)).await?;
    let found =
        app.ask(&staff.caller(), ListWaitingMatches { after: asked.after.parse().ok(), limit: PAGE }).await?;
    let open = match open {
        None => None,
        Some(payment) => {
            let Some(review) =
                match_review::build(app, staff, &biller, &frame.say, payment, &asked.q).await?
            else {
                return Ok(None);
            };
            Some(Box::new(review))
        }
    };
    let last = match last {
        Some(payment) => self::last(app, staff, &frame.say, payment, &asked.done).await?,
        None => None,
    };
    let next = found.next.map(|next| format!("/console/matching?after={next}"));
    let returns = app.ask(&staff.caller(), CountReturns).await?;
    let returns = u64::try_from(returns).unwrap_or_default();
    let rows = found.waiting.iter().map(|waiting| row(&frame.say, waiting)).collect();
    Ok(Some(QueuePage { rows, returns, frame, next, last, open }))
}

fn row(say: &console::pages::Formatter, waiting: &WaitingMatch) -> Row {
    let row = &waiting.row;
    let best = waiting.candidates.first();
    Row {
        payment: row.id,
        from: payments::transfer(row, waiting.remittance.as_ref()).from(),
        amount_minor: row.free_minor,
        currency: row.currency,
        paid_on: row.paid_on,
        best: best.map(|best| {
            let payer = best.invoice.payer_name.as_deref().unwrap_or(ERASED);
            format!("{payer} · {}", best.invoice.row.number)
        }),
        score: best.map(|best| best.candidate.score),
        same: waiting.same_as.first().map(|same| payments::probably(say, same)),
        asked: waiting.asked,
    }
}

/// What was just decided about another payment.
async fn last(
    app: &App,
    staff: &Staff,
    say: &console::pages::Formatter,
    payment: PaymentId,
    word: &str,
) -> Result<Option<Last>, UseCaseError> {
    let Some(details) = app.ask(&staff.caller(), FindPaymentDetails { payment }).await? else {
        return Ok(None);
    };
    let listed = &details.listed;
    let amount = payments::money(say, &listed.row, listed.row.amount_minor);
    let numbers: Vec<&str> = listed.allocations.iter().map(|one| one.number.as_str()).collect();
    let text = match word {
        "matched" if !numbers.is_empty() => format!("{amount} is booked on {}.", numbers.join(", ")),
        "matched" | "kept" => {
            format!("{amount} is {}’s credit.", payments::from(listed))
        }
        "joined" => format!("{amount} is the same money as another details."),
        _ => return Ok(None),
    };
    let joined = details.joined_to.is_some();
    let undo = joined || (listed.row.payer.is_some() && listed.refunded_minor == 0);
    let undo = undo.then_some(if joined { "separate" } else { "undo" });
    let key = app.services.ids.next_id().to_string();
    Ok(Some(Last { payment, text, undo, key }))
}
