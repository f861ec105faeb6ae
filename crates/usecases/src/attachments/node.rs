//! How a node deletes the bytes of attachments that are over.

use domain::Timestamp;
use domain::ids::{AttachmentId, BillerId};

use crate::kernel::error::StoreError;
use crate::kernel::node::NodeStore;

impl NodeStore {
    /// Gives up what was uploaded before `before` and never posted: answers up to `limit` whose bytes are to go.
    ///
    /// # Errors
    /// What the database answers.
    pub async fn attachments_to_go(
        &self,
        before: Timestamp,
        limit: usize,
    ) -> Result<Vec<(BillerId, AttachmentId)>, StoreError> {
        self.0.attachments_to_go(before, limit).await
    }

    /// Forgets one whose bytes are gone.
    ///
    /// # Errors
    /// What the database answers.
    pub async fn forget_attachment(&self, biller: BillerId, id: AttachmentId) -> Result<(), StoreError> {
        self.0.forget_attachment(biller, id).await
    }
}
