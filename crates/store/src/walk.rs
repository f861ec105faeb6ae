//! Walking through the whole log, stream by stream, a page at a time.

use domain::ids::BillerId;
use domain::{Event, Stamp, StreamId};
use sqlx::AnyConnection;
use usecases::StoreError;

use crate::events::decode;
use crate::failure::Failure;
use crate::log::{stamp, stream_of};
use crate::rows::Columns;

/// A place in the order of streams: stream and number. The beginning comes before all.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Place {
    pub(crate) id: Vec<u8>,
    pub(crate) kind: String,
    pub(crate) seq: i64,
}

/// An event on the way.
pub(crate) struct Step {
    pub(crate) biller: BillerId,
    pub(crate) stream: StreamId,
    pub(crate) seq: i64,
    pub(crate) payer_prev: Option<i64>,
    /// What happened, when and by whom, or why that cannot be read.
    pub(crate) event: Result<(Event, Stamp), StoreError>,
}

/// How many events a page has.
const PAGE: i64 = 2_000;

/// The events after a place, and the place of the last one; empty at the end.
pub(crate) async fn page(conn: &mut AnyConnection, after: &Place) -> Result<(Vec<Step>, Place), Failure> {
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
    let mut steps = Vec::with_capacity(rows.len());
    let mut last = after.clone();
    for row in &rows {
        let stream = stream_of(row.text(2)?, row.uuid(1)?)?;
        last = Place { id: row.bytes(1)?.to_vec(), kind: row.text(2)?.to_owned(), seq: row.big(3)? };
        steps.push(Step {
            biller: BillerId(row.uuid(0)?),
            stream,
            seq: last.seq,
            payer_prev: row.maybe_big(4)?,
            event: decode(stream, row.text(5)?, row.big(6)?, row.text(7)?)
                .and_then(|event| Ok((event, stamp(row.big(8)?, row.text(9)?)?))),
        });
    }
    Ok((steps, last))
}
