//! The log: events in, events out, and what readers may see of them.

use std::collections::{BTreeMap, HashMap};
use std::sync::LazyLock;

use domain::ids::{AttachmentId, BillerId, ContentId, CreditNoteId, InvoiceId, PayerId, ReceiptId, StaffId};
use domain::invoice::InvoiceEvent;
use domain::wire::{Mapping, PayerFrame, StaffFrame, attachments_of, texts_of};
use domain::{Actor, Books, Event, Stamp, StreamId, Timestamp};
use jiff::tz::TimeZone;
use sqlx::AnyConnection;
use sqlx::Executor as _;
use sqlx::any::AnyRow;
use usecases::personal_data::Goes;
use usecases::{Cursor, FeedEntry, StoreError};
use uuid::Uuid;

use crate::attachments;
use crate::content;
use crate::engine::event_columns;
use crate::events::{StoredEvent, decode};
use crate::failure::Failure;
use crate::personal_data::TableData;
use crate::rows::{Columns, Inserts};
use crate::staff::{self, Names};

/// The table `events`.
pub(crate) const DATA: TableData = TableData {
    area: "invoices",
    plain: &["biller", "stream_kind", "stream_id", "type", "actor"],
    personal: &[(
        &["data"],
        "what documents say of what was sold: lines, notes, references; else ids, amounts and dates. Who it was sold to stands in content",
        Goes::Kept { until: "bookkeeping no longer needs them", why: "the events are the books" },
    )],
    erase: &[],
};

/// The stream of a kind's name and an id.
pub(crate) fn stream_of(kind: &str, id: Uuid) -> Result<StreamId, Failure> {
    match kind {
        "payer" => Ok(StreamId::Account(PayerId(id))),
        "invoice" => Ok(StreamId::Invoice(InvoiceId(id))),
        "credit_note" => Ok(StreamId::CreditNote(CreditNoteId(id))),
        "receipt" => Ok(StreamId::Receipt(ReceiptId(id))),
        _ => Err(Failure::unreadable(format!(
            "a stream of the kind “{kind}”, which this program does not know"
        ))),
    }
}

/// The events of one stream after a number.
pub(crate) const LOAD: &str = "SELECT seq, type, version, data, at_ms, actor FROM events \
     WHERE stream_id = $1 AND stream_kind = $2 AND biller = $3 AND seq > $4 ORDER BY seq";

/// Folds what the books do not have yet of a stream.
pub(crate) async fn load(
    conn: &mut AnyConnection,
    biller: BillerId,
    stream: StreamId,
    books: &mut Books,
) -> Result<(), Failure> {
    let mut head = books.head(stream);
    let rows = sqlx::query(LOAD)
        .bind(stream.uuid().as_bytes().as_slice())
        .bind(stream.kind())
        .bind(biller.0.as_bytes().as_slice())
        .bind(head)
        .fetch_all(conn)
        .await?;
    for row in &rows {
        head += 1;
        let seq = row.big(0)?;
        if seq != head {
            return Err(Failure::unreadable(format!(
                "event {head} of {stream} is missing: run `billow verify`"
            )));
        }
        let event = decode(stream, row.text(1)?, row.big(2)?, row.text(3)?)?;
        books.apply(&event, stamp(row.big(4)?, row.text(5)?)?);
    }
    Ok(())
}

/// How many streams one statement loads; shorter lists are filled up with their last one.
const STREAMS_AT_ONCE: usize = 32;

// An index on the biller would be taken, and all that the biller has ever had read: `COALESCE` keeps it away.
static LOAD_MANY: LazyLock<String> = LazyLock::new(|| {
    let marks: Vec<String> = (3..3 + STREAMS_AT_ONCE).map(|at| format!("${at}")).collect();
    format!(
        "SELECT stream_id, seq, type, version, data, at_ms, actor FROM events \
         WHERE COALESCE(biller, biller) = $1 AND stream_kind = $2 AND stream_id IN ({}) ORDER BY stream_id, seq",
        marks.join(", ")
    )
});

/// Folds streams of which the books have nothing yet, many with one statement.
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
    for (kind, streams) in of_kind {
        for chunk in streams.chunks(STREAMS_AT_ONCE) {
            let mut query = sqlx::query(LOAD_MANY.as_str()).bind(biller.0.as_bytes().as_slice()).bind(kind);
            for at in 0..STREAMS_AT_ONCE {
                query = query.bind(chunk[at.min(chunk.len() - 1)].uuid().into_bytes().to_vec());
            }
            for row in &query.fetch_all(&mut *conn).await? {
                let stream = stream_of(kind, row.uuid(0)?)?;
                let next = books.head(stream) + 1;
                if row.big(1)? != next {
                    return Err(Failure::unreadable(format!(
                        "event {next} of {stream} is missing: run `billow verify`"
                    )));
                }
                let event = decode(stream, row.text(2)?, row.big(3)?, row.text(4)?)?;
                books.apply(&event, stamp(row.big(5)?, row.text(6)?)?);
            }
        }
    }
    Ok(())
}

