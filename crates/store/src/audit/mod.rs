//! The audit log: rows are added, never changed.

mod rows;
pub(crate) mod tables;

use async_trait::async_trait;
use domain::ids::BillerId;
use usecases::{AuditPage, AuditQuery, AuditStore, AuditTransaction, NewAuditEntry, StoreError};

use crate::store::SqlStore;
use crate::transaction::SqlTransaction;

#[async_trait]
impl AuditTransaction for SqlTransaction<'_> {
    async fn add_audit(&mut self, entry: &NewAuditEntry) -> Result<(), StoreError> {
        self.write_later(vec![rows::insert(entry)]);
        Ok(())
    }
}

#[async_trait]
impl AuditStore for SqlStore {
    async fn audit(&self, biller: BillerId, query: &AuditQuery) -> Result<AuditPage, StoreError> {
        Ok(rows::page(&mut *self.reader().await?, biller, query).await?)
    }
}
