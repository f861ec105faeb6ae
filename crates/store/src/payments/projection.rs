//! The rows of payments, folded from their events: never a source of truth.

use domain::ids::{BillerId, PaymentId};
use domain::payments::Payment;
use sqlx::AnyConnection;
use sqlx::Executor as _;
use usecases::{PaymentRow, StoreError};

use crate::failure::Failure;
use crate::payments::rows;
use crate::projections::found;

/// The figures of a payment as its row holds them.
pub(crate) fn row(id: PaymentId, payment: &Payment) -> PaymentRow {
    let recorded = &payment.recorded;
    PaymentRow {
        id,
        payer: payment.payer,
        source: recorded.source.clone(),
        amount_minor: recorded.amount.minor,
        currency: recorded.amount.currency,
        method: recorded.method,
        paid_on: recorded.paid_on,
        state: payment.state,
        free_minor: payment.free_minor(),
    }
}

/// The payer of a payment; empty while it is unknown.
fn payer_bytes(payment: &Payment) -> &[u8] {
    payment.payer.as_ref().map_or(&[], |payer| payer.0.as_bytes().as_slice())
}

/// The text that inserts a payment's row.
pub(crate) const INSERT: &str = "INSERT INTO payments (biller, id, payer, system, account, \
     source_id, amount_minor, currency, method, paid_on, state, free_minor, seq, joined) \
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14) ON CONFLICT DO NOTHING";

/// Inserts the row of a payment.
pub(crate) async fn insert(
    conn: &mut AnyConnection,
    biller: BillerId,
    id: PaymentId,
    payment: &Payment,
) -> Result<(), Failure> {
    let recorded = &payment.recorded;
    let query = sqlx::query(INSERT)
        .bind(biller.0.as_bytes().as_slice())
        .bind(id.0.as_bytes().as_slice())
        .bind(payer_bytes(payment))
        .bind(recorded.source.system.as_str())
        .bind(recorded.source.account.as_str())
        .bind(recorded.source.id.as_str())
        .bind(recorded.amount.minor)
        .bind(recorded.amount.currency.code())
        .bind(recorded.method.as_str())
        .bind(recorded.paid_on.to_string())
        .bind(payment.state.as_str())
        .bind(payment.free_minor())
        .bind(payment.seq)
        .bind(i64::from(payment.is_joined()));
    if conn.execute(query).await?.rows_affected() == 1 {
        return Ok(());
    }
    // The existing row can be read: this is no collision with another writer.
    let found = rows::by_source(conn, biller, &recorded.source, recorded.amount.currency).await?;
    Err(match found {
        Some(_) => StoreError::Exists("payment (the same source, account, currency and id)"),
        None => StoreError::Conflict,
    }
    .into())
}

/// Updates the row of a payment.
pub(crate) async fn update(
    conn: &mut AnyConnection,
    biller: BillerId,
    id: PaymentId,
    payment: &Payment,
) -> Result<(), Failure> {
    let query = sqlx::query(
        "UPDATE payments SET state = $3, free_minor = $4, seq = $5, payer = $6, joined = $7 \
         WHERE biller = $1 AND id = $2",
    )
    .bind(biller.0.as_bytes().as_slice())
    .bind(id.0.as_bytes().as_slice())
    .bind(payment.state.as_str())
    .bind(payment.free_minor())
    .bind(payment.seq)
    .bind(payer_bytes(payment))
    .bind(i64::from(payment.is_joined()));
    let done = conn.execute(query).await?;
    found(done.rows_affected(), "payment")
}