/// When an event happened, and who caused it.
pub(crate) fn stamp(at_ms: i64, actor: &str) -> Result<Stamp, StoreError> {
    let actor = serde_json::from_str(actor)
        .map_err(|error| StoreError::Unreadable(format!("an event's actor, {actor}: {error}")))?;
    Ok(Stamp { at: Timestamp(at_ms), actor })
}

/// An event about to be written.
pub(crate) struct NewEvent {
    /// Its stream.
    pub(crate) stream: StreamId,
    /// Its number there.
    pub(crate) seq: i64,
    /// As the row holds it.
    pub(crate) stored: StoredEvent,
    /// The event before it that a payer may see, where a payer may see this one.
    pub(crate) payer_prev: Option<i64>,
}

const COLUMNS: [&str; 10] =
    ["biller", "stream_kind", "stream_id", "seq", "type", "version", "data", "at_ms", "actor", "payer_prev"];

static INSERT: LazyLock<Inserts> = LazyLock::new(|| Inserts::into("events", &COLUMNS));

/// The text that inserts `rows` events.
pub(crate) fn insert_text(rows: usize) -> &'static str {
    INSERT.of(rows)
}

/// Writes events in order.
pub(crate) async fn insert(
    conn: &mut AnyConnection,
    biller: BillerId,
    at: Timestamp,
    actor: &str,
    events: &[NewEvent],
) -> Result<(), Failure> {
    for chunk in Inserts::chunks(events) {
        let mut query = sqlx::query(insert_text(chunk.len()));
        for event in chunk {
            query = query
                .bind(biller.0.as_bytes().as_slice())
                .bind(event.stream.kind())
                .bind(event.stream.uuid().into_bytes().to_vec())
                .bind(event.seq)
                .bind(event.stored.kind.as_str())
                .bind(event.stored.version)
                .bind(event.stored.data.as_str())
                .bind(at.0)
                .bind(actor)
                .bind(event.payer_prev);
        }
        conn.execute(query).await?;
    }
    Ok(())
}

/// A row of the log with its biller's zone.
pub(crate) struct Entry {
    cursor: Cursor,
    biller: BillerId,
    stream: StreamId,
    seq: i64,
    kind: String,
    at: Timestamp,
    actor: Actor,
    payer_prev: Option<i64>,
    zone: TimeZone,
    /// Only invoices have readers.
    event: Option<domain::invoice::InvoiceEvent>,
}

impl Entry {
    fn read(row: &AnyRow) -> Result<Self, Failure> {
        let stream = stream_of(row.text(3)?, row.uuid(4)?)?;
        let kind = row.text(6)?;
        let event = match stream {
            StreamId::Invoice(_) => match decode(stream, kind, row.big(7)?, row.text(8)?)? {
                Event::Invoice(_, event) => Some(event),
                _ => None,
            },
            _ => None,
        };
        let actor = row.text(10)?;
        let zone = row.text(12)?;
        Ok(Self {
            cursor: Cursor { tx: row.big(0)?, row: row.big(1)? },
            biller: BillerId(row.uuid(2)?),
            stream,
            seq: row.big(5)?,
            kind: kind.to_owned(),
            at: Timestamp(row.big(9)?),
            actor: serde_json::from_str(actor)
                .map_err(|error| Failure::unreadable(format!("an event's actor, {actor}: {error}")))?,
            payer_prev: row.maybe_big(11)?,
            zone: TimeZone::get(zone)
                .map_err(|error| Failure::unreadable(format!("the biller's time zone “{zone}”: {error}")))?,
            event,
        })
    }

    fn payer_frame(&self, known: &Known) -> Option<PayerFrame> {
        let prev = self.payer_prev?;
        let event = self.mapped(known, |mapping, event| mapping.payer_event(&self.actor, event))??;
        Some(PayerFrame { seq: self.seq, prev, at: self.at, event })
    }

    fn staff_frame(&self, known: &Known) -> Option<StaffFrame> {
        let event = self.mapped(known, |mapping, event| mapping.staff_event(&self.actor, event))?;
        Some(StaffFrame { seq: self.seq, prev: self.seq - 1, at: self.at, event })
    }

