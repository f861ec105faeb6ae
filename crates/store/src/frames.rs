//! Frames: what readers may see of the events of an invoice.

use std::collections::HashMap;

use domain::ids::{AttachmentId, BillerId, ContentId, InvoiceId, StaffId};
use domain::invoices::InvoiceEvent;
use domain::invoices::wire::{
    Mapping, Opaque, PayerEvent, PayerFrame, StaffEvent, StaffFrame, attachments_of, texts_of,
};
use domain::{Actor, Event, StreamId, Timestamp};
use jiff::tz::TimeZone;
use sqlx::AnyConnection;
use sqlx::any::AnyRow;
use usecases::{Audiences, Cursor, FeedEntry, FeedRow, FeedStream};

use crate::attachments;
use crate::content;
use crate::engine::event_columns;
use crate::events::{Unread, actor, decode, is_known};
use crate::failure::Failure;
use crate::log::stream_of;
use crate::rows::Columns;
use crate::staff::{self, Names};

/// Reads where an event is. Every row has a place, whatever it holds: what is missing in it is shown as missing.
pub(crate) fn place(row: &AnyRow) -> Result<FeedRow, Failure> {
    let name = row.text(3).unwrap_or_default();
    let id = row.uuid(4).ok();
    let stream = id.and_then(|id| stream_of(name, id).ok()).map_or_else(
        || FeedStream::Other { kind: name.to_owned(), id: id.unwrap_or_default() },
        FeedStream::Known,
    );
    Ok(FeedRow {
        cursor: Cursor { tx: row.big(0)?, row: row.big(1)? },
        biller: BillerId(row.uuid(2).unwrap_or_default()),
        stream,
        seq: row.big(5).unwrap_or_default(),
        kind: row.text(6).unwrap_or_default().to_owned(),
        at: Timestamp(row.big(8).unwrap_or_default()),
    })
}

/// Checks that this program can read the event of a row, as far as that shows without its content.
pub(crate) fn readable(row: &AnyRow) -> Result<StreamId, Unread> {
    let (name, id) = (row.text(3)?, row.uuid(4)?);
    row.uuid(2)?;
    row.big(5)?;
    row.big(8)?;
    row.maybe_big(9)?;
    let stream = stream_of(name, id)?;
    is_known(stream, row.text(6)?, row.big(7)?)?;
    Ok(stream)
}

/// Counts and logs that the event at this place was not read.
pub(crate) fn noted(unread: Unread, place: &FeedRow) -> Unread {
    let FeedRow { stream, seq, .. } = place;
    unread.noted(format_args!("event {seq} of {} {}", stream.kind(), stream.uuid()))
}

/// An event with its content.
pub(crate) struct Entry {
    row: FeedRow,
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
    /// Reads a row. An unreadable one is an entry too, so that it does not stop those who read on.
    pub(crate) fn read(row: &AnyRow) -> Result<Self, Failure> {
        let place = place(row)?;
        let what = readable(row).and_then(|stream| What::read(row, stream));
        Ok(Self {
            payer_prev: row.maybe_big(9).unwrap_or_default(),
            what: what.map_err(|unread| noted(unread, &place)),
            row: place,
        })
    }

    pub(crate) const fn cursor(&self) -> Cursor {
        self.row.cursor
    }

    /// The entry as these audiences see it.
    pub(crate) fn shown_to(self, audiences: Audiences, known: &Known) -> FeedEntry {
        FeedEntry {
            payer: audiences.payer.then(|| self.payer_frame(known)).flatten(),
            staff: audiences.staff.then(|| self.staff_frame(known)).flatten(),
            opaque: self.opaque(),
            row: self.row,
        }
    }

    fn opaque(&self) -> Option<Opaque> {
        self.what.as_ref().err().map(Unread::opaque)
    }

    /// Whether somebody may have the stream open.
    const fn is_of_invoice(&self) -> bool {
        matches!(self.row.stream, FeedStream::Known(StreamId::Invoice(_)))
    }

