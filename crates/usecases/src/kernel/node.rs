//! What a node itself needs of the database: look-ups for authentication, the feed that fills its live rooms, its queue
//! of jobs and its maintenance. Nothing here answers a caller: callers go through [`crate::execute()`] or
//! [`crate::ask`].

use std::sync::Arc;

use domain::Timestamp;

use crate::kernel::error::StoreError;
use crate::kernel::log::{Audiences, Cursor, FeedEntry, FeedRow};
use crate::kernel::ports::Store;

/// The database as a node uses it for itself. The `node.rs` of each area adds what it needs of that area.
#[derive(Clone)]
pub struct NodeStore(pub(crate) Arc<dyn Store>);

impl NodeStore {
    /// The current end of the feed.
    ///
    /// # Errors
    /// The database's error.
    pub async fn feed_end(&self) -> Result<Cursor, StoreError> {
        self.0.feed_end().await
    }

    /// Committed events of all billers after `after`, in commit order, without their content.
    ///
    /// # Errors
    /// The database's error.
    pub async fn feed(&self, after: Cursor, limit: usize) -> Result<Vec<FeedRow>, StoreError> {
        self.0.feed(after, limit).await
    }

    /// The content of events in the feed, in commit order, with the frames of the audiences that are asked for.
    ///
    /// # Errors
    /// The database's error.
    pub async fn feed_entries(&self, wanted: &[(Cursor, Audiences)]) -> Result<Vec<FeedEntry>, StoreError> {
        self.0.feed_entries(wanted).await
    }

    /// Deletes idempotency records made before `before`. Returns how many.
    ///
    /// # Errors
    /// What the database answers.
    pub async fn purge_idempotency_records(&self, before: Timestamp) -> Result<u64, StoreError> {
        self.0.purge_idempotency_records(before).await
    }

    /// Whether the database answers.
    ///
    /// # Errors
    /// The database's error.
    pub async fn ping(&self) -> Result<(), StoreError> {
        self.0.ping().await
    }

    /// Waits until something may have been committed since the call that returned `seen`, or until `at_most_ms` have
    /// passed. The result is only a hint.
    pub async fn wait_for_commits(&self, seen: u64, at_most_ms: u64) -> u64 {
        self.0.wait_for_commits(seen, at_most_ms).await
    }
}
