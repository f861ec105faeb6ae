//! Reads the whole log, stream by stream, one page at a time.

use domain::ids::BillerId;
use domain::{Event, Stamp, StreamId};
use sqlx::AnyConnection;
use sqlx::any::AnyRow;

use crate::events::{Unread, stamped_in};
use crate::failure::Failure;
use crate::log::stream_of;
use crate::rows::Columns;

/// A position in the order of streams: stream and number. The default comes before every event.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Place {
    pub(crate) id: Vec<u8>,
    pub(crate) kind: String,
    pub(crate) seq: i64,
}

/// One event of the iteration.
pub(crate) struct Visit {
    pub(crate) biller: BillerId,
    pub(crate) stream: StreamId,
    pub(crate) seq: i64,
    pub(crate) payer_prev: Option<i64>,
    /// The event, with when it happened and by whom, or why it cannot be read.
    pub(crate) event: Result<(Event, Stamp), Unread>,
}

/// An event that belongs to no stream.
pub(crate) struct Stray {
    pub(crate) place: String,
    /// Why it belongs to none.
    pub(crate) why: Unread,
}

pub(crate) struct Page {
    /// The events, stream by stream.
    pub(crate) steps: Vec<Visit>,
    /// Events that belong to no stream.
    pub(crate) strays: Vec<Stray>,
    /// The position of the last event; `None` at the end of the log.
    pub(crate) last: Option<Place>,
}

/// How many events a page has.
const PAGE: i64 = 2_000;

/// The events after a place.
pub(crate) async fn page(conn: &mut AnyConnection, after: &Place) -> Result<Page, Failure> {
    let rows = sqlx::query(
        "SELECT biller, stream_id, stream_kind, seq, payer_prev, type, version, data, at_ms, actor FROM events \
         WHERE (stream_id, stream_kind, seq) > ($1, $2, $3) ORDER BY stream_id, stream_kind, seq LIMIT $4",
    )
    .bind(after.id.as_slice())
    .bind(after.kind.as_str())
    .bind(after.seq)
    .bind(PAGE)
    .fetch_all(conn)
    .await?;
    let mut page = Page { steps: Vec::with_capacity(rows.len()), strays: Vec::new(), last: None };
    for row in &rows {
        let place = Place { id: row.bytes(1)?.to_vec(), kind: row.text(2)?.to_owned(), seq: row.big(3)? };
        match named(row, &place.kind) {
            Ok((biller, stream)) => page.steps.push(Visit {
                biller,
                stream,
                seq: place.seq,
                payer_prev: row.maybe_big(4)?,
                event: stamped_in(row, stream, 5),
            }),
            Err(why) => {
                let id: String = place.id.iter().map(|byte| format!("{byte:02x}")).collect();
                page.strays.push(Stray { place: format!("event {} of {} {id}", place.seq, place.kind), why });
            }
        }
        page.last = Some(place);
    }
    Ok(page)
}

fn named(row: &AnyRow, kind: &str) -> Result<(BillerId, StreamId), Unread> {
    Ok((BillerId(row.uuid(0)?), stream_of(kind, row.uuid(1)?)?))
}
