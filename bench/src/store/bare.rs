//! The peer on SQLite: only the statements, many payments in one commit, on one connection.

use std::path::Path;
use std::str::FromStr as _;
use std::time::Instant;

use anyhow::{Context as _, Result, ensure};
use sqlx::any::AnyConnectOptions;
use sqlx::{AnyConnection, ConnectOptions as _, Connection as _, Executor as _, Row as _};

use super::books::{ACCOUNT, BILLER, SYSTEM, source_id};
use super::rate::Rate;
use super::recorded::{self, RecordedPayment};

/// How many payments share a commit.
pub const BATCH: usize = 128;

/// A connection of our own to the file.
pub async fn connect(file: &Path) -> Result<AnyConnection> {
    sqlx::any::install_default_drivers();
    let options = AnyConnectOptions::from_str(&format!("sqlite:{}?mode=rw", file.display()))?;
    let mut conn = AnyConnection::connect_with(&options.disable_statement_logging()).await?;
    // As durable as the store, with as much memory.
    let settings = "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA cache_size = -32768; \
         PRAGMA wal_autocheckpoint = 2000; PRAGMA busy_timeout = 5000";
    sqlx::raw_sql(settings).execute(&mut conn).await?;
    Ok(conn)
}

/// Copies a database that nobody writes to.
pub async fn copy(file: &Path, copy: &Path) -> Result<()> {
    let mut conn = connect(file).await?;
    let row = sqlx::query("PRAGMA wal_checkpoint(TRUNCATE)")
        .fetch_one(&mut conn)
        .await
        .context("moving the log into the file")?;
    let busy: i64 = row.try_get(0)?;
    ensure!(busy == 0, "{} is in use", file.display());
    conn.close().await?;
    std::fs::copy(file, copy)?;
    Ok(())
}

/// Repeats what the store did, as statements alone.
pub async fn replay(conn: &mut AnyConnection, payments: &[RecordedPayment]) -> Result<Rate> {
    let began = Instant::now();
    for batch in payments.chunks(BATCH) {
        conn.execute(sqlx::query("BEGIN IMMEDIATE")).await?;
        for payment in batch {
            conn.execute(sqlx::query("SAVEPOINT work")).await?;
            for statement in &payment.statements {
                if statement.reads {
                    statement.query().fetch_all(&mut *conn).await?;
                } else {
                    let done = statement.query().execute(&mut *conn).await?;
                    ensure!(done.rows_affected() > 0, "nothing was written by: {}", statement.text);
                }
            }
            conn.execute(sqlx::query("RELEASE work")).await?;
        }
        conn.execute(sqlx::query("COMMIT")).await?;
    }
    Ok(Rate::new(payments.len(), began.elapsed()))
}

/// Reads back the payments of these numbers.
pub async fn record(
    conn: &mut AnyConnection,
    numbers: std::ops::Range<usize>,
) -> Result<Vec<RecordedPayment>> {
    let mut payments = Vec::with_capacity(numbers.len());
    for number in numbers {
        payments.push((place(conn, number).await?, recorded::payment(conn, number).await?));
    }
    // In commit order: an invoice's events follow each other.
    payments.sort_by_key(|(place, _)| *place);
    Ok(payments.into_iter().map(|(_, payment)| payment).collect())
}

async fn place(conn: &mut AnyConnection, number: usize) -> Result<i64> {
    let row = sqlx::query(
        "SELECT e.row_id FROM payments r JOIN events e \
         ON e.stream_id = r.id AND e.stream_kind = 'payment' AND e.seq = 1 \
         WHERE r.biller = $1 AND r.system = $2 AND r.account = $3 AND r.source_id = $4",
    )
    .bind(BILLER.0.as_bytes().as_slice())
    .bind(SYSTEM)
    .bind(ACCOUNT)
    .bind(source_id(number))
    .fetch_one(conn)
    .await
    .with_context(|| format!("looking for payment {number}"))?;
    Ok(row.try_get(0)?)
}

/// Both databases must hold the same; otherwise they did not do the same work.
pub async fn compare(store: &mut AnyConnection, peer: &mut AnyConnection) -> Result<()> {
    const FIGURES: &str = "SELECT (SELECT COUNT(*) FROM events), (SELECT COUNT(*) FROM postings), \
         (SELECT COUNT(*) FROM idempotency), (SELECT COUNT(*) FROM payments), \
         CAST(SUM(paid_minor) AS BIGINT), CAST(SUM(open_minor) AS BIGINT), CAST(SUM(seq) AS BIGINT) \
         FROM invoices";
    let mut found = Vec::new();
    for conn in [store, peer] {
        let row = sqlx::query(FIGURES).fetch_one(conn).await?;
        found.push((0..row.len()).map(|at| row.try_get(at)).collect::<Result<Vec<i64>, _>>()?);
    }
    ensure!(found[0] == found[1], "store and peer do not hold the same: {found:?}");
    Ok(())
}
