//! The log of events: streams are loaded from it, events appended to it, and the feed follows it.

use async_trait::async_trait;
use domain::ids::BillerId;
use domain::invoices::wire::{Opaque, PayerFrame, StaffFrame};
use domain::{Actor, Books, Event, StreamId, Timestamp};
use uuid::Uuid;

use crate::kernel::access::{Caller, Scope, Who};
use crate::kernel::error::{StoreError, UseCaseError};
use crate::kernel::ports::Store;
use crate::kernel::query::Query;

/// What a transaction reads and writes of the log.
#[async_trait]
pub trait LogTransaction: Send {
    /// Folds the whole stream into `books`; nothing happens where it does not exist.
    async fn load(&mut self, biller: BillerId, stream: StreamId, books: &mut Books)
    -> Result<(), StoreError>;

    /// Folds many streams into `books`. A damaged one stays out of them and does not stop the others.
    async fn load_many(
        &mut self,
        biller: BillerId,
        streams: &[StreamId],
        books: &mut Books,
    ) -> Result<(), StoreError>;

    /// Appends `events`, decided on `before`, with their postings and projections. A writer that was
    /// faster makes it [`StoreError::Conflict`], and the work runs again.
    async fn append(&mut self, meta: &Meta, before: &Books, events: &[Event]) -> Result<(), StoreError>;
}

/// What is read of the log.
#[async_trait]
pub trait LogStore: Send + Sync {
    /// Where the feed ends now.
    async fn feed_end(&self) -> Result<Cursor, StoreError>;

    /// Committed events after `after`, in commit order, of all billers or one. An event that cannot be read does not
    /// stop it, see [`FeedEntry::opaque`].
    async fn feed(
        &self,
        biller: Option<BillerId>,
        after: Cursor,
        limit: usize,
    ) -> Result<Vec<FeedEntry>, StoreError>;

    /// Waits until something may have been committed, by this process or another, since the call that
    /// answered `seen` (zero at first), or until `at_most_ms` have passed; answers what to call the next
    /// wait with. Take the answer before reading the feed. Only ever a hint.
    async fn wait_for_commits(&self, seen: u64, at_most_ms: u64) -> u64;
}

/// Who, when and for whom an append is.
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
    /// One of a kind that this program knows.
    Known(StreamId),
    /// One of another kind, or one whose name is damaged.
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
    pub const fn uuid(&self) -> Uuid {
        match self {
            Self::Known(stream) => stream.uuid(),
            Self::Other { id, .. } => *id,
        }
    }
}

/// An entry of the feed. One that cannot be read has its place like any other: nobody who follows the feed stops at
/// it.
#[derive(Debug, Clone, PartialEq)]
pub struct FeedEntry {
    /// Its place; the next read goes on from here.
    pub cursor: Cursor,
    pub biller: BillerId,
    pub stream: FeedStream,
    /// The event's number in it.
    pub seq: i64,
    /// The event's stored type, e.g. `payment_settled`.
    pub kind: String,
    pub at: Timestamp,
    /// What a payer may see of it, for invoices.
    pub payer: Option<PayerFrame>,
    /// What staff may see of it, for invoices.
    pub staff: Option<StaffFrame>,
    /// Why it says no more than its place, stream, number, type and time; nothing for one that was read.
    pub opaque: Option<Opaque>,
}

/// Committed events of the biller, in commit order.
#[derive(Debug, Clone)]
pub struct ReadFeed {
    /// Where the call before ended.
    pub after: Cursor,
    /// How many at most.
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
