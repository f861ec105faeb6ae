//! Queries about conversations: the inbox, one of them, prepared answers.

use super::{ConversationRow, InboxCounts, InboxPage, InboxQuery, SavedReply};
use crate::kernel::access::{About, Caller, Who};
use crate::kernel::error::UseCaseError;
use crate::kernel::ports::Store;
use crate::kernel::query::Query;
use async_trait::async_trait;
use domain::Timestamp;
use domain::ids::{InvoiceId, StaffId};

/// A page of the inbox, most recent activity first.
#[derive(Debug, Clone)]
pub struct ListInbox {
    pub query: InboxQuery,
}

#[async_trait]
impl Query for ListInbox {
    type Output = InboxPage;
    const NAME: &'static str = "list_inbox";
    const ALLOWED: &'static [Who] = &[Who::Agents];

    async fn answer(&self, store: &dyn Store, caller: &Caller) -> Result<InboxPage, UseCaseError> {
        Ok(store.inbox(caller.biller, &self.query).await?)
    }
}

/// How many conversations there are in the inbox.
#[derive(Debug, Clone)]
pub struct CountInbox {
    /// The person whose conversations are counted apart.
    pub me: Option<StaffId>,
    pub now: Timestamp,
}

#[async_trait]
impl Query for CountInbox {
    type Output = InboxCounts;
    const NAME: &'static str = "count_inbox";
    const ALLOWED: &'static [Who] = &[Who::Agents, Who::System];

    async fn answer(&self, store: &dyn Store, caller: &Caller) -> Result<InboxCounts, UseCaseError> {
        Ok(store.inbox_counts(caller.biller, self.me, self.now).await?)
    }
}

/// One conversation; `None` if it has no entry and no assignee.
#[derive(Debug, Clone)]
pub struct FindConversation {
    pub invoice: InvoiceId,
}

#[async_trait]
impl Query for FindConversation {
    type Output = Option<ConversationRow>;
    const NAME: &'static str = "find_conversation";
    const ALLOWED: &'static [Who] = &[Who::Agents, Who::System];

    fn about(&self) -> About {
        About::Invoice(self.invoice)
    }

    async fn answer(
        &self,
        store: &dyn Store,
        caller: &Caller,
    ) -> Result<Option<ConversationRow>, UseCaseError> {
        Ok(store.conversation(caller.biller, self.invoice).await?)
    }
}

/// The conversations whose invoices match a search, newest invoices first.
#[derive(Debug, Clone)]
pub struct SearchConversations {
    pub search: String,
    pub limit: usize,
}

#[async_trait]
impl Query for SearchConversations {
    type Output = Vec<InvoiceId>;
    const NAME: &'static str = "search_conversations";
    const ALLOWED: &'static [Who] = &[Who::Agents];

    async fn answer(&self, store: &dyn Store, caller: &Caller) -> Result<Vec<InvoiceId>, UseCaseError> {
        Ok(store.search_conversations(caller.biller, &self.search, self.limit).await?)
    }
}

/// The biller's prepared answers, by name.
#[derive(Debug, Clone)]
pub struct ListReplies;

#[async_trait]
impl Query for ListReplies {
    type Output = Vec<SavedReply>;
    const NAME: &'static str = "list_replies";
    const ALLOWED: &'static [Who] = &[Who::Agents];

    async fn answer(&self, store: &dyn Store, caller: &Caller) -> Result<Vec<SavedReply>, UseCaseError> {
        Ok(store.saved_replies(caller.biller).await?)
    }
}
