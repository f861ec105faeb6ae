//! How works are carried out: a panic fails one, a caller who goes away cancels nothing, and what cannot be
//! committed fails together.

use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Duration;

use sqlx::Connection as _;
use store::Options;
use testkit::databases::{Database, on_both_engines};
use testkit::inputs::payment;
use testkit::works::done;
use testkit::world::World;
use tokio::sync::Notify;
use usecases::{StoreError, UseCaseError, UseCaseResult};

use crate::beside::Beside as _;

on_both_engines!(
    a_work_that_panics_fails_alone,
    a_work_that_goes_on_after_a_failed_statement_is_not_done,
    a_work_whose_caller_went_away_is_done,
    what_waits_is_finished_before_the_store_closes,
    a_closed_store_says_so,
    a_connection_that_is_lost_before_the_commit_is_replaced,
);

async fn a_work_that_panics_fails_alone(database: Database) {
    let world = World::open(&database).await;
    let biller = world.biller();
    let mut tasks = tokio::task::JoinSet::new();
    for at in 0..20 {
        let world = world.clone();
        tasks.spawn(async move {
            let answer = world
                .write(move |tx| {
                    Box::pin(async move {
                        tx.next_number(biller, "series").await?;
                        assert!(at % 5 != 0, "a bug in work {at}");
                        Ok(done())
                    })
                })
                .await;
            (at, answer)
        });
    }
    for (at, answer) in tasks.join_all().await {
        if at % 5 == 0 {
            let Err(UseCaseError::Store(StoreError::Unavailable(why))) = answer else { panic!("{answer:?}") };
            assert!(!why.contains("bug"), "the details are for the log: {why}");
        } else {
            answer.unwrap();
        }
    }
    let next = world
        .write(move |tx| {
            Box::pin(async move {
                let number = tx.next_number(biller, "series").await?;
                Ok(UseCaseResult { body: number.to_string(), repeated: false })
            })
        })
        .await
        .unwrap();
    assert_eq!(next.body, "17", "four of twenty left nothing behind");
}

async fn a_work_that_goes_on_after_a_failed_statement_is_not_done(database: Database) {
    let world = World::open(&database).await;
    let (biller, payer) = (world.biller(), domain::ids::PayerId(uuid::Uuid::now_v7()));
    let answer = world
        .write(move |tx| {
            Box::pin(async move {
                tx.put_payer_key(biller, "name:a", payer).await?;
                let again = tx.put_payer_key(biller, "name:a", payer).await;
                assert!(matches!(again, Err(StoreError::Conflict)), "{again:?}");
                Ok(done())
            })
        })
        .await;
    assert!(matches!(answer, Err(UseCaseError::Store(StoreError::Unavailable(_)))), "{answer:?}");
    world
        .write(move |tx| {
            Box::pin(async move {
                assert_eq!(tx.payer_by_key(biller, "name:a").await?, None);
                Ok(done())
            })
        })
        .await
        .unwrap();
}

async fn a_work_whose_caller_went_away_is_done(database: Database) {
    let world = World::open(&database).await;
    let invoice = world.issue("1", 1_000).await;
    let (started, go_on) = (Arc::new(Notify::new()), Arc::new(Notify::new()));
    let biller = world.biller();
    let caller = tokio::spawn({
        let (world, started, go_on) = (world.clone(), Arc::clone(&started), Arc::clone(&go_on));
        async move {
            world
                .write(move |tx| {
                    let (started, go_on) = (Arc::clone(&started), Arc::clone(&go_on));
                    Box::pin(async move {
                        tx.next_number(biller, "series").await?;
                        started.notify_one();
                        go_on.notified().await;
                        tx.next_number(biller, "series").await?;
                        Ok(done())
                    })
                })
                .await
        }
    });
    started.notified().await;
    caller.abort();
    assert!(caller.await.unwrap_err().is_cancelled());
    go_on.notify_one();
    // Closing waits for what is under way.
    world.store.close().await;
    let world = world.open_again(&database).await;
    let next = world
        .write(move |tx| {
            Box::pin(async move {
                let number = tx.next_number(biller, "series").await?;
                Ok(UseCaseResult { body: number.to_string(), repeated: false })
            })
        })
        .await
        .unwrap();
    assert_eq!(next.body, "3");
    assert_eq!(world.open_minor(invoice).await, 1_000);
}

