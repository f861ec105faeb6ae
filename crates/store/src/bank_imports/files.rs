//! The rows of files.

use domain::Timestamp;
use domain::ids::BillerId;
use sqlx::AnyConnection;
use sqlx::Executor as _;
use sqlx::any::AnyRow;
use usecases::bank_imports::{BankFile, BankFileUndoing, BankFiles, FileId};

use crate::failure::Failure;
use crate::rows::Columns;

macro_rules! columns {
    () => {
        "id, name, format, entries, begun_at_ms, ended_at_ms, actor, totals, refused, undoing_at_ms, \
         undone_at_ms, left_payments"
    };
}

/// Writes what is known of a file. The end of an import does not change its beginning.
pub(crate) async fn put(conn: &mut AnyConnection, biller: BillerId, file: &BankFile) -> Result<(), Failure> {
    let query = sqlx::query(
        "INSERT INTO bank_files (biller, id, name, format, entries, begun_at_ms, ended_at_ms, actor, \
         totals, refused) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) \
         ON CONFLICT (biller, id) DO UPDATE SET name = excluded.name, \
         begun_at_ms = CASE WHEN excluded.ended_at_ms IS NULL THEN excluded.begun_at_ms \
                       ELSE bank_files.begun_at_ms END, \
         ended_at_ms = excluded.ended_at_ms, actor = excluded.actor, totals = excluded.totals, \
         refused = excluded.refused, undoing_at_ms = NULL, undone_at_ms = NULL, left_payments = NULL",
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

fn read_file(row: &AnyRow) -> Result<BankFile, Failure> {
    let undoing = match (row.maybe_big(9)?, row.maybe_big(10)?) {
        (_, Some(at)) => {
            BankFileUndoing::Ended { at: Timestamp(at), left: row.maybe_big(11)?.unwrap_or_default() }
        }
        (Some(at), None) => BankFileUndoing::Begun(Timestamp(at)),
        (None, None) => BankFileUndoing::No,
    };
    Ok(BankFile {
        id: file_id(row.bytes(0)?)?,
        name: row.text(1)?.to_owned(),
        format: row.text(2)?.to_owned(),
        entries: row.big(3)?,
        begun_at: Timestamp(row.big(4)?),
        ended_at: row.maybe_big(5)?.map(Timestamp),
        actor: read(row.text(6)?)?,
        totals: row.maybe_text(7)?.as_deref().map(read).transpose()?,
        refused: row.maybe_text(8)?,
        undoing,
    })
}

/// A file by its id, also one that was refused or undone.
pub(crate) async fn get(
    conn: &mut AnyConnection,
    biller: BillerId,
    file: FileId,
) -> Result<Option<BankFile>, Failure> {
    let row = sqlx::query(concat!("SELECT ", columns!(), " FROM bank_files WHERE biller = $1 AND id = $2"))
        .bind(biller.0.as_bytes().as_slice())
        .bind(file.0.as_slice())
        .fetch_optional(conn)
        .await?;
    row.as_ref().map(read_file).transpose()
}

/// Writes how far the undoing of an import is.
pub(crate) async fn put_undoing(
    conn: &mut AnyConnection,
    biller: BillerId,
    file: FileId,
    undoing: BankFileUndoing,
) -> Result<(), Failure> {
    let (begun, ended, left) = match undoing {
        BankFileUndoing::No => (None, None, None),
        BankFileUndoing::Begun(at) => (Some(at.0), None, None),
        BankFileUndoing::Ended { at, left } => (None, Some(at.0), Some(left)),
    };
    let query = sqlx::query(
        "UPDATE bank_files SET undoing_at_ms = COALESCE($3, undoing_at_ms), undone_at_ms = $4, \
         left_payments = $5 WHERE biller = $1 AND id = $2",
    )
    .bind(biller.0.as_bytes().as_slice())
    .bind(file.0.as_slice())
    .bind(begun)
    .bind(ended)
    .bind(left);
    conn.execute(query).await?;
    Ok(())
}

/// Files, the newest first.
pub(crate) async fn page(
    conn: &mut AnyConnection,
    biller: BillerId,
    before: Option<Timestamp>,
    limit: usize,
) -> Result<BankFiles, Failure> {
    let rows = sqlx::query(concat!(
        "SELECT ",
        columns!(),
        " FROM bank_files WHERE biller = $1 AND begun_at_ms < $2 ORDER BY begun_at_ms DESC, id LIMIT $3"
    ))
    .bind(biller.0.as_bytes().as_slice())
    .bind(before.map_or(i64::MAX, |at| at.0))
    .bind(i64::try_from(limit + 1).unwrap_or(i64::MAX))
    .fetch_all(conn)
    .await?;
    let mut files = rows.iter().map(read_file).collect::<Result<Vec<_>, _>>()?;
    let more = files.len() > limit;
    files.truncate(limit);
    let next = if more { files.last().map(|file| file.begun_at) } else { None };
    Ok(BankFiles { files, next })
}

/// Reads the id of a file from its bytes.
pub(crate) fn file_id(bytes: &[u8]) -> Result<FileId, Failure> {
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
