//! Migrates the schema to the version that this program knows, at every start.
//!
//! A migration is SQL text and nothing else. Code that it called would have changed some versions later, and would no
//! longer fit the schema between two migrations. A migration after which derived rows are no longer right marks that in
//! `rebuild_needed`. When the last migration has run, they are rebuilt by the current code on the current schema.

use sqlx::{AnyConnection, Executor as _};
use usecases::StoreError;

use crate::engine::{Engine, postgres};
use crate::failure::Failure;
use crate::rebuild;
use crate::rows::Columns;

/// Every migration, in order: its number is its place, from 1. Files are added and never edited. Each new one needs its
/// kept databases in `tests/schemas`.
const MIGRATIONS: &[&str] = &[include_str!("migrations/0001.sql")];

/// The table that the first of these migrations creates. Development versions before them had no such table.
const MARK: &str = "rebuild_needed";

/// The schema this program knows.
pub(crate) fn newest() -> i64 {
    i64::try_from(MIGRATIONS.len()).unwrap_or(i64::MAX)
}

/// The SQL of a migration on an engine.
fn text(engine: Engine, version: i64) -> Option<String> {
    let text = MIGRATIONS.get(usize::try_from(version).ok()?.checked_sub(1)?)?;
    let words = engine.dialect().words;
    Some(words.iter().fold((*text).to_owned(), |sql, (word, means)| sql.replace(word, means)))
}

/// An arbitrary number, the same in every version: only one process migrates at a time.
const LOCK: i64 = 0x62_69_6c_6c_6f_77;

/// Runs the migrations that are missing, each whole or not at all, and rebuilds what they marked.
///
/// After a kill in between the mark stays, and the next start continues. Other processes that start meanwhile wait, and
/// then find nothing left to do.
pub(crate) async fn migrate(conn: &mut AnyConnection, engine: Engine) -> Result<(), Failure> {
    loop {
        sqlx::raw_sql(engine.dialect().begin).execute(&mut *conn).await?;
        let done = next(conn, engine).await;
        let end = if done.is_ok() { "COMMIT" } else { "ROLLBACK" };
        sqlx::raw_sql(end).execute(&mut *conn).await?;
        if !done? {
            return Ok(());
        }
    }
}

/// Does the next step that is left, in a transaction. Returns false if there was none.
async fn next(conn: &mut AnyConnection, engine: Engine) -> Result<bool, Failure> {
    if engine == Engine::Postgres {
        sqlx::raw_sql(postgres::WITHOUT_TIMEOUTS).execute(&mut *conn).await?;
        sqlx::query("SELECT pg_advisory_xact_lock($1)").bind(LOCK).execute(&mut *conn).await?;
    }
    sqlx::raw_sql("CREATE TABLE IF NOT EXISTS migrations (version BIGINT NOT NULL PRIMARY KEY)")
        .execute(&mut *conn)
        .await?;
    let row = sqlx::query("SELECT COALESCE(MAX(version), 0) FROM migrations").fetch_one(&mut *conn).await?;
    let version = row.big(0)?;
    if version > 0 {
        check_known(conn, engine, version).await?;
    }
    let Some(sql) = text(engine, version + 1) else { return rebuild_where_marked(conn, engine).await };
    // Constant text with constant replacements.
    sqlx::raw_sql(sqlx::AssertSqlSafe(sql)).execute(&mut *conn).await?;
    sqlx::query("INSERT INTO migrations (version) VALUES ($1)").bind(version + 1).execute(conn).await?;
    tracing::info!(version = version + 1, "migrated the database");
    Ok(true)
}

/// Refuses a database that this program cannot migrate.
async fn check_known(conn: &mut AnyConnection, engine: Engine, version: i64) -> Result<(), Failure> {
    let look = sqlx::query(engine.dialect().has_table).bind(MARK);
    if conn.fetch_optional(look).await?.is_none() {
        return Err(Failure::unreadable(format!(
            "the database has schema {version} of a development version before the first release, which this \
             program cannot bring up to date. Nothing was changed. Begin anew: name an empty database with \
             BILLOW_DATABASE_URL (database_url), and import there again what is to be kept"
        )));
    }
    if version > newest() {
        return Err(Failure::unreadable(format!(
            "the database has schema {version}, this program knows up to {}: a newer version of the program \
             has been used on it. Start that one, or restore a backup made before",
            newest()
        )));
    }
    Ok(())
}

/// Rebuilds derived rows if a migration marked that, and removes the mark in the same transaction. Returns false
/// without a mark.
async fn rebuild_where_marked(conn: &mut AnyConnection, engine: Engine) -> Result<bool, Failure> {
    let row = sqlx::query("SELECT MAX(migration) FROM rebuild_needed").fetch_one(&mut *conn).await?;
    let Some(migration) = row.maybe_big(0)? else { return Ok(false) };
    tracing::info!(migration, "writing anew what is derived from the log; this takes a while");
    let progress = |events| tracing::info!(events, "writing anew what is derived from the log");
    rebuild::rebuild(conn, engine, &progress).await.map_err(|failure| match failure {
        Failure::Store(StoreError::Unreadable(why)) => Failure::unreadable(format!(
            "the schema is up to date, but what is derived from the log has to be written anew, which cannot be \
             done: {why}"
        )),
        other => other,
    })?;
    conn.execute("DELETE FROM rebuild_needed").await?;
    tracing::info!(migration, "wrote anew what is derived from the log");
    Ok(true)
}
