//! The inbox: pages of conversations, each with a name and the beginning of the last message, and counters.

use std::collections::HashMap;

use domain::conversations::{ConversationState, Side};
use domain::ids::{BillerId, ContentId, InvoiceId, PayerId, StaffId};
use domain::invoices::InvoiceEvent;
use domain::invoices::document::Party;
use domain::invoices::wire::texts_of;
use domain::{Event, StreamId, Timestamp};
use sqlx::AnyConnection;
use sqlx::any::AnyRow;
use usecases::{
    Assignment, ConversationRow, InboxCounts, InboxCursor, InboxPage, InboxQuery, LastMessage, Tab,
};
use uuid::Uuid;

use crate::content;
use crate::events::event_in;
use crate::failure::Failure;
use crate::rows::Columns;
use crate::select::Select;

/// The columns that [`read`] reads.
macro_rules! columns {
    () => {
        "c.invoice, c.payer, c.state, c.snoozed_until_ms, c.assignee, c.last_seq, c.last_at_ms, c.last_side, \
         c.unanswered_since_ms, c.respond_by_ms, c.unread, c.unread_by_payer, c.disputed, \
         c.payer_proposal_until_ms, c.biller_proposal_until_ms, c.sorted_at_ms, i.number, \
         l.type, l.version, l.data, f.type, f.version, f.data"
    };
}

/// A conversation with its invoice's number, its last event and its first one.
macro_rules! tables {
    () => {
        " FROM conversations c JOIN invoices i ON i.biller = c.biller AND i.id = c.invoice \
         JOIN events f ON f.stream_id = c.invoice AND f.stream_kind = 'invoice' AND f.seq = 1 \
         LEFT JOIN events l ON l.stream_id = c.invoice AND l.stream_kind = 'invoice' AND l.seq = c.last_seq \
         WHERE c.biller = $1"
    };
}

const LONGEST_PAGE: usize = 100;
/// How many characters of a message the list shows.
const PREVIEW_CHARS: usize = 160;

/// A row before its texts are looked up.
struct Found {
    row: ConversationRow,
    text: Option<ContentId>,
    buyer: Option<ContentId>,
}

fn read(row: &AnyRow) -> Result<Found, Failure> {
    let invoice = InvoiceId(row.uuid(0)?);
    let stream = StreamId::Invoice(invoice);
    let ms = |at: usize| Ok::<_, Failure>(row.maybe_big(at)?.map(Timestamp));
    let state = match row.text(2)? {
        "open" => ConversationState::Open,
        "waiting" => ConversationState::Waiting,
        "snoozed" => ConversationState::Snoozed { until: ms(3)?.unwrap_or(Timestamp(0)) },
        "solved" => ConversationState::Solved,
        other => return Err(Failure::unreadable(format!("a conversation's state “{other}”"))),
    };
    let side = |name: &str| match name {
        "payer" => Ok(Side::Payer),
        "biller" => Ok(Side::Biller),
        other => Err(Failure::unreadable(format!("a side “{other}”"))),
    };
    let staff = |bytes: Option<Vec<u8>>| bytes.and_then(|bytes| Uuid::from_slice(&bytes).ok()).map(StaffId);
    let mut text = None;
    let last = match (row.maybe_big(6)?, row.maybe_text(7)?, row.maybe_text(17)?) {
        (Some(at), Some(by), Some(kind)) => {
            let seq = row.big(5)?;
            // An unreadable row only has no preview: it must not cost anybody the list.
            match event_in(row, stream, 17) {
                Ok(Event::Invoice(_, event)) => text = texts_of(&event),
                Ok(_) => {}
                Err(unread) => drop(unread.noted(format_args!("event {seq} of {stream}"))),
            }
            Some(LastMessage { seq, at: Timestamp(at), side: side(&by)?, kind, preview: None })
        }
        _ => None,
    };
    let buyer = match event_in(row, stream, 20) {
        Ok(Event::Invoice(_, InvoiceEvent::Issued(issued))) => Some(issued.buyer),
        Ok(_) => None,
        Err(unread) => {
            unread.noted(format_args!("event 1 of {stream}"));
            None
        }
    };
    let row = ConversationRow {
        invoice,
        payer: PayerId(row.uuid(1)?),
        number: row.text(16)?.to_owned(),
        payer_name: None,
        state,
        assignee: staff(row.maybe_bytes(4)?),
        last,
        unanswered_since: ms(8)?,
        respond_by: ms(9)?,
        unread: row.big(10)?,
        unread_by_payer: row.flag(11)?,
        disputed: row.flag(12)?,
        payer_proposal_until: ms(13)?,
        biller_proposal_until: ms(14)?,
        sorted_at: Timestamp(row.big(15)?),
    };
    Ok(Found { row, text, buyer })
}

/// Fills in messages and names, unless they were erased.
async fn completed(
    conn: &mut AnyConnection,
    biller: BillerId,
    found: Vec<Found>,
) -> Result<Vec<ConversationRow>, Failure> {
    let wanted: Vec<ContentId> = found.iter().flat_map(|one| [one.text, one.buyer]).flatten().collect();
    let texts: HashMap<(BillerId, ContentId), String> = content::texts(conn, &wanted).await?;
    let text = |id: Option<ContentId>| texts.get(&(biller, id?));
    Ok(found
        .into_iter()
        .map(|Found { mut row, text: said, buyer }| {
            if let Some(last) = &mut row.last {
                last.preview = text(said).map(|text| preview(text));
            }
            let buyer: Option<Party> = text(buyer).and_then(|json| serde_json::from_str(json).ok());
            row.payer_name = buyer.map(|buyer| buyer.name).filter(|name| !name.is_empty());
            row
        })
        .collect())
}

