//! The invoices that an unmatched payment may be for: rows folded from the payments' events.

use std::sync::LazyLock;

use domain::ids::{BillerId, InvoiceId, PaymentId};
use domain::payments::Payment;
use sqlx::AnyConnection;
use sqlx::Executor as _;
use usecases::HoldsReminders;

use crate::bank_imports;
use crate::failure::Failure;
use crate::rows::{Columns, Inserts, MOST_ROWS};

/// A candidate as its row holds it: the invoice, its rank, its score.
pub(crate) type Row = (InvoiceId, i64, i64);

/// The candidates of a payment while it waits for a person. A candidate whose payer disclaimed the payment no longer
/// counts.
pub(crate) fn of(payment: &Payment) -> Vec<Row> {
    if !payment.is_unidentified() || payment.free_minor() == 0 {
        return Vec::new();
    }
    let matching = payment.matching.as_deref();
    let candidates = matching.map(|matching| matching.candidates.as_slice()).unwrap_or_default();
    (0..)
        .zip(candidates)
        .filter(|(_, one)| !payment.disclaimed.contains(&one.invoice))
        .map(|(place, one)| (one.invoice, place, i64::from(one.score)))
        .collect()
}

static INSERT: LazyLock<Inserts> =
    LazyLock::new(|| Inserts::into("match_candidates", &["biller", "payment", "invoice", "place", "score"]));

/// Replaces the candidates of a payment.
pub(crate) async fn write(
    conn: &mut AnyConnection,
    biller: BillerId,
    id: PaymentId,
    before: Option<&Payment>,
    payment: &Payment,
) -> Result<(), Failure> {
    let waits = |payment: &Payment| payment.is_unidentified() && payment.free_minor() > 0;
    if before.is_some_and(waits) && !waits(payment) {
        bank_imports::waiting::forget(conn, biller, id).await?;
    }
    let known = before.map(of).unwrap_or_default();
    let rows = of(payment);
    if rows == known {
        return Ok(());
    }
    if !known.is_empty() {
        let query = sqlx::query("DELETE FROM match_candidates WHERE biller = $1 AND payment = $2")
            .bind(biller.0.as_bytes().as_slice())
            .bind(id.0.as_bytes().as_slice());
        conn.execute(query).await?;
    }
    for chunk in rows.chunks(MOST_ROWS) {
        let mut query = sqlx::query(INSERT.of(chunk.len()));
        for (invoice, place, score) in chunk {
            query = query
                .bind(biller.0.as_bytes().as_slice())
                .bind(id.0.as_bytes().as_slice())
                .bind(invoice.0.as_bytes().to_vec())
                .bind(*place)
                .bind(*score);
        }
        conn.execute(query).await?;
    }
    Ok(())
}

pub(crate) async fn stored(
    conn: &mut AnyConnection,
    biller: BillerId,
    payment: PaymentId,
) -> Result<Vec<Row>, Failure> {
    let rows = sqlx::query(
        "SELECT invoice, place, score FROM match_candidates WHERE biller = $1 AND payment = $2 ORDER BY place",
    )
    .bind(biller.0.as_bytes().as_slice())
    .bind(payment.0.as_bytes().as_slice())
    .fetch_all(conn)
    .await?;
    rows.iter().map(|row| Ok((InvoiceId(row.uuid(0)?), row.big(1)?, row.big(2)?))).collect()
}

/// The unmatched payments that may be for an invoice, the likeliest first.
pub(crate) async fn holding(
    conn: &mut AnyConnection,
    biller: BillerId,
    invoice: InvoiceId,
) -> Result<Vec<HoldsReminders>, Failure> {
    let rows = sqlx::query(
        "SELECT c.payment, r.free_minor, r.currency, r.paid_on, c.score FROM match_candidates c \
         JOIN payments r ON r.biller = c.biller AND r.id = c.payment \
         WHERE c.biller = $1 AND c.invoice = $2 ORDER BY c.score DESC, c.payment",
    )
    .bind(biller.0.as_bytes().as_slice())
    .bind(invoice.0.as_bytes().as_slice())
    .fetch_all(conn)
    .await?;
    rows.iter()
        .map(|row| {
            Ok(HoldsReminders {
                payment: PaymentId(row.uuid(0)?),
                amount_minor: row.big(1)?,
                currency: row.parsed(2)?,
                paid_on: row.parsed(3)?,
                score: u16::try_from(row.big(4)?).unwrap_or_default(),
            })
        })
        .collect()
}
