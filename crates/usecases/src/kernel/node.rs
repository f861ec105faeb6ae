//! What a node itself needs of the database to run: the look-ups that find out who asks, the feed that fills its live
//! rooms, its queue of jobs and its upkeep. Nothing of it is an answer to anybody: whoever asks for something goes
//! through [`crate::execute()`] or [`crate::ask`].

use std::sync::Arc;

use domain::Timestamp;

use crate::kernel::error::StoreError;
use crate::kernel::log::{Cursor, FeedEntry};
use crate::kernel::ports::Store;

/// The database as far as a node needs it for itself. What it needs of an area stands in the `node.rs` of that area.
#[derive(Clone)]
pub struct NodeStore(pub(crate) Arc<dyn Store>);

impl NodeStore {
    /// Where the feed ends now.
    ///
    /// # Errors
    /// What the database answers.
    pub async fn feed_end(&self) -> Result<Cursor, StoreError> {
        self.0.feed_end().await
    }

    /// Committed events of all billers after `after`, in commit order.
    ///
    /// # Errors
    /// What the database answers.
    pub async fn feed(&self, after: Cursor, limit: usize) -> Result<Vec<FeedEntry>, StoreError> {
        self.0.feed(None, after, limit).await
    }

    /// Forgets idempotency records made before `before`. Answers how many.
    ///
    /// # Errors
    /// What the database answers.
    pub async fn purge_idempotency_records(&self, before: Timestamp) -> Result<u64, StoreError> {
        self.0.purge_idempotency_records(before).await
    }

    /// Whether the database answers.
    ///
    /// # Errors
    /// What the database answers.
    pub async fn ping(&self) -> Result<(), StoreError> {
        self.0.ping().await
    }

    /// Waits until something may have been committed since the call that answered `seen`, or until `at_most_ms`
    /// have passed. Only ever a hint.
    pub async fn wait_for_commits(&self, seen: u64, at_most_ms: u64) -> u64 {
        self.0.wait_for_commits(seen, at_most_ms).await
    }
}
