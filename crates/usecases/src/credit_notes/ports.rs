//! What credit notes need of a database: a part of [`crate::Transaction`].

use async_trait::async_trait;
use domain::ids::{BillerId, CreditNoteId};

use crate::kernel::error::StoreError;

/// Reads of credit notes within a transaction.
#[async_trait]
pub trait CreditNoteTransaction: Send {
    /// Credit notes that name the invoice number `number` and wait for it, oldest first.
    async fn waiting_credit_notes(
        &mut self,
        biller: BillerId,
        number: &str,
    ) -> Result<Vec<CreditNoteId>, StoreError>;
}
