//! Backups: taken while writers write, one file, restored into either engine.

use std::os::unix::fs::PermissionsExt as _;

use sqlx::{Connection as _, Row as _};
use store::Options;
use testkit::databases::{Database, on_both_engines};
use testkit::inputs::payment;
use testkit::world::World;
use usecases::{BillerStore as _, Cursor, InvoiceStore as _, LinkStore as _, LogStore as _, StoreError};

use crate::beside::Beside as _;
use crate::list::every_kind;

on_both_engines!(
    a_backup_holds_one_moment_while_writers_write,
    a_backup_is_restored_into_either_engine_and_goes_on_there,
    a_backup_overwrites_nothing_and_is_private,
    restoring_into_a_database_with_data_is_refused,
    what_is_no_backup_is_refused_and_changes_nothing,
    every_table_and_column_is_copied,
);

async fn empty(database: &Database) -> World {
    let store = store::open(&database.url, Options::default()).await.unwrap();
    World::around(store)
}

async fn a_backup_holds_one_moment_while_writers_write(database: Database) {
    let world = World::open(&database).await;
    let invoice = world.issue("1", 1_000_000).await;
    let stop = std::sync::Arc::new(std::sync::atomic::AtomicBool::new(false));
    let mut writers = tokio::task::JoinSet::new();
    for _ in 0..4 {
        let (world, stop) = (world.clone(), std::sync::Arc::clone(&stop));
        writers.spawn(async move {
            while !stop.load(std::sync::atomic::Ordering::Relaxed) {
                world.pay(invoice, 1).await;
            }
        });
    }
    let mut last = 0;
    for round in 0..4 {
        let file = database.path(&format!("backup {round} 100%?#.sqlite"));
        let acknowledged = 1_000_000 - world.open_minor(invoice).await;
        world.store.backup(&file).await.unwrap();

        let target = Database::sqlite();
        let restored = empty(&target).await.for_biller(world.biller());
        restored.store.restore(&file).await.unwrap();
        assert_eq!(restored.store.verify().await.unwrap(), []);
        let paid = 1_000_000 - restored.open_minor(invoice).await;
        assert!(paid >= acknowledged, "what was acknowledged before is in it");
        assert!(paid >= last, "later backups hold more");
        last = paid;
        restored.store.close().await;
    }
    stop.store(true, std::sync::atomic::Ordering::Relaxed);
    writers.join_all().await;
}

async fn a_backup_is_restored_into_either_engine_and_goes_on_there(database: Database) {
    let _quiet = crate::feed::QUIET.read().await;
    let world = World::open(&database).await;
    let invoices = every_kind(&world).await;
    world.say(invoices[0], "hello\nworld — å").await;
    let file = database.path("backup.sqlite");
    world.store.backup(&file).await.unwrap();
    let events = crate::feed::follow(world.clone(), count(&database).await).await;

    let mut targets = vec![Database::sqlite()];
    targets.extend(Database::postgres().await);
    for target in targets {
        let restored = empty(&target).await.for_biller(world.biller());
        restored.store.restore(&file).await.unwrap();
        assert_eq!(restored.store.verify().await.unwrap(), []);
        for id in &invoices {
            let (here, there) = (&world.store, &restored.store);
            let biller = world.biller();
            assert_eq!(there.invoice(biller, *id).await.unwrap(), here.invoice(biller, *id).await.unwrap());
            assert_eq!(there.document(biller, *id).await.unwrap(), here.document(biller, *id).await.unwrap());
            assert_eq!(there.original(biller, *id).await.unwrap(), here.original(biller, *id).await.unwrap());
            assert_eq!(
                there.staff_frames(biller, *id, 0).await.unwrap(),
                here.staff_frames(biller, *id, 0).await.unwrap()
            );
            assert_eq!(there.links_of(biller, *id).await.unwrap(), here.links_of(biller, *id).await.unwrap());
        }
        // The feed has the same order, and goes on.
        let again = crate::feed::follow(restored.clone(), events.len()).await;
        let order = |rows: &[usecases::FeedRow]| -> Vec<_> {
            rows.iter().map(|row| (row.stream.clone(), row.seq)).collect()
        };
        assert_eq!(order(&again), order(&events));
        let mut paid = payment(invoices[0], 100);
        paid.source = Some(testkit::inputs::source("after the restore"));
        restored.ask(paid).await.unwrap();
        let more = crate::feed::follow(restored.clone(), events.len() + 4).await;
        assert!(more[events.len()..].iter().all(|row| row.cursor > again[again.len() - 1].cursor));
        assert_eq!(restored.store.verify().await.unwrap(), []);
        restored.store.close().await;
    }
}

