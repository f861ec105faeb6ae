//! Links to invoices' pages. The token is never stored, only its hash.

mod rows;
pub(crate) mod tables;

use std::sync::Arc;

use async_trait::async_trait;
use domain::Timestamp;
use domain::ids::{BillerId, InvoiceId, LinkId};
use usecases::{Link, LinkPlace, LinkStore, LinkTransaction, StoreError};

use crate::store::SqlStore;
use crate::transaction::SqlTransaction;

#[async_trait]
impl LinkTransaction for SqlTransaction<'_> {
    async fn link_at(&mut self, place: &LinkPlace) -> Result<Option<Link>, StoreError> {
        let found = rows::at(self.conn().await?, place).await;
        self.check(found)
    }

    async fn link(&mut self, biller: BillerId, link: LinkId) -> Result<Option<Link>, StoreError> {
        let found = rows::get(self.conn().await?, biller, link).await;
        self.check(found)
    }

    async fn put_link(&mut self, link: &Link) -> Result<(), StoreError> {
        let put = rows::put(self.conn().await?, link).await;
        self.check_write(put, || format!("link of invoice {}", link.place.invoice))
    }
}

#[async_trait]
impl LinkStore for SqlStore {
    async fn link_by_hash(&self, hash: &[u8]) -> Result<Option<Link>, StoreError> {
        Ok(rows::by_hash(&mut *self.reader().await?, hash).await?)
    }

    async fn links_that_hold(
        &self,
        hashes: &[Arc<[u8]>],
        now: Timestamp,
    ) -> Result<Vec<Vec<u8>>, StoreError> {
        Ok(rows::that_hold(&mut *self.reader().await?, hashes, now).await?)
    }

    async fn links_of(&self, biller: BillerId, invoice: InvoiceId) -> Result<Vec<Link>, StoreError> {
        Ok(rows::of_invoice(&mut *self.reader().await?, biller, invoice).await?)
    }
}
