//! How a node deletes the bytes of attachments that have ended.

use domain::Timestamp;
use domain::ids::{AttachmentId, BillerId};

use crate::kernel::error::StoreError;
use crate::kernel::node::NodeStore;

impl NodeStore {
    /// Gives up uploads from before `before` that were never posted. Returns up to `limit` files whose bytes are to be
    /// deleted.
    ///
    /// # Errors
    /// The database's error.
    pub async fn attachments_to_go(
        &self,
        before: Timestamp,
        limit: usize,
    ) -> Result<Vec<(BillerId, AttachmentId)>, StoreError> {
        self.0.attachments_to_go(before, limit).await
    }

    /// Removes the row of a file whose bytes are deleted.
    ///
    /// # Errors
    /// The database's error.
    pub async fn forget_attachment(&self, biller: BillerId, id: AttachmentId) -> Result<(), StoreError> {
        self.0.forget_attachment(biller, id).await
    }
}
