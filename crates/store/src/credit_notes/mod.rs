//! Credit notes: their rows, and those that wait for the invoice that they name.

pub(crate) mod projection;
mod stream;
pub(crate) mod tables;

use async_trait::async_trait;
use domain::ids::{BillerId, CreditNoteId};
use domain::invoices::document::DocumentKind;
use sqlx::AnyConnection;
use usecases::{CreditNoteTransaction, StoreError};

use crate::failure::Failure;
use crate::invoices::numbers;
use crate::rows::Columns;
use crate::transaction::SqlTransaction;

#[async_trait]
impl CreditNoteTransaction for SqlTransaction<'_> {
    async fn waiting_credit_notes(
        &mut self,
        biller: BillerId,
        number: &str,
    ) -> Result<Vec<CreditNoteId>, StoreError> {
        self.hold_name(&numbers::name(biller, DocumentKind::Invoice, number)).await?;
        let found = waiting(self.conn().await?, biller, number).await;
        self.check(found)
    }
}

/// Credit notes that name this invoice and wait for it, oldest first.
async fn waiting(
    conn: &mut AnyConnection,
    biller: BillerId,
    number: &str,
) -> Result<Vec<CreditNoteId>, Failure> {
    let rows = sqlx::query(
        "SELECT n.credit_note FROM credit_note_invoices n \
         JOIN credit_notes c ON c.biller = n.biller AND c.id = n.credit_note \
         WHERE n.biller = $1 AND n.number = $2 AND c.applied_to IS NULL ORDER BY n.credit_note",
    )
    .bind(biller.0.as_bytes().as_slice())
    .bind(number)
    .fetch_all(conn)
    .await?;
    rows.iter().map(|row| Ok(CreditNoteId(row.uuid(0)?))).collect()
}
