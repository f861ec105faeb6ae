//! Jobs: written once, claimed by one, never lost.

use std::collections::HashMap;

use domain::Timestamp;
use domain::ids::JobId;
use sqlx::{Connection as _, Row as _};
use testkit::clocks::NOON;
use testkit::databases::{Database, on_both_engines};
use testkit::works::done;
use testkit::world::World;
use usecases::{
    BillerStore as _, DAY_MS, Expires, Job, JobOutcome, JobStore as _, KEYS_KEPT_MS, NewJob, Purpose, Store,
    StoreError,
};
use uuid::Uuid;

use crate::beside::Beside as _;

on_both_engines!(
    eight_claimers_never_get_the_same_job,
    a_job_is_written_once_for_its_unique_key,
    a_lost_lease_is_claimed_by_another_and_the_first_cannot_finish,
    a_retry_comes_back_at_its_time_and_what_is_done_never,
    the_sandbox_clock_makes_jobs_due,
    a_job_of_a_work_that_failed_does_not_exist,
    a_job_that_has_ended_is_removed_when_its_key_is_asked_for_no_more,
    due_jobs_are_found_by_an_index_that_begins_with_the_purpose,
);

const MINUTE: i64 = 60_000;

fn job(world: &World, unique: &str, due_at: Timestamp) -> NewJob {
    NewJob {
        id: JobId(Uuid::now_v7()),
        biller: world.biller(),
        purpose: "remind".into(),
        unique: unique.into(),
        payload: "{}".into(),
        due_at,
        expires_at: None,
    }
}

async fn enqueue(world: &World, job: NewJob) {
    world
        .write(move |tx| {
            let job = job.clone();
            Box::pin(async move {
                tx.enqueue(&job).await?;
                Ok(done())
            })
        })
        .await
        .unwrap();
}

async fn claim(world: &World, owner: &str, now: Timestamp) -> Vec<Job> {
    world.store.claim_jobs(owner, &["remind"], now, Timestamp(now.0 + MINUTE), 100).await.unwrap()
}

async fn eight_claimers_never_get_the_same_job(database: Database) {
    let world = World::open(&database).await;
    for at in 0..200 {
        enqueue(&world, job(&world, &at.to_string(), Timestamp(NOON.0 - at))).await;
    }
    let mut claimers = tokio::task::JoinSet::new();
    for claimer in 0..8 {
        let world = world.clone();
        claimers.spawn(async move {
            let owner = format!("node {claimer}");
            let mut got = Vec::new();
            loop {
                let until = Timestamp(NOON.0 + MINUTE);
                let jobs = world.store.claim_jobs(&owner, &["remind"], NOON, until, 5).await.unwrap();
                if jobs.is_empty() {
                    return got;
                }
                for job in jobs {
                    assert!(
                        world.store.finish_job(&owner, job.job.id, JobOutcome::Done, NOON).await.unwrap()
                    );
                    got.push(job);
                }
            }
        });
    }
    let mut times: HashMap<String, usize> = HashMap::new();
    for job in claimers.join_all().await.into_iter().flatten() {
        assert_eq!(job.attempts, 1);
        *times.entry(job.job.unique).or_default() += 1;
    }
    assert_eq!(times.len(), 200);
    assert!(times.values().all(|times| *times == 1));
}

async fn a_job_is_written_once_for_its_unique_key(database: Database) {
    let world = World::open(&database).await;
    let other = world.with_biller("other").await;
    enqueue(&world, job(&world, "invoice 1, step 1", NOON)).await;
    enqueue(&world, job(&world, "invoice 1, step 1", NOON)).await;
    enqueue(&other, job(&other, "invoice 1, step 1", NOON)).await;
    let jobs = claim(&world, "node", NOON).await;
    assert_eq!(jobs.len(), 2, "one for each biller");
    for job in jobs {
        assert!(world.store.finish_job("node", job.job.id, JobOutcome::Done, NOON).await.unwrap());
    }
    enqueue(&world, job(&world, "invoice 1, step 1", NOON)).await;
    assert_eq!(claim(&world, "node", NOON).await, [], "what was done is not done again");
}

