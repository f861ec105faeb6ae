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

    /// Committed events after `after`, in commit order, of all billers or one. An event that cannot be read is an entry
    /// too, see [`FeedEntry::opaque`].
    async fn feed(
        &self,
        biller: Option<BillerId>,
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

/// An entry of the feed. An entry that cannot be read keeps its place, so that readers do not stop at it.
#[derive(Debug, Clone, PartialEq)]
pub struct FeedEntry {
    /// Its position; the next read continues from here.
    pub cursor: Cursor,
    pub biller: BillerId,
    pub stream: FeedStream,
    /// The event's number in it.
    pub seq: i64,
    /// The event's stored type, e.g. `payment_settled`.
    pub kind: String,
    pub at: Timestamp,
    /// The payer's frame, for invoices.
    pub payer: Option<PayerFrame>,
    /// The staff's frame, for invoices.
    pub staff: Option<StaffFrame>,
    /// Why the entry has only position, stream, number, type and time; `None` if it could be read.
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
        Ok(store.feed(Some(caller.biller), self.after, self.limit).await?)
    }
}
