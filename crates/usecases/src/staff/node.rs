//! A node's look-ups of staff and their sessions, and how sessions end.

use std::sync::Arc;

use domain::Timestamp;

use super::{Credentials, KnownSession};
use crate::kernel::error::StoreError;
use crate::kernel::node::NodeStore;

impl NodeStore {
    /// The person who logs in with this e-mail address.
    ///
    /// # Errors
    /// The database's error.
    pub async fn credentials(&self, email: &str) -> Result<Option<Credentials>, StoreError> {
        self.0.credentials(email).await
    }

    /// The session with this token hash, if it is valid at `now`, with its person.
    ///
    /// # Errors
    /// The database's error.
    pub async fn session(
        &self,
        token_hash: &[u8],
        now: Timestamp,
    ) -> Result<Option<KnownSession>, StoreError> {
        self.0.session(token_hash, now).await
    }

    /// Which of these token hashes belong to sessions that are valid at `now`.
    ///
    /// # Errors
    /// The database's error.
    pub async fn sessions_that_hold(
        &self,
        hashes: &[Arc<[u8]>],
        now: Timestamp,
    ) -> Result<Vec<Vec<u8>>, StoreError> {
        self.0.sessions_that_hold(hashes, now).await
    }

    /// Records that a session was in use at `now`.
    ///
    /// # Errors
    /// The database's error.
    pub async fn touch_session(&self, token_hash: &[u8], now: Timestamp) -> Result<(), StoreError> {
        self.0.touch_session(token_hash, now).await
    }

    /// Deletes sessions that have ended by `now`. Returns how many.
    ///
    /// # Errors
    /// The database's error.
    pub async fn purge_sessions(&self, now: Timestamp) -> Result<u64, StoreError> {
        self.0.purge_sessions(now).await
    }
}
