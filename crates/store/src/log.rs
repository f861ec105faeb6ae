//! The log: appending and loading events, and what readers may see of them.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::LazyLock;

use domain::ids::{AttachmentId, BillerId, ContentId, InvoiceId, StaffId};
use domain::invoices::InvoiceEvent;
use domain::invoices::wire::{
    Mapping, Opaque, PayerEvent, PayerFrame, StaffEvent, StaffFrame, attachments_of, texts_of,
};
use domain::{Actor, Books, Event, Stamp, StreamId, Timestamp};
use jiff::tz::TimeZone;
use sqlx::AnyConnection;
use sqlx::any::AnyRow;
use usecases::personal_data::Erasure;
use usecases::{Cursor, FeedEntry, FeedStream};
use uuid::Uuid;

use crate::attachments;
use crate::content;
use crate::engine::event_columns;
use crate::events::{StoredEvent, Unread, actor, event_in, is_known, stamped_in, unknown_name};
use crate::failure::Failure;
use crate::personal_data::TableData;
use crate::rows::{Columns, Inserts};
use crate::staff::{self, Names};
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

pub(crate) struct Entry {
    cursor: Cursor,
    biller: BillerId,
    stream: FeedStream,
    seq: i64,
    kind: String,
    at: Timestamp,
    payer_prev: Option<i64>,
    /// The content, or why it cannot be read.
    what: Result<What, Unread>,
}

struct What {
    actor: Actor,
    zone: TimeZone,
    /// The event of an invoice; other streams have no readers.
    event: Option<InvoiceEvent>,
}

impl Entry {
    /// Reads a row. Every row has a place, whatever it holds, so that an unreadable one does not stop those who read
    /// on.
    fn read(row: &AnyRow) -> Result<Self, Failure> {
        let cursor = Cursor { tx: row.big(0)?, row: row.big(1)? };
        let (name, id) = (row.text(3), row.uuid(4));
        let stream = match (&name, &id) {
            (Ok(name), Ok(id)) => stream_of(name, *id).ok(),
            _ => None,
        };
        let what = What::read(row, stream, name.as_deref().unwrap_or_default());
        // Whatever else is missing in an unreadable row is shown as missing.
        let whole = id.is_ok() && row.uuid(2).is_ok() && row.big(5).is_ok() && row.maybe_big(11).is_ok();
        let what = match what {
            Ok(_) | Err(Unread::Newer(_)) if !whole => Err(Unread::Damaged("its place has no number".into())),
            what => what,
        };
        let stream = stream.map_or_else(
            || FeedStream::Other { kind: name.unwrap_or_default().to_owned(), id: id.unwrap_or_default() },
            FeedStream::Known,
        );
        let seq = row.big(5).unwrap_or_default();
        Ok(Self {
            cursor,
            biller: BillerId(row.uuid(2).unwrap_or_default()),
            seq,
            kind: row.text(6).unwrap_or_default().to_owned(),
            at: Timestamp(row.big(9).unwrap_or_default()),
            payer_prev: row.maybe_big(11).unwrap_or_default(),
            what: what.map_err(|unread| {
                unread.noted(format_args!("event {seq} of {} {}", stream.kind(), stream.uuid()))
            }),
            stream,
        })
    }

    fn opaque(&self) -> Option<Opaque> {
        self.what.as_ref().err().map(Unread::opaque)
    }

    /// Whether somebody may have the stream open.
    const fn is_of_invoice(&self) -> bool {
        matches!(self.stream, FeedStream::Known(StreamId::Invoice(_)))
    }

    fn payer_frame(&self, known: &Known) -> Option<PayerFrame> {
        let prev = self.payer_prev?;
        let event = match self.opaque() {
            None => self.mapped(known, |mapping, actor, event| mapping.payer_event(actor, event))??,
            Some(Opaque::Newer) if self.is_of_invoice() => PayerEvent::Unknown,
            Some(_) => return None,
        };
        Some(PayerFrame { seq: self.seq, prev, at: self.at, event })
    }

    fn staff_frame(&self, known: &Known) -> Option<StaffFrame> {
        let event = match self.opaque() {
            None => self.mapped(known, |mapping, actor, event| mapping.staff_event(actor, event))?,
            Some(opaque @ Opaque::Newer) if self.is_of_invoice() => {
                StaffEvent::Opaque { kind: self.kind.clone(), opaque }
            }
            Some(_) => return None,
        };
        Some(StaffFrame { seq: self.seq, prev: self.seq - 1, at: self.at, event })
    }

