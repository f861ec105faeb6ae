//! Opening: the schema comes up to date, a newer one is refused, a wrong address is named.

use std::collections::BTreeMap;

use domain::ids::InvoiceId;
use sqlx::{Connection as _, Row as _};
use store::Options;
use testkit::databases::{Database, on_both_engines};
use testkit::world::World;
use usecases::personal_data::Place;
use usecases::{InvoiceList, InvoiceStore as _, Store, StoreError};

use crate::beside::Beside as _;

on_both_engines!(
    opening_again_changes_nothing,
    many_open_a_new_database_at_once,
    a_newer_schema_is_refused_with_what_to_do,
    a_development_schema_is_refused_with_what_to_do,
    what_a_migration_marked_is_written_anew,
    a_mark_stays_until_everything_is_written_anew,
    many_open_a_marked_database_at_once,
    a_mark_in_a_backup_is_heeded_when_it_is_restored,
    every_column_that_could_hold_something_about_a_person_is_declared,
);

async fn opening_again_changes_nothing(database: Database) {
    let world = World::open(&database).await;
    let invoice = world.issue("1", 1_000).await;
    world.store.close().await;
    let world = world.open_again(&database).await;
    assert_eq!(world.open_minor(invoice).await, 1_000);
    world.store.ping().await.unwrap();
}

async fn many_open_a_new_database_at_once(database: Database) {
    let opening: Vec<_> = (0..6).map(|_| store::open(&database.url, Options::default())).collect();
    let mut open = Vec::new();
    for store in futures_util::future::join_all(opening).await {
        open.push(store.unwrap());
    }
    for store in open {
        store.ping().await.unwrap();
        store.close().await;
    }
}

async fn a_newer_schema_is_refused_with_what_to_do(database: Database) {
    let store = store::open(&database.url, Options::default()).await.unwrap();
    store.close().await;
    let mut conn = database.connect().await;
    sqlx::raw_sql("INSERT INTO migrations (version) VALUES (9999)").execute(&mut conn).await.unwrap();
    conn.close().await.unwrap();
    let error = store::open(&database.url, Options::default()).await.err().unwrap();
    assert!(matches!(error, StoreError::Unreadable(_)), "{error:?}");
    let text = error.to_string();
    assert!(text.contains("schema 9999") && text.contains("newer version of the program"), "{text}");
}

/// Databases of versions before the first release have a table of migrations too, with other ones.
async fn a_development_schema_is_refused_with_what_to_do(database: Database) {
    for version in [1, 12] {
        let older = database.another().await;
        let place = if database.is_sqlite() { older.url.as_str() } else { "postgres://billow:…@127.0.0.1" };
        let mut conn = older.connect_first().await;
        let made = format!(
            "CREATE TABLE migrations (version BIGINT NOT NULL PRIMARY KEY); \
             INSERT INTO migrations (version) VALUES ({version}); CREATE TABLE billers (id BIGINT)"
        );
        sqlx::raw_sql(sqlx::AssertSqlSafe(made)).execute(&mut conn).await.unwrap();
        let error = store::open(&older.url, Options::default()).await.err().unwrap();
        assert!(matches!(error, StoreError::Unreadable(_)), "{error:?}");
        let text = error.to_string();
        for says in [
            place,
            &format!("schema {version} of a development version before the first release"),
            "Nothing was changed",
            "Begin anew: name an empty database with BILLOW_DATABASE_URL",
        ] {
            assert!(text.contains(says), "{says}: {text}");
        }
        let left = sqlx::query("SELECT COUNT(*) FROM migrations").fetch_one(&mut conn).await.unwrap();
        assert_eq!(left.get::<i64, _>(0), 1);
        conn.close().await.unwrap();
        if older.is_sqlite() {
            let world = World::around(store::open(&database.url, Options::default()).await.unwrap());
            let file = older.url.trim_start_matches("sqlite:");
            let refused = world.store.restore(file.as_ref()).await.unwrap_err().to_string();
            assert!(refused.contains("of a development version"), "a backup is no better: {refused}");
            world.store.close().await;
        }
    }
}

/// What a migration leaves that marks: what is derived is no longer right.
const MARK: &str = "INSERT INTO rebuild_needed (migration) VALUES (1) ON CONFLICT DO NOTHING; \
     UPDATE invoices SET open_minor = open_minor + 5; DELETE FROM postings WHERE amount_minor < 0; \
     DELETE FROM conversations; DELETE FROM invoice_words; DELETE FROM payer_words; DELETE FROM payer_names";

async fn marked(database: &Database) -> (World, InvoiceId) {
    let world = World::open(database).await;
    let invoice = world.issue("1", 10_000).await;
    world.pay(invoice, 4_000).await;
    world.say(invoice, "hello").await;
    run(database, MARK).await;
    (world, invoice)
}

async fn run(database: &Database, sql: &'static str) {
    let mut conn = database.connect().await;
    sqlx::raw_sql(sql).execute(&mut conn).await.unwrap();
    conn.close().await.unwrap();
}

async fn count(database: &Database, sql: &'static str) -> i64 {
    let mut conn = database.connect().await;
    let count = sqlx::query(sql).fetch_one(&mut conn).await.unwrap().get(0);
    conn.close().await.unwrap();
    count
}

const MARKS: &str = "SELECT COUNT(*) FROM rebuild_needed";

