//! SQLite: WAL, one writer, every commit on disk before it is answered.

use std::sync::Arc;
use std::time::{Duration, Instant};

use sqlx::AnyConnection;
use sqlx::Connection as _;
use sqlx::any::AnyConnectOptions;

use super::{Dialect, due_jobs, event_columns, job_columns, row_columns};
use crate::commits::Commits;
use crate::rows::Columns;

pub(crate) const DIALECT: Dialect = Dialect {
    begin: "BEGIN IMMEDIATE",
    begin_snapshot: "BEGIN",
    feed: concat!(
        "SELECT ",
        row_columns!(),
        " FROM events e \
          WHERE e.row_id > $2 AND $1 >= 0 ORDER BY e.row_id LIMIT $3"
    ),
    feed_of: concat!(
        "SELECT ",
        event_columns!(),
        " FROM events e JOIN billers b ON b.id = e.biller \
          WHERE e.biller = $4 AND e.tx = 0 AND e.row_id > $2 AND $1 >= 0 ORDER BY e.row_id LIMIT $3"
    ),
    feed_end: "SELECT tx, row_id FROM events ORDER BY row_id DESC LIMIT 1",
    claim_jobs: concat!(
        "UPDATE jobs SET lease_owner = $1, lease_until_ms = $2, attempts = attempts + 1 WHERE id IN (",
        due_jobs!("jobs j INDEXED BY jobs_claimed CROSS JOIN", "IN (SELECT value FROM json_each($5))"),
        " LIMIT $4) RETURNING ",
        job_columns!()
    ),
    listed: |purposes| format!("[\"{}\"]", purposes.join("\",\"")),
    held_as_read: "",
    lock_name: None,
    hold_payer: None,
    lock_payer: None,
    lock_all: None,
    renumbered: None,
    has_table: "SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = $1",
    words: &[
        ("{{bytes}}", "BLOB"),
        ("{{bytewise}}", ""),
        ("{{row_id}}", "INTEGER PRIMARY KEY"),
        ("{{tx}}", "0"),
        ("{{clustered}}", "WITHOUT ROWID"),
        ("{{postgres}}", "--"),
    ],
};

/// Settings of every connection. `secure_delete` overwrites what is erased.
const SETTINGS: &str = "PRAGMA foreign_keys = ON; PRAGMA synchronous = FULL; PRAGMA secure_delete = ON; \
     PRAGMA temp_store = MEMORY; PRAGMA cache_size = -32768; PRAGMA wal_autocheckpoint = 2000";

/// Sets a new connection up, to write or to read only.
pub(crate) async fn prepare(
    conn: &mut AnyConnection,
    busy_timeout: Duration,
    read_only: bool,
) -> Result<(), sqlx::Error> {
    wait_when_busy(conn, busy_timeout).await?;
    sqlx::raw_sql(SETTINGS).execute(&mut *conn).await?;
    if read_only {
        sqlx::raw_sql("PRAGMA query_only = ON").execute(&mut *conn).await?;
    }
    Ok(())
}

/// Switches to the write-ahead log, so that readers and the writer do not wait for each other. The file remembers the
/// mode. SQLite does not wait if others open the same new file, so we try again.
pub(crate) async fn switch_to_wal(
    conn: &mut AnyConnection,
    busy_timeout: Duration,
) -> Result<(), sqlx::Error> {
    let since = Instant::now();
    loop {
        match sqlx::raw_sql("PRAGMA journal_mode = WAL").execute(&mut *conn).await {
            Err(sqlx::Error::Database(error))
                if error.code().as_deref() == Some(BUSY) && since.elapsed() < busy_timeout =>
            {
                tokio::time::sleep(TRY_AGAIN_AFTER).await;
            }
            other => return other.map(drop),
        }
    }
}

/// `SQLITE_BUSY`.
const BUSY: &str = "5";
const TRY_AGAIN_AFTER: Duration = Duration::from_millis(10);

/// How long emptying the write-ahead log waits for readers. A page takes less time than this; we do not wait for a
/// backup.
const READERS_END_WITHIN: Duration = Duration::from_millis(200);

/// Moves everything from the write-ahead log into the database and empties it, so that no older page with erased
/// content is left. Returns false if a reader was in the way.
pub(crate) async fn empty_log_ahead(
    conn: &mut AnyConnection,
    busy_timeout: Duration,
) -> Result<bool, sqlx::Error> {
    wait_when_busy(conn, busy_timeout.min(READERS_END_WITHIN)).await?;
    let row = sqlx::query("PRAGMA wal_checkpoint(TRUNCATE)").fetch_one(&mut *conn).await;
    wait_when_busy(conn, busy_timeout).await?;
    let busy: i64 = sqlx::Row::try_get(&row?, 0)?;
    Ok(busy == 0)
}

async fn wait_when_busy(conn: &mut AnyConnection, timeout: Duration) -> Result<(), sqlx::Error> {
    // A number, so nothing can be injected.
    let busy = format!("PRAGMA busy_timeout = {}", timeout.as_millis());
    sqlx::raw_sql(sqlx::AssertSqlSafe(busy)).execute(conn).await.map(drop)
}

/// How often commits of other processes are looked for.
const LOOK_EVERY: Duration = Duration::from_millis(100);

/// Notices commits of other processes: `data_version` changes with every commit of another connection.
pub(crate) async fn watch(options: AnyConnectOptions, commits: Arc<Commits>) {
    let mut conn: Option<AnyConnection> = None;
    let mut last = None;
    loop {
        tokio::time::sleep(LOOK_EVERY).await;
        if conn.is_none() {
            conn = AnyConnection::connect_with(&options).await.ok();
        }
        let Some(open) = conn.as_mut() else { continue };
        match sqlx::query("PRAGMA data_version").fetch_one(open).await {
            Ok(row) => {
                let version = row.big(0).ok();
                if version != last {
                    last = version;
                    commits.noticed();
                }
            }
            Err(error) => {
                tracing::warn!(%error, "the database file cannot be watched for other processes' commits");
                conn = None;
            }
        }
    }
}
