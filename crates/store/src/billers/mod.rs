//! Billers: their rows, API keys, policies and identities, and the sandbox clock.

mod clock;
mod identities;
mod policy;
pub(crate) mod rows;
pub(crate) mod tables;

use std::sync::Arc;

use async_trait::async_trait;
use domain::ids::BillerId;
use usecases::billers::{BillerIdentity, IdentityKind};
use usecases::{Biller, BillerStore, BillerTransaction, KnownApiKey, NewApiKey, Policy, StoreError};

use crate::store::SqlStore;
use crate::transaction::SqlTransaction;
use crate::writer::WriteTask;
use clock::AdvanceClock;

#[async_trait]
impl BillerTransaction for SqlTransaction<'_> {
    async fn biller(&mut self, biller: BillerId) -> Result<Option<Biller>, StoreError> {
        if let Some(known) = self.biller_ahead.take_if(|known| known.id == biller) {
            return Ok(Some(known));
        }
        let found = rows::get(self.conn().await?, biller).await;
        self.check(found)
    }

    async fn put_biller(&mut self, biller: &Biller) -> Result<(), StoreError> {
        self.biller_ahead = None;
        let put = rows::put(self.conn().await?, biller).await;
        self.check(put)
    }

    async fn put_api_key(&mut self, key: &NewApiKey) -> Result<(), StoreError> {
        let put = rows::put_api_key(self.conn().await?, key).await;
        self.check(put)
    }

    async fn policy(&mut self, biller: BillerId) -> Result<Policy, StoreError> {
        let found = policy::get(self.conn().await?, biller).await;
        self.check(found)
    }

    async fn put_policy(&mut self, biller: BillerId, new: &Policy) -> Result<(), StoreError> {
        let put = policy::put(self.conn().await?, biller, new).await;
        self.check(put)
    }

    async fn identities(
        &mut self,
        biller: BillerId,
        kind: IdentityKind,
    ) -> Result<Vec<BillerIdentity>, StoreError> {
        let found = identities::all(self.conn().await?, biller, kind).await;
        self.check(found)
    }

    async fn hold_identities(&mut self, biller: BillerId, kind: IdentityKind) -> Result<(), StoreError> {
        self.hold_name(&format!("{} of {biller}", kind.as_str())).await
    }

    async fn put_identity(
        &mut self,
        biller: BillerId,
        kind: IdentityKind,
        identity: &BillerIdentity,
    ) -> Result<(), StoreError> {
        let put = identities::put(self.conn().await?, biller, kind, identity).await;
        self.check(put)
    }

    async fn remove_identity(
        &mut self,
        biller: BillerId,
        kind: IdentityKind,
        key: &str,
    ) -> Result<(), StoreError> {
        let removed = identities::remove(self.conn().await?, biller, kind, key).await;
        self.check(removed)
    }
}

#[async_trait]
impl BillerStore for SqlStore {
    async fn billers(&self) -> Result<Vec<Biller>, StoreError> {
        Ok(rows::all(&mut *self.reader().await?).await?)
    }

    async fn biller(&self, biller: BillerId) -> Result<Option<Biller>, StoreError> {
        Ok(rows::get(&mut *self.reader().await?, biller).await?)
    }

    async fn api_key(&self, hash: &[u8]) -> Result<Option<KnownApiKey>, StoreError> {
        Ok(rows::api_key(&mut *self.reader().await?, hash).await?)
    }

    async fn advance_clock(&self, biller: BillerId, by_ms: i64) -> Result<i64, StoreError> {
        let task = Arc::new(AdvanceClock::new(biller, by_ms));
        self.do_own(Arc::clone(&task) as Arc<dyn WriteTask>).await?;
        Ok(task.stands_at())
    }

    async fn biller_policy(&self, biller: BillerId) -> Result<Policy, StoreError> {
        Ok(policy::get(&mut *self.reader().await?, biller).await?)
    }

    async fn list_identities(
        &self,
        biller: BillerId,
        kind: IdentityKind,
    ) -> Result<Vec<BillerIdentity>, StoreError> {
        Ok(identities::all(&mut *self.reader().await?, biller, kind).await?)
    }
}
