//! The rows of payers, folded from their events: never a source of truth.

use std::collections::BTreeMap;

use domain::ids::{BillerId, PayerId};
use domain::payers::Payer;
use sqlx::AnyConnection;
use sqlx::Executor as _;

use crate::failure::Failure;
use crate::projections::found;

/// A payer's credit by currency, as the row holds it.
pub(crate) fn credit_text(account: &Payer) -> Result<String, Failure> {
    let mut sums: BTreeMap<&str, i64> = BTreeMap::new();
    for credit in account.credit.values() {
        *sums.entry(credit.currency.code()).or_default() += credit.minor;
    }
    serde_json::to_string(&sums).map_err(|error| Failure::unreadable(error.to_string()))
}

/// The id of a payer's details, as the row holds it.
pub(crate) fn details_of(account: &Payer) -> Option<Vec<u8>> {
    account.details.map(|details| details.0.as_bytes().to_vec())
}

/// Inserts the row of a payer.
pub(crate) async fn insert(
    conn: &mut AnyConnection,
    biller: BillerId,
    id: PayerId,
    account: &Payer,
) -> Result<(), Failure> {
    let query = sqlx::query(
        "INSERT INTO payers (biller, id, credit, forgotten, seq, details) VALUES ($1, $2, $3, $4, $5, $6)",
    )
    .bind(biller.0.as_bytes().as_slice())
    .bind(id.0.as_bytes().as_slice())
    .bind(credit_text(account)?)
    .bind(i64::from(account.forgotten))
    .bind(account.seq)
    .bind(details_of(account));
    conn.execute(query).await?;
    Ok(())
}

/// Updates the row of a payer.
pub(crate) async fn update(
    conn: &mut AnyConnection,
    biller: BillerId,
    id: PayerId,
    account: &Payer,
) -> Result<(), Failure> {
    let query = sqlx::query(
        "UPDATE payers SET credit = $3, forgotten = $4, seq = $5, details = $6 WHERE biller = $1 AND id = $2",
    )
    .bind(biller.0.as_bytes().as_slice())
    .bind(id.0.as_bytes().as_slice())
    .bind(credit_text(account)?)
    .bind(i64::from(account.forgotten))
    .bind(account.seq)
    .bind(details_of(account));
    let done = conn.execute(query).await?;
    found(done.rows_affected(), "account")
}
