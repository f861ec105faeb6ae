//! The payer is away: where a use case says that something waits to be read.

use domain::ids::InvoiceId;

use crate::error::UseCaseError;
use crate::execute::Desk;

impl Desk<'_> {
    /// The biller has said something on the invoice. The channel that tells the payer writes its job here: one for each
    /// pause in the conversation, unique by invoice and by up to where the payer had read, checked again when it runs. Its
    /// purpose is not called `notify_payer`: jobs of that name, which nothing ever did, are what older versions wrote.
    ///
    /// Until there is such a channel nothing is written. A job that nothing does would wait, be looked at by every
    /// node, and tell the payer of all of it on the day when the channel comes.
    pub(crate) fn notify_payer(&self, invoice: InvoiceId) -> Result<(), UseCaseError> {
        self.invoice_now(invoice).map(drop)
    }
}
