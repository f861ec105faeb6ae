//! Conversations: the inbox, what was agreed, files, prepared answers.

use super::Query;
use crate::access::{About, Caller, Who};
use crate::attachments::KnownAttachment;
use crate::cards::Consent;
use crate::error::UseCaseError;
use crate::ports::Store;
use crate::talk::{ConversationRow, InboxCounts, InboxPage, InboxQuery, SavedReply};
use async_trait::async_trait;
use domain::Timestamp;
use domain::ids::{AttachmentId, CardId, InvoiceId, StaffId};
use domain::proof::PayerAction;
use domain::talk::Side;

/// A page of the inbox, what happened last first.
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
    /// Whose own are counted apart.
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

/// One conversation; nothing where nobody said anything and nobody looks after it.
#[derive(Debug, Clone)]
pub struct FindConversation {
    /// On which invoice.
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

/// The conversations whose invoices fit a search, the newest invoices first.
#[derive(Debug, Clone)]
pub struct SearchConversations {
    /// What is searched for.
    pub search: String,
    /// How many at most.
    pub limit: usize,
}

#[async_trait]
impl Query for SearchConversations {
    type Output = Vec<InvoiceId>;
    const NAME: &'static str = "search_conversations";
    const ALLOWED: &'static [Who] = &[Who::Agents];

    async fn answer(&self, store: &dyn Store, caller: &Caller) -> Result<Vec<InvoiceId>, UseCaseError> {
        Ok(store.search_talks(caller.biller, &self.search, self.limit).await?)
    }
}

/// What exactly was agreed when a card was accepted; nothing where it was not.
#[derive(Debug, Clone)]
pub struct FindConsent {
    /// On which invoice.
    pub invoice: InvoiceId,
    pub card: CardId,
}

#[async_trait]
impl Query for FindConsent {
    type Output = Option<Consent>;
    const NAME: &'static str = "find_consent";
    const ALLOWED: &'static [Who] = &[Who::Agents];

    fn about(&self) -> About {
        About::Invoice(self.invoice)
    }

    async fn answer(&self, store: &dyn Store, caller: &Caller) -> Result<Option<Consent>, UseCaseError> {
        Ok(store.consent(caller.biller, self.invoice, self.card).await?)
    }
}

/// A file of an invoice that was posted, or that waits on the caller's own side; none that is on its way out.
#[derive(Debug, Clone)]
pub struct FindAttachment {
    /// On which invoice.
    pub invoice: InvoiceId,
    pub id: AttachmentId,
}

#[async_trait]
impl Query for FindAttachment {
    type Output = Option<KnownAttachment>;
    const NAME: &'static str = "find_attachment";
    const ALLOWED: &'static [Who] = &[Who::Payer(PayerAction::See), Who::Agents];

    fn about(&self) -> About {
        About::Invoice(self.invoice)
    }

    async fn answer(
        &self,
        store: &dyn Store,
        caller: &Caller,
    ) -> Result<Option<KnownAttachment>, UseCaseError> {
        let found = store.attachment(caller.biller, self.invoice, self.id).await?;
        Ok(found.filter(|file| file.posted || file.side == Side::of(&caller.actor())))
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
