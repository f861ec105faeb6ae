//! What was uploaded goes out with what is said.

use domain::conversations::Side;
use domain::ids::{AttachmentId, InvoiceId};

use crate::kernel::error::{UseCaseError, refuse};
use crate::kernel::unit_of_work::UnitOfWork;

/// How many files one message or dispute may have.
pub const MAX_ATTACHMENTS: usize = 5;

impl UnitOfWork<'_> {
    /// Posts files that the caller's side uploaded for this invoice, each once. To be called in the transaction
    /// that appends the event which names them.
    ///
    /// # Errors
    /// `attachments_too_many`, or `attachment_unknown` for one that is not there, was posted before, or was
    /// uploaded by the other side or for another invoice.
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