async fn a_lost_lease_is_claimed_by_another_and_the_first_cannot_finish(database: Database) {
    let world = World::open(&database).await;
    enqueue(&world, job(&world, "1", NOON)).await;
    let first = claim(&world, "first", NOON).await.pop().unwrap();
    assert_eq!(claim(&world, "second", Timestamp(NOON.0 + MINUTE)).await, [], "the lease still holds");
    let second = claim(&world, "second", Timestamp(NOON.0 + MINUTE + 1)).await.pop().unwrap();
    assert_eq!((second.job.id, second.attempts), (first.job.id, 2));
    assert!(!world.store.finish_job("first", first.job.id, JobOutcome::Done, NOON).await.unwrap());
    assert!(world.store.finish_job("second", first.job.id, JobOutcome::Done, NOON).await.unwrap());
    assert!(!world.store.finish_job("second", first.job.id, JobOutcome::Done, NOON).await.unwrap());
}

async fn a_retry_comes_back_at_its_time_and_what_is_done_never(database: Database) {
    let world = World::open(&database).await;
    enqueue(&world, job(&world, "1", NOON)).await;
    let id = claim(&world, "node", NOON).await.pop().unwrap().job.id;
    let later = Timestamp(NOON.0 + 10 * MINUTE);
    let retry = JobOutcome::Retry { at: later, error: "the mail server is away".into() };
    assert!(world.store.finish_job("node", id, retry, NOON).await.unwrap());
    assert_eq!(claim(&world, "node", Timestamp(later.0 - 1)).await, []);
    let again = claim(&world, "node", later).await.pop().unwrap();
    assert_eq!((again.job.id, again.attempts), (id, 2));
    let given_up = JobOutcome::GivenUp { error: "no such address".into() };
    assert!(world.store.finish_job("node", id, given_up, NOON).await.unwrap());
    assert_eq!(claim(&world, "node", Timestamp(later.0 + 1_000 * MINUTE)).await, []);
}

async fn the_sandbox_clock_makes_jobs_due(database: Database) {
    let world = World::open(&database).await;
    let other = world.with_biller("other").await;
    let tomorrow = Timestamp(NOON.0 + 24 * 60 * MINUTE);
    enqueue(&world, job(&world, "1", tomorrow)).await;
    enqueue(&other, job(&other, "1", tomorrow)).await;
    assert_eq!(claim(&world, "node", NOON).await, []);
    assert_eq!(world.store.advance_clock(world.biller(), 12 * 60 * MINUTE).await.unwrap(), 12 * 60 * MINUTE);
    assert_eq!(claim(&world, "node", NOON).await, []);
    assert_eq!(world.store.advance_clock(world.biller(), 12 * 60 * MINUTE).await.unwrap(), 24 * 60 * MINUTE);
    let due = claim(&world, "node", NOON).await;
    assert_eq!(due.iter().map(|job| job.job.biller).collect::<Vec<_>>(), [world.biller()]);
    let biller = world.store.biller(world.biller()).await.unwrap().unwrap();
    assert_eq!(biller.clock_offset_ms, 24 * 60 * MINUTE);

    // A change of settings does not take the move back; outside a sandbox there is none.
    world
        .store
        .write(std::sync::Arc::new(usecases::BillerSetUp(usecases::Biller {
            clock_offset_ms: 0,
            ..biller.clone()
        })))
        .await
        .unwrap();
    let kept = world.store.biller(world.biller()).await.unwrap().unwrap();
    assert_eq!(kept.clock_offset_ms, 24 * 60 * MINUTE);
    let real = usecases::Biller { sandbox: false, clock_offset_ms: 0, ..biller };
    world.store.write(std::sync::Arc::new(usecases::BillerSetUp(real))).await.unwrap();
    assert_eq!(world.store.biller(world.biller()).await.unwrap().unwrap().clock_offset_ms, 0);
    let refused = world.store.advance_clock(world.biller(), MINUTE).await;
    assert!(matches!(refused, Err(StoreError::NotSandbox)), "{refused:?}");
}

async fn a_job_of_a_work_that_failed_does_not_exist(database: Database) {
    let world = World::open(&database).await;
    let new = job(&world, "1", NOON);
    let failed = world
        .write(move |tx| {
            let new = new.clone();
            Box::pin(async move {
                tx.enqueue(&new).await?;
                Err(usecases::UseCaseError::NotFound("the rest"))
            })
        })
        .await;
    assert_eq!(failed.unwrap_err().code(), "not_found");
    assert_eq!(claim(&world, "node", NOON).await, []);
}

