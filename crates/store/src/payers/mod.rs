//! Payers: their rows and lists, and how they are found.

pub(crate) mod keys;
pub(crate) mod list;
pub(crate) mod projection;
mod stream;
pub(crate) mod tables;

use async_trait::async_trait;
use domain::ids::{BillerId, PayerId};
use usecases::{ListedPayers, PayerEntry, PayerList, PayerRow, PayerStore, PayerTransaction, StoreError};

use crate::failure::Failure;
use crate::store::SqlStore;
use crate::transaction::SqlTransaction;

#[async_trait]
impl PayerTransaction for SqlTransaction<'_> {
    async fn payer_by_key(&mut self, biller: BillerId, key: &str) -> Result<Option<PayerId>, StoreError> {
        let found = keys::payer(self.conn().await?, biller, key).await;
        self.check(found)
    }

    async fn put_payer_key(&mut self, biller: BillerId, key: &str, payer: PayerId) -> Result<(), StoreError> {
        let put = keys::put(self.conn().await?, biller, key, payer).await;
        self.check_write(put, || format!("payer {biller} {key}"))
    }

    async fn put_payer_search(
        &mut self,
        biller: BillerId,
        payer: PayerId,
        text: &str,
    ) -> Result<(), StoreError> {
        let put = keys::put_search(self.conn().await?, biller, payer, text).await;
        self.check(put)
    }
}

#[async_trait]
impl PayerStore for SqlStore {
    async fn list_payers(&self, biller: BillerId, list: &PayerList) -> Result<ListedPayers, StoreError> {
        Ok(list::page(&mut *self.reader().await?, biller, list).await?)
    }

    async fn payer(&self, biller: BillerId, payer: PayerId) -> Result<Option<PayerRow>, StoreError> {
        Ok(list::get(&mut *self.reader().await?, biller, payer).await?)
    }

    async fn payer_history(&self, biller: BillerId, payer: PayerId) -> Result<Vec<PayerEntry>, StoreError> {
        Ok(list::history(&mut *self.reader().await?, biller, payer).await?)
    }

    async fn payer_exists(&self, biller: BillerId, payer: PayerId) -> Result<bool, StoreError> {
        Ok(list::exists(&mut *self.reader().await?, biller, payer).await?)
    }
}

impl SqlTransaction<'_> {
    /// Nobody can add anything for this payer until the transaction ends, so that nothing is left after erasing.
    pub(crate) async fn lock_payer(&mut self, biller: BillerId, payer: PayerId) -> Result<(), StoreError> {
        let Some(statement) = self.engine.dialect().lock_payer else { return Ok(()) };
        let locked = sqlx::query(statement)
            .bind(biller.0.as_bytes().as_slice())
            .bind(payer.0.as_bytes().as_slice())
            .fetch_optional(&mut *self.conn().await?)
            .await;
        self.check(locked.map(drop).map_err(Failure::from))
    }
}
