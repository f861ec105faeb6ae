//! What happened: the log of one invoice, and the feed of all.

use axum::Json;
use domain::ids::InvoiceId;
use domain::invoices::wire::{Opaque, StaffEvent, StaffFrame};
use serde::{Deserialize, Serialize};
use usecases::{Cursor, FeedEntry, ReadFeed, ReadStaffFrames};
use utoipa::{IntoParams, ToSchema};

use super::call::{Call, Filters, Id};
use super::checks::Checks;
use super::problem::ApiProblem;
use super::{page_size, tags};

/// How many events one answer has at most.
const MOST_EVENTS: usize = 500;

/// Which part of a log.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct LogFilters {
    /// Events after this number; from the start where it is not stated.
    #[param(value_type = Option<i64>, minimum = 0)]
    since: Option<String>,
    /// How many at most, 1 to 500; 50 where it is not stated.
    #[param(value_type = Option<u32>, minimum = 1, maximum = 500)]
    limit: Option<String>,
}

/// An event of an invoice, as the biller may see it.
#[derive(Debug, Serialize, ToSchema)]
pub struct LogEvent {
    /// Its number in the invoice's log.
    #[schema(example = 2)]
    seq: i64,
    /// The number of the one before it; zero for the first.
    #[schema(example = 1)]
    prev: i64,
    /// When it happened, UTC milliseconds.
    at: i64,
    /// What happened: its `type`, such as `payment_settled`, who did it, and what belongs to it. An event of a type or
    /// version that the answering node does not know yet, because a newer one wrote it, has only its `type` and
    /// `"opaque": "newer"`: read the log again after that node's upgrade.
    #[schema(value_type = Object, example = json!({
        "type": "payment_settled", "payment_id": "0199b5f3-9f3c-7f4e-8d6a-3f1f2e9a7c10", "amount_minor": 45_000,
        "allocated_minor": 45_000, "method": "bank_transfer", "paid_on": "2026-11-20",
        "actor": {"kind": "biller"}
    }))]
    event: StaffEvent,
}

impl From<StaffFrame> for LogEvent {
    fn from(frame: StaffFrame) -> Self {
        Self { seq: frame.seq, prev: frame.prev, at: frame.at.0, event: frame.event }
    }
}

/// A part of an invoice's log.
#[derive(Debug, Serialize, ToSchema)]
pub struct Log {
    /// The events, in order.
    events: Vec<LogEvent>,
    /// What to pass as `since` to go on from here.
    #[schema(example = 2)]
    next: i64,
}

/// Read an invoice's log
#[utoipa::path(
    get,
    path = "/invoices/{id}/events",
    tag = tags::EVENTS,
    operation_id = "read_log",
    params(("id" = String, Path, format = Uuid, description = "The invoice's id"), LogFilters),
    responses((status = 200, description = "The events after `since`", body = Log))
)]
pub async fn of_invoice(
    call: Call,
    Id(id): Id<InvoiceId>,
    Filters(filters): Filters<LogFilters>,
) -> Result<Json<Log>, ApiProblem> {
    let mut checks = Checks::default();
    let since = filters.since.as_deref().map_or(Some(0), |text| text.parse().ok());
    let since = since.filter(|since: &i64| *since >= 0).unwrap_or_else(|| {
        checks.add("?since", "range", "this is the number of an event, 0 or more");
        0
    });
    let limit = page_size(&mut checks, filters.limit.as_deref(), MOST_EVENTS);
    checks.finish()?;
    call.invoice(id).await?;
    let mut frames = call.ask(ReadStaffFrames { invoice: id, since }).await?;
    frames.truncate(limit);
    let next = frames.last().map_or(since, |frame| frame.seq);
    Ok(Json(Log { events: frames.into_iter().map(LogEvent::from).collect(), next }))
}

/// Which part of the feed.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct FeedFilters {
    /// `next` of the answer before; from the start where it is not stated.
    after: Option<String>,
    /// How many at most, 1 to 500; 50 where it is not stated.
    #[param(value_type = Option<u32>, minimum = 1, maximum = 500)]
    limit: Option<String>,
}

/// An event of the feed.
#[derive(Debug, Serialize, ToSchema)]
pub struct FeedEvent {
    /// Its place in the feed.
    #[schema(example = "0.42")]
    cursor: String,
    /// What it happened to: `invoice`, `payer`, `payment` or `credit_note`. A newer node beside the one that
    /// answers may name others.
    #[schema(example = "invoice")]
    stream: String,
    /// The id of that.
    #[schema(format = Uuid)]
    id: String,
    /// The event's number in its log.
    #[schema(example = 2)]
    seq: i64,
    /// Its type.
    #[serde(rename = "type")]
    #[schema(example = "payment_settled")]
    kind: String,
    /// When it happened, UTC milliseconds.
    at: i64,
    /// For invoices: what happened, as in the invoice's own log.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<Object>, required = false)]
    event: Option<StaffEvent>,
    /// Why this event is passed over without its content. `newer`: the answering node does not know its type or
    /// version yet, a newer one wrote it; go on from `next`, and read the event again after that node's upgrade.
    /// `damaged`: its row cannot be read, and the operator has to look. Absent otherwise.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(required = false)]
    opaque: Option<OpaqueEvent>,
}

/// Why an event is passed over.
#[derive(Debug, Clone, Copy, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum OpaqueEvent {
    /// A newer node wrote it.
    Newer,
    /// Its row is damaged.
    Damaged,
}

impl From<FeedEntry> for FeedEvent {
    fn from(FeedEntry { row, staff, opaque, .. }: FeedEntry) -> Self {
        Self {
            cursor: row.cursor.to_string(),
            stream: row.stream.kind().to_owned(),
            id: row.stream.uuid().to_string(),
            seq: row.seq,
            kind: row.kind,
            at: row.at.0,
            event: staff.map(|frame| frame.event).filter(|_| opaque.is_none()),
            opaque: opaque.map(|opaque| match opaque {
                Opaque::Newer => OpaqueEvent::Newer,
                Opaque::Damaged => OpaqueEvent::Damaged,
            }),
        }
    }
}

/// A part of the feed.
#[derive(Debug, Serialize, ToSchema)]
pub struct Feed {
    /// The events, in the order in which they were committed.
    events: Vec<FeedEvent>,
    /// What to pass as `after` to go on from here; ask again later where there were no events.
    #[schema(example = "0.42")]
    next: String,
}

/// Read the feed
///
/// Every event of the biller in commit order, none twice and none left out for a reader who goes on from
/// `next`. One that cannot be read has its place too, with `opaque`: it stops nobody.
#[utoipa::path(
    get,
    path = "/events",
    tag = tags::EVENTS,
    operation_id = "read_feed",
    params(FeedFilters),
    responses((status = 200, description = "The events after `after`", body = Feed))
)]
pub async fn feed(call: Call, Filters(filters): Filters<FeedFilters>) -> Result<Json<Feed>, ApiProblem> {
    let mut checks = Checks::default();
    let after = filters.after.as_deref().map_or(Ok(Cursor::default()), str::parse);
    let after = after.unwrap_or_else(|()| {
        checks.add("?after", "cursor", "this is not a cursor that the feed has answered");
        Cursor::default()
    });
    let limit = page_size(&mut checks, filters.limit.as_deref(), MOST_EVENTS);
    checks.finish()?;
    let entries = call.ask(ReadFeed { after, limit }).await?;
    let next = entries.last().map_or(after, |entry| entry.row.cursor).to_string();
    Ok(Json(Feed { events: entries.into_iter().map(FeedEvent::from).collect(), next }))
}
