//! The bank accounts and sellers of a biller.

use domain::Timestamp;
use domain::ids::BillerId;
use sqlx::AnyConnection;
use sqlx::Executor as _;
use sqlx::any::AnyRow;
use usecases::billers::{BillerIdentity, IdentityKind};

use crate::failure::Failure;
use crate::rows::Columns;

/// The biller's identities of a kind, oldest first.
pub(crate) async fn all(
    conn: &mut AnyConnection,
    biller: BillerId,
    kind: IdentityKind,
) -> Result<Vec<BillerIdentity>, Failure> {
    let rows = sqlx::query(
        "SELECT key, value, added_at_ms FROM biller_identities WHERE biller = $1 AND kind = $2 \
         ORDER BY added_at_ms, key",
    )
    .bind(biller.0.as_bytes().as_slice())
    .bind(kind.as_str())
    .fetch_all(conn)
    .await?;
    let read = |row: &AnyRow| -> Result<BillerIdentity, Failure> {
        Ok(BillerIdentity {
            key: row.text(0)?.to_owned(),
            value: row.text(1)?.to_owned(),
            added_at: Timestamp(row.big(2)?),
        })
    };
    rows.iter().map(read).collect()
}

/// Adds one, unless it exists.
pub(crate) async fn put(
    conn: &mut AnyConnection,
    biller: BillerId,
    kind: IdentityKind,
    identity: &BillerIdentity,
) -> Result<(), Failure> {
    let query = sqlx::query(
        "INSERT INTO biller_identities (biller, kind, key, value, added_at_ms) VALUES ($1, $2, $3, $4, $5) \
         ON CONFLICT (biller, kind, key) DO NOTHING",
    )
    .bind(biller.0.as_bytes().as_slice())
    .bind(kind.as_str())
    .bind(identity.key.as_str())
    .bind(identity.value.as_str())
    .bind(identity.added_at.0);
    conn.execute(query).await?;
    Ok(())
}

/// Removes one by its key, if it exists.
pub(crate) async fn remove(
    conn: &mut AnyConnection,
    biller: BillerId,
    kind: IdentityKind,
    key: &str,
) -> Result<(), Failure> {
    let query = sqlx::query("DELETE FROM biller_identities WHERE biller = $1 AND kind = $2 AND key = $3")
        .bind(biller.0.as_bytes().as_slice())
        .bind(kind.as_str())
        .bind(key);
    conn.execute(query).await?;
    Ok(())
}
