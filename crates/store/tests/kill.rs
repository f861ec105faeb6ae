//! A process that is killed at any moment: what it acknowledged is there once, nothing is there by half,
//! and the books verify clean. While migrating, importing and paying, on both engines.
//!
//! `BILLOW_KILLS` says how often (10 where it does not).
#![allow(clippy::unwrap_used, dead_code)]

#[path = "behaviour/beside.rs"]
mod beside;

use std::collections::BTreeSet;
use std::io::{BufRead as _, BufReader, Write as _};
use std::process::{Command, Stdio};
use std::time::Duration;

use beside::Beside as _;
use sqlx::{Connection as _, Row as _};
use store::Options;
use testkit::databases::Database;
use testkit::documents::invoice;
use testkit::inputs::{payment, source};
use testkit::world::World;
use usecases::{BillerStore as _, Input, execute};
use uuid::Uuid;

/// Where the child writes; without it the child has nothing to do.
const TARGET: &str = "BILLOW_TEST_KILL_TARGET";

/// The process that is killed: it imports and pays until then, and says what was acknowledged.
#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn the_process_that_is_killed() {
    let Ok(url) = std::env::var(TARGET) else { return };
    let world = acme(&url).await;
    let mut tasks = tokio::task::JoinSet::new();
    for _ in 0..16 {
        let world = world.clone();
        tasks.spawn(async move {
            loop {
                let number = Uuid::new_v4().simple().to_string();
                let id = world.import(invoice(&number, 1_000)).await.invoice_id.unwrap();
                acknowledge("invoice", &number);
                for _ in 0..5 {
                    let key = Uuid::new_v4().to_string();
                    let mut paid = payment(id, 100);
                    paid.source = Some(source(&key));
                    let input = Input { use_case: paid, key: Some(key.clone()) };
                    execute(&world.services, world.caller.clone(), input).await.unwrap();
                    acknowledge("payment", &key);
                }
            }
        });
    }
    tasks.join_all().await;
}

fn acknowledge(what: &str, id: &str) {
    let mut out = std::io::stdout().lock();
    writeln!(out, "\nack {what} {id}").unwrap();
    out.flush().unwrap();
}

/// The store with its biller, which an earlier process may have set up.
async fn acme(url: &str) -> World {
    let store = store::open(url, Options::default()).await.unwrap();
    let world = World::around(store);
    match world.store.billers().await.unwrap().first() {
        Some(biller) => world.for_biller(biller.id),
        None => world.with_biller("acme").await,
    }
}

#[derive(Default)]
struct Acknowledged {
    invoices: BTreeSet<String>,
    payments: BTreeSet<String>,
}

/// Lets a process write for a while and kills it. What it said goes into `acknowledged`.
fn write_and_kill(url: &str, after: Duration, acknowledged: &mut Acknowledged) {
    let mut child = Command::new(std::env::current_exe().unwrap())
        .args(["the_process_that_is_killed", "--exact", "--nocapture"])
        .env(TARGET, url)
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let out = BufReader::new(child.stdout.take().unwrap());
    let killer = std::thread::spawn(move || {
        std::thread::sleep(after);
        // SIGKILL.
        child.kill().unwrap();
        child.wait().unwrap();
    });
    for line in out.lines() {
        // The last line may be cut.
        let Ok(line) = line else { break };
        match line.split(' ').collect::<Vec<_>>()[..] {
            ["ack", "invoice", number] if number.len() == 32 => {
                acknowledged.invoices.insert(number.to_owned());
            }
            ["ack", "payment", key] if key.len() == 36 => {
                acknowledged.payments.insert(key.to_owned());
            }
            _ => {}
        }
    }
    killer.join().unwrap();
}

async fn check(database: &Database, acknowledged: &Acknowledged) {
    let world = acme(&database.url).await;
    assert_eq!(world.store.verify().await.unwrap(), []);
    let mut conn = database.connect().await;
    // One moment: a server may still be ending what the killed process had sent.
    let begin =
        if database.is_sqlite() { "BEGIN" } else { "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY" };
    sqlx::raw_sql(begin).execute(&mut conn).await.unwrap();
    let mut texts = async |sql: &'static str| -> Vec<String> {
        let rows = sqlx::query(sql).fetch_all(&mut conn).await.unwrap();
        rows.iter().map(|row| row.get(0)).collect()
    };
    let invoices = texts("SELECT number FROM documents").await;
    let payments = texts("SELECT source_id FROM payments").await;
    // The answer to a key is in the same transaction as what it did.
    let keys = texts("SELECT k.key FROM idempotency k JOIN payments r ON r.source_id = k.key").await;
    conn.close().await.unwrap();
    let once = |all: &Vec<String>, what: &str| -> BTreeSet<String> {
        let set: BTreeSet<_> = all.iter().cloned().collect();
        assert_eq!(set.len(), all.len(), "{what} twice");
        set
    };
    let invoices = once(&invoices, "an invoice");
    let payments = once(&payments, "a payment");
    assert_eq!(once(&keys, "a key"), payments, "a payment without its answer, or an answer without it");
    let lost: Vec<_> = acknowledged.invoices.difference(&invoices).collect();
    assert!(lost.is_empty(), "acknowledged invoices are gone: {lost:?}");
    let lost: Vec<_> = acknowledged.payments.difference(&payments).collect();
    assert!(lost.is_empty(), "acknowledged payments are gone: {lost:?}");
    world.store.close().await;
}

async fn kills(fresh: impl AsyncFn() -> Database) {
    let times: u64 = std::env::var("BILLOW_KILLS").map_or(10, |times| times.parse().unwrap());
    let mut database = fresh().await;
    let mut acknowledged = Acknowledged::default();
    let mut total = 0;
    for round in 0..times {
        // Every third time a new database, killed while it is set up or soon after.
        let after = if round % 3 == 0 {
            total += acknowledged.payments.len();
            (database, acknowledged) = (fresh().await, Acknowledged::default());
            random(120)
        } else {
            200 + random(600)
        };
        let url = database.url.clone();
        acknowledged = tokio::task::spawn_blocking(move || {
            write_and_kill(&url, Duration::from_millis(after), &mut acknowledged);
            acknowledged
        })
        .await
        .unwrap();
        println!(
            "killed after {after} ms: {} invoices and {} payments acknowledged so far",
            acknowledged.invoices.len(),
            acknowledged.payments.len()
        );
        check(&database, &acknowledged).await;
    }
    assert!(total + acknowledged.payments.len() > 0, "nothing was ever acknowledged");
}

fn random(below: u128) -> u64 {
    u64::try_from(Uuid::new_v4().as_u128() % below).unwrap()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn nothing_acknowledged_is_lost_or_doubled_on_sqlite() {
    kills(async || Database::sqlite()).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn nothing_acknowledged_is_lost_or_doubled_on_postgres() {
    if Database::postgres().await.is_some() {
        kills(async || Database::postgres().await.unwrap()).await;
    }
}
