//! What people and sessions need of a database: parts of [`crate::Store`] and [`crate::Transaction`].

use std::sync::Arc;

use async_trait::async_trait;
use domain::Timestamp;
use domain::ids::{BillerId, StaffId};

use super::{PasswordHash, StaffMember};
use crate::kernel::error::StoreError;
use crate::staff::{KnownSession, Session};

/// Whom an e-mail address belongs to, and the password to compare with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Credentials {
    pub member: StaffMember,
    /// What the password is compared with.
    pub password: PasswordHash,
}

/// What a transaction reads and writes of people and their sessions.
#[async_trait]
pub trait StaffTransaction: Send {
    /// Adds a person. [`StoreError::Exists`] where the e-mail address is somebody's.
    async fn add_staff(&mut self, member: &StaffMember, password: &PasswordHash) -> Result<(), StoreError>;

    async fn staff_member(
        &mut self,
        biller: BillerId,
        staff: StaffId,
    ) -> Result<Option<StaffMember>, StoreError>;

    /// The person of the biller with this e-mail address, as [`super::normal_email`] makes it.
    async fn staff_by_email(
        &mut self,
        biller: BillerId,
        email: &str,
    ) -> Result<Option<StaffMember>, StoreError>;

    /// Writes what changed of a person: name, role, generation, whether disabled.
    async fn put_staff(&mut self, member: &StaffMember) -> Result<(), StoreError>;

    /// Replaces a person's password.
    async fn put_staff_password(
        &mut self,
        biller: BillerId,
        staff: StaffId,
        password: &PasswordHash,
    ) -> Result<(), StoreError>;

    /// Writes a new session, and ends the oldest of the person's that are past
    /// [`crate::SESSIONS_EACH`].
    async fn open_session(&mut self, session: &Session) -> Result<(), StoreError>;

    /// Ends a session, if the biller has it.
    async fn end_session(&mut self, biller: BillerId, token_hash: &[u8]) -> Result<(), StoreError>;

    /// Ends every session of a person.
    async fn end_sessions(&mut self, biller: BillerId, staff: StaffId) -> Result<(), StoreError>;
}

/// What is read of people and their sessions, and how sessions end.
#[async_trait]
pub trait StaffStore: Send + Sync {
    /// Who logs in with this e-mail address, as [`super::normal_email`] makes it: the one look-up that
    /// cannot name a biller.
    async fn credentials(&self, email: &str) -> Result<Option<Credentials>, StoreError>;

    /// The session with this token hash and whose it is, if it holds at `now`: not past its end, not idle
    /// too long, of the person's present generation, and the person not disabled.
    async fn session(&self, token_hash: &[u8], now: Timestamp) -> Result<Option<KnownSession>, StoreError>;

    /// Which of these token hashes are of sessions that hold at `now`.
    async fn sessions_that_hold(
        &self,
        hashes: &[Arc<[u8]>],
        now: Timestamp,
    ) -> Result<Vec<Vec<u8>>, StoreError>;

    /// Notes that a session was in use at `now`.
    async fn touch_session(&self, token_hash: &[u8], now: Timestamp) -> Result<(), StoreError>;

    /// Removes sessions that have ended by `now`. Answers how many.
    async fn purge_sessions(&self, now: Timestamp) -> Result<u64, StoreError>;

    /// The biller's people, by e-mail address.
    async fn staff(&self, biller: BillerId) -> Result<Vec<StaffMember>, StoreError>;

    async fn staff_member(&self, biller: BillerId, staff: StaffId)
    -> Result<Option<StaffMember>, StoreError>;
}
