//! Opening: the schema comes up to date, a newer one is refused, a wrong address is named.

use std::collections::BTreeMap;

use sqlx::{Connection as _, Row as _};
use store::Options;
use testkit::databases::{Database, on_both_engines};
use testkit::world::World;
use usecases::personal_data::Place;
use usecases::{Store, StoreError};

use crate::beside::Beside as _;

on_both_engines!(
    opening_again_changes_nothing,
    many_open_a_new_database_at_once,
    a_newer_schema_is_refused_with_what_to_do,
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
