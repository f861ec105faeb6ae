//! Opening: the schema comes up to date, a newer one is refused, a wrong address is named.

use sqlx::Connection as _;
use store::Options;
use usecases::{Store, StoreError};

use crate::engines::{Database, on_both_engines};
use crate::world::World;

on_both_engines!(
    opening_again_changes_nothing,
    many_open_a_new_database_at_once,
    a_newer_schema_is_refused_with_what_to_do,
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
