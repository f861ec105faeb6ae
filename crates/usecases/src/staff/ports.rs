//! The database ports of people and sessions: parts of [`crate::Store`] and [`crate::Transaction`].

use std::sync::Arc;

use async_trait::async_trait;
use domain::Timestamp;
use domain::ids::{BillerId, StaffId};

use super::{PasswordHash, StaffMember};
use crate::kernel::error::StoreError;
use crate::staff::{KnownSession, Session};

/// The person behind an e-mail address, with the stored password.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Credentials {
    pub member: StaffMember,
    pub password: PasswordHash,
}

/// Reads and writes of people and their sessions within a transaction.
#[async_trait]
pub trait StaffTransaction: Send {
    /// Adds a person. [`StoreError::Exists`] if another person has the e-mail address.
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

    /// Writes a person's changes: name, role, generation, whether disabled.
    async fn put_staff(&mut self, member: &StaffMember) -> Result<(), StoreError>;

    /// Replaces a person's password.
    async fn put_staff_password(
        &mut self,
        biller: BillerId,
        staff: StaffId,
        password: &PasswordHash,
    ) -> Result<(), StoreError>;

    /// Writes a new session, and ends the person's oldest ones beyond [`crate::SESSIONS_EACH`].
    async fn open_session(&mut self, session: &Session) -> Result<(), StoreError>;

    /// Ends a session, if the biller has it.
    async fn end_session(&mut self, biller: BillerId, token_hash: &[u8]) -> Result<(), StoreError>;

    /// Ends every session of a person.
    async fn end_sessions(&mut self, biller: BillerId, staff: StaffId) -> Result<(), StoreError>;
}

/// Reads of people and their sessions, and how sessions end.
#[async_trait]
pub trait StaffStore: Send + Sync {
    /// The person who logs in with this e-mail address, as [`super::normal_email`] makes it: the one look-up that
    /// cannot name a biller.
    async fn credentials(&self, email: &str) -> Result<Option<Credentials>, StoreError>;

    /// The session with this token hash and its person, if it is valid at `now`: not expired, not idle too long, of the
    /// person's current generation, and the person not disabled.
    async fn session(&self, token_hash: &[u8], now: Timestamp) -> Result<Option<KnownSession>, StoreError>;

    /// Which of these token hashes belong to sessions that are valid at `now`.
    async fn sessions_that_hold(
        &self,
        hashes: &[Arc<[u8]>],
        now: Timestamp,
    ) -> Result<Vec<Vec<u8>>, StoreError>;

    /// Records that a session was in use at `now`.
    async fn touch_session(&self, token_hash: &[u8], now: Timestamp) -> Result<(), StoreError>;

    /// Deletes sessions that have ended by `now`. Returns how many.
    async fn purge_sessions(&self, now: Timestamp) -> Result<u64, StoreError>;

    /// The biller's people, by e-mail address.
    async fn staff(&self, biller: BillerId) -> Result<Vec<StaffMember>, StoreError>;

    async fn staff_member(&self, biller: BillerId, staff: StaffId)
    -> Result<Option<StaffMember>, StoreError>;
}
