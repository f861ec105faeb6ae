//! One feed in commit order: every committed event once, never one that appears behind a reader.

use std::collections::{BTreeMap, HashSet};
use std::time::{Duration, Instant};

use domain::StreamId;
use sqlx::Connection as _;
use testkit::databases::{Database, on_both_engines};
use testkit::world::World;
use tokio::sync::RwLock;
use usecases::{Audiences, Cursor, FeedEntry, FeedRow, FeedStream, LogStore as _};

use crate::beside::Beside as _;

on_both_engines!(
    readers_follow_sixteen_writers_without_gaps_or_doubles,
    a_biller_reads_its_own_events_alone,
    a_commit_of_this_process_wakes_a_reader,
    a_commit_of_another_process_wakes_a_reader_within_a_second,
    the_feed_goes_on_after_a_restart,
);

/// On PostgreSQL an older transaction anywhere on the server holds the feed back. The test that opens one
/// on purpose has the server for itself among those that look at when things arrive.
pub static QUIET: RwLock<()> = RwLock::const_new(());

/// Reads on from the beginning until `events` were seen.
pub async fn follow(world: World, events: usize) -> Vec<FeedRow> {
    let (mut seen, mut after, mut all) = (0, Cursor::default(), Vec::new());
    let give_up = Instant::now() + Duration::from_secs(120);
    while all.len() < events {
        assert!(Instant::now() < give_up, "{} of {events} events after two minutes", all.len());
        seen = world.store.wait_for_commits(seen, 1_000).await;
        loop {
            let rows = world.store.feed(after, 7).await.unwrap();
            let Some(last) = rows.last() else { break };
            after = last.cursor;
            all.extend(rows);
        }
    }
    all
}

/// The content of these rows, as everybody sees it.
pub async fn entries(world: &World, rows: &[FeedRow]) -> Vec<FeedEntry> {
    let everybody = Audiences { payer: true, staff: true };
    let wanted: Vec<_> = rows.iter().map(|row| (row.cursor, everybody)).collect();
    let entries = world.store.feed_entries(&wanted).await.unwrap();
    assert!(entries.iter().map(|entry| &entry.row).eq(rows), "each row has its entry, in the same order");
    entries
}

fn check_order(rows: &[FeedRow]) {
    let mut places = HashSet::new();
    let mut heads: BTreeMap<StreamId, i64> = BTreeMap::new();
    for pair in rows.windows(2) {
        assert!(pair[0].cursor < pair[1].cursor, "{} then {}", pair[0].cursor, pair[1].cursor);
    }
    for row in rows {
        let FeedStream::Known(stream) = row.stream else { panic!("{row:?}") };
        assert!(places.insert((stream, row.seq)), "{stream} {} came twice", row.seq);
        let head = heads.entry(stream).or_default();
        assert_eq!(row.seq, *head + 1, "{stream} skipped an event");
        *head = row.seq;
    }
}

async fn readers_follow_sixteen_writers_without_gaps_or_doubles(database: Database) {
    let _alone = QUIET.write().await;
    let world = World::open(&database).await;
    let mut invoices = Vec::new();
    for number in 0..4 {
        invoices.push(world.issue(&number.to_string(), 1_000_000).await);
    }
    // One account, four invoices, then for each of 160 payments: recorded, settled, allocated, and the
    // invoice's own.
    let events = 5 + 160 * 4;

    // On PostgreSQL an older transaction stays open meanwhile: what follows it must wait in the feed.
    let mut beside = database.connect().await;
    if !database.is_sqlite() {
        let held = "BEGIN; CREATE TABLE held_open (id BIGINT); INSERT INTO held_open VALUES (1)";
        sqlx::raw_sql(held).execute(&mut beside).await.unwrap();
    }
    let readers: Vec<_> = (0..3).map(|_| tokio::spawn(follow(world.clone(), events))).collect();
    let before = world.store.feed_end().await.unwrap();
    let mut writers = tokio::task::JoinSet::new();
    for writer in 0..16 {
        let (world, invoice) = (world.clone(), invoices[writer % 4]);
        writers.spawn(async move {
            for _ in 0..10 {
                world.pay(invoice, 100).await;
            }
        });
    }
    writers.join_all().await;
    if !database.is_sqlite() {
        assert_eq!(world.store.feed_end().await.unwrap(), before, "nothing passes an older transaction");
        sqlx::raw_sql("COMMIT").execute(&mut beside).await.unwrap();
    }
    beside.close().await.unwrap();
    for reader in readers {
        let rows = reader.await.unwrap();
        assert_eq!(rows.len(), events);
        check_order(&rows);
    }
    let end = world.store.feed_end().await.unwrap();
    assert_eq!(world.store.feed(end, 10).await.unwrap(), []);
}