/// Nothing is left of what was marked, and what is derived is as it has to be.
async fn assert_written_anew(database: &Database, world: &World, invoice: InvoiceId) {
    assert_eq!(count(database, MARKS).await, 0);
    assert_eq!(world.store.verify().await.unwrap(), []);
    assert_eq!(world.open_minor(invoice).await, 6_000);
    let search =
        InvoiceList { search: "anna exem".into(), ..InvoiceList::newest("2026-11-21".parse().unwrap(), 10) };
    let found = world.store.list_invoices(world.biller(), &search).await.unwrap();
    assert_eq!(found.invoices.len(), 1, "found by the words of the payer's name");
    assert!(count(database, "SELECT COUNT(*) FROM payer_names").await > 0);
}

async fn what_a_migration_marked_is_written_anew(database: Database) {
    let (world, invoice) = marked(&database).await;
    world.store.close().await;
    let world = world.open_again(&database).await;
    assert_written_anew(&database, &world, invoice).await;
}

/// Whatever ends it in between, the next start finds the mark and everything as it was before.
async fn a_mark_stays_until_everything_is_written_anew(database: Database) {
    let (world, invoice) = marked(&database).await;
    world.store.close().await;
    run(&database, "UPDATE events SET seq = seq + 1000 WHERE stream_kind = 'invoice' AND seq = 3").await;
    let postings = "SELECT COUNT(*) FROM postings";
    let before = count(&database, postings).await;
    for _ in 0..2 {
        let error = store::open(&database.url, Options::default()).await.err().unwrap();
        let text = error.to_string();
        assert!(matches!(error, StoreError::Unreadable(_)), "{text}");
        assert!(text.contains("has to be written anew") && text.contains("the log is damaged"), "{text}");
        assert_eq!(count(&database, MARKS).await, 1);
        assert_eq!(count(&database, postings).await, before, "nothing is there by half");
    }
    run(&database, "UPDATE events SET seq = seq - 1000 WHERE stream_kind = 'invoice' AND seq > 1000").await;
    let world = world.open_again(&database).await;
    assert_written_anew(&database, &world, invoice).await;
}

/// A node of the version before may make one while another one migrates.
async fn a_mark_in_a_backup_is_heeded_when_it_is_restored(database: Database) {
    let (world, invoice) = marked(&database).await;
    let file = database.path("backup.sqlite");
    world.store.backup(&file).await.unwrap();
    let target = database.another().await;
    let store = store::open(&target.url, Options::default()).await.unwrap();
    store.restore(&file).await.unwrap();
    let restored = World::around(store).for_biller(world.biller());
    assert_written_anew(&target, &restored, invoice).await;
}

async fn many_open_a_marked_database_at_once(database: Database) {
    let (world, invoice) = marked(&database).await;
    world.store.close().await;
    let opening = (0..6).map(|_| world.open_again(&database));
    for world in futures_util::future::join_all(opening).await {
        assert_written_anew(&database, &world, invoice).await;
        world.store.close().await;
    }
}

#[tokio::test]
async fn a_wrong_address_is_named_without_its_password() {
    let elsewhere = "postgres://billow:secret@127.0.0.1:1/billow";
    for (url, says) in [
        ("mysql://root:secret@localhost/x", "mysql://root:…@localhost/x"),
        ("billow.db", "sqlite:FILE"),
        ("sqlite:", "does not name a file"),
        ("sqlite::memory:", "does not name a file"),
        ("sqlite:/there/is/no/such/folder/billow.db", "/there/is/no/such/folder/billow.db"),
        (elsewhere, "postgres://billow:…@127.0.0.1:1/billow"),
    ] {
        let error = store::open(url, Options::default()).await.err().unwrap().to_string();
        assert!(error.contains(says), "{url}: {error}");
        assert!(!error.contains("secret"), "{url}: {error}");
    }
}

/// A new table or column says what it holds about people and how that goes, or that there is nothing.
async fn every_column_that_could_hold_something_about_a_person_is_declared(database: Database) {
    let store = store::open(&database.url, Options::default()).await.unwrap();
    let mut declared: BTreeMap<(String, String), usize> = BTreeMap::new();
    let mut declare = |table: &str, column: &str| {
        *declared.entry((table.to_owned(), column.to_owned())).or_default() += 1;
    };
    for (table, columns) in store::plain_columns() {
        columns.iter().for_each(|column| declare(table, column));
    }
    for held in store::personal_data() {
        let Place::Columns { table, columns } = held.place else { panic!("{held:?}") };
        // What is in `content` goes by its kind.
        if table != "content" {
            columns.iter().for_each(|column| declare(table, column));
        }
    }
    declare("content", "data");

    let mut conn = database.connect().await;
    let look = if database.is_sqlite() {
        "SELECT m.name, c.name FROM sqlite_master m JOIN pragma_table_info(m.name) c \
         WHERE m.type = 'table' AND m.name NOT IN ('migrations', 'sqlite_sequence') \
         AND c.type NOT IN ('BIGINT', 'INTEGER')"
    } else {
        "SELECT CAST(table_name AS TEXT), CAST(column_name AS TEXT) FROM information_schema.columns \
         WHERE table_schema = 'public' AND table_name <> 'migrations' AND data_type <> 'bigint'"
    };
    let rows = sqlx::query(look).fetch_all(&mut conn).await.unwrap();
    conn.close().await.unwrap();
    let there: BTreeMap<(String, String), usize> =
        rows.iter().map(|row| ((row.get(0), row.get(1)), 1)).collect();
    assert!(there.len() > 150, "{}", there.len());
    assert_eq!(declared, there);
    store.close().await;
}
