//! Conversations: their rows, the inbox and canned replies.

mod inbox;
mod replies;
pub(crate) mod rows;
pub(crate) mod tables;

use async_trait::async_trait;
use domain::Timestamp;
use domain::ids::{BillerId, InvoiceId, StaffId};
use usecases::{
    ConversationRow, ConversationStore, ConversationTransaction, InboxCounts, InboxPage, InboxQuery, ReplyId,
    SavedReply, StoreError,
};

use crate::failure::Failure;
use crate::rows::Columns;
use crate::search::conditions::Search;
use crate::select::Select;
use crate::store::SqlStore;
use crate::transaction::SqlTransaction;

#[async_trait]
impl ConversationTransaction for SqlTransaction<'_> {
    async fn replies(&mut self, biller: BillerId) -> Result<Vec<SavedReply>, StoreError> {
        let found = replies::all(self.conn().await?, biller).await;
        self.check(found)
    }

    async fn put_reply(&mut self, biller: BillerId, reply: &SavedReply) -> Result<(), StoreError> {
        let put = replies::put(self.conn().await?, biller, reply).await;
        self.check(put)
    }

    async fn remove_reply(&mut self, biller: BillerId, reply: ReplyId) -> Result<bool, StoreError> {
        let removed = replies::remove(self.conn().await?, biller, reply).await;
        self.check(removed)
    }
}

#[async_trait]
impl ConversationStore for SqlStore {
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

    async fn saved_replies(&self, biller: BillerId) -> Result<Vec<SavedReply>, StoreError> {
        Ok(replies::all(&mut *self.reader().await?, biller).await?)
    }

    async fn search_conversations(
        &self,
        biller: BillerId,
        search: &str,
        limit: usize,
    ) -> Result<Vec<InvoiceId>, StoreError> {
        let mut reader = self.reader().await?;
        let search = Search::prepare(&mut reader, biller, search, true).await?;
        let mut select = Select::of(biller, "SELECT i.id FROM ");
        search.add_source(&mut select);
        select.push(" JOIN conversations t ON t.biller = i.biller AND t.invoice = i.id WHERE i.biller = $1");
        if search.is_led() {
            select.and("i.id = found.id", []);
        }
        search.ask(&mut select);
        select.push(&format!(" ORDER BY i.id DESC LIMIT {}", limit.clamp(1, 200)));
        let rows = select.query().fetch_all(&mut *reader).await.map_err(Failure::from)?;
        let found: Result<Vec<_>, Failure> = rows.iter().map(|row| Ok(InvoiceId(row.uuid(0)?))).collect();
        Ok(found?)
    }
}
