//! Sessions. The statement that finds a session also decides whether it is valid, with the person as they are now: a
//! session ends without any clean-up.

use std::sync::{Arc, LazyLock};

use domain::Timestamp;
use domain::ids::{BillerId, StaffId};
use sqlx::AnyConnection;
use sqlx::Executor as _;
use usecases::{KnownSession, SESSION_IDLE_MS, SESSIONS_EACH, Session};

use super::members::{WIDTH, columns, read};
use crate::failure::Failure;
use crate::rows::Columns;

/// The condition that a session is valid at `$1`; one that was last used before `$2` is not.
macro_rules! holds {
    () => {
        "t.expires_at_ms > $1 AND t.seen_at_ms > $2 AND t.generation = s.generation \
         AND s.disabled_at_ms IS NULL"
    };
}

/// A session that was last used before this has been idle too long.
const fn idle_since(now: Timestamp) -> i64 {
    now.0.saturating_sub(SESSION_IDLE_MS)
}

/// Writes a new session, and removes the oldest ones of a person who has too many.
pub(super) async fn open(conn: &mut AnyConnection, session: &Session) -> Result<(), Failure> {
    let insert = sqlx::query(
        "INSERT INTO staff_sessions (token_hash, biller, staff, generation, created_at_ms, seen_at_ms, \
         expires_at_ms) VALUES ($1, $2, $3, $4, $5, $6, $7)",
    )
    .bind(session.token_hash.as_slice())
    .bind(session.biller.0.as_bytes().as_slice())
    .bind(session.staff.0.as_bytes().as_slice())
    .bind(session.generation)
    .bind(session.created_at.0)
    .bind(session.seen_at.0)
    .bind(session.expires_at.0);
    conn.execute(insert).await?;
    let trim = sqlx::query(
        "DELETE FROM staff_sessions WHERE biller = $1 AND staff = $2 AND token_hash <> $3 \
         AND token_hash NOT IN (\
           SELECT token_hash FROM staff_sessions WHERE biller = $1 AND staff = $2 AND token_hash <> $3 \
           ORDER BY created_at_ms DESC, token_hash LIMIT $4)",
    )
    .bind(session.biller.0.as_bytes().as_slice())
    .bind(session.staff.0.as_bytes().as_slice())
    .bind(session.token_hash.as_slice())
    .bind(SESSIONS_EACH - 1);
    conn.execute(trim).await?;
    Ok(())
}

/// The valid session with this token hash, and its person.
pub(super) async fn get(
    conn: &mut AnyConnection,
    token_hash: &[u8],
    now: Timestamp,
) -> Result<Option<KnownSession>, Failure> {
    let row = sqlx::query(concat!(
        "SELECT ",
        columns!(),
        ", t.token_hash, t.created_at_ms, t.seen_at_ms, t.expires_at_ms \
          FROM staff_sessions t JOIN staff s ON s.id = t.staff AND s.biller = t.biller WHERE ",
        holds!(),
        " AND t.token_hash = $3"
    ))
    .bind(now.0)
    .bind(idle_since(now))
    .bind(token_hash)
    .fetch_optional(conn)
    .await?;
    row.map(|row| {
        let member = read(&row)?;
        let session = Session {
            token_hash: row.bytes(WIDTH)?.to_vec(),
            biller: member.biller,
            staff: member.id,
            generation: member.generation,
            created_at: Timestamp(row.big(WIDTH + 1)?),
            seen_at: Timestamp(row.big(WIDTH + 2)?),
            expires_at: Timestamp(row.big(WIDTH + 3)?),
        };
        Ok(KnownSession { session, member })
    })
    .transpose()
}

/// How many sessions one statement looks at; a shorter list is filled up with its last hash.
const AT_ONCE: usize = 64;

static THAT_HOLD: LazyLock<String> = LazyLock::new(|| {
    let marks: Vec<String> = (3..3 + AT_ONCE).map(|at| format!("${at}")).collect();
    format!(
        concat!(
            "SELECT t.token_hash FROM staff_sessions t \
             JOIN staff s ON s.id = t.staff AND s.biller = t.biller WHERE ",
            holds!(),
            " AND t.token_hash IN ({})"
        ),
        marks.join(", ")
    )
});

/// Which of these hashes belong to valid sessions.
pub(super) async fn that_hold(
    conn: &mut AnyConnection,
    hashes: &[Arc<[u8]>],
    now: Timestamp,
) -> Result<Vec<Vec<u8>>, Failure> {
    let mut held = Vec::new();
    for chunk in hashes.chunks(AT_ONCE) {
        let mut query = sqlx::query(THAT_HOLD.as_str()).bind(now.0).bind(idle_since(now));
        for at in 0..AT_ONCE {
            query = query.bind(chunk[at.min(chunk.len() - 1)].to_vec());
        }
        for row in query.fetch_all(&mut *conn).await? {
            held.push(row.bytes(0)?.to_vec());
        }
    }
    Ok(held)
}

/// Writes that a session was used. Uses may arrive out of order: the latest counts.
pub(super) async fn touch(
    conn: &mut AnyConnection,
    token_hash: &[u8],
    now: Timestamp,
) -> Result<(), Failure> {
    let query =
        sqlx::query("UPDATE staff_sessions SET seen_at_ms = $2 WHERE token_hash = $1 AND seen_at_ms < $2")
            .bind(token_hash)
            .bind(now.0);
    conn.execute(query).await?;
    Ok(())
}

/// Ends a session of the biller.
pub(super) async fn end(
    conn: &mut AnyConnection,
    biller: BillerId,
    token_hash: &[u8],
) -> Result<(), Failure> {
    let query = sqlx::query("DELETE FROM staff_sessions WHERE token_hash = $1 AND biller = $2")
        .bind(token_hash)
        .bind(biller.0.as_bytes().as_slice());
    conn.execute(query).await?;
    Ok(())
}

/// Ends every session of a person.
pub(super) async fn end_all(
    conn: &mut AnyConnection,
    biller: BillerId,
    staff: StaffId,
) -> Result<(), Failure> {
    let query = sqlx::query("DELETE FROM staff_sessions WHERE biller = $1 AND staff = $2")
        .bind(biller.0.as_bytes().as_slice())
        .bind(staff.0.as_bytes().as_slice());
    conn.execute(query).await?;
    Ok(())
}

/// Removes what has ended.
pub(super) async fn purge(conn: &mut AnyConnection, now: Timestamp) -> Result<u64, Failure> {
    let query = sqlx::query("DELETE FROM staff_sessions WHERE expires_at_ms <= $1 OR seen_at_ms <= $2")
        .bind(now.0)
        .bind(idle_since(now));
    Ok(conn.execute(query).await?.rows_affected())
}
