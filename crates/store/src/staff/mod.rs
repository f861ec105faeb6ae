//! The biller's staff and their sessions.

mod maintenance;
mod members;
mod sessions;
pub(crate) mod tables;

use std::sync::Arc;

use async_trait::async_trait;
use domain::Timestamp;
use domain::ids::{BillerId, StaffId};
use usecases::{
    Credentials, KnownSession, PasswordHash, Session, StaffMember, StaffStore, StaffTransaction, StoreError,
};

use crate::store::SqlStore;
use crate::transaction::SqlTransaction;
use crate::writer::WriteTask;
use maintenance::{PurgeSessions, TouchSession};
pub(crate) use members::{Names, names};

#[async_trait]
impl StaffTransaction for SqlTransaction<'_> {
    async fn add_staff(&mut self, member: &StaffMember, password: &PasswordHash) -> Result<(), StoreError> {
        let added = members::add(self.conn().await?, member, password).await;
        self.check(added)
    }

    async fn staff_member(
        &mut self,
        biller: BillerId,
        staff: StaffId,
    ) -> Result<Option<StaffMember>, StoreError> {
        let found = members::get(self.conn().await?, biller, staff).await;
        self.check(found)
    }

    async fn staff_by_email(
        &mut self,
        biller: BillerId,
        email: &str,
    ) -> Result<Option<StaffMember>, StoreError> {
        let found = members::by_email(self.conn().await?, biller, email).await;
        self.check(found)
    }

    async fn put_staff(&mut self, member: &StaffMember) -> Result<(), StoreError> {
        let put = members::put(self.conn().await?, member).await;
        self.check(put)
    }

    async fn put_staff_password(
        &mut self,
        biller: BillerId,
        staff: StaffId,
        password: &PasswordHash,
    ) -> Result<(), StoreError> {
        let put = members::put_password(self.conn().await?, biller, staff, password).await;
        self.check(put)
    }

    async fn open_session(&mut self, session: &Session) -> Result<(), StoreError> {
        let opened = sessions::open(self.conn().await?, session).await;
        self.check(opened)
    }

    async fn end_session(&mut self, biller: BillerId, token_hash: &[u8]) -> Result<(), StoreError> {
        let ended = sessions::end(self.conn().await?, biller, token_hash).await;
        self.check(ended)
    }

    async fn end_sessions(&mut self, biller: BillerId, staff: StaffId) -> Result<(), StoreError> {
        let ended = sessions::end_all(self.conn().await?, biller, staff).await;
        self.check(ended)
    }
}

#[async_trait]
impl StaffStore for SqlStore {
    async fn credentials(&self, email: &str) -> Result<Option<Credentials>, StoreError> {
        Ok(members::credentials(&mut *self.reader().await?, email).await?)
    }

    async fn session(&self, token_hash: &[u8], now: Timestamp) -> Result<Option<KnownSession>, StoreError> {
        Ok(sessions::get(&mut *self.reader().await?, token_hash, now).await?)
    }

    async fn sessions_that_hold(
        &self,
        hashes: &[Arc<[u8]>],
        now: Timestamp,
    ) -> Result<Vec<Vec<u8>>, StoreError> {
        Ok(sessions::that_hold(&mut *self.reader().await?, hashes, now).await?)
    }

    async fn touch_session(&self, token_hash: &[u8], now: Timestamp) -> Result<(), StoreError> {
        self.do_own(Arc::new(TouchSession::new(token_hash, now))).await
    }

    async fn purge_sessions(&self, now: Timestamp) -> Result<u64, StoreError> {
        let task = Arc::new(PurgeSessions::new(now));
        self.do_own(Arc::clone(&task) as Arc<dyn WriteTask>).await?;
        Ok(task.purged())
    }

    async fn staff(&self, biller: BillerId) -> Result<Vec<StaffMember>, StoreError> {
        Ok(members::all(&mut *self.reader().await?, biller).await?)
    }

    async fn staff_member(
        &self,
        biller: BillerId,
        staff: StaffId,
    ) -> Result<Option<StaffMember>, StoreError> {
        Ok(members::get(&mut *self.reader().await?, biller, staff).await?)
    }
}
