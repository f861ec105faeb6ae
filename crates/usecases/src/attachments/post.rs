//! Posts uploaded files with a message or a dispute.

use domain::conversations::Side;
use domain::ids::{AttachmentId, InvoiceId};

use crate::kernel::error::{UseCaseError, refuse};
use crate::kernel::unit_of_work::UnitOfWork;

/// The most files of one message or dispute.
pub const MAX_ATTACHMENTS: usize = 5;

impl UnitOfWork<'_> {
    /// Posts files that the caller's side uploaded for this invoice, each once. Call it in the transaction that appends
    /// the event with these files.
    ///
    /// # Errors
    /// `attachments_too_many`; `attachment_unknown` for a file that does not exist, was posted before, or was uploaded
    /// by the other side or for another invoice.
    pub async fn post_attachments(
        &mut self,
        invoice: InvoiceId,
        attachments: &[AttachmentId],
    ) -> Result<(), UseCaseError> {
        if attachments.len() > MAX_ATTACHMENTS {
            let message = format!("{} files, {MAX_ATTACHMENTS} are the most", attachments.len());
            return Err(refuse("/attachments", "attachments_too_many", message));
        }
        let (biller, side) = (self.biller_id(), Side::of(&self.context.actor));
        for (at, id) in attachments.iter().enumerate() {
            if !self.tx.post_attachment(biller, invoice, side, *id).await? {
                let message = format!("there is no file {id} that waits here: upload it again");
                return Err(refuse(&format!("/attachments/{at}"), "attachment_unknown", message));
            }
        }
        Ok(())
    }
}
