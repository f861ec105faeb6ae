//! Payments that somebody recorded before a bank file reported them.

use std::sync::LazyLock;

use domain::Money;
use domain::ids::{BillerId, PayerId, PaymentId};
use sqlx::AnyConnection;
use usecases::bank_imports::RecordedPayment;

use crate::failure::Failure;
use crate::rows::{Columns, Lists};

// A provider pays out one sum for many payments, and cash and card payments come by no transfer. An index with all its
// columns answers the inner look-up.
static RECORDED: LazyLock<Lists> = LazyLock::new(|| {
    Lists::of(
        "SELECT r.id, r.payer, r.amount_minor, r.currency, r.paid_on FROM payments r WHERE r.biller = $1 \
         AND r.state = 'settled' AND LENGTH(r.payer) > 0 \
         AND r.system NOT IN ('sandbox', 'stripe', 'mollie') AND r.method NOT IN ('cash', 'card') \
         AND r.id IN (SELECT i.id FROM payments i WHERE i.biller = $1 AND i.joined = 0 \
         AND i.system <> 'bank' AND i.amount_minor IN",
        1,
        ") LIMIT 2000",
    )
});

/// Those with one of these amounts.
pub(crate) async fn find(
    conn: &mut AnyConnection,
    biller: BillerId,
    amounts_minor: &[i64],
) -> Result<Vec<RecordedPayment>, Failure> {
    let mut found = Vec::new();
    for (text, chunk) in RECORDED.chunks(amounts_minor) {
        let mut query = sqlx::query(text).bind(biller.0.as_bytes().as_slice());
        for amount in chunk {
            query = query.bind(*amount);
        }
        for row in query.fetch_all(&mut *conn).await? {
            found.push(RecordedPayment {
                payment: PaymentId(row.uuid(0)?),
                payer: PayerId(row.uuid(1)?),
                amount: Money::new(row.big(2)?, row.parsed(3)?),
                paid_on: row.parsed(4)?,
            });
        }
    }
    Ok(found)
}
