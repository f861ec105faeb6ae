//! The log: its table, appending and loading events.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use domain::ids::BillerId;
use domain::{Books, Event, Stamp, StreamId, Timestamp};
use sqlx::AnyConnection;
use sqlx::any::AnyRow;
use usecases::personal_data::Erasure;
use uuid::Uuid;

use crate::events::{StoredEvent, Unread, event_in, stamped_in, unknown_name};
use crate::failure::Failure;
use crate::personal_data::TableData;
use crate::rows::{Columns, Inserts};
use crate::statement::Statement;
use crate::tables::Kind::{Big, Bytes, Text};
use crate::tables::Table;

pub(crate) const TABLES: &[Table] = &[REBUILD_NEEDED, TABLE];

const REBUILD_NEEDED: Table = Table {
    name: "rebuild_needed",
    data: &TableData::plain("events", &[]),
    columns: &[("migration", Big)],
    order: "migration",
};

const TABLE: Table = Table {
    name: "events",
    data: &TableData {
        area: "invoices",
        plain: &["biller", "stream_kind", "stream_id", "type", "actor"],
        personal: &[(
            &["data"],
            "what documents say of what was sold: lines, notes, references; else ids, amounts and dates. Who it was sold to stands in content",
            Erasure::Kept { until: "bookkeeping no longer needs them", why: "the events are the books" },
        )],
        erase: &[],
    },
    columns: &[
        ("row_id", Big),
        ("biller", Bytes),
        ("stream_kind", Text),
        ("stream_id", Bytes),
        ("seq", Big),
        ("type", Text),
        ("version", Big),
        ("data", Text),
        ("at_ms", Big),
        ("actor", Text),
        ("payer_prev", Big),
    ],
    order: "tx, row_id",
};

/// The stream with this kind and id.
pub(crate) fn stream_of(kind: &str, id: Uuid) -> Result<StreamId, Unread> {
    StreamId::of_kind(kind, id).ok_or_else(|| unknown_name(&format!("a stream of the kind “{kind}”"), kind))
}

/// The events of one stream after a number.
pub(crate) const LOAD: &str = "SELECT seq, type, version, data, at_ms, actor FROM events \
     WHERE stream_id = $1 AND stream_kind = $2 AND biller = $3 AND seq > $4 ORDER BY seq";

/// The statement that reads the events of a stream that the books do not have yet.
pub(crate) fn load_statement(biller: BillerId, stream: StreamId, books: &Books) -> Statement {
    let head = books.head(stream);
    Statement::new(LOAD, vec![stream.uuid().into(), stream.kind().into(), biller.into(), head.into()])
}

/// Folds the rows that [`load_statement`] read, for a decision: nothing is decided on a part of a history.
///
/// # Errors
/// [`StoreError::NodeTooOld`](usecases::StoreError::NodeTooOld) if a newer version of the program wrote some of it,
/// [`StoreError::Unreadable`](usecases::StoreError::Unreadable) if it is damaged. The books then hold a part of the
/// stream.
pub(crate) fn fold(rows: &[AnyRow], stream: StreamId, books: &mut Books) -> Result<(), Failure> {
    for row in rows {
        let (event, stamp) = next_in(row, stream, books.head(stream) + 1, 0)?;
        books.apply(&event, stamp);
    }
    Ok(())
}

/// Loads and folds the events of a stream that the books do not have yet.
///
/// # Errors
/// Those of [`fold`].
pub(crate) async fn load(
    conn: &mut AnyConnection,
    biller: BillerId,
    stream: StreamId,
    books: &mut Books,
) -> Result<(), Failure> {
    let rows = load_statement(biller, stream, books).rows(conn).await?;
    fold(&rows, stream, books)
}

/// The event of a row, which has to be the next one of its stream. Its number is the column `first`, its content the
/// columns after it.
fn next_in(row: &AnyRow, stream: StreamId, seq: i64, first: usize) -> Result<(Event, Stamp), Unread> {
    let read = match row.big(first) {
        Ok(found) if found == seq => stamped_in(row, stream, first + 1),
        Ok(_) => Err(Unread::Damaged(format!("event {seq} of {stream} is missing: run `billow verify`"))),
        Err(failure) => Err(failure.into()),
    };
    read.map_err(|unread| unread.noted(format_args!("event {seq} of {stream}")))
}

/// How many streams one statement loads; a shorter list is filled up with its last one.
const STREAMS_AT_ONCE: usize = 32;