async fn count(database: &Database) -> usize {
    let mut conn = database.connect().await;
    let row = sqlx::query("SELECT COUNT(*) FROM events").fetch_one(&mut conn).await.unwrap();
    usize::try_from(row.get::<i64, _>(0)).unwrap()
}

async fn a_backup_overwrites_nothing_and_is_private(database: Database) {
    let world = World::open(&database).await;
    let file = database.path("backup.sqlite");
    world.store.backup(&file).await.unwrap();
    assert_eq!(file.metadata().unwrap().permissions().mode() & 0o777, 0o600);
    let refused = world.store.backup(&file).await;
    assert!(matches!(refused, Err(StoreError::Exists(_))), "{refused:?}");
    let nowhere = database.path("no such folder/backup.sqlite");
    let error = world.store.backup(&nowhere).await.unwrap_err();
    assert!(matches!(error, StoreError::Unavailable(_)), "{error:?}");
    let names = |prefix: &str| {
        let files = std::fs::read_dir(file.parent().unwrap()).unwrap();
        files.filter(|one| one.as_ref().unwrap().file_name().to_string_lossy().starts_with(prefix)).count()
    };
    assert_eq!(names("backup"), 1, "nothing else is left over");
}

async fn restoring_into_a_database_with_data_is_refused(database: Database) {
    let world = World::open(&database).await;
    let file = database.path("backup.sqlite");
    world.store.backup(&file).await.unwrap();
    let invoice = world.issue("1", 1_000).await;
    let refused = world.store.restore(&file).await;
    assert!(matches!(refused, Err(StoreError::Exists(_))), "{refused:?}");
    assert_eq!(world.open_minor(invoice).await, 1_000);
}

async fn what_is_no_backup_is_refused_and_changes_nothing(database: Database) {
    let elsewhere = Database::sqlite();
    let source = World::open(&elsewhere).await;
    source.issue("1", 1_000).await;
    let whole = database.path("whole.sqlite");
    source.store.backup(&whole).await.unwrap();
    let bytes = std::fs::read(&whole).unwrap();
    let (text, cut, missing, other) =
        (database.path("text"), database.path("cut"), database.path("missing"), database.path("other"));
    std::fs::write(&text, "this is not a database at all, but a text that is long enough").unwrap();
    std::fs::write(&cut, &bytes[..bytes.len() / 2]).unwrap();
    let mut conn =
        sqlx::AnyConnection::connect(&format!("sqlite:{}?mode=rwc", other.display())).await.unwrap();
    sqlx::raw_sql("CREATE TABLE somebody_elses (id BIGINT)").execute(&mut conn).await.unwrap();
    conn.close().await.unwrap();

    let world = empty(&database).await;
    for path in [&text, &cut, &missing, &other] {
        let refused = world.store.restore(path).await;
        assert!(matches!(refused, Err(StoreError::Unreadable(_))), "{}: {refused:?}", path.display());
    }
    assert_eq!(world.store.billers().await.unwrap(), []);
    assert_eq!(world.store.feed(Cursor::default(), 10).await.unwrap(), []);
    world.store.restore(&whole).await.unwrap();
    assert_eq!(std::fs::read(&whole).unwrap(), bytes, "the backup itself stays as it was");
}

/// A column that a later migration adds must not be missing from backups.
async fn every_table_and_column_is_copied(database: Database) {
    let world = World::open(&database).await;
    every_kind(&world).await;
    let file = database.path("backup.sqlite");
    world.store.backup(&file).await.unwrap();
    let target = Database::sqlite();
    let restored = empty(&target).await;
    restored.store.restore(&file).await.unwrap();
    let mut old = sqlx::AnyConnection::connect(&format!("sqlite:{}", file.display())).await.unwrap();
    let mut new = target.connect().await;
    let tables = sqlx::query("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")
        .fetch_all(&mut old)
        .await
        .unwrap();
    assert!(tables.len() >= 18, "{}", tables.len());
    for table in tables {
        let table: String = table.get(0);
        // Each row as one text, whatever the columns are.
        let columns = sqlx::query("SELECT name FROM pragma_table_info($1)")
            .bind(table.as_str())
            .fetch_all(&mut old)
            .await
            .unwrap();
        let columns: Vec<String> =
            columns.iter().map(|row| format!("quote({})", row.get::<String, _>(0))).collect();
        let columns = columns.join(" || ',' || ");
        let select = format!("SELECT {columns} FROM {table} ORDER BY 1");
        let mut read = Vec::new();
        for conn in [&mut old, &mut new] {
            let rows = sqlx::query(sqlx::AssertSqlSafe(select.clone())).fetch_all(conn).await.unwrap();
            read.push(rows.iter().map(|row| row.get::<String, _>(0)).collect::<Vec<_>>());
        }
        assert_eq!(read[0], read[1], "{table}");
    }
}
