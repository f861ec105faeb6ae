//! What a node looks up of links: who comes in by one, and which still hold.

use std::sync::Arc;

use domain::Timestamp;

use super::ports::Link;
use crate::kernel::error::StoreError;
use crate::kernel::node::NodeStore;

impl NodeStore {
    /// The link with this token hash, whatever its state.
    ///
    /// # Errors
    /// What the database answers.
    pub async fn link_by_hash(&self, hash: &[u8]) -> Result<Option<Link>, StoreError> {
        self.0.link_by_hash(hash).await
    }

    /// Which of these token hashes still open a page at `now`.
    ///
    /// # Errors
    /// What the database answers.
    pub async fn links_that_hold(
        &self,
        hashes: &[Arc<[u8]>],
        now: Timestamp,
    ) -> Result<Vec<Vec<u8>>, StoreError> {
        self.0.links_that_hold(hashes, now).await
    }
}
