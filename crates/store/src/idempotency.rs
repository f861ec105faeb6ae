//! What was answered to which key.

use domain::Timestamp;
use domain::ids::BillerId;
use sqlx::AnyConnection;
use sqlx::Executor as _;
use usecases::IdempotencyRecord;
use usecases::personal_data::Goes;

use crate::failure::Failure;
use crate::personal_data::TableData;
use crate::rows::Columns;

/// The table `idempotency`.
pub(crate) const DATA: TableData = TableData {
    area: "idempotency keys",
    plain: &["biller", "caller"],
    personal: &[(
        &["key", "input_hash", "body"],
        "the key that a caller chose, a hash of what was asked, and the answer: ids, numbers and amounts, nothing that a person wrote",
        Goes::Expires { after: "30 days after the call", by: "purge_keys" },
    )],
    erase: &[],
};

/// The text that looks a key up.
pub(crate) const RECALL: &str =
    "SELECT input_hash, body, at_ms FROM idempotency WHERE biller = $1 AND caller = $2 AND key = $3";

/// The text that remembers an answer.
pub(crate) const REMEMBER: &str = "INSERT INTO idempotency (biller, caller, key, input_hash, body, at_ms) \
     VALUES ($1, $2, $3, $4, $5, $6)";

/// What was answered before.
pub(crate) async fn find(
    conn: &mut AnyConnection,
    biller: BillerId,
    caller: &str,
    key: &str,
) -> Result<Option<IdempotencyRecord>, Failure> {
    let row = sqlx::query(RECALL)
        .bind(biller.0.as_bytes().as_slice())
        .bind(caller)
        .bind(key)
        .fetch_optional(conn)
        .await?;
    row.map(|row| {
        Ok(IdempotencyRecord {
            input_hash: row.bytes(0)?.to_vec(),
            body: row.text(1)?.to_owned(),
            at: Timestamp(row.big(2)?),
        })
    })
    .transpose()
}

pub(crate) async fn insert(
    conn: &mut AnyConnection,
    biller: BillerId,
    caller: &str,
    key: &str,
    remembered: &IdempotencyRecord,
) -> Result<(), Failure> {
    let query = sqlx::query(REMEMBER)
        .bind(biller.0.as_bytes().as_slice())
        .bind(caller)
        .bind(key)
        .bind(remembered.input_hash.as_slice())
        .bind(remembered.body.as_str())
        .bind(remembered.at.0);
    conn.execute(query).await?;
    Ok(())
}

/// Forgets answers given before `before`.
pub(crate) async fn purge(conn: &mut AnyConnection, before: Timestamp) -> Result<u64, Failure> {
    let query = sqlx::query("DELETE FROM idempotency WHERE at_ms < $1").bind(before.0);
    Ok(conn.execute(query).await?.rows_affected())
}
