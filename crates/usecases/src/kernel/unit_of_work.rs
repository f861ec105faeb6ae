//! What many use cases do in their unit of work.

use domain::ids::InvoiceId;
use domain::invoice::Invoice;
use domain::{Actor, Command, Event, StreamId};

use crate::error::UseCaseError;
use crate::execute::UnitOfWork;

impl UnitOfWork<'_> {
    /// Loads an invoice and answers it as it stands.
    ///
    /// # Errors
    /// [`UseCaseError::NotFound`] where the biller has none with this id, and what the database answers.
    pub(crate) async fn open_invoice(&mut self, invoice: InvoiceId) -> Result<&Invoice, UseCaseError> {
        self.load(vec![StreamId::Invoice(invoice)]).await?;
        self.invoice_now(invoice)
    }

    /// A loaded invoice as it stands.
    ///
    /// # Errors
    /// [`UseCaseError::NotFound`] where it is not loaded.
    pub(crate) fn invoice_now(&self, invoice: InvoiceId) -> Result<&Invoice, UseCaseError> {
        self.books.invoices.get(&invoice).ok_or(UseCaseError::NotFound("invoice"))
    }

    /// Carries a command out in somebody else's name: what Billow does because the caller did something.
    ///
    /// # Errors
    /// Those of [`UnitOfWork::carry_out`].
    pub(crate) async fn carry_out_as(
        &mut self,
        actor: Actor,
        command: Command,
    ) -> Result<Vec<Event>, UseCaseError> {
        let caller = std::mem::replace(&mut self.context.actor, actor);
        let done = self.carry_out(command).await;
        self.context.actor = caller;
        done
    }
}
