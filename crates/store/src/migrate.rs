//! Brings the schema up to what this program knows, at every start.

use sqlx::AnyConnection;
use usecases::StoreError;

use crate::engine::{Engine, postgres};
use crate::failure::Failure;
use crate::matching;
use crate::rows::Columns;
use crate::search::words;

/// Every migration, in order: its number is its place, from 1. Files are added, never edited.
const MIGRATIONS: &[&str] = &[
    include_str!("migrations/0001_start.sql"),
    include_str!("migrations/0002_staff.sql"),
    include_str!("migrations/0003_conversation.sql"),
    include_str!("migrations/0004_attachments.sql"),
    include_str!("migrations/0005_console.sql"),
    include_str!("migrations/0006_references.sql"),
    include_str!("migrations/0007_bank.sql"),
    include_str!("migrations/0008_checkouts.sql"),
    include_str!("migrations/0009_money_in.sql"),
    include_str!("migrations/0010_jobs.sql"),
    include_str!("migrations/0011_money_identity.sql"),
    include_str!("migrations/0012_identities.sql"),
];

/// The migration that made the tables of words, which are filled from what is there already.
const MAKES_WORDS: i64 = 5;
/// The migration that made the tables of references and names, filled in the same way.
const MAKES_REFERENCES: i64 = 6;

/// The schema this program knows.
pub(crate) fn newest() -> i64 {
    i64::try_from(MIGRATIONS.len()).unwrap_or(i64::MAX)
}

/// What a migration runs on an engine.
pub(crate) fn text(engine: Engine, version: i64) -> Option<String> {
    let text = MIGRATIONS.get(usize::try_from(version).ok()?.checked_sub(1)?)?;
    let words = engine.dialect().words;
    Some(words.iter().fold((*text).to_owned(), |sql, (word, means)| sql.replace(word, means)))
}

/// Any number, the same in every version: only one process migrates at a time.
const LOCK: i64 = 0x62_69_6c_6c_6f_77;

/// Applies what is missing, each migration whole or not at all.
pub(crate) async fn migrate(conn: &mut AnyConnection, engine: Engine) -> Result<(), Failure> {
    loop {
        sqlx::raw_sql(engine.dialect().begin).execute(&mut *conn).await?;
        let applied = apply_next(conn, engine).await;
        let end = if applied.is_ok() { "COMMIT" } else { "ROLLBACK" };
        sqlx::raw_sql(end).execute(&mut *conn).await?;
        if !applied? {
            return Ok(());
        }
    }
}

/// Applies the next migration, in a transaction. False when there is none left.
async fn apply_next(conn: &mut AnyConnection, engine: Engine) -> Result<bool, Failure> {
    if engine == Engine::Postgres {
        sqlx::raw_sql(postgres::WITHOUT_TIMEOUTS).execute(&mut *conn).await?;
        sqlx::query("SELECT pg_advisory_xact_lock($1)").bind(LOCK).execute(&mut *conn).await?;
    }
    sqlx::raw_sql("CREATE TABLE IF NOT EXISTS migrations (version BIGINT NOT NULL PRIMARY KEY)")
        .execute(&mut *conn)
        .await?;
    let row = sqlx::query("SELECT COALESCE(MAX(version), 0) FROM migrations").fetch_one(&mut *conn).await?;
    let version = row.big(0)?;
    if version > newest() {
        return Err(StoreError::Unreadable(format!(
            "the database has schema {version}, this program knows up to {}: a newer version of the program \
             has been used on it. Start that one, or restore a backup made before",
            newest()
        ))
        .into());
    }
    let Some(sql) = text(engine, version + 1) else { return Ok(false) };
    // A constant text and constant words.
    sqlx::raw_sql(sqlx::AssertSqlSafe(sql)).execute(&mut *conn).await?;
    if version + 1 == MAKES_WORDS {
        words::fill(&mut *conn).await?;
    }
    if version + 1 == MAKES_REFERENCES {
        matching::fill(&mut *conn).await?;
    }
    sqlx::query("INSERT INTO migrations (version) VALUES ($1)").bind(version + 1).execute(conn).await?;
    tracing::info!(version = version + 1, "migrated the database");
    Ok(true)
}
