//! Attempts to pay at a provider.

use domain::Timestamp;
use domain::ids::{BillerId, CheckoutId, InvoiceId, LinkId};
use sqlx::any::AnyRow;
use sqlx::{AnyConnection, Executor as _};
use usecases::checkouts::{CheckoutRow, ConnectionId};

use crate::failure::Failure;
use crate::rows::Columns;

macro_rules! columns {
    () => {
        "biller, id, invoice, connection, link, amount_minor, currency, method, opened_at_ms, expires_at_ms, \
         provider_id, url, asked, state"
    };
}

fn read(row: &AnyRow) -> Result<CheckoutRow, Failure> {
    Ok(CheckoutRow {
        biller: BillerId(row.uuid(0)?),
        id: CheckoutId(row.uuid(1)?),
        invoice: InvoiceId(row.uuid(2)?),
        connection: ConnectionId(row.uuid(3)?),
        link: LinkId(row.uuid(4)?),
        amount_minor: row.big(5)?,
        currency: row.parsed(6)?,
        method: row.parsed(7)?,
        opened_at: Timestamp(row.big(8)?),
        expires_at: Timestamp(row.big(9)?),
        provider_id: row.maybe_text(10)?,
        url: row.maybe_text(11)?,
        asked: row.big(12)?,
        state: row.parsed(13)?,
    })
}

/// Removes the links to the pages of a forgotten payer's checkouts.
pub(super) const ERASE: &str = "UPDATE checkouts SET url = NULL WHERE biller = $1 \
     AND invoice IN (SELECT id FROM invoices WHERE biller = $1 AND payer = $2)";

pub(super) async fn get(
    conn: &mut AnyConnection,
    biller: BillerId,
    checkout: CheckoutId,
) -> Result<Option<CheckoutRow>, Failure> {
    let row = sqlx::query(concat!("SELECT ", columns!(), " FROM checkouts WHERE biller = $1 AND id = $2"))
        .bind(biller.0.as_bytes().as_slice())
        .bind(checkout.0.as_bytes().as_slice())
        .fetch_optional(conn)
        .await?;
    row.as_ref().map(read).transpose()
}

/// The checkout with this id of the provider.
pub(super) async fn at_provider(
    conn: &mut AnyConnection,
    biller: BillerId,
    connection: ConnectionId,
    provider_id: &str,
) -> Result<Option<CheckoutRow>, Failure> {
    let row = sqlx::query(concat!(
        "SELECT ",
        columns!(),
        " FROM checkouts WHERE biller = $1 AND connection = $2 AND provider_id = $3"
    ))
    .bind(biller.0.as_bytes().as_slice())
    .bind(connection.0.as_bytes().as_slice())
    .bind(provider_id)
    .fetch_optional(conn)
    .await?;
    row.as_ref().map(read).transpose()
}

/// Writes a checkout, new or changed. What was ordered never changes.
pub(super) async fn put(conn: &mut AnyConnection, checkout: &CheckoutRow) -> Result<(), Failure> {
    let query = sqlx::query(concat!(
        "INSERT INTO checkouts (",
        columns!(),
        ") VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14) \
         ON CONFLICT (biller, id) DO UPDATE SET provider_id = excluded.provider_id, url = excluded.url, \
         asked = excluded.asked, state = excluded.state"
    ))
    .bind(checkout.biller.0.as_bytes().as_slice())
    .bind(checkout.id.0.as_bytes().as_slice())
    .bind(checkout.invoice.0.as_bytes().as_slice())
    .bind(checkout.connection.0.as_bytes().as_slice())
    .bind(checkout.link.0.as_bytes().as_slice())
    .bind(checkout.amount_minor)
    .bind(checkout.currency.code())
    .bind(checkout.method.as_str())
    .bind(checkout.opened_at.0)
    .bind(checkout.expires_at.0)
    .bind(checkout.provider_id.as_deref())
    .bind(checkout.url.as_deref())
    .bind(checkout.asked)
    .bind(checkout.state.as_str());
    conn.execute(query).await?;
    Ok(())
}
