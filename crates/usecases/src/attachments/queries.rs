//! Queries about attachments.

use async_trait::async_trait;
use domain::conversations::Side;
use domain::ids::{AttachmentId, InvoiceId};
use domain::links::PayerAction;

use super::ports::KnownAttachment;
use crate::kernel::access::{About, Caller, Who};
use crate::kernel::error::UseCaseError;
use crate::kernel::ports::Store;
use crate::kernel::query::Query;

/// A file of an invoice that was posted, or that waits on the caller's own side. A file that is being deleted is not
/// found.
#[derive(Debug, Clone)]
pub struct FindAttachment {
    pub invoice: InvoiceId,
    pub id: AttachmentId,
}

#[async_trait]
impl Query for FindAttachment {
    type Output = Option<KnownAttachment>;
    const NAME: &'static str = "find_attachment";
    const ALLOWED: &'static [Who] = &[Who::Payer(PayerAction::See), Who::Agents];

    fn about(&self) -> About {
        About::Invoice(self.invoice)
    }

    async fn answer(
        &self,
        store: &dyn Store,
        caller: &Caller,
    ) -> Result<Option<KnownAttachment>, UseCaseError> {
        let found = store.attachment(caller.biller, self.invoice, self.id).await?;
        Ok(found.filter(|file| file.posted || file.side == Side::of(&caller.actor())))
    }
}
