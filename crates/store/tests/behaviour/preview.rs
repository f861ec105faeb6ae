//! What is run to be looked at and taken back leaves nothing: no row, no number, nothing that is remembered.

use sqlx::{AnyConnection, AssertSqlSafe, Row as _};
use testkit::databases::{Database, on_both_engines};
use testkit::inputs::payment;
use testkit::world::World;
use usecases::{
    ChangeDueDate, ChargeFee, CreditInvoice, InvoiceStore as _, MakeLink, PostMessage, PreviewedInvoice,
    RecordPayment, StoreError, UseCase, UseCaseError, preview,
};

use crate::beside::Beside as _;

on_both_engines!(
    a_preview_keeps_nothing_and_says_what_would_be,
    a_preview_is_refused_as_the_use_case_would_be,
    previews_and_payments_at_once_do_not_mix,
);

/// How many rows each table has, and the last number of each series.
async fn rows(database: &Database) -> Vec<(String, i64)> {
    let mut conn = database.connect().await;
    let tables = if database.is_sqlite() {
        "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name"
    } else {
        "SELECT CAST(tablename AS TEXT) FROM pg_tables WHERE schemaname = 'public' ORDER BY tablename"
    };
    let tables: Vec<String> =
        sqlx::query(tables).fetch_all(&mut conn).await.unwrap().iter().map(|row| row.get(0)).collect();
    assert!(tables.len() > 20, "{tables:?}");
    let mut rows = Vec::new();
    for table in tables {
        rows.push((table.clone(), number(&mut conn, format!("SELECT COUNT(*) FROM {table}")).await));
    }
    let last = "SELECT CAST(COALESCE(SUM(last), 0) AS BIGINT) FROM series".to_owned();
    rows.push(("numbers".into(), number(&mut conn, last).await));
    rows
}

async fn number(conn: &mut AnyConnection, sql: String) -> i64 {
    sqlx::query(AssertSqlSafe(sql)).fetch_one(conn).await.unwrap().get(0)
}

async fn look<U: UseCase>(world: &World, use_case: U) -> Result<Vec<PreviewedInvoice>, UseCaseError> {
    Ok(preview(&world.services, world.caller.clone(), use_case).await?.invoices)
}

async fn a_preview_keeps_nothing_and_says_what_would_be(database: Database) {
    let world = World::open(&database).await;
    let invoice = world.issue("1", 10_000).await;
    world.pay(invoice, 2_000).await;
    let (before, figures) =
        (rows(&database).await, world.store.invoice(world.biller(), invoice).await.unwrap());
    let seq = figures.as_ref().unwrap().seq;

    for _ in 0..2 {
        let seen = look(&world, payment(invoice, 9_000)).await.unwrap();
        let [paid] = &seen[..] else { panic!("{seen:?}") };
        assert_eq!((paid.row.open_minor, paid.row.credit_minor), (0, 1_000));
        assert_eq!(paid.seq_before, seq);
        assert_eq!(paid.new_frames().map(|frame| frame.seq).collect::<Vec<_>>(), [seq + 1]);
        assert_eq!(paid.payer.len(), usize::try_from(seq).unwrap() + 1, "with those that were there");
    }
    let credit = CreditInvoice { invoice, amount_minor: Some(500), reason: Some("late".into()) };
    look(&world, credit.clone()).await.unwrap();
    look(&world, ChargeFee { invoice, amount_minor: 600, reason: Some("reminder".into()) }).await.unwrap();
    look(&world, PostMessage::plain(invoice, "Good morning")).await.unwrap();
    let link = MakeLink { invoice, channel: "print".into(), copy: 7, expires_at: None, rotate: false };
    assert!(look(&world, link).await.unwrap().is_empty(), "a link is no event");

    assert_eq!(rows(&database).await, before);
    assert_eq!(world.store.invoice(world.biller(), invoice).await.unwrap(), figures);
    assert_eq!(world.store.verify().await.unwrap(), []);
    // The first number of the series is still to be had, and nobody remembers what was only looked at.
    assert_eq!(world.ask(credit).await.unwrap().output.number, "C1");
    world.pay(invoice, 7_500).await;
    assert_eq!(world.open_minor(invoice).await, 0);
    assert_eq!(world.store.verify().await.unwrap(), []);
}

async fn a_preview_is_refused_as_the_use_case_would_be(database: Database) {
    let world = World::open(&database).await;
    let invoice = world.issue("1", 10_000).await;
    let before = rows(&database).await;
    let early =
        ChangeDueDate { invoice, due_date: "2020-01-01".parse().unwrap(), reason: Some("why".into()) };
    let refused = look(&world, early.clone()).await.unwrap_err();
    assert_eq!(refused.code(), "due_date_before_issue");
    assert_eq!(world.ask(early).await.unwrap_err().to_string(), refused.to_string());
    let other = world.with_biller("other").await;
    assert_eq!(look(&other, payment(invoice, 1)).await.unwrap_err().code(), "not_found");
    let nothing = RecordPayment { shares: vec![], ..payment(invoice, 1) };
    assert_eq!(look(&world, nothing).await.unwrap_err().code(), "invalid");
    let after: Vec<_> = rows(&database).await;
    let changed: Vec<_> = before.iter().zip(&after).filter(|(before, after)| before != after).collect();
    assert!(changed.iter().all(|(before, _)| before.0 == "billers"), "{changed:?}");

    world.store.close().await;
    let closed = look(&world, payment(invoice, 1)).await;
    assert!(matches!(closed, Err(UseCaseError::Store(StoreError::Unavailable(_)))), "{closed:?}");
}

/// On SQLite they share transactions with what is kept, on PostgreSQL they meet at the same invoice.
async fn previews_and_payments_at_once_do_not_mix(database: Database) {
    let world = World::open(&database).await;
    let invoice = world.issue("1", 100_000).await;
    let mut tasks = tokio::task::JoinSet::new();
    for at in 0..60 {
        let world = world.clone();
        tasks.spawn(async move {
            if at % 3 == 0 {
                world.ask(payment(invoice, 100)).await.map(drop)
            } else {
                look(&world, payment(invoice, 1_000)).await.map(|seen| {
                    let paid = seen[0].row.paid_minor;
                    assert!((1_000..=3_000).contains(&paid), "another preview was counted: {paid}");
                })
            }
        });
    }
    while let Some(done) = tasks.join_next().await {
        done.unwrap().unwrap();
    }
    assert_eq!(world.open_minor(invoice).await, 98_000);
    assert_eq!(world.store.verify().await.unwrap(), []);
}