// `COALESCE` keeps the planner from an index on the biller, which would read all events of that biller.
static LOAD_MANY: LazyLock<String> = LazyLock::new(|| {
    let marks: Vec<String> = (3..3 + STREAMS_AT_ONCE).map(|at| format!("${at}")).collect();
    format!(
        "SELECT stream_id, seq, type, version, data, at_ms, actor FROM events \
         WHERE COALESCE(biller, biller) = $1 AND stream_kind = $2 AND stream_id IN ({}) ORDER BY stream_id, seq",
        marks.join(", ")
    )
});

/// Loads and folds streams of which the books have nothing yet, many with one statement. A damaged stream is left out
/// of the books: nothing can be decided about it, and it stops nothing else.
///
/// # Errors
/// [`StoreError::NodeTooOld`](usecases::StoreError::NodeTooOld) if a newer version of the program wrote some of them.
pub(crate) async fn load_whole(
    conn: &mut AnyConnection,
    biller: BillerId,
    streams: &[StreamId],
    books: &mut Books,
) -> Result<(), Failure> {
    let mut of_kind: BTreeMap<&str, Vec<StreamId>> = BTreeMap::new();
    for stream in streams {
        of_kind.entry(stream.kind()).or_default().push(*stream);
    }
    let mut damaged = BTreeSet::new();
    for (kind, streams) in of_kind {
        for chunk in streams.chunks(STREAMS_AT_ONCE) {
            let mut query = sqlx::query(LOAD_MANY.as_str()).bind(biller.0.as_bytes().as_slice()).bind(kind);
            for at in 0..STREAMS_AT_ONCE {
                query = query.bind(chunk[at.min(chunk.len() - 1)].uuid().into_bytes().to_vec());
            }
            for row in &query.fetch_all(&mut *conn).await? {
                let stream = stream_of(kind, row.uuid(0)?)?;
                if damaged.contains(&stream) {
                    continue;
                }
                let next = books.head(stream) + 1;
                match next_in(row, stream, next, 1) {
                    Ok((event, stamp)) => books.apply(&event, stamp),
                    Err(newer @ Unread::Newer(_)) => return Err(newer.into()),
                    Err(Unread::Damaged(_)) => {
                        damaged.insert(stream);
                        books.remove(stream);
                    }
                }
            }
        }
    }
    Ok(())
}

/// An event about to be written.
pub(crate) struct NewEvent {
    pub(crate) stream: StreamId,
    pub(crate) seq: i64,
    /// As the row holds it.
    pub(crate) stored: StoredEvent,
    /// The previous event that a payer may see, if a payer may see this one.
    pub(crate) payer_prev: Option<i64>,
}

const COLUMNS: [&str; 10] =
    ["biller", "stream_kind", "stream_id", "seq", "type", "version", "data", "at_ms", "actor", "payer_prev"];

static INSERT: LazyLock<Inserts> = LazyLock::new(|| Inserts::into("events", &COLUMNS));

/// The text that inserts `rows` events.
pub(crate) fn insert_text(rows: usize) -> &'static str {
    INSERT.of(rows)
}

/// The statements that write events in order.
pub(crate) fn inserts(biller: BillerId, at: Timestamp, actor: &str, events: &[NewEvent]) -> Vec<Statement> {
    Inserts::chunks(events)
        .map(|chunk| {
            let values = chunk.iter().flat_map(|event| {
                [
                    biller.into(),
                    event.stream.kind().into(),
                    event.stream.uuid().into(),
                    event.seq.into(),
                    event.stored.kind.as_str().into(),
                    event.stored.version.into(),
                    event.stored.data.as_str().into(),
                    at.0.into(),
                    actor.into(),
                    event.payer_prev.into(),
                ]
            });
            Statement::new(insert_text(chunk.len()), values.collect())
        })
        .collect()
}

/// The first event of a stream, or why it cannot be read.
pub(crate) async fn first_event(
    conn: &mut AnyConnection,
    biller: BillerId,
    stream: StreamId,
) -> Result<Option<Result<Event, Unread>>, Failure> {
    let row = sqlx::query(
        "SELECT type, version, data FROM events \
         WHERE stream_id = $1 AND stream_kind = $2 AND biller = $3 AND seq = 1",
    )
    .bind(stream.uuid().as_bytes().as_slice())
    .bind(stream.kind())
    .bind(biller.0.as_bytes().as_slice())
    .fetch_optional(conn)
    .await?;
    Ok(row.map(|row| {
        event_in(&row, stream, 0).map_err(|unread| unread.noted(format_args!("event 1 of {stream}")))
    }))
}
