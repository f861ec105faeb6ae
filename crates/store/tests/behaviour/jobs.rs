//! Jobs: written once, claimed by one, never lost.

use std::collections::HashMap;

use domain::Timestamp;
use domain::ids::JobId;
use usecases::{Job, JobOutcome, NewJob, Store, StoreError};
use uuid::Uuid;

use crate::engines::{Database, on_both_engines};
use crate::world::{NOON, World, done};

on_both_engines!(
    eight_claimers_never_get_the_same_job,
    a_job_is_written_once_for_its_unique_key,
    a_lost_lease_is_claimed_by_another_and_the_first_cannot_finish,
    a_retry_comes_back_at_its_time_and_what_is_done_never,
    the_sandbox_clock_makes_jobs_due,
    a_job_of_a_work_that_failed_does_not_exist,
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
                    assert!(world.store.finish_job(&owner, job.job.id, JobOutcome::Done).await.unwrap());
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
        assert!(world.store.finish_job("node", job.job.id, JobOutcome::Done).await.unwrap());
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
    assert!(!world.store.finish_job("first", first.job.id, JobOutcome::Done).await.unwrap());
    assert!(world.store.finish_job("second", first.job.id, JobOutcome::Done).await.unwrap());
    assert!(!world.store.finish_job("second", first.job.id, JobOutcome::Done).await.unwrap());
}

async fn a_retry_comes_back_at_its_time_and_what_is_done_never(database: Database) {
    let world = World::open(&database).await;
    enqueue(&world, job(&world, "1", NOON)).await;
    let id = claim(&world, "node", NOON).await.pop().unwrap().job.id;
    let later = Timestamp(NOON.0 + 10 * MINUTE);
    let retry = JobOutcome::Retry { at: later, error: "the mail server is away".into() };
    assert!(world.store.finish_job("node", id, retry).await.unwrap());
    assert_eq!(claim(&world, "node", Timestamp(later.0 - 1)).await, []);
    let again = claim(&world, "node", later).await.pop().unwrap();
    assert_eq!((again.job.id, again.attempts), (id, 2));
    let given_up = JobOutcome::GivenUp { error: "no such address".into() };
    assert!(world.store.finish_job("node", id, given_up).await.unwrap());
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
