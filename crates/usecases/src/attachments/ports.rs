//! The database ports of attachments. Every query names its biller.

use async_trait::async_trait;
use domain::Timestamp;
use domain::conversations::Side;
use domain::ids::{AttachmentId, BillerId, ContentId, InvoiceId, PayerId};

use crate::kernel::error::StoreError;

/// A file that has just been uploaded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewAttachment {
    pub id: AttachmentId,
    pub biller: BillerId,
    pub invoice: InvoiceId,
    pub payer: PayerId,
    /// The uploader's side. Until the file is posted, only this side can see it.
    pub side: Side,
    /// Detected from the content.
    pub media_type: String,
    /// In bytes.
    pub size: i64,
    /// The content row with the name.
    pub name: ContentId,
    pub uploaded_at: Timestamp,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KnownAttachment {
    pub id: AttachmentId,
    pub side: Side,
    /// Detected from the content.
    pub media_type: String,
    /// In bytes.
    pub size: i64,
    pub name: String,
    /// Whether it was posted, so that both sides can see it.
    pub posted: bool,
}

/// What an invoice holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Held {
    /// Files of one side that are not posted yet.
    pub waiting: i64,
    /// Bytes of all files of both sides.
    pub bytes: i64,
}

/// Reads and writes of attachments within a transaction.
#[async_trait]
pub trait AttachmentTransaction: Send {
    /// Writes the row of a new file.
    async fn put_attachment(&mut self, attachment: &NewAttachment) -> Result<(), StoreError>;

    /// What an invoice holds, and how much of it waits on one side.
    async fn attachments_held(
        &mut self,
        biller: BillerId,
        invoice: InvoiceId,
        side: Side,
    ) -> Result<Held, StoreError>;

    /// Posts a file. False if no file of this side waits on this invoice under this id.
    async fn post_attachment(
        &mut self,
        biller: BillerId,
        invoice: InvoiceId,
        side: Side,
        id: AttachmentId,
    ) -> Result<bool, StoreError>;
}

/// Reads of attachments, and how they end.
#[async_trait]
pub trait AttachmentStore: Send + Sync {
    /// A file of an invoice, unless it is being deleted.
    async fn attachment(
        &self,
        biller: BillerId,
        invoice: InvoiceId,
        id: AttachmentId,
    ) -> Result<Option<KnownAttachment>, StoreError>;

    /// Gives up uploads from before `before`, real time, that were never posted. Returns up to `limit` files whose
    /// bytes are to be deleted: these, and those of forgotten people. Nobody can read or post them any more.
    async fn attachments_to_go(
        &self,
        before: Timestamp,
        limit: usize,
    ) -> Result<Vec<(BillerId, AttachmentId)>, StoreError>;

    /// Removes the row of a file whose bytes are deleted.
    async fn forget_attachment(&self, biller: BillerId, id: AttachmentId) -> Result<(), StoreError>;
}