const REMIND: Purpose = Purpose { name: "remind", expires: Expires::Never, kept_ms: KEYS_KEPT_MS };

async fn a_job_that_has_ended_is_removed_when_its_key_is_asked_for_no_more(database: Database) {
    let world = World::open(&database).await;
    let outcomes = [
        JobOutcome::Done,
        JobOutcome::GivenUp { error: "no such address".into() },
        JobOutcome::Expired,
        JobOutcome::Retry { at: NOON, error: "busy".into() },
    ];
    for (at, outcome) in outcomes.into_iter().enumerate() {
        enqueue(&world, job(&world, &at.to_string(), NOON)).await;
        let id = claim(&world, "node", NOON).await.pop().unwrap().job.id;
        assert!(world.store.finish_job("node", id, outcome, NOON).await.unwrap());
    }
    let other = Purpose { name: "remind_others", ..REMIND };
    let purge = async |purpose: &Purpose, after_ms: i64| {
        world.store.purge_jobs(purpose, Timestamp(NOON.0 + after_ms)).await.unwrap()
    };
    assert_eq!(purge(&REMIND, DAY_MS).await, 0);
    assert_eq!(purge(&REMIND, KEYS_KEPT_MS).await, 0, "as long as a key is kept");
    enqueue(&world, job(&world, "1", NOON)).await;
    assert_eq!(
        claim(&world, "node", NOON).await.len(),
        1,
        "what ended is not done again; the other one waits"
    );
    assert_eq!(purge(&other, KEYS_KEPT_MS + 1).await, 0);
    assert_eq!(purge(&REMIND, KEYS_KEPT_MS + 1).await, 3);
    let mut conn = database.connect().await;
    let left = sqlx::query("SELECT unique_key FROM jobs").fetch_all(&mut conn).await.unwrap();
    let left: Vec<String> = left.iter().map(|row| row.get(0)).collect();
    assert_eq!(left, ["3"], "what waits is not removed");
    conn.close().await.unwrap();
}

/// Looking for jobs is what every node does every second.
async fn due_jobs_are_found_by_an_index_that_begins_with_the_purpose(database: Database) {
    let world = World::open(&database).await;
    for at in 0..50 {
        enqueue(&world, job(&world, &at.to_string(), Timestamp(NOON.0 + at))).await;
    }
    let mut conn = database.connect().await;
    let statement = store::statements::claim_jobs(database.is_sqlite());
    let explained = if database.is_sqlite() {
        let plan = sqlx::query(sqlx::AssertSqlSafe(format!("EXPLAIN QUERY PLAN {statement}")));
        let plan = plan.bind("node").bind(0_i64).bind(NOON.0).bind(8_i64).bind("[\"remind\"]");
        let rows = plan.fetch_all(&mut conn).await.unwrap();
        rows.iter().map(|row| row.get::<String, _>(3)).collect::<Vec<_>>().join("\n")
    } else {
        // Of a purpose that nobody here knows a lot is due: it is not gone through.
        let piled_up = "INSERT INTO jobs (id, biller, purpose, unique_key, payload, due_at_ms, state, attempts, \
                        lease_until_ms) SELECT decode(md5(CAST(n AS TEXT)), 'hex'), b.id, 'unheard_of', \
                        CAST(n AS TEXT), '{}', 1, 'waiting', 0, 0 FROM generate_series(1, 20000) n, billers b; \
                        ANALYZE jobs";
        sqlx::raw_sql(piled_up).execute(&mut conn).await.unwrap();
        let plan = sqlx::query(sqlx::AssertSqlSafe(format!("EXPLAIN {statement}")));
        let plan = plan.bind("node").bind(0_i64).bind(NOON.0).bind(8_i64).bind("remind");
        let rows = plan.fetch_all(&mut conn).await.unwrap();
        rows.iter().map(|row| row.get::<String, _>(0)).collect::<Vec<_>>().join("\n")
    };
    conn.close().await.unwrap();
    let found = if database.is_sqlite() {
        explained.contains("SEARCH j USING INDEX jobs_claimed (purpose=? AND due_at_ms<?)")
    } else {
        explained.contains("jobs_claimed") && explained.contains("purpose = ANY")
    };
    assert!(
        found && !explained.contains("SCAN j ") && !explained.contains("Seq Scan on jobs"),
        "{explained}"
    );
}
