//! Jobs: side effects that are due at a time, claimed with a lease.

use domain::Timestamp;
use domain::ids::{BillerId, JobId};
use sqlx::AnyConnection;
use sqlx::Executor as _;
use usecases::{Job, JobOutcome, NewJob};

use crate::engine::Engine;
use crate::failure::Failure;
use crate::rows::Columns;
use crate::statement::Statement;

/// The statement that adds a job, unless it exists.
pub(crate) fn insert(job: &NewJob) -> Statement {
    let values = vec![
        job.id.0.into(),
        job.biller.into(),
        job.purpose.as_str().into(),
        job.unique.as_str().into(),
        job.payload.as_str().into(),
        job.due_at.0.into(),
        job.expires_at.map(|at| at.0).into(),
    ];
    Statement::new(
        "INSERT INTO jobs (id, biller, purpose, unique_key, payload, due_at_ms, state, attempts, \
         lease_until_ms, expires_at_ms) VALUES ($1, $2, $3, $4, $5, $6, 'waiting', 0, 0, $7) \
         ON CONFLICT (biller, purpose, unique_key) DO NOTHING",
        values,
    )
}

/// Claims due jobs of these purposes until `lease_until`, in one statement.
pub(crate) async fn claim(
    conn: &mut AnyConnection,
    engine: Engine,
    owner: &str,
    purposes: &[&str],
    now: Timestamp,
    lease_until: Timestamp,
    limit: i64,
) -> Result<Vec<Job>, Failure> {
    let rows = sqlx::query(engine.dialect().claim_jobs)
        .bind(owner)
        .bind(lease_until.0)
        .bind(now.0)
        .bind(limit)
        .bind((engine.dialect().listed)(purposes))
        .fetch_all(conn)
        .await?;
    let mut jobs = Vec::with_capacity(rows.len());
    for row in rows {
        jobs.push(Job {
            job: NewJob {
                id: JobId(row.uuid(0)?),
                biller: BillerId(row.uuid(1)?),
                purpose: row.text(2)?.to_owned(),
                unique: row.text(3)?.to_owned(),
                payload: row.text(4)?.to_owned(),
                due_at: Timestamp(row.big(5)?),
                expires_at: row.maybe_big(7)?.map(Timestamp),
            },
            attempts: row.big(6)?,
        });
    }
    // Neither engine guarantees the order of rows that an update returns.
    jobs.sort_by_key(|job| (job.job.due_at, job.job.id));
    Ok(jobs)
}

/// When the biller's earliest unfinished job of these purposes is due.
pub(crate) async fn next_due(
    conn: &mut AnyConnection,
    biller: BillerId,
    purposes: &[&str],
) -> Result<Option<Timestamp>, Failure> {
    let row = sqlx::query(
        "SELECT due_at_ms FROM jobs WHERE biller = $1 AND state = 'waiting' AND $2 LIKE '%,' || purpose || ',%' \
         ORDER BY due_at_ms LIMIT 1",
    )
    .bind(biller.0.as_bytes().as_slice())
    .bind(format!(",{},", purposes.join(",")))
    .fetch_optional(conn)
    .await?;
    row.map(|row| row.big(0).map(Timestamp)).transpose()
}

/// Writes how a claimed job ended. Returns false if another owner has it by now, or it ended before.
pub(crate) async fn finish(
    conn: &mut AnyConnection,
    owner: &str,
    job: JobId,
    outcome: &JobOutcome,
    now: Timestamp,
) -> Result<bool, Failure> {
    let (state, due_at, error) = match outcome {
        JobOutcome::Done => ("done", None, None),
        JobOutcome::Retry { at, error } => ("waiting", Some(at.0), Some(error.as_str())),
        JobOutcome::GivenUp { error } => ("given_up", None, Some(error.as_str())),
        JobOutcome::Expired => ("expired", None, None),
    };
    let ended_at = (state != "waiting").then_some(now.0);
    let query = sqlx::query(
        "UPDATE jobs SET state = $3, due_at_ms = COALESCE($4, due_at_ms), error = $5, ended_at_ms = $6, \
         lease_owner = NULL, lease_until_ms = 0 WHERE id = $1 AND lease_owner = $2 AND state = 'waiting'",
    )
    .bind(job.0.as_bytes().as_slice())
    .bind(owner)
    .bind(state)
    .bind(due_at)
    .bind(error)
    .bind(ended_at);
    Ok(conn.execute(query).await?.rows_affected() == 1)
}

/// Removes jobs of a purpose that ended before `before`.
pub(crate) async fn purge(
    conn: &mut AnyConnection,
    purpose: &str,
    before: Timestamp,
) -> Result<u64, Failure> {
    let query =
        sqlx::query("DELETE FROM jobs WHERE purpose = $1 AND state <> 'waiting' AND ended_at_ms < $2");
    Ok(conn.execute(query.bind(purpose).bind(before.0)).await?.rows_affected())
}