async fn what_waits_is_finished_before_the_store_closes(database: Database) {
    let world = World::open(&database).await;
    let invoice = world.issue("1", 100_000).await;
    let mut tasks = tokio::task::JoinSet::new();
    for _ in 0..50 {
        let world = world.clone();
        tasks.spawn(async move { world.ask(payment(invoice, 10)).await.is_ok() });
    }
    tokio::task::yield_now().await;
    world.store.close().await;
    let acknowledged = tasks.join_all().await.into_iter().filter(|done| *done).count();
    let world = world.open_again(&database).await;
    let paid = 100_000 - world.open_minor(invoice).await;
    assert_eq!(paid, 10 * i64::try_from(acknowledged).unwrap());
}

async fn a_closed_store_says_so(database: Database) {
    let world = World::open(&database).await;
    world.store.close().await;
    let answer = world.write(|_| Box::pin(async { Ok(done()) })).await;
    assert!(matches!(answer, Err(UseCaseError::Store(StoreError::Unavailable(_)))), "{answer:?}");
}

async fn a_connection_that_is_lost_before_the_commit_is_replaced(database: Database) {
    if database.is_sqlite() {
        return; // A file has no connection to lose.
    }
    let world = World::open_with(&database, Options { writers: 1, ..Options::default() }).await;
    let biller = world.biller();
    let killer = Arc::new(tokio::sync::Mutex::new(database.connect().await));
    let attempts = Arc::new(AtomicU32::new(0));
    let counted = Arc::clone(&attempts);
    let reply = world
        .write(move |tx| {
            let (killer, counted) = (Arc::clone(&killer), Arc::clone(&counted));
            Box::pin(async move {
                let number = tx.next_number(biller, "series").await?;
                if counted.fetch_add(1, Ordering::Relaxed) == 0 {
                    let kill = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity \
                                WHERE datname = current_database() AND state = 'idle in transaction'";
                    sqlx::raw_sql(kill).execute(&mut *killer.lock().await).await.unwrap();
                    tx.next_number(biller, "series").await?;
                }
                Ok(UseCaseResult { body: number.to_string(), repeated: false })
            })
        })
        .await
        .unwrap();
    assert_eq!((reply.body.as_str(), attempts.load(Ordering::Relaxed)), ("1", 2));
}

/// Another process that holds SQLite's write lock for too long: everything that waited fails, nothing of it
/// is there, and the next works are done.
#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn works_that_cannot_begin_fail_together_and_the_writer_lives_on() {
    let database = Database::sqlite();
    let options = Options { busy_timeout: Duration::from_millis(50), ..Options::default() };
    let world = World::open_with(&database, options).await;
    let invoice = world.issue("1", 10_000).await;
    let mut other = database.connect().await;
    sqlx::raw_sql("BEGIN IMMEDIATE").execute(&mut other).await.unwrap();
    let mut tasks = tokio::task::JoinSet::new();
    for _ in 0..10 {
        let world = world.clone();
        tasks.spawn(async move { world.ask(payment(invoice, 100)).await });
    }
    for answer in tasks.join_all().await {
        let Err(UseCaseError::Store(StoreError::Unavailable(why))) = answer else { panic!("{answer:?}") };
        assert!(why.contains("locked"), "{why}");
    }
    sqlx::raw_sql("ROLLBACK").execute(&mut other).await.unwrap();
    other.close().await.unwrap();
    assert_eq!(world.open_minor(invoice).await, 10_000);
    world.pay(invoice, 100).await;
    assert_eq!(world.open_minor(invoice).await, 9_900);
}
