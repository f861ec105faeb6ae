//! What attachments need of a database. Every query names its biller.

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
    /// The invoice it belongs to.
    pub invoice: InvoiceId,
    pub payer: PayerId,
    /// Who uploaded it: until it is posted, it is that side's alone.
    pub side: Side,
    /// Its media type, by its content.
    pub media_type: String,
    /// Bytes.
    pub size: i64,
    /// The content row of its name.
    pub name: ContentId,
    /// When, real time.
    pub uploaded_at: Timestamp,
}

/// A file that was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KnownAttachment {
    pub id: AttachmentId,
    pub side: Side,
    /// Its media type, by its content.
    pub media_type: String,
    /// Bytes.
    pub size: i64,
    pub name: String,
    /// Whether it was posted, so that both sides may have it.
    pub posted: bool,
}

/// What is kept for an invoice.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Held {
    /// Files of one side that have not been posted yet.
    pub waiting: i64,
    /// Bytes of all files of both sides.
    pub bytes: i64,
}

/// What a transaction reads and writes of attachments.
#[async_trait]
pub trait AttachmentTransaction: Send {
    /// Writes the row of a new one.
    async fn put_attachment(&mut self, attachment: &NewAttachment) -> Result<(), StoreError>;

    /// What is kept for an invoice, and how much of it waits on one side.
    async fn attachments_held(
        &mut self,
        biller: BillerId,
        invoice: InvoiceId,
        side: Side,
    ) -> Result<Held, StoreError>;

    /// Posts one. False where there is none on this invoice from this side that waits.
    async fn post_attachment(
        &mut self,
        biller: BillerId,
        invoice: InvoiceId,
        side: Side,
        id: AttachmentId,
    ) -> Result<bool, StoreError>;
}

/// What is read of attachments, and how they end.
#[async_trait]
pub trait AttachmentStore: Send + Sync {
    /// One of an invoice, unless it is on its way out.
    async fn attachment(
        &self,
        biller: BillerId,
        invoice: InvoiceId,
        id: AttachmentId,
    ) -> Result<Option<KnownAttachment>, StoreError>;

    /// Gives up what was uploaded before `before`, real time, and never posted. Answers up to `limit` whose
    /// bytes are to go: those, and those of people who were forgotten. Nobody can have or post them any more.
    async fn attachments_to_go(
        &self,
        before: Timestamp,
        limit: usize,
    ) -> Result<Vec<(BillerId, AttachmentId)>, StoreError>;

    /// Forgets one whose bytes are gone.
    async fn forget_attachment(&self, biller: BillerId, id: AttachmentId) -> Result<(), StoreError>;
}
