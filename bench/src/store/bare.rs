//! The peer on SQLite: only the statements, many payments in one commit, in one synchronous loop on SQLite's own API.

use std::collections::HashMap;
use std::path::Path;
use std::str::FromStr as _;
use std::time::Instant;

use anyhow::{Context as _, Result, ensure};
use sqlx::any::AnyConnectOptions;
use sqlx::{AnyConnection, ConnectOptions as _, Connection as _, Row as _};

use super::books::{ACCOUNT, BILLER, SYSTEM, source_id};
use super::rate::Rate;
use super::recorded::{self, RecordedPayment, Value};

/// How many payments share a commit: as many as the store's callers that wait for one, unless told otherwise.
pub const BATCH: usize = 64;

/// As durable as the store, with as much memory.
const SETTINGS: &str = "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA cache_size = -32768; \
     PRAGMA wal_autocheckpoint = 2000; PRAGMA busy_timeout = 5000";

/// A connection of our own to the file.
pub async fn connect(file: &Path) -> Result<AnyConnection> {
    sqlx::any::install_default_drivers();
    let options = AnyConnectOptions::from_str(&format!("sqlite:{}?mode=rw", file.display()))?;
    let mut conn = AnyConnection::connect_with(&options.disable_statement_logging()).await?;
    sqlx::raw_sql(SETTINGS).execute(&mut conn).await?;
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

/// A loop over SQLite's own API, on one thread.
pub struct Peer {
    conn: rusqlite::Connection,
    /// Which value each parameter of a text takes, in SQLite's order: that of their first mention.
    places: HashMap<&'static str, Vec<usize>>,
}

impl Peer {
    pub fn open(file: &Path) -> Result<Self> {
        let conn = rusqlite::Connection::open(file)?;
        conn.execute_batch(SETTINGS)?;
        Ok(Self { conn, places: HashMap::new() })
    }

    /// Repeats what the store did, as statements alone.
    pub fn replay(&mut self, payments: &[RecordedPayment]) -> Result<Rate> {
        let began = Instant::now();
        for batch in payments.chunks(BATCH) {
            self.run("BEGIN IMMEDIATE", &[])?;
            for payment in batch {
                self.run("SAVEPOINT work", &[])?;
                for statement in &payment.statements {
                    let changed = self.run(statement.text, &statement.values)?;
                    ensure!(statement.reads || changed > 0, "nothing was written by: {}", statement.text);
                }
                self.run("RELEASE work", &[])?;
            }
            self.run("COMMIT", &[])?;
        }
        Ok(Rate::new(payments.len(), began.elapsed()))
    }

    /// Runs a statement to its end. Returns how many rows the last one that wrote has changed.
    fn run(&mut self, text: &'static str, values: &[Value]) -> Result<u64> {
        let mut statement = self.conn.prepare_cached(text)?;
        let places = self.places.entry(text).or_insert_with(|| {
            let marks = (1..=statement.parameter_count()).filter_map(|at| statement.parameter_name(at));
            marks.filter_map(|mark| mark.trim_start_matches('$').parse().ok()).collect()
        });
        for (at, place) in (1..).zip(places.iter()) {
            match values.get(place - 1).context("a parameter without a value")? {
                Value::Null => statement.raw_bind_parameter(at, rusqlite::types::Null)?,
                Value::Big(value) => statement.raw_bind_parameter(at, value)?,
                Value::Text(value) => statement.raw_bind_parameter(at, value)?,
                Value::Bytes(value) => statement.raw_bind_parameter(at, value)?,
            }
        }
        let mut rows = statement.raw_query();
        while let Some(row) = rows.next()? {
            // What the store reads is read here too.
            for column in 0.. {
                match row.get_ref(column) {
                    Ok(value) => drop(std::hint::black_box(value)),
                    Err(rusqlite::Error::InvalidColumnIndex(_)) => break,
                    Err(error) => return Err(error.into()),
                }
            }
        }
        drop(rows);
        drop(statement);
        Ok(self.conn.changes())
    }
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
pub async fn compare(store: &mut AnyConnection, peer: &Path) -> Result<()> {
    let peer = &mut connect(peer).await?;
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
