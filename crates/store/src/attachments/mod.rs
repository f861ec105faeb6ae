//! Rows of the files that people attach: whose and what. The bytes are stored elsewhere.

mod rows;
pub(crate) mod tables;
mod upkeep;

use async_trait::async_trait;
use domain::Timestamp;
use domain::conversations::Side;
use domain::ids::{AttachmentId, BillerId, InvoiceId};
use std::sync::Arc;
use usecases::{AttachmentStore, AttachmentTransaction, Held, KnownAttachment, NewAttachment, StoreError};

use crate::store::SqlStore;
use crate::transaction::SqlTransaction;
use crate::writer::WriteTask;

pub(crate) use rows::{Shown, shown};

/// The most rows that are marked for deletion at once.
const MOST_GOING: usize = 500;

#[async_trait]
impl AttachmentTransaction for SqlTransaction<'_> {
    async fn put_attachment(&mut self, attachment: &NewAttachment) -> Result<(), StoreError> {
        let put = rows::put(self.conn().await?, attachment).await;
        self.check(put)
    }

    async fn attachments_held(
        &mut self,
        biller: BillerId,
        invoice: InvoiceId,
        side: Side,
    ) -> Result<Held, StoreError> {
        let held = rows::held(self.conn().await?, biller, invoice, side).await;
        self.check(held)
    }

    async fn post_attachment(
        &mut self,
        biller: BillerId,
        invoice: InvoiceId,
        side: Side,
        id: AttachmentId,
    ) -> Result<bool, StoreError> {
        let posted = rows::post(self.conn().await?, biller, invoice, side, id).await;
        self.check(posted)
    }
}

#[async_trait]
impl AttachmentStore for SqlStore {
    async fn attachment(
        &self,
        biller: BillerId,
        invoice: InvoiceId,
        id: AttachmentId,
    ) -> Result<Option<KnownAttachment>, StoreError> {
        Ok(rows::get(&mut *self.reader().await?, biller, invoice, id).await?)
    }

    async fn attachments_to_go(
        &self,
        before: Timestamp,
        limit: usize,
    ) -> Result<Vec<(BillerId, AttachmentId)>, StoreError> {
        let limit = i64::try_from(limit.clamp(1, MOST_GOING)).unwrap_or(1);
        self.do_own(Arc::new(upkeep::GiveUp(before)) as Arc<dyn WriteTask>).await?;
        Ok(rows::going(&mut *self.reader().await?, limit).await?)
    }

    async fn forget_attachment(&self, biller: BillerId, id: AttachmentId) -> Result<(), StoreError> {
        self.do_own(Arc::new(upkeep::Forget(biller, id)) as Arc<dyn WriteTask>).await
    }
}
