//! Payments' rows: what was reported, and their state.

use domain::ids::{BillerId, InvoiceId, PayerId, PaymentId};
use domain::payments::{PaymentSource, PaymentState};
use domain::{Currency, StreamId};
use sqlx::AnyConnection;
use sqlx::any::AnyRow;
use usecases::PaymentRow;

use crate::failure::Failure;
use crate::log;
use crate::rows::Columns;

macro_rules! columns {
    () => {
        "r.id, r.payer, r.system, r.account, r.source_id, r.amount_minor, r.currency, r.method, r.paid_on, \
         r.state, r.free_minor"
    };
}

/// What [`read`] reads.
pub(crate) const COLUMNS: &str = columns!();

/// Reads a row of [`COLUMNS`].
pub(crate) fn read(row: &AnyRow) -> Result<PaymentRow, Failure> {
    let state = row.text(9)?;
    let all = [
        PaymentState::Pending,
        PaymentState::Settled,
        PaymentState::Failed,
        PaymentState::Reversed,
        PaymentState::Joined,
    ];
    Ok(PaymentRow {
        id: PaymentId(row.uuid(0)?),
        payer: if row.bytes(1)?.is_empty() { None } else { Some(PayerId(row.uuid(1)?)) },
        source: PaymentSource {
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
            .ok_or_else(|| Failure::unreadable(format!("a payment's state “{state}”")))?,
        free_minor: row.big(10)?,
    })
}

pub(crate) async fn get(
    conn: &mut AnyConnection,
    biller: BillerId,
    payment: PaymentId,
) -> Result<Option<PaymentRow>, Failure> {
    let row =
        sqlx::query(concat!("SELECT ", columns!(), " FROM payments r WHERE r.biller = $1 AND r.id = $2"))
            .bind(biller.0.as_bytes().as_slice())
            .bind(payment.0.as_bytes().as_slice())
            .fetch_optional(conn)
            .await?;
    row.as_ref().map(read).transpose()
}

/// The payments that the invoice's events name, oldest first.
pub(crate) async fn of_invoice(
    conn: &mut AnyConnection,
    biller: BillerId,
    invoice: InvoiceId,
) -> Result<Vec<PaymentRow>, Failure> {
    let mut books = domain::Books::default();
    log::load(conn, biller, StreamId::Invoice(invoice), &mut books).await?;
    let mut found = Vec::new();
    for payment in books.invoices.values().flat_map(|invoice| invoice.payments.keys()) {
        found.extend(get(conn, biller, *payment).await?);
    }
    Ok(found)
}

/// Looks a payment up by its source.
pub(crate) const BY_SOURCE: &str = "SELECT id FROM payments WHERE biller = $1 AND system = $2 AND account = $3 AND source_id = $4 \
     AND currency = $5";

/// The payment that a source reported before.
pub(crate) async fn by_source(
    conn: &mut AnyConnection,
    biller: BillerId,
    source: &PaymentSource,
    currency: Currency,
) -> Result<Option<PaymentId>, Failure> {
    let row = sqlx::query(BY_SOURCE)
        .bind(biller.0.as_bytes().as_slice())
        .bind(source.system.as_str())
        .bind(source.account.as_str())
        .bind(source.id.as_str())
        .bind(currency.code())
        .fetch_optional(conn)
        .await?;
    row.map(|row| Ok(PaymentId(row.uuid(0)?))).transpose()
}
