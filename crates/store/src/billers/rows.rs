//! The rows of billers and of their API keys.

use domain::ids::BillerId;
use sqlx::AnyConnection;
use sqlx::Executor as _;
use sqlx::any::AnyRow;
use usecases::{Biller, KnownApiKey, NewApiKey, StoreError, UnknownZone};

use crate::failure::{Failure, exists};
use crate::rows::Columns;
use crate::statement::Statement;

macro_rules! columns {
    () => {
        "id, slug, name, zone, language, colour, logo, email, phone, default_term_days, sandbox, clock_offset_ms"
    };
}

pub(crate) const GET: &str = concat!("SELECT ", columns!(), " FROM billers WHERE id = $1");

/// The statement that reads a biller, for [`read`].
pub(crate) fn get_statement(biller: BillerId) -> Statement {
    Statement::new(GET, vec![biller.into()])
}

pub(crate) fn read(row: &AnyRow) -> Result<Biller, Failure> {
    let slug = row.text(1)?.to_owned();
    let zone = row.text(3)?.parse().map_err(|error: UnknownZone| {
        Failure::unreadable(format!(
            "the time zone of biller {slug}: {error}. Correct it in the table billers, or restore a backup"
        ))
    })?;
    Ok(Biller {
        id: BillerId(row.uuid(0)?),
        slug,
        name: row.text(2)?.to_owned(),
        zone,
        language: row.text(4)?.to_owned(),
        colour: row.text(5)?.to_owned(),
        logo: row.maybe_text(6)?,
        email: row.maybe_text(7)?,
        phone: row.maybe_text(8)?,
        default_term_days: row.big(9)?,
        sandbox: row.flag(10)?,
        clock_offset_ms: row.big(11)?,
    })
}

pub(crate) async fn get(conn: &mut AnyConnection, biller: BillerId) -> Result<Option<Biller>, Failure> {
    let row = sqlx::query(GET).bind(biller.0.as_bytes().as_slice()).fetch_optional(conn).await?;
    row.as_ref().map(read).transpose()
}

/// All billers, by slug.
pub(crate) async fn all(conn: &mut AnyConnection) -> Result<Vec<Biller>, Failure> {
    let rows =
        sqlx::query(concat!("SELECT ", columns!(), " FROM billers ORDER BY slug")).fetch_all(conn).await?;
    rows.iter().map(read).collect()
}

/// Creates a biller or changes its settings. Only [`advance_clock`] moves its clock, so that a change of settings never
/// moves it back.
pub(crate) async fn put(conn: &mut AnyConnection, biller: &Biller) -> Result<(), Failure> {
    let query = sqlx::query(
        "INSERT INTO billers (id, slug, name, zone, language, colour, logo, email, phone, \
         default_term_days, sandbox, clock_offset_ms) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12) \
         ON CONFLICT (id) DO UPDATE SET slug = excluded.slug, name = excluded.name, zone = excluded.zone, \
         language = excluded.language, colour = excluded.colour, logo = excluded.logo, \
         email = excluded.email, phone = excluded.phone, default_term_days = excluded.default_term_days, \
         sandbox = excluded.sandbox, \
         clock_offset_ms = CASE WHEN excluded.sandbox = 1 THEN billers.clock_offset_ms ELSE 0 END",
    )
    .bind(biller.id.0.as_bytes().as_slice())
    .bind(biller.slug.as_str())
    .bind(biller.name.as_str())
    .bind(biller.zone.as_str())
    .bind(biller.language.as_str())
    .bind(biller.colour.as_str())
    .bind(biller.logo.as_deref())
    .bind(biller.email.as_deref())
    .bind(biller.phone.as_deref())
    .bind(biller.default_term_days)
    .bind(i64::from(biller.sandbox))
    .bind(if biller.sandbox { biller.clock_offset_ms } else { 0 });
    conn.execute(query).await.map_err(Failure::from).map_err(exists("a biller of this name"))?;
    Ok(())
}

/// Moves the clock of a sandbox biller; returns its new offset.
pub(crate) async fn advance_clock(
    conn: &mut AnyConnection,
    biller: BillerId,
    by_ms: i64,
) -> Result<i64, Failure> {
    let row = sqlx::query(
        "UPDATE billers SET clock_offset_ms = clock_offset_ms + $2 WHERE id = $1 AND sandbox = 1 \
         RETURNING clock_offset_ms",
    )
    .bind(biller.0.as_bytes().as_slice())
    .bind(by_ms)
    .fetch_optional(conn)
    .await?;
    row.ok_or(StoreError::NotSandbox)?.big(0)
}

/// Adds an API key.
pub(crate) async fn put_api_key(conn: &mut AnyConnection, key: &NewApiKey) -> Result<(), Failure> {
    let query =
        sqlx::query("INSERT INTO api_keys (hash, biller, name, created_at_ms) VALUES ($1, $2, $3, $4)")
            .bind(key.hash.as_slice())
            .bind(key.biller.0.as_bytes().as_slice())
            .bind(key.name.as_str())
            .bind(key.at.0);
    conn.execute(query).await.map_err(Failure::from).map_err(exists("an API key of this name"))?;
    Ok(())
}

/// The biller whose API key has this hash.
pub(crate) async fn api_key(conn: &mut AnyConnection, hash: &[u8]) -> Result<Option<KnownApiKey>, Failure> {
    let row = sqlx::query("SELECT biller, name FROM api_keys WHERE hash = $1")
        .bind(hash)
        .fetch_optional(conn)
        .await?;
    row.map(|row| Ok(KnownApiKey { biller: BillerId(row.uuid(0)?), name: row.text(1)?.to_owned() }))
        .transpose()
}
