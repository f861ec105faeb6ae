//! The inbox, prepared answers, and what a biller lets Billow decide.

mod consent;
pub(crate) mod conversations;
mod inbox;
mod replies;

use async_trait::async_trait;
use domain::Timestamp;
use domain::ids::{BillerId, CardId, ContentId, InvoiceId, StaffId};
use usecases::{
    Consent, ConversationRow, InboxCounts, InboxPage, InboxQuery, Policy, ReplyId, SavedReply, StoreError,
    TalkStore, TalkTransaction,
};

use crate::content;
use crate::personal_data::TableData;
use crate::store::SqlStore;
use crate::transaction::SqlTransaction;

/// The table `conversations`.
pub(crate) const CONVERSATIONS_DATA: TableData =
    TableData::plain("conversations", &["biller", "invoice", "payer", "state", "assignee", "last_side"]);

/// The table `replies`.
pub(crate) const REPLIES_DATA: TableData =
    TableData::plain("conversations", &["biller", "id", "kind", "name", "texts"]);

/// The table `policies`.
pub(crate) const POLICIES_DATA: TableData = TableData::plain("billers", &["biller", "data"]);

#[async_trait]
impl TalkTransaction for SqlTransaction<'_> {
    async fn policy(&mut self, biller: BillerId) -> Result<Policy, StoreError> {
        let found = replies::policy(self.conn, biller).await;
        self.check(found)
    }

    async fn put_policy(&mut self, biller: BillerId, policy: &Policy) -> Result<(), StoreError> {
        let put = replies::put_policy(self.conn, biller, policy).await;
        self.check(put)
    }

    async fn replies(&mut self, biller: BillerId) -> Result<Vec<SavedReply>, StoreError> {
        let found = replies::all(self.conn, biller).await;
        self.check(found)
    }

    async fn put_reply(&mut self, biller: BillerId, reply: &SavedReply) -> Result<(), StoreError> {
        let put = replies::put(self.conn, biller, reply).await;
        self.check(put)
    }

    async fn remove_reply(&mut self, biller: BillerId, reply: ReplyId) -> Result<bool, StoreError> {
        let removed = replies::remove(self.conn, biller, reply).await;
        self.check(removed)
    }

    async fn content_text(
        &mut self,
        biller: BillerId,
        content: ContentId,
    ) -> Result<Option<String>, StoreError> {
        let found = content::get(self.conn, biller, content).await;
        let text = self.check(found)?.map(|bytes| String::from_utf8_lossy(&bytes).into_owned());
        Ok(text)
    }
}

#[async_trait]
impl TalkStore for SqlStore {
    async fn inbox(&self, biller: BillerId, query: &InboxQuery) -> Result<InboxPage, StoreError> {
        Ok(inbox::page(&mut *self.reader().await?, biller, query).await?)
    }

    async fn inbox_counts(
        &self,
        biller: BillerId,
        me: Option<StaffId>,
        now: Timestamp,
    ) -> Result<InboxCounts, StoreError> {
        Ok(inbox::counts(&mut *self.reader().await?, biller, me, now).await?)
    }

    async fn conversation(
        &self,
        biller: BillerId,
        invoice: InvoiceId,
    ) -> Result<Option<ConversationRow>, StoreError> {
        Ok(inbox::get(&mut *self.reader().await?, biller, invoice).await?)
    }

    async fn consent(
        &self,
        biller: BillerId,
        invoice: InvoiceId,
        card: CardId,
    ) -> Result<Option<Consent>, StoreError> {
        Ok(consent::get(&mut *self.reader().await?, biller, invoice, card).await?)
    }

    async fn saved_replies(&self, biller: BillerId) -> Result<Vec<SavedReply>, StoreError> {
        Ok(replies::all(&mut *self.reader().await?, biller).await?)
    }

    async fn biller_policy(&self, biller: BillerId) -> Result<Policy, StoreError> {
        Ok(replies::policy(&mut *self.reader().await?, biller).await?)
    }
}
