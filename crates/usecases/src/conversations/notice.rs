//! Notices: tells an absent payer that there is something to read, and sets by when staff should answer.

use domain::Timestamp;
use domain::conversations::Side;
use domain::conversations::hours::respond_by;
use domain::ids::InvoiceId;

use crate::kernel::error::UseCaseError;
use crate::kernel::unit_of_work::UnitOfWork;

impl UnitOfWork<'_> {
    /// The biller has posted on the invoice. The channel that notifies the payer will write its job here: one for each
    /// pause in the conversation, unique by invoice and by the payer's read mark, and checked again when it runs. Its
    /// purpose must not be `notify_payer`: older versions wrote jobs of that name, which nothing ever handled.
    ///
    /// Without such a channel nothing is written. A job without a handler would wait, be claimed by every node in turn,
    /// and notify the payer of everything on the day when the channel is added.
    pub(crate) fn notify_payer(&self, invoice: InvoiceId) -> Result<(), UseCaseError> {
        self.invoice_now(invoice).map(drop)
    }

    /// By when a person should answer the caller's message; `None` if the caller is staff.
    ///
    /// # Errors
    /// The database's error.
    pub(crate) async fn respond_by(&mut self) -> Result<Option<Timestamp>, UseCaseError> {
        if Side::of(&self.context.actor) == Side::Biller {
            return Ok(None);
        }
        let policy = self.policy().await?;
        let zone = self.biller.time_zone();
        Ok(Some(respond_by(self.context.now, policy.first_response_minutes, &policy.hours, &zone)))
    }
}
