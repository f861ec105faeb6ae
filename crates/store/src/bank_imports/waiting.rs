//! The keys by which unmatched money is found when an invoice is issued.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use domain::Money;
use domain::ids::{BillerId, PaymentId};
use sqlx::AnyConnection;
use sqlx::Executor as _;
use usecases::bank_imports::EntryKey;

use crate::failure::Failure;
use crate::rows::{Columns, Inserts, Lists};

static INSERT: LazyLock<Inserts> =
    LazyLock::new(|| Inserts::unless_there("waiting_keys", &["biller", "key", "payment"]));

pub(crate) async fn put(
    conn: &mut AnyConnection,
    biller: BillerId,
    keys: &[(EntryKey, PaymentId)],
) -> Result<(), Failure> {
    for chunk in Inserts::chunks(keys) {
        let mut query = sqlx::query(INSERT.of(chunk.len()));
        for (key, payment) in chunk {
            query = query
                .bind(biller.0.as_bytes().as_slice())
                .bind(key.as_slice())
                .bind(payment.0.as_bytes().to_vec());
        }
        conn.execute(query).await?;
    }
    Ok(())
}

/// Removes the keys of a payment that no longer waits.
pub(crate) async fn forget(
    conn: &mut AnyConnection,
    biller: BillerId,
    payment: PaymentId,
) -> Result<(), Failure> {
    let query = sqlx::query("DELETE FROM waiting_keys WHERE biller = $1 AND payment = $2")
        .bind(biller.0.as_bytes().as_slice())
        .bind(payment.0.as_bytes().as_slice());
    conn.execute(query).await?;
    Ok(())
}

static BY_KEYS: LazyLock<Lists> = LazyLock::new(|| {
    Lists::of("SELECT key, payment FROM waiting_keys WHERE biller = $1 AND key IN", 1, "LIMIT 1000")
});

/// The unmatched payments with one of these keys or exactly this amount.
pub(crate) async fn find(
    conn: &mut AnyConnection,
    biller: BillerId,
    keys: &[EntryKey],
    amount: Money,
    most: usize,
) -> Result<Vec<PaymentId>, Failure> {
    let mut of_key: BTreeMap<Vec<u8>, Vec<PaymentId>> = BTreeMap::new();
    for (text, chunk) in BY_KEYS.chunks(keys) {
        let mut query = sqlx::query(text).bind(biller.0.as_bytes().as_slice());
        for key in chunk {
            query = query.bind(key.as_slice());
        }
        for row in query.fetch_all(&mut *conn).await? {
            of_key.entry(row.bytes(0)?.to_vec()).or_default().push(PaymentId(row.uuid(1)?));
        }
    }
    let by_sum = sqlx::query(
        "SELECT id FROM payments WHERE biller = $1 AND free_minor = $2 AND currency = $3 \
         AND state = 'settled' AND LENGTH(payer) = 0 LIMIT $4",
    )
    .bind(biller.0.as_bytes().as_slice())
    .bind(amount.minor)
    .bind(amount.currency.code())
    .bind(i64::try_from(most + 1).unwrap_or(i64::MAX))
    .fetch_all(conn)
    .await?;
    let by_sum = by_sum.iter().map(|row| Ok(PaymentId(row.uuid(0)?))).collect::<Result<Vec<_>, Failure>>()?;
    let kinds = of_key.into_values().chain([by_sum]);
    let found: BTreeSet<PaymentId> = kinds.filter(|kind| kind.len() <= most).flatten().collect();
    Ok(found.into_iter().collect())
}
