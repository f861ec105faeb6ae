//! What the unit of work does with invoices.

use domain::StreamId;
use domain::ids::InvoiceId;
use domain::invoices::Invoice;
use domain::invoices::document::DocumentKind;

use crate::kernel::error::UseCaseError;
use crate::kernel::unit_of_work::UnitOfWork;

impl UnitOfWork<'_> {
    /// Loads an invoice and returns its state.
    ///
    /// # Errors
    /// [`UseCaseError::NotFound`] where the biller has none with this id, or the database's error.
    pub(crate) async fn open_invoice(&mut self, invoice: InvoiceId) -> Result<&Invoice, UseCaseError> {
        self.load(vec![StreamId::Invoice(invoice)]).await?;
        self.invoice_now(invoice)
    }

    /// The state of a loaded invoice.
    ///
    /// # Errors
    /// [`UseCaseError::NotFound`] where it is not loaded.
    pub(crate) fn invoice_now(&self, invoice: InvoiceId) -> Result<&Invoice, UseCaseError> {
        self.books.invoices.get(&invoice).ok_or(UseCaseError::NotFound("invoice"))
    }

    /// The next number of the biller's own series for a kind of document. It leaves no gaps, except for numbers that
    /// imported documents use.
    ///
    /// # Errors
    /// The database's error.
    pub async fn next_number(&mut self, kind: DocumentKind) -> Result<String, UseCaseError> {
        let biller = self.biller.id;
        loop {
            let next = self.tx.next_number(biller, kind.as_str()).await?;
            let number = match kind {
                DocumentKind::Invoice => next.to_string(),
                DocumentKind::CreditNote => format!("C{next}"),
            };
            if self.tx.document_by_number(biller, kind, &number).await?.is_none() {
                return Ok(number);
            }
        }
    }
}
