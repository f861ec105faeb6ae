//! What undoing an import reads and removes.

use domain::ids::{BillerId, PaymentId};
use sqlx::AnyConnection;
use sqlx::Executor as _;
use sqlx::any::AnyRow;
use usecases::bank_imports::{EntryOfFile, FileId, ReversedPayment};
use uuid::Uuid;

use crate::bank_imports::known::payment;
use crate::failure::Failure;
use crate::rows::Columns;

/// The state of a payment before an entry reversed it, as JSON.
pub(crate) fn how(undid: &ReversedPayment) -> Result<String, Failure> {
    serde_json::to_string(&undid.how).map_err(|error| Failure::unreadable(error.to_string()))
}

/// The entries of a file from its end, those with numbers below `before`.
pub(crate) async fn entries(
    conn: &mut AnyConnection,
    biller: BillerId,
    file: FileId,
    before: i64,
    limit: usize,
) -> Result<Vec<EntryOfFile>, Failure> {
    let rows = sqlx::query(
        "SELECT s.number, e.id, e.payment, e.came_in, e.undid, e.undid_how, \
         CASE WHEN EXISTS (SELECT 1 FROM bank_occurrences o WHERE o.biller = s.biller AND o.entry = s.entry \
         AND o.file <> s.file) THEN 1 ELSE 0 END, \
         CASE WHEN EXISTS (SELECT 1 FROM bank_returns r WHERE r.biller = s.biller AND r.id = s.entry \
         AND r.state = 'dismissed') THEN 1 ELSE 0 END \
         FROM bank_occurrences s JOIN bank_entries e ON e.biller = s.biller AND e.id = s.entry \
         WHERE s.biller = $1 AND s.file = $2 AND s.number < $3 ORDER BY s.number DESC LIMIT $4",
    )
    .bind(biller.0.as_bytes().as_slice())
    .bind(file.0.as_slice())
    .bind(before)
    .bind(i64::try_from(limit).unwrap_or(i64::MAX))
    .fetch_all(conn)
    .await?;
    rows.iter().map(read).collect()
}

fn read(row: &AnyRow) -> Result<EntryOfFile, Failure> {
    let how = row.maybe_text(5)?.map(|how| serde_json::from_str(&how)).transpose();
    let how = how.map_err(|error| Failure::unreadable(format!("what a bank entry took back: {error}")))?;
    Ok(EntryOfFile {
        number: row.big(0)?,
        id: row.uuid(1)?,
        payment: payment(row, 2)?,
        came_in: row.flag(3)?,
        undid: payment(row, 4)?.zip(how).map(|(payment, how)| ReversedPayment { payment, how }),
        reported_elsewhere: row.flag(6)?,
        dismissed: row.flag(7)?,
    })
}

/// How many entries a file has.
pub(crate) async fn count(conn: &mut AnyConnection, biller: BillerId, file: FileId) -> Result<i64, Failure> {
    let row = sqlx::query("SELECT COUNT(*) FROM bank_occurrences WHERE biller = $1 AND file = $2")
        .bind(biller.0.as_bytes().as_slice())
        .bind(file.0.as_slice())
        .fetch_one(conn)
        .await?;
    row.big(0)
}

/// Whether an entry, of this file or of any, reversed the payment or was booked in its place.
pub(crate) async fn is_undone(
    conn: &mut AnyConnection,
    biller: BillerId,
    payment: PaymentId,
    file: Option<FileId>,
) -> Result<bool, Failure> {
    let text = match file {
        Some(_) => {
            "SELECT 1 FROM bank_entries e JOIN bank_occurrences s ON s.biller = e.biller AND s.entry = e.id \
             WHERE e.biller = $1 AND e.undid = $2 AND s.file = $3 LIMIT 1"
        }
        None => "SELECT 1 FROM bank_entries e WHERE e.biller = $1 AND e.undid = $2 LIMIT 1",
    };
    let mut query =
        sqlx::query(text).bind(biller.0.as_bytes().as_slice()).bind(payment.0.as_bytes().as_slice());
    if let Some(file) = &file {
        query = query.bind(file.0.as_slice());
    }
    Ok(query.fetch_optional(conn).await?.is_some())
}

/// Whether a file other than this one contains the entry that recorded this payment.
pub(crate) async fn is_reported_elsewhere(
    conn: &mut AnyConnection,
    biller: BillerId,
    payment: PaymentId,
    file: FileId,
) -> Result<bool, Failure> {
    let row = sqlx::query(
        "SELECT 1 FROM bank_entries e JOIN bank_occurrences s ON s.biller = e.biller AND s.entry = e.id \
         WHERE e.biller = $1 AND e.payment = $2 AND e.came_in = 1 AND s.file <> $3 LIMIT 1",
    )
    .bind(biller.0.as_bytes().as_slice())
    .bind(payment.0.as_bytes().as_slice())
    .bind(file.0.as_slice())
    .fetch_optional(conn)
    .await?;
    Ok(row.is_some())
}

/// Makes the entries of one payment stand for another one.
pub(crate) async fn replace_payment(
    conn: &mut AnyConnection,
    biller: BillerId,
    from: PaymentId,
    to: PaymentId,
) -> Result<(), Failure> {
    let query = sqlx::query(
        "UPDATE bank_entries SET payment = $3 WHERE biller = $1 AND payment = $2 AND came_in = 1",
    )
    .bind(biller.0.as_bytes().as_slice())
    .bind(from.0.as_bytes().as_slice())
    .bind(to.0.as_bytes().as_slice());
    conn.execute(query).await?;
    Ok(())
}

/// Removes an entry that no other file contains. What the bank said about a return is emptied first.
const FORGET: [&str; 4] = [
    "UPDATE content SET data = NULL WHERE biller = $1 AND id = \
     (SELECT r.content FROM bank_returns r WHERE r.biller = $1 AND r.id = $2)",
    "DELETE FROM bank_returns WHERE biller = $1 AND id = $2",
    "DELETE FROM bank_keys WHERE biller = $1 AND entry = $2",
    "DELETE FROM bank_entries WHERE biller = $1 AND id = $2",
];

/// Removes the link between the file and these entries.
pub(crate) async fn forget(
    conn: &mut AnyConnection,
    biller: BillerId,
    file: FileId,
    entries: &[EntryOfFile],
) -> Result<(), Failure> {
    for entry in entries {
        let query =
            sqlx::query("DELETE FROM bank_occurrences WHERE biller = $1 AND file = $2 AND number = $3")
                .bind(biller.0.as_bytes().as_slice())
                .bind(file.0.as_slice())
                .bind(entry.number);
        conn.execute(query).await?;
        let others: &[&str] = if entry.reported_elsewhere { &[] } else { &FORGET };
        for text in others {
            forget_of(conn, text, biller, entry.id).await?;
        }
    }
    Ok(())
}

async fn forget_of(
    conn: &mut AnyConnection,
    text: &'static str,
    biller: BillerId,
    entry: Uuid,
) -> Result<(), Failure> {
    let query = sqlx::query(text).bind(biller.0.as_bytes().as_slice()).bind(entry.as_bytes().as_slice());
    conn.execute(query).await?;
    Ok(())
}
