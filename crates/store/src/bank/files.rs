//! The rows of files.

use domain::Timestamp;
use domain::ids::BillerId;
use sqlx::AnyConnection;
use sqlx::Executor as _;
use usecases::money_in::bank::{BankFile, BankFiles, FileId};

use crate::failure::Failure;
use crate::rows::Columns;

/// Writes what is known of a file. The end of an import leaves its beginning.
pub(super) async fn put(conn: &mut AnyConnection, biller: BillerId, file: &BankFile) -> Result<(), Failure> {
    let query = sqlx::query(
        "INSERT INTO bank_files (biller, id, name, format, entries, begun_at_ms, ended_at_ms, actor, \
         totals, refused) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) \
         ON CONFLICT (biller, id) DO UPDATE SET name = excluded.name, \
         begun_at_ms = CASE WHEN excluded.ended_at_ms IS NULL THEN excluded.begun_at_ms \
                       ELSE bank_files.begun_at_ms END, \
         ended_at_ms = excluded.ended_at_ms, actor = excluded.actor, totals = excluded.totals, \
         refused = excluded.refused",
    )
    .bind(biller.0.as_bytes().as_slice())
    .bind(file.id.0.as_slice())
    .bind(file.name.as_str())
    .bind(file.format.as_str())
    .bind(file.entries)
    .bind(file.begun_at.0)
    .bind(file.ended_at.map(|at| at.0))
    .bind(json(&file.actor)?)
    .bind(file.totals.as_ref().map(json).transpose()?)
    .bind(file.refused.as_deref());
    conn.execute(query).await?;
    Ok(())
}

/// Files, the newest first.
pub(super) async fn page(
    conn: &mut AnyConnection,
    biller: BillerId,
    before: Option<Timestamp>,
    limit: usize,
) -> Result<BankFiles, Failure> {
    let rows = sqlx::query(
        "SELECT id, name, format, entries, begun_at_ms, ended_at_ms, actor, totals, refused FROM bank_files \
         WHERE biller = $1 AND begun_at_ms < $2 ORDER BY begun_at_ms DESC, id LIMIT $3",
    )
    .bind(biller.0.as_bytes().as_slice())
    .bind(before.map_or(i64::MAX, |at| at.0))
    .bind(i64::try_from(limit + 1).unwrap_or(i64::MAX))
    .fetch_all(conn)
    .await?;
    let mut files = Vec::with_capacity(rows.len());
    for row in &rows {
        files.push(BankFile {
            id: file_id(row.bytes(0)?)?,
            name: row.text(1)?.to_owned(),
            format: row.text(2)?.to_owned(),
            entries: row.big(3)?,
            begun_at: Timestamp(row.big(4)?),
            ended_at: row.maybe_big(5)?.map(Timestamp),
            actor: read(row.text(6)?)?,
            totals: row.maybe_text(7)?.as_deref().map(read).transpose()?,
            refused: row.maybe_text(8)?,
        });
    }
    let more = files.len() > limit;
    files.truncate(limit);
    let next = if more { files.last().map(|file| file.begun_at) } else { None };
    Ok(BankFiles { files, next })
}

/// A file's id as its bytes are stored.
pub(super) fn file_id(bytes: &[u8]) -> Result<FileId, Failure> {
    let id = bytes.try_into().map_err(|_| Failure::unreadable("the id of a bank file"))?;
    Ok(FileId(id))
}

fn json<T: serde::Serialize>(value: &T) -> Result<String, Failure> {
    serde_json::to_string(value).map_err(|error| Failure::unreadable(error.to_string()))
}

fn read<T: serde::de::DeserializeOwned>(text: &str) -> Result<T, Failure> {
    serde_json::from_str(text)
        .map_err(|error| Failure::unreadable(format!("what is kept of a bank file: {error}")))
}
