//! The rows of invoices: their figures.

use std::sync::LazyLock;

use domain::ids::{BillerId, InvoiceId, PayerId};
use sqlx::AnyConnection;
use sqlx::any::AnyRow;
use usecases::InvoiceRow;

use crate::failure::Failure;
use crate::invoices::projection::lifecycle_named;
use crate::rows::{Columns, Lists};

macro_rules! columns {
    () => {
        "i.id, i.number, i.payer, i.currency, i.total_minor, i.payable_minor, i.paid_minor, \
         i.pending_minor, i.open_minor, i.credit_minor, i.credited_minor, i.issue_date, i.due_date, \
         i.lifecycle, i.seq, i.flagged"
    };
}

/// What [`read`] reads.
pub(crate) const COLUMNS: &str = columns!();

/// Reads a row of [`COLUMNS`].
pub(crate) fn read(row: &AnyRow) -> Result<InvoiceRow, Failure> {
    Ok(InvoiceRow {
        id: InvoiceId(row.uuid(0)?),
        number: row.text(1)?.to_owned(),
        payer: PayerId(row.uuid(2)?),
        currency: row.parsed(3)?,
        total_minor: row.big(4)?,
        payable_minor: row.big(5)?,
        paid_minor: row.big(6)?,
        pending_minor: row.big(7)?,
        open_minor: row.big(8)?,
        credit_minor: row.big(9)?,
        credited_minor: row.big(10)?,
        issue_date: row.parsed(11)?,
        due_date: row.parsed(12)?,
        lifecycle: lifecycle_named(row.text(13)?)?,
        seq: row.big(14)?,
        flagged: row.flag(15)?,
    })
}

pub(crate) async fn get(
    conn: &mut AnyConnection,
    biller: BillerId,
    invoice: InvoiceId,
) -> Result<Option<InvoiceRow>, Failure> {
    let row =
        sqlx::query(concat!("SELECT ", columns!(), " FROM invoices i WHERE i.biller = $1 AND i.id = $2"))
            .bind(biller.0.as_bytes().as_slice())
            .bind(invoice.0.as_bytes().as_slice())
            .fetch_optional(conn)
            .await?;
    row.as_ref().map(read).transpose()
}

/// The payer's invoices, oldest first.
pub(crate) async fn of_payer(
    conn: &mut AnyConnection,
    biller: BillerId,
    payer: PayerId,
) -> Result<Vec<InvoiceId>, Failure> {
    let rows = sqlx::query("SELECT id FROM invoices WHERE biller = $1 AND payer = $2 ORDER BY id")
        .bind(biller.0.as_bytes().as_slice())
        .bind(payer.0.as_bytes().as_slice())
        .fetch_all(conn)
        .await?;
    rows.iter().map(|row| Ok(InvoiceId(row.uuid(0)?))).collect()
}

static NUMBERS: LazyLock<Lists> =
    LazyLock::new(|| Lists::of("SELECT id, number FROM invoices WHERE biller = $1 AND id IN", 1, ""));

/// The numbers of these invoices.
pub(crate) async fn numbers(
    conn: &mut AnyConnection,
    biller: BillerId,
    invoices: &[InvoiceId],
) -> Result<Vec<(InvoiceId, String)>, Failure> {
    let mut numbers = Vec::with_capacity(invoices.len());
    for (text, chunk) in NUMBERS.chunks(invoices) {
        let mut query = sqlx::query(text).bind(biller.0.as_bytes().as_slice());
        for invoice in chunk {
            query = query.bind(invoice.0.as_bytes().as_slice());
        }
        for row in query.fetch_all(&mut *conn).await? {
            numbers.push((InvoiceId(row.uuid(0)?), row.text(1)?.to_owned()));
        }
    }
    Ok(numbers)
}
