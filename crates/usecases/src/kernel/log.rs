//! The log of events: streams are loaded from it, events are appended to it, and the feed follows it.

use async_trait::async_trait;
use domain::ids::BillerId;
use domain::invoices::wire::{Opaque, PayerFrame, StaffFrame};
use domain::{Actor, Books, Event, StreamId, Timestamp};
use uuid::Uuid;

use crate::kernel::access::{Caller, Scope, Who};
use crate::kernel::error::{StoreError, UseCaseError};
use crate::kernel::ports::Store;
use crate::kernel::query::Query;

/// Reads and writes of the log within a transaction.
#[async_trait]
pub trait LogTransaction: Send {
    /// Folds whole streams into `books`; nothing happens where one does not exist.
    async fn load(
        &mut self,
        biller: BillerId,
        streams: &[StreamId],
        books: &mut Books,
    ) -> Result<(), StoreError>;

    /// The same for many streams that are not known yet. A damaged one is left out and does not affect the others.
    async fn load_many(
        &mut self,
        biller: BillerId,
        streams: &[StreamId],
        books: &mut Books,
    ) -> Result<(), StoreError>;

    /// Appends `events`, decided on `before`, with their postings and projections. They may be sent later, with the next
    /// statement that reads or at the end, which then is [`StoreError::Conflict`] if another writer was faster: the
    /// transaction runs again.
    async fn append(&mut self, meta: &Meta, before: &Books, events: &[Event]) -> Result<(), StoreError>;
}

#[async_trait]
pub trait LogStore: Send + Sync {
    /// The current end of the feed.
    async fn feed_end(&self) -> Result<Cursor, StoreError>;

    /// Committed events of all billers after `after`, in commit order, without their content. A row that cannot be read
    /// keeps its place.
    ///
    /// What a row shows by itself is counted and logged here, whether anybody looks at the event or not: a type, a
    /// version or a kind of stream of a newer program, and damage outside the content. Damage inside the content is
    /// left to whoever reads it: frames, decisions, [`LogStore::feed_of`], `billow verify`. The feed passes each event
    /// once, just after it was committed, so it would never see what a disk damages later.
    async fn feed(&self, after: Cursor, limit: usize) -> Result<Vec<FeedRow>, StoreError>;

    /// The content of events in the feed, in commit order, with the frames of the audiences that are asked for.
    async fn feed_entries(&self, wanted: &[(Cursor, Audiences)]) -> Result<Vec<FeedEntry>, StoreError>;

    /// Committed events of a biller after `after`, in commit order, with the frames of staff. An event that cannot be
    /// read is an entry too, see [`FeedEntry::opaque`].
    async fn feed_of(
        &self,
        biller: BillerId,
        after: Cursor,
        limit: usize,
    ) -> Result<Vec<FeedEntry>, StoreError>;

    /// Waits until something may have been committed, by this process or another, since the call that returned `seen`
    /// (zero at first), or until `at_most_ms` have passed. Returns the value for the next call. Call it before reading
    /// the feed. The result is only a hint.
    async fn wait_for_commits(&self, seen: u64, at_most_ms: u64) -> u64;
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Meta {
    pub biller: BillerId,
    pub at: Timestamp,
    pub actor: Actor,
}

/// A place in the feed: commit order. Opaque outside the store, as `tx.row`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub struct Cursor {
    /// The transaction's id on PostgreSQL, zero on SQLite.
    pub tx: i64,
    pub row: i64,
}

impl std::fmt::Display for Cursor {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}.{}", self.tx, self.row)
    }
}

impl std::str::FromStr for Cursor {
    type Err = ();

    fn from_str(text: &str) -> Result<Self, ()> {
        let (tx, row) = text.split_once('.').ok_or(())?;
        Ok(Self { tx: tx.parse().map_err(drop)?, row: row.parse().map_err(drop)? })
    }
}

/// A stream as the feed names it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FeedStream {
    /// A stream of a known kind.
    Known(StreamId),
    /// A stream of another kind, or one whose name is damaged.
    Other {
        kind: String,
        /// The stream's id; nil where the row has none.
        id: Uuid,
    },
}

impl FeedStream {
    #[must_use]
    pub fn kind(&self) -> &str {
        match self {
            Self::Known(stream) => stream.kind(),
            Self::Other { kind, .. } => kind,
        }
    }

    #[must_use]
    pub fn uuid(&self) -> Uuid {
        match self {
            Self::Known(stream) => stream.uuid(),
            Self::Other { id, .. } => *id,
        }
    }
}

/// An event in the feed, without its content. What is missing in a damaged row is empty, nil or zero.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FeedRow {
    /// Its position; the next read continues from here.
    pub cursor: Cursor,
    pub biller: BillerId,
    pub stream: FeedStream,
    /// The event's number in it.
    pub seq: i64,
    /// The event's stored type, e.g. `payment_settled`.
    pub kind: String,
    pub at: Timestamp,
}

/// For whom an event is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Audiences {
    pub payer: bool,
    pub staff: bool,
}

impl Audiences {
    pub const STAFF: Self = Self { payer: false, staff: true };

    #[must_use]
    pub const fn is_empty(self) -> bool {
        !self.payer && !self.staff
    }
}

/// An event in the feed with what its audiences see of it. One that cannot be read keeps its place, so that readers do
/// not stop at it.
#[derive(Debug, Clone, PartialEq)]
pub struct FeedEntry {
    pub row: FeedRow,
    /// The payer's frame, for invoices, where it was asked for.
    pub payer: Option<PayerFrame>,
    /// The staff's frame, for invoices, where it was asked for.
    pub staff: Option<StaffFrame>,
    /// Why there is no content; `None` if it could be read.
    pub opaque: Option<Opaque>,
}

/// Committed events of the biller, in commit order.
#[derive(Debug, Clone)]
pub struct ReadFeed {
    /// Where the previous call ended.
    pub after: Cursor,
    pub limit: usize,
}

#[async_trait]
impl Query for ReadFeed {
    type Output = Vec<FeedEntry>;
    const NAME: &'static str = "read_feed";
    const ALLOWED: &'static [Who] = &[Who::Api(Scope::Invoices)];

    async fn answer(&self, store: &dyn Store, caller: &Caller) -> Result<Vec<FeedEntry>, UseCaseError> {
        Ok(store.feed_of(caller.biller, self.after, self.limit).await?)
    }
}
