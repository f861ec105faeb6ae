//! A node's look-ups of links: which link a visitor uses, and which are still valid.

use std::sync::Arc;

use domain::Timestamp;

use super::ports::Link;
use crate::kernel::error::StoreError;
use crate::kernel::node::NodeStore;

impl NodeStore {
    /// The link with this token hash, in any state.
    ///
    /// # Errors
    /// The database's error.
    pub async fn link_by_hash(&self, hash: &[u8]) -> Result<Option<Link>, StoreError> {
        self.0.link_by_hash(hash).await
    }

    /// Which of these token hashes still open a page at `now`.
    ///
    /// # Errors
    /// The database's error.
    pub async fn links_that_hold(
        &self,
        hashes: &[Arc<[u8]>],
        now: Timestamp,
    ) -> Result<Vec<Vec<u8>>, StoreError> {
        self.0.links_that_hold(hashes, now).await
    }
}
