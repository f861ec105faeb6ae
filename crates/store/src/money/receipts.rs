//! Receipts' rows: what was reported, where it stands.

use domain::ids::{BillerId, InvoiceId, PayerId, ReceiptId};
use domain::receipt::{PaymentState, ReceiptSource};
use domain::{Currency, StreamId};
use sqlx::AnyConnection;
use sqlx::any::AnyRow;
use usecases::ReceiptRow;

use crate::failure::Failure;
use crate::log;
use crate::rows::Columns;

macro_rules! columns {
    () => {
        "r.id, r.payer, r.system, r.account, r.source_id, r.amount_minor, r.currency, r.method, r.paid_on, \
         r.state, r.free_minor, r.seq"
    };
}

/// What [`read`] reads.
pub(crate) const COLUMNS: &str = columns!();

/// Reads a row of [`COLUMNS`].
pub(crate) fn read(row: &AnyRow) -> Result<ReceiptRow, Failure> {
    let state = row.text(9)?;
    let all = [
        PaymentState::Pending,
        PaymentState::Settled,
        PaymentState::Failed,
        PaymentState::Reversed,
        PaymentState::Joined,
    ];
    Ok(ReceiptRow {
        id: ReceiptId(row.uuid(0)?),
        payer: if row.bytes(1)?.is_empty() { None } else { Some(PayerId(row.uuid(1)?)) },
        source: ReceiptSource {
            system: row.text(2)?.to_owned(),
            account: row.text(3)?.to_owned(),
            id: row.text(4)?.to_owned(),
        },
        amount_minor: row.big(5)?,
        currency: row.parsed(6)?,
        method: row.parsed(7)?,
        paid_on: row.parsed(8)?,
        state: all
            .into_iter()
            .find(|one| one.as_str() == state)
            .ok_or_else(|| Failure::unreadable(format!("a receipt's state “{state}”")))?,
        free_minor: row.big(10)?,
    })
}

/// A receipt with the number of its last event.
pub(crate) async fn get_whole(
    conn: &mut AnyConnection,
    biller: BillerId,
    receipt: ReceiptId,
) -> Result<Option<(ReceiptRow, i64)>, Failure> {
    let row =
        sqlx::query(concat!("SELECT ", columns!(), " FROM receipts r WHERE r.biller = $1 AND r.id = $2"))
            .bind(biller.0.as_bytes().as_slice())
            .bind(receipt.0.as_bytes().as_slice())
            .fetch_optional(conn)
            .await?;
    row.map(|row| Ok((read(&row)?, row.big(11)?))).transpose()
}

pub(crate) async fn get(
    conn: &mut AnyConnection,
    biller: BillerId,
    receipt: ReceiptId,
) -> Result<Option<ReceiptRow>, Failure> {
    Ok(get_whole(conn, biller, receipt).await?.map(|(row, _)| row))
}

/// The receipts that an invoice knows of, oldest first.
pub(crate) async fn of_invoice(
    conn: &mut AnyConnection,
    biller: BillerId,
    invoice: InvoiceId,
) -> Result<Vec<ReceiptRow>, Failure> {
    let mut books = domain::Books::default();
    log::load(conn, biller, StreamId::Invoice(invoice), &mut books).await?;
    let mut found = Vec::new();
    for receipt in books.invoices.values().flat_map(|invoice| invoice.payments.keys()) {
        found.extend(get(conn, biller, *receipt).await?);
    }
    Ok(found)
}

/// The text that looks a receipt up by where it was reported.
pub(crate) const BY_SOURCE: &str = "SELECT id FROM receipts WHERE biller = $1 AND system = $2 AND account = $3 AND source_id = $4 \
     AND currency = $5";

/// The receipt that a source reported before.
pub(crate) async fn by_source(
    conn: &mut AnyConnection,
    biller: BillerId,
    source: &ReceiptSource,
    currency: Currency,
) -> Result<Option<ReceiptId>, Failure> {
    let row = sqlx::query(BY_SOURCE)
        .bind(biller.0.as_bytes().as_slice())
        .bind(source.system.as_str())
        .bind(source.account.as_str())
        .bind(source.id.as_str())
        .bind(currency.code())
        .fetch_optional(conn)
        .await?;
    row.map(|row| Ok(ReceiptId(row.uuid(0)?))).transpose()
}
