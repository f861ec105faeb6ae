//! Who waits for whom: the payer who is away and has something to read, and by when a person at the biller answers.

use domain::Timestamp;
use domain::conversations::Side;
use domain::conversations::hours::respond_by;
use domain::ids::InvoiceId;

use crate::kernel::error::UseCaseError;
use crate::kernel::unit_of_work::UnitOfWork;

impl UnitOfWork<'_> {
    /// The biller has said something on the invoice. The channel that tells the payer writes its job here: one for each
    /// pause in the conversation, unique by invoice and by up to where the payer had read, checked again when it runs. Its
    /// purpose is not called `notify_payer`: jobs of that name, which nothing ever did, are what older versions wrote.
    ///
    /// Until there is such a channel nothing is written. A job that nothing does would wait, be looked at by every
    /// node, and tell the payer of all of it on the day when the channel comes.
    pub(crate) fn notify_payer(&self, invoice: InvoiceId) -> Result<(), UseCaseError> {
        self.invoice_now(invoice).map(drop)
    }

    /// By when a person should answer what the caller says now; nothing where staff say it.
    ///
    /// # Errors
    /// What the database answers.
    pub(crate) async fn respond_by(&mut self) -> Result<Option<Timestamp>, UseCaseError> {
        if Side::of(&self.context.actor) == Side::Biller {
            return Ok(None);
        }
        let policy = self.policy().await?;
        let zone = self.biller.time_zone();
        Ok(Some(respond_by(self.context.now, policy.first_response_minutes, &policy.hours, &zone)))
    }
}
