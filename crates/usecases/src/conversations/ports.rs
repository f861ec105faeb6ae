//! The database ports of conversations: parts of [`crate::Store`] and [`crate::Transaction`]. Every query
//! names its biller.

use async_trait::async_trait;
use domain::Timestamp;
use domain::conversations::{ConversationState, Side};
use domain::ids::{BillerId, InvoiceId, PayerId, StaffId};

use super::replies::{ReplyId, SavedReply};
use crate::kernel::error::StoreError;

/// Reads and writes of conversations within a transaction.
#[async_trait]
pub trait ConversationTransaction: Send {
    /// The biller's prepared answers, by name.
    async fn replies(&mut self, biller: BillerId) -> Result<Vec<SavedReply>, StoreError>;

    /// Writes one, new or changed.
    async fn put_reply(&mut self, biller: BillerId, reply: &SavedReply) -> Result<(), StoreError>;

    /// Removes one. False where there is none.
    async fn remove_reply(&mut self, biller: BillerId, reply: ReplyId) -> Result<bool, StoreError>;
}

#[async_trait]
pub trait ConversationStore: Send + Sync {
    /// A page of the inbox, most recent activity first.
    async fn inbox(&self, biller: BillerId, query: &InboxQuery) -> Result<InboxPage, StoreError>;

    /// How many conversations there are in the inbox; `now` is business time.
    async fn inbox_counts(
        &self,
        biller: BillerId,
        me: Option<StaffId>,
        now: Timestamp,
    ) -> Result<InboxCounts, StoreError>;

    /// One conversation; `None` if it has no entry and no assignee.
    async fn conversation(
        &self,
        biller: BillerId,
        invoice: InvoiceId,
    ) -> Result<Option<ConversationRow>, StoreError>;

    /// The biller's prepared answers, by name.
    async fn saved_replies(&self, biller: BillerId) -> Result<Vec<SavedReply>, StoreError>;

    /// The conversations whose invoices match a search, newest invoices first; at most `limit`.
    async fn search_conversations(
        &self,
        biller: BillerId,
        search: &str,
        limit: usize,
    ) -> Result<Vec<InvoiceId>, StoreError>;
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tab {
    /// Assigned to this person, and neither solved nor snoozed.
    Mine(StaffId),
    /// Staff have something to do; includes snoozes that are over.
    Open,
    Waiting,
    /// Snoozed until a later time.
    Snoozed,
    Solved,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Assignment {
    #[default]
    Anybody,
    /// Assigned to nobody.
    Nobody,
    To(StaffId),
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct InboxQuery {
    pub tab: Tab,
    pub assignment: Assignment,
    /// The biller's business time; it decides whether a snooze is over.
    pub now: Timestamp,
    /// Where the previous page ended.
    pub after: Option<InboxCursor>,
    /// How many at most, 1 to 100.
    pub limit: usize,
}

/// Where a page of the inbox ends. Opaque in addresses, as `at.invoice`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct InboxCursor {
    /// The time of the last activity in the page's last conversation.
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
    /// Where the next page begins; `None` on the last page.
    pub next: Option<InboxCursor>,
}

/// The newest entry of a conversation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LastMessage {
    pub seq: i64,
    pub at: Timestamp,
    pub side: Side,
    /// The event's stored type: `message_posted`, `proposal_made`, `disputed` …
    pub kind: String,
    /// Its beginning, on one line; `None` if it has no text or was erased.
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
    /// The state; see [`ConversationState::at`].
    pub state: ConversationState,
    /// The staff member that it is assigned to.
    pub assignee: Option<StaffId>,
    pub last: Option<LastMessage>,
    /// When the payer began to wait for a person.
    pub unanswered_since: Option<Timestamp>,
    /// By when a person should have answered.
    pub respond_by: Option<Timestamp>,
    /// How many of the payer's entries no staff member has read.
    pub unread: i64,
    /// Whether the payer has not read the biller's last entry.
    pub unread_by_payer: bool,
    /// Whether a dispute is open.
    pub disputed: bool,
    /// When the payer's open proposal expires.
    pub payer_proposal_until: Option<Timestamp>,
    /// When the biller's open proposal expires.
    pub biller_proposal_until: Option<Timestamp>,
    /// The time of the last activity.
    pub sorted_at: Timestamp,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, serde::Serialize)]
pub struct InboxCounts {
    /// Open, including snoozes that are over.
    pub open: i64,
    /// Waiting for the payer.
    pub waiting: i64,
    pub snoozed: i64,
    /// Open or waiting, assigned to the person who asks.
    pub mine: i64,
    /// Open and assigned to nobody.
    pub unassigned: i64,
    /// With an entry that no staff member has read.
    pub unread: i64,
    /// Not answered in time.
    pub late: i64,
}
