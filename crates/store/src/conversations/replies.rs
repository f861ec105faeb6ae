//! Canned replies and policies, as staff wrote them.

use std::collections::BTreeMap;

use domain::Timestamp;
use domain::ids::BillerId;
use sqlx::AnyConnection;
use sqlx::Executor as _;
use usecases::{ReplyId, ReplyKind, ReplyText, SavedReply};

use crate::failure::Failure;
use crate::rows::Columns;

/// More than anybody reads through.
const MOST: i64 = 500;

/// All replies of the biller, by name.
pub(super) async fn all(conn: &mut AnyConnection, biller: BillerId) -> Result<Vec<SavedReply>, Failure> {
    let rows = sqlx::query(
        "SELECT id, kind, name, texts, updated_at_ms FROM replies WHERE biller = $1 ORDER BY name, id LIMIT $2",
    )
    .bind(biller.0.as_bytes().as_slice())
    .bind(MOST)
    .fetch_all(conn)
    .await?;
    let mut found = Vec::with_capacity(rows.len());
    for row in &rows {
        let texts: BTreeMap<String, ReplyText> = read("a prepared answer", row.text(3)?)?;
        found.push(SavedReply {
            id: ReplyId(row.uuid(0)?),
            kind: row.parsed::<ReplyKind>(1)?,
            name: row.text(2)?.to_owned(),
            texts,
            updated_at: Timestamp(row.big(4)?),
        });
    }
    Ok(found)
}

/// Writes a reply, new or changed.
pub(super) async fn put(
    conn: &mut AnyConnection,
    biller: BillerId,
    reply: &SavedReply,
) -> Result<(), Failure> {
    let query = sqlx::query(
        "INSERT INTO replies (biller, id, kind, name, texts, updated_at_ms) VALUES ($1, $2, $3, $4, $5, $6) \
         ON CONFLICT (biller, id) DO UPDATE SET kind = excluded.kind, name = excluded.name, \
         texts = excluded.texts, updated_at_ms = excluded.updated_at_ms",
    )
    .bind(biller.0.as_bytes().as_slice())
    .bind(reply.id.0.as_bytes().as_slice())
    .bind(reply.kind.as_str())
    .bind(reply.name.as_str())
    .bind(written(&reply.texts)?)
    .bind(reply.updated_at.0);
    conn.execute(query).await?;
    Ok(())
}

/// Removes a reply. Returns false if there is none.
pub(super) async fn remove(
    conn: &mut AnyConnection,
    biller: BillerId,
    reply: ReplyId,
) -> Result<bool, Failure> {
    let query = sqlx::query("DELETE FROM replies WHERE biller = $1 AND id = $2")
        .bind(biller.0.as_bytes().as_slice())
        .bind(reply.0.as_bytes().as_slice());
    Ok(conn.execute(query).await?.rows_affected() == 1)
}

fn read<T: serde::de::DeserializeOwned>(what: &str, json: &str) -> Result<T, Failure> {
    serde_json::from_str(json).map_err(|error| Failure::unreadable(format!("{what}: {error}")))
}

fn written<T: serde::Serialize>(value: &T) -> Result<String, Failure> {
    serde_json::to_string(value).map_err(|error| Failure::unreadable(error.to_string()))
}
