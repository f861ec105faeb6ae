//! Numbers of documents: unique for each biller and kind, and counted up in series.

use domain::StreamId;
use domain::ids::{BillerId, CreditNoteId, InvoiceId, PayerId};
use domain::invoices::document::DocumentKind;
use sqlx::AnyConnection;
use sqlx::Executor as _;
use usecases::KnownDocument;

use crate::failure::Failure;
use crate::rows::Columns;

/// The name of a number for locks.
pub(crate) fn name(biller: BillerId, kind: DocumentKind, number: &str) -> String {
    format!("document {biller} {} {number}", kind.as_str())
}

/// The document with this number.
pub(crate) async fn by_number(
    conn: &mut AnyConnection,
    biller: BillerId,
    kind: DocumentKind,
    number: &str,
) -> Result<Option<KnownDocument>, Failure> {
    let row = sqlx::query(
        "SELECT stream_id, content_hash, payer FROM documents \
         WHERE biller = $1 AND kind = $2 AND number = $3",
    )
    .bind(biller.0.as_bytes().as_slice())
    .bind(kind.as_str())
    .bind(number)
    .fetch_optional(conn)
    .await?;
    let Some(row) = row else { return Ok(None) };
    let id = row.uuid(0)?;
    Ok(Some(KnownDocument {
        stream: match kind {
            DocumentKind::Invoice => StreamId::Invoice(InvoiceId(id)),
            DocumentKind::CreditNote => StreamId::CreditNote(CreditNoteId(id)),
        },
        content_hash: row.bytes(1)?.to_vec(),
        payer: PayerId(row.uuid(2)?),
    }))
}

/// Claims a number.
pub(crate) async fn claim(
    conn: &mut AnyConnection,
    biller: BillerId,
    kind: DocumentKind,
    number: &str,
    document: &KnownDocument,
) -> Result<(), Failure> {
    let query = sqlx::query(
        "INSERT INTO documents (biller, kind, number, stream_id, payer, content_hash) \
         VALUES ($1, $2, $3, $4, $5, $6)",
    )
    .bind(biller.0.as_bytes().as_slice())
    .bind(kind.as_str())
    .bind(number)
    .bind(document.stream.uuid().as_bytes().to_vec())
    .bind(document.payer.0.as_bytes().as_slice())
    .bind(document.content_hash.as_slice());
    conn.execute(query).await?;
    Ok(())
}

/// The next number of a series.
pub(crate) async fn next(conn: &mut AnyConnection, biller: BillerId, series: &str) -> Result<i64, Failure> {
    sqlx::query(
        "INSERT INTO series (biller, name, last) VALUES ($1, $2, 1) \
         ON CONFLICT (biller, name) DO UPDATE SET last = series.last + 1 RETURNING last",
    )
    .bind(biller.0.as_bytes().as_slice())
    .bind(series)
    .fetch_one(conn)
    .await?
    .big(0)
}
