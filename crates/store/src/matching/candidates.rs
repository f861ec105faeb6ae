//! The invoices that an unmatched payment may be for: rows folded from the payments' events.

use std::sync::LazyLock;

use domain::ids::{BillerId, InvoiceId, PaymentId};
use domain::payments::Payment;
use sqlx::AnyConnection;
use usecases::HoldsReminders;
use uuid::Uuid;

use crate::failure::Failure;
use crate::projections::{Declared, Projection, Row};
use crate::rows::Columns;

/// The candidates of a payment while it waits for a person, best first. A candidate whose payer disclaimed the payment
/// no longer counts.
fn rows(biller: BillerId, id: Uuid, payment: &Payment) -> Vec<Row> {
    if !waits(payment) {
        return Vec::new();
    }
    let matching = payment.matching.as_deref();
    let candidates = matching.map(|matching| matching.candidates.as_slice()).unwrap_or_default();
    (0_i64..)
        .zip(candidates)
        .filter(|(_, one)| !payment.disclaimed.contains(&one.invoice))
        .map(|(place, one)| {
            let score = i64::from(one.score);
            vec![biller.into(), id.into(), one.invoice.0.into(), place.into(), score.into()]
        })
        .collect()
}

/// Whether a person has to say whose money it is.
pub(crate) fn waits(payment: &Payment) -> bool {
    payment.is_unidentified() && payment.free_minor() > 0
}

pub(crate) static CANDIDATES: LazyLock<Projection<Payment>> = LazyLock::new(|| {
    let declared = Declared {
        table: "match_candidates",
        stream: "payment",
        key: &["biller", "payment", "invoice"],
        fixed: &[],
        changing: &["place", "score"],
        unique: None,
    };
    Projection::new(declared, rows)
});

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