/// The beginning of a text, on one line.
fn preview(text: &str) -> String {
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let mut preview: String = line.chars().take(PREVIEW_CHARS).collect();
    if preview.len() < line.len() {
        preview.push('…');
    }
    preview
}

pub(super) async fn get(
    conn: &mut AnyConnection,
    biller: BillerId,
    invoice: InvoiceId,
) -> Result<Option<ConversationRow>, Failure> {
    let row = sqlx::query(concat!("SELECT ", columns!(), tables!(), " AND c.invoice = $2"))
        .bind(biller.0.as_bytes().as_slice())
        .bind(invoice.0.as_bytes().as_slice())
        .fetch_optional(&mut *conn)
        .await?;
    let Some(row) = row else { return Ok(None) };
    Ok(completed(conn, biller, vec![read(&row)?]).await?.pop())
}

/// A page of a tab, the newest activity first.
pub(super) async fn page(
    conn: &mut AnyConnection,
    biller: BillerId,
    query: &InboxQuery,
) -> Result<InboxPage, Failure> {
    let limit = query.limit.clamp(1, LONGEST_PAGE);
    let rows = statement(biller, query, limit).query().fetch_all(&mut *conn).await?;
    let mut found = rows.iter().map(read).collect::<Result<Vec<_>, _>>()?;
    let more = found.len() > limit;
    found.truncate(limit);
    let conversations = completed(conn, biller, found).await?;
    let last = conversations.last().filter(|_| more);
    let next = last.map(|last| InboxCursor { at: last.sorted_at, invoice: last.invoice });
    Ok(InboxPage { conversations, next })
}

/// A conversation whose snooze is over is open again; `?1` is now. The condition on solved ones is for the partial
/// index.
const OPEN: &str =
    "(c.state <> 'solved' AND (c.state = 'open' OR (c.state = 'snoozed' AND c.snoozed_until_ms <= ?1)))";

fn statement(biller: BillerId, query: &InboxQuery, limit: usize) -> Select {
    let mut select = Select::of(biller, concat!("SELECT ", columns!(), tables!()));
    let now = [query.now.0.into()];
    match query.tab {
        Tab::Mine(me) => {
            select.and("c.assignee = ?1", [me.0.into()]);
            select.and(&format!("({OPEN} OR c.state = 'waiting')"), now);
        }
        Tab::Open => select.and(OPEN, now),
        Tab::Waiting => select.and("c.state = 'waiting'", []),
        Tab::Snoozed => select.and("c.state = 'snoozed' AND c.snoozed_until_ms > ?1", now),
        Tab::Solved => select.and("c.state = 'solved'", []),
    }
    match query.assignment {
        Assignment::Anybody => {}
        Assignment::Nobody => select.and("c.assignee IS NULL", []),
        Assignment::To(staff) => select.and("c.assignee = ?1", [staff.0.into()]),
    }
    if let Some(InboxCursor { at, invoice }) = query.after {
        let place = [at.0.into(), invoice.0.into()];
        select.and("(c.sorted_at_ms < ?1 OR (c.sorted_at_ms = ?1 AND c.invoice < ?2))", place);
    }
    let rows = i64::try_from(limit + 1).unwrap_or(i64::MAX);
    select.add(" ORDER BY c.sorted_at_ms DESC, c.invoice DESC LIMIT ?1", [rows.into()]);
    select
}

/// How many conversations of each kind are not solved.
pub(super) async fn counts(
    conn: &mut AnyConnection,
    biller: BillerId,
    me: Option<StaffId>,
    now: Timestamp,
) -> Result<InboxCounts, Failure> {
    const COUNTS: &str = "SELECT \
        CAST(COALESCE(SUM(CASE WHEN c.is_open = 1 THEN 1 ELSE 0 END), 0) AS BIGINT), \
        CAST(COALESCE(SUM(CASE WHEN c.state = 'waiting' THEN 1 ELSE 0 END), 0) AS BIGINT), \
        CAST(COALESCE(SUM(CASE WHEN c.state = 'snoozed' AND c.is_open = 0 THEN 1 ELSE 0 END), 0) AS BIGINT), \
        CAST(COALESCE(SUM(CASE WHEN c.assignee = $3 AND (c.is_open = 1 OR c.state = 'waiting') THEN 1 ELSE 0 END), 0) AS BIGINT), \
        CAST(COALESCE(SUM(CASE WHEN c.assignee IS NULL AND c.is_open = 1 THEN 1 ELSE 0 END), 0) AS BIGINT), \
        CAST(COALESCE(SUM(CASE WHEN c.unread > 0 THEN 1 ELSE 0 END), 0) AS BIGINT), \
        CAST(COALESCE(SUM(CASE WHEN c.respond_by_ms < $2 THEN 1 ELSE 0 END), 0) AS BIGINT) \
        FROM (SELECT state, assignee, unread, respond_by_ms, \
            CASE WHEN state = 'open' OR (state = 'snoozed' AND snoozed_until_ms <= $2) THEN 1 ELSE 0 END AS is_open \
            FROM conversations WHERE biller = $1 AND state <> 'solved') c";
    let row = sqlx::query(COUNTS)
        .bind(biller.0.as_bytes().as_slice())
        .bind(now.0)
        .bind(me.map(|me| me.0.as_bytes().to_vec()))
        .fetch_one(conn)
        .await?;
    Ok(InboxCounts {
        open: row.big(0)?,
        waiting: row.big(1)?,
        snoozed: row.big(2)?,
        mine: row.big(3)?,
        unassigned: row.big(4)?,
        unread: row.big(5)?,
        late: row.big(6)?,
    })
}
