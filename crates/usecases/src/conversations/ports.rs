//! What conversations need of a database: parts of [`crate::Store`] and [`crate::Transaction`]. Every query
//! names its biller.

use async_trait::async_trait;
use domain::Timestamp;
use domain::conversations::{ConversationState, Side};
use domain::ids::{BillerId, InvoiceId, PayerId, StaffId};

use super::replies::{ReplyId, SavedReply};
use crate::kernel::error::StoreError;

/// What a transaction reads and writes of conversations.
#[async_trait]
pub trait ConversationTransaction: Send {
    /// The biller's prepared answers, by name.
    async fn replies(&mut self, biller: BillerId) -> Result<Vec<SavedReply>, StoreError>;

    /// Writes one, new or changed.
    async fn put_reply(&mut self, biller: BillerId, reply: &SavedReply) -> Result<(), StoreError>;

    /// Removes one. False where there is none.
    async fn remove_reply(&mut self, biller: BillerId, reply: ReplyId) -> Result<bool, StoreError>;
}

/// What is read of conversations.
#[async_trait]
pub trait ConversationStore: Send + Sync {
    /// A page of the inbox, what happened last first.
    async fn inbox(&self, biller: BillerId, query: &InboxQuery) -> Result<InboxPage, StoreError>;

    /// How many conversations there are in the inbox; `now` is business time.
    async fn inbox_counts(
        &self,
        biller: BillerId,
        me: Option<StaffId>,
        now: Timestamp,
    ) -> Result<InboxCounts, StoreError>;

    /// One conversation; nothing where nobody said anything and nobody looks after it.
    async fn conversation(
        &self,
        biller: BillerId,
        invoice: InvoiceId,
    ) -> Result<Option<ConversationRow>, StoreError>;

    /// The biller's prepared answers, by name.
    async fn saved_replies(&self, biller: BillerId) -> Result<Vec<SavedReply>, StoreError>;

    /// The conversations whose invoices fit a search, the newest invoices first; at most `limit`.
    async fn search_talks(
        &self,
        biller: BillerId,
        search: &str,
        limit: usize,
    ) -> Result<Vec<InvoiceId>, StoreError>;
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tab {
    /// What this person looks after and has not solved or put off.
    Mine(StaffId),
    /// Somebody has something to do, a snooze that is over included.
    Open,
    Waiting,
    /// Put off until a time that has not come.
    Snoozed,
    Solved,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Assignment {
    #[default]
    Anybody,
    /// Those that nobody looks after.
    Nobody,
    To(StaffId),
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct InboxQuery {
    pub tab: Tab,
    pub assignment: Assignment,
    /// The biller's business time: it decides about snoozes.
    pub now: Timestamp,
    /// Where the page before ended.
    pub after: Option<InboxCursor>,
    /// How many at most, 1 to 100.
    pub limit: usize,
}

/// Where a page of the inbox ends. Opaque in addresses, as `at.invoice`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct InboxCursor {
    /// When something last happened in the last conversation of the page.
    pub at: Timestamp,
    pub invoice: InvoiceId,
}

impl std::fmt::Display for InboxCursor {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}.{}", self.at.0, self.invoice)
    }
}

impl std::str::FromStr for InboxCursor {
    type Err = ();

    fn from_str(text: &str) -> Result<Self, ()> {
        let (at, invoice) = text.split_once('.').ok_or(())?;
        Ok(Self { at: Timestamp(at.parse().map_err(drop)?), invoice: invoice.parse().map_err(drop)? })
    }
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InboxPage {
    pub conversations: Vec<ConversationRow>,
    /// Where the next page begins, if there is one.
    pub next: Option<InboxCursor>,
}

/// The newest thing said in a conversation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LastMessage {
    pub seq: i64,
    pub at: Timestamp,
    /// By which side.
    pub side: Side,
    /// The event's stored type: `message_posted`, `proposal_made`, `disputed` …
    pub kind: String,
    /// Its beginning, on one line; nothing where it has no text or was erased.
    pub preview: Option<String>,
}

/// A conversation as the inbox lists it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ConversationRow {
    pub invoice: InvoiceId,
    pub payer: PayerId,
    pub number: String,
    /// The payer's name, unless erased.
    pub payer_name: Option<String>,
    /// Where it stands; see [`ConversationState::at`].
    pub state: ConversationState,
    /// Who looks after it.
    pub assignee: Option<StaffId>,
    /// What was said last.
    pub last: Option<LastMessage>,
    /// Since when the payer waits for a person.
    pub unanswered_since: Option<Timestamp>,
    /// By when a person should have answered.
    pub respond_by: Option<Timestamp>,
    /// What the payer said that no staff have read.
    pub unread: i64,
    /// Whether the payer has not read what the biller said last.
    pub unread_by_payer: bool,
    /// Whether a dispute is open.
    pub disputed: bool,
    /// Until when a proposal of the payer's waits for staff.
    pub payer_proposal_until: Option<Timestamp>,
    /// Until when a proposal of the biller's waits for the payer.
    pub biller_proposal_until: Option<Timestamp>,
    /// When something last happened.
    pub sorted_at: Timestamp,
}

/// How many conversations there are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, serde::Serialize)]
pub struct InboxCounts {
    /// Open, with snoozes that are over.
    pub open: i64,
    /// Waiting for the payer.
    pub waiting: i64,
    pub snoozed: i64,
    /// Open or waiting, of the person who asks.
    pub mine: i64,
    /// Open, and nobody looks after them.
    pub unassigned: i64,
    /// With something that no staff have read.
    pub unread: i64,
    /// Not answered in time.
    pub late: i64,
}