    fn payer_frame(&self, known: &Known) -> Option<PayerFrame> {
        let prev = self.payer_prev?;
        let event = match self.opaque() {
            None => self.mapped(known, |mapping, actor, event| mapping.payer_event(actor, event))??,
            Some(Opaque::Newer) if self.is_of_invoice() => PayerEvent::Unknown,
            Some(_) => return None,
        };
        Some(PayerFrame { seq: self.row.seq, prev, at: self.row.at, event })
    }

    fn staff_frame(&self, known: &Known) -> Option<StaffFrame> {
        let event = match self.opaque() {
            None => self.mapped(known, |mapping, actor, event| mapping.staff_event(actor, event))?,
            Some(opaque @ Opaque::Newer) if self.is_of_invoice() => {
                StaffEvent::Opaque { kind: self.row.kind.clone(), opaque }
            }
            Some(_) => return None,
        };
        Some(StaffFrame { seq: self.row.seq, prev: self.row.seq - 1, at: self.row.at, event })
    }

    fn mapped<T>(
        &self,
        known: &Known,
        map: impl FnOnce(&Mapping<'_>, &Actor, &InvoiceEvent) -> T,
    ) -> Option<T> {
        let What { actor, zone, event } = self.what.as_ref().ok()?;
        let event = event.as_ref()?;
        let biller = self.row.biller;
        let text = |content: ContentId| known.texts.get(&(biller, content)).cloned();
        let staff_name = |staff: StaffId| known.names.get(&(biller, staff)).cloned();
        let attachment = |id: AttachmentId| known.attachments.get(&(biller, id)).cloned();
        let mapping = Mapping { zone, text: &text, staff_name: &staff_name, attachment: &attachment };
        Some(map(&mapping, actor, event))
    }

    fn event(&self) -> Option<&InvoiceEvent> {
        self.what.as_ref().ok()?.event.as_ref()
    }
}

impl What {
    /// Reads the content of a row.
    fn read(row: &AnyRow, stream: StreamId) -> Result<Self, Unread> {
        // Nobody reads more of another stream's event than its type.
        let event = match stream {
            StreamId::Invoice(_) => match decode(stream, row.text(6)?, row.big(7)?, row.text(10)?)? {
                Event::Invoice(_, event) => Some(event),
                _ => None,
            },
            _ => None,
        };
        let zone = row.text(12)?;
        Ok(Self {
            actor: actor(row.text(11)?)?,
            zone: TimeZone::get(zone)
                .map_err(|error| Unread::Damaged(format!("the biller's time zone “{zone}”: {error}")))?,
            event,
        })
    }
}

/// What events refer to by id.
pub(crate) struct Known {
    /// The texts of content rows, without those that were erased.
    texts: HashMap<(BillerId, ContentId), String>,
    names: Names,
    /// Attachments, without those that were erased.
    attachments: attachments::Shown,
}

/// Looks up what these events refer to.
pub(crate) async fn known_of(conn: &mut AnyConnection, entries: &[Entry]) -> Result<Known, Failure> {
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
            Err(unread @ Unread::Newer(_)) if entry.row.seq == 1 => return Err(unread.clone().into()),
            Err(Unread::Newer(_)) | Ok(_) => {}
        }
    }
    let known = known_of(conn, &entries).await?;
    Ok((entries, known))
}

/// The payer's frames of an invoice after `since`. An event of a newer version is passed on as opaque, except the first
/// one, without which there is nothing to show.
pub(crate) async fn payer(
    conn: &mut AnyConnection,
    biller: BillerId,
    invoice: InvoiceId,
    since: i64,
) -> Result<Vec<PayerFrame>, Failure> {
    let (entries, known) = entries(conn, biller, invoice, since).await?;
    Ok(entries.iter().filter_map(|entry| entry.payer_frame(&known)).collect())
}

/// The staff's frames of an invoice after `since`.
pub(crate) async fn staff(
    conn: &mut AnyConnection,
    biller: BillerId,
    invoice: InvoiceId,
    since: i64,
) -> Result<Vec<StaffFrame>, Failure> {
    let (entries, known) = entries(conn, biller, invoice, since).await?;
    Ok(entries.iter().filter_map(|entry| entry.staff_frame(&known)).collect())
}