    fn mapped<T>(
        &self,
        known: &Known,
        map: impl FnOnce(&Mapping<'_>, &Actor, &InvoiceEvent) -> T,
    ) -> Option<T> {
        let What { actor, zone, event } = self.what.as_ref().ok()?;
        let event = event.as_ref()?;
        let text = |content: ContentId| known.texts.get(&(self.biller, content)).cloned();
        let staff_name = |staff: StaffId| known.names.get(&(self.biller, staff)).cloned();
        let attachment = |id: AttachmentId| known.attachments.get(&(self.biller, id)).cloned();
        let mapping = Mapping { zone, text: &text, staff_name: &staff_name, attachment: &attachment };
        Some(map(&mapping, actor, event))
    }

    fn event(&self) -> Option<&InvoiceEvent> {
        self.what.as_ref().ok()?.event.as_ref()
    }
}

impl What {
    /// Reads the content of a row; a stream of an unknown kind is unreadable.
    fn read(row: &AnyRow, stream: Option<StreamId>, kind: &str) -> Result<Self, Unread> {
        let event = match stream {
            Some(stream @ StreamId::Invoice(_)) => match event_in(row, stream, 6)? {
                Event::Invoice(_, event) => Some(event),
                _ => None,
            },
            // Nobody reads more of it than its type.
            Some(stream) => is_known(stream, row.text(6)?, row.big(7)?).map(|()| None)?,
            None => return Err(unknown_name(&format!("a stream of the kind “{kind}”"), kind)),
        };
        row.big(9)?;
        let zone = row.text(12)?;
        Ok(Self {
            actor: actor(row.text(10)?)?,
            zone: TimeZone::get(zone)
                .map_err(|error| Unread::Damaged(format!("the biller's time zone “{zone}”: {error}")))?,
            event,
        })
    }
}

/// What events refer to by id.
struct Known {
    /// The texts of content rows, without those that were erased.
    texts: HashMap<(BillerId, ContentId), String>,
    names: Names,
    /// Attachments, without those that were erased.
    attachments: attachments::Shown,
}

async fn known_of(conn: &mut AnyConnection, entries: &[Entry]) -> Result<Known, Failure> {
    let wanted: Vec<ContentId> = entries.iter().filter_map(|entry| texts_of(entry.event()?)).collect();
    let texts = content::texts(conn, &wanted).await?;
    let mut people: Vec<StaffId> = entries.iter().flat_map(people_of).collect();
    people.sort_unstable();
    people.dedup();
    let files: Vec<AttachmentId> =
        entries.iter().filter_map(Entry::event).flat_map(attachments_of).copied().collect();
    Ok(Known {
        texts,
        names: staff::names(conn, &people).await?,
        attachments: attachments::shown(conn, &files).await?,
    })
}

/// The staff that an event names: who caused it, and whom it is about.
fn people_of(entry: &Entry) -> impl Iterator<Item = StaffId> + use<> {
    let actor = match entry.what.as_ref().map(|what| what.actor) {
        Ok(Actor::Staff { id }) => Some(id),
        _ => None,
    };
    let assigned = match entry.event() {
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
    for entry in &entries {
        match &entry.what {
            // A damaged event cannot become a frame, and the frames after it would not follow.
            Err(unread @ Unread::Damaged(_)) => return Err(unread.clone().into()),
            Err(unread @ Unread::Newer(_)) if entry.seq == 1 => return Err(unread.clone().into()),
            Err(Unread::Newer(_)) | Ok(_) => {}
        }
    }
    let known = known_of(conn, &entries).await?;
    Ok((entries, known))
}

/// The payer's frames of an invoice after `since`. An event of a newer version is passed on as opaque, except the first
/// one, without which there is nothing to show.
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

/// Entries of the feed, read with the engine's own statement.
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
            opaque: entry.opaque(),
            cursor: entry.cursor,
            biller: entry.biller,
            stream: entry.stream,
            seq: entry.seq,
            kind: entry.kind,
            at: entry.at,
        })
        .collect())
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

/// The end of the feed, read with the engine's own statement; the beginning if nothing was written.
pub(crate) async fn feed_end(conn: &mut AnyConnection, statement: &'static str) -> Result<Cursor, Failure> {
    let row = sqlx::query(statement).fetch_optional(conn).await?;
    row.map_or(Ok(Cursor::default()), |row| Ok(Cursor { tx: row.big(0)?, row: row.big(1)? }))
}