    fn mapped<T>(
        &self,
        known: &Known,
        map: impl FnOnce(&Mapping<'_>, &domain::invoice::InvoiceEvent) -> T,
    ) -> Option<T> {
        let event = self.event.as_ref()?;
        let text = |content: ContentId| known.texts.get(&(self.biller, content)).cloned();
        let staff_name = |staff: StaffId| known.names.get(&(self.biller, staff)).cloned();
        let attachment = |id: AttachmentId| known.attachments.get(&(self.biller, id)).cloned();
        let mapping =
            Mapping { zone: &self.zone, text: &text, staff_name: &staff_name, attachment: &attachment };
        Some(map(&mapping, event))
    }
}

/// What events name by an id alone.
struct Known {
    /// Texts of content rows that were not erased.
    texts: HashMap<(BillerId, ContentId), String>,
    /// Names of people at the biller.
    names: Names,
    /// Files that were not erased.
    attachments: attachments::Shown,
}

async fn known_of(conn: &mut AnyConnection, entries: &[Entry]) -> Result<Known, Failure> {
    let wanted: Vec<ContentId> = entries.iter().filter_map(|entry| texts_of(entry.event.as_ref()?)).collect();
    let texts = content::texts(conn, &wanted).await?;
    let mut people: Vec<StaffId> = entries.iter().flat_map(people_of).collect();
    people.sort_unstable();
    people.dedup();
    let files: Vec<AttachmentId> =
        entries.iter().filter_map(|entry| entry.event.as_ref()).flat_map(attachments_of).copied().collect();
    Ok(Known {
        texts,
        names: staff::names(conn, &people).await?,
        attachments: attachments::shown(conn, &files).await?,
    })
}

/// The people at the biller whom an event names: who did it, and whom it is about.
fn people_of(entry: &Entry) -> impl Iterator<Item = StaffId> + use<> {
    let actor = match entry.actor {
        Actor::Staff { id } => Some(id),
        _ => None,
    };
    let assigned = match &entry.event {
        Some(InvoiceEvent::Assigned { to }) => *to,
        _ => None,
    };
    actor.into_iter().chain(assigned)
}

const FRAMES: &str = concat!(
    "SELECT ",
    event_columns!(),
    " FROM events e JOIN billers b ON b.id = e.biller \
      WHERE e.stream_id = $1 AND e.stream_kind = 'invoice' AND e.biller = $2 AND e.seq > $3 ORDER BY e.seq"
);

async fn entries(
    conn: &mut AnyConnection,
    biller: BillerId,
    invoice: InvoiceId,
    since: i64,
) -> Result<(Vec<Entry>, Known), Failure> {
    let rows = sqlx::query(FRAMES)
        .bind(invoice.0.as_bytes().as_slice())
        .bind(biller.0.as_bytes().as_slice())
        .bind(since)
        .fetch_all(&mut *conn)
        .await?;
    let entries = rows.iter().map(Entry::read).collect::<Result<Vec<_>, _>>()?;
    let known = known_of(conn, &entries).await?;
    Ok((entries, known))
}

/// The payer's frames of an invoice after `since`.
pub(crate) async fn payer_frames(
    conn: &mut AnyConnection,
    biller: BillerId,
    invoice: InvoiceId,
    since: i64,
) -> Result<Vec<PayerFrame>, Failure> {
    let (entries, known) = entries(conn, biller, invoice, since).await?;
    Ok(entries.iter().filter_map(|entry| entry.payer_frame(&known)).collect())
}

/// The staff's frames of an invoice after `since`.
pub(crate) async fn staff_frames(
    conn: &mut AnyConnection,
    biller: BillerId,
    invoice: InvoiceId,
    since: i64,
) -> Result<Vec<StaffFrame>, Failure> {
    let (entries, known) = entries(conn, biller, invoice, since).await?;
    Ok(entries.iter().filter_map(|entry| entry.staff_frame(&known)).collect())
}

/// Entries of the feed, read by the engine's own statement.
pub(crate) async fn feed(
    conn: &mut AnyConnection,
    statement: &'static str,
    biller: Option<BillerId>,
    after: Cursor,
    limit: i64,
) -> Result<Vec<FeedEntry>, Failure> {
    let mut query = sqlx::query(statement).bind(after.tx).bind(after.row).bind(limit);
    if let Some(biller) = biller {
        query = query.bind(biller.0.as_bytes().to_vec());
    }
    let rows = query.fetch_all(&mut *conn).await?;
    let entries = rows.iter().map(Entry::read).collect::<Result<Vec<_>, _>>()?;
    let known = known_of(conn, &entries).await?;
    Ok(entries
        .into_iter()
        .map(|entry| FeedEntry {
            payer: entry.payer_frame(&known),
            staff: entry.staff_frame(&known),
            cursor: entry.cursor,
            biller: entry.biller,
            stream: entry.stream,
            seq: entry.seq,
            kind: entry.kind,
            at: entry.at,
        })
        .collect())
}

/// The first event of a stream.
pub(crate) async fn first_event(
    conn: &mut AnyConnection,
    biller: BillerId,
    stream: StreamId,
) -> Result<Option<Event>, Failure> {
    let row = sqlx::query(
        "SELECT type, version, data FROM events \
         WHERE stream_id = $1 AND stream_kind = $2 AND biller = $3 AND seq = 1",
    )
    .bind(stream.uuid().as_bytes().as_slice())
    .bind(stream.kind())
    .bind(biller.0.as_bytes().as_slice())
    .fetch_optional(conn)
    .await?;
    let event = row.map(|row| Ok::<_, Failure>(decode(stream, row.text(0)?, row.big(1)?, row.text(2)?)?));
    event.transpose()
}

/// The last place of the feed, by the engine's own statement; the beginning where nothing was written.
pub(crate) async fn feed_end(conn: &mut AnyConnection, statement: &'static str) -> Result<Cursor, Failure> {
    let row = sqlx::query(statement).fetch_optional(conn).await?;
    row.map_or(Ok(Cursor::default()), |row| Ok(Cursor { tx: row.big(0)?, row: row.big(1)? }))
}
