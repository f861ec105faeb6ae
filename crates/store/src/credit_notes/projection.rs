//! The rows of credit notes, folded from their events: never a source of truth.

use domain::credit_notes::CreditNote;
use domain::ids::{BillerId, CreditNoteId};
use sqlx::AnyConnection;
use sqlx::Executor as _;

use crate::failure::Failure;
use crate::projections::found;

/// Inserts the row of a credit note, and the invoices it names.
pub(crate) async fn insert(
    conn: &mut AnyConnection,
    biller: BillerId,
    id: CreditNoteId,
    credit_note: &CreditNote,
) -> Result<(), Failure> {
    let document = &credit_note.received.document;
    let query = sqlx::query(
        "INSERT INTO credit_notes (biller, id, number, payer, currency, amount_minor, applied_to, seq) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
    )
    .bind(biller.0.as_bytes().as_slice())
    .bind(id.0.as_bytes().as_slice())
    .bind(document.number.as_str())
    .bind(credit_note.received.payer.0.as_bytes().as_slice())
    .bind(document.currency.code())
    .bind(document.totals.payable_minor)
    .bind(credit_note.applied_to.map(|invoice| invoice.0.as_bytes().to_vec()))
    .bind(credit_note.seq);
    conn.execute(query).await?;
    for number in &document.preceding {
        let query = sqlx::query(
            "INSERT INTO credit_note_invoices (biller, number, credit_note) VALUES ($1, $2, $3) \
             ON CONFLICT DO NOTHING",
        )
        .bind(biller.0.as_bytes().as_slice())
        .bind(number.as_str())
        .bind(id.0.as_bytes().as_slice());
        conn.execute(query).await?;
    }
    Ok(())
}

/// Updates the row of a credit note.
pub(crate) async fn update(
    conn: &mut AnyConnection,
    biller: BillerId,
    id: CreditNoteId,
    credit_note: &CreditNote,
) -> Result<(), Failure> {
    let query =
        sqlx::query("UPDATE credit_notes SET applied_to = $3, seq = $4 WHERE biller = $1 AND id = $2")
            .bind(biller.0.as_bytes().as_slice())
            .bind(id.0.as_bytes().as_slice())
            .bind(credit_note.applied_to.map(|invoice| invoice.0.as_bytes().to_vec()))
            .bind(credit_note.seq);
    let done = conn.execute(query).await?;
    found(done.rows_affected(), "credit note")
}