async fn a_biller_reads_its_own_events_alone(database: Database) {
    let _quiet = QUIET.read().await;
    let world = World::open(&database).await;
    let other = world.with_biller("other").await;
    for number in 0..3 {
        world.issue(&number.to_string(), 100).await;
        other.issue(&number.to_string(), 100).await;
    }
    let rows = follow(world.clone(), 8).await;
    let own = world.store.feed_of(world.biller(), Cursor::default(), 100).await.unwrap();
    assert_eq!((rows.len(), own.len()), (8, 4));
    assert!(own.iter().all(|entry| entry.row.biller == world.biller()));
    let mut from_all = entries(&world, &rows).await;
    from_all.retain(|entry| entry.row.biller == world.biller());
    assert!(from_all.iter().any(|entry| entry.payer.is_some()));
    for entry in &mut from_all {
        entry.payer = None;
    }
    assert_eq!(own, from_all, "they are shown as staff see them");
    let rest = world.store.feed_of(world.biller(), own[1].row.cursor, 1).await.unwrap();
    assert_eq!(rest, own[2..3]);
}

async fn a_commit_of_this_process_wakes_a_reader(database: Database) {
    let _quiet = QUIET.read().await;
    let world = World::open(&database).await;
    let invoice = world.issue("1", 1_000).await;
    // What was signalled so far is taken first; signs of older commits may still be on their way.
    let mut seen = 0;
    let end = follow(world.clone(), 2).await[1].cursor;
    let reader = tokio::spawn({
        let world = world.clone();
        async move {
            loop {
                seen = world.store.wait_for_commits(seen, 60_000).await;
                if let Some(row) = world.store.feed(end, 1).await.unwrap().pop() {
                    return row;
                }
            }
        }
    });
    world.pay(invoice, 100).await;
    let paid = Instant::now();
    assert_eq!(reader.await.unwrap().kind, "recorded");
    assert!(paid.elapsed() < Duration::from_secs(1), "{:?}", paid.elapsed());
}

async fn a_commit_of_another_process_wakes_a_reader_within_a_second(database: Database) {
    let _quiet = QUIET.read().await;
    let world = World::open(&database).await;
    let invoice = world.issue("1", 1_000).await;
    let elsewhere = world.open_again(&database).await;
    let end = follow(world.clone(), 2).await[1].cursor;
    let reader = tokio::spawn({
        let world = world.clone();
        async move {
            let mut seen = 0;
            loop {
                seen = world.store.wait_for_commits(seen, 60_000).await;
                if let Some(row) = world.store.feed(end, 1).await.unwrap().pop() {
                    return row;
                }
            }
        }
    });
    elsewhere.pay(invoice, 100).await;
    let paid = Instant::now();
    reader.await.unwrap();
    assert!(paid.elapsed() < Duration::from_millis(1_500), "{:?}", paid.elapsed());
    elsewhere.store.close().await;
}

async fn the_feed_goes_on_after_a_restart(database: Database) {
    let _quiet = QUIET.read().await;
    let world = World::open(&database).await;
    let invoice = world.issue("1", 1_000).await;
    let end = follow(world.clone(), 2).await[1].cursor;
    world.store.close().await;
    let world = world.open_again(&database).await;
    assert_eq!(world.store.feed_end().await.unwrap(), end);
    world.pay(invoice, 100).await;
    let rows = follow(world.clone(), 6).await.split_off(2);
    assert_eq!(world.store.feed(end, 10).await.unwrap(), rows);
    let kinds: Vec<_> = rows.iter().map(|row| row.kind.as_str()).collect();
    assert_eq!(kinds, ["recorded", "settled", "allocated", "payment_settled"]);
    let text = rows[3].cursor.to_string();
    assert_eq!(text.parse(), Ok(rows[3].cursor), "a cursor survives as text");
}
