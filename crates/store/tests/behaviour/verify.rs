//! `verify` finds what does not agree with the log; `rebuild` puts it right.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use domain::invoices::CreditSource;
use sqlx::Connection as _;
use testkit::databases::{Database, on_both_engines};
use testkit::documents::invoice;
use testkit::world::World;
use usecases::{AllocateCredit, ForgetPayer, StoreError};

use crate::beside::Beside as _;
use crate::list::every_kind;

on_both_engines!(
    a_busy_history_verifies_clean,
    it_verifies_clean_while_writers_write,
    every_tampering_is_found_and_rebuilding_repairs_it,
    a_damaged_log_is_found_and_never_rebuilt_over,
    rebuilding_says_how_far_it_is,
);

/// Every kind of event, of two billers.
async fn busy(database: &Database) -> World {
    let world = World::open(database).await;
    let other = world.with_biller("other").await;
    for own in [&world, &other] {
        let invoices = every_kind(own).await;
        // Credit of an overpayment and of a credit note pay others.
        let over = own.pay(invoices[0], 15_000).await;
        let source = CreditSource::Payment(over.payment_id);
        own.ask(AllocateCredit { source, invoice: invoices[1], amount_minor: 1_000 }).await.unwrap();
        own.import(testkit::documents::credit_note("E", "002", 2_000)).await;
        let source = CreditSource::Invoice(invoices[2]);
        own.ask(AllocateCredit { source, invoice: invoices[1], amount_minor: 500 }).await.unwrap();
        own.import(testkit::documents::credit_note("F", "not here yet", 2_000)).await;
        own.say(invoices[1], "thank you").await;
        let mut forgotten = invoice("forgotten", 1_000);
        forgotten.buyer.email = Some("gone@example.com".into());
        let forgotten = own.import(forgotten).await.invoice_id.unwrap();
        let payer = own.payer_of(forgotten).await;
        own.ask(ForgetPayer { payer }).await.unwrap();
    }
    world
}

async fn problems(world: &World) -> Vec<String> {
    world.store.verify().await.unwrap().iter().map(ToString::to_string).collect()
}

fn quiet() -> store::Progress {
    Arc::new(|_| {})
}

async fn a_busy_history_verifies_clean(database: Database) {
    let world = busy(&database).await;
    assert_eq!(problems(&world).await, [""; 0]);
}

async fn it_verifies_clean_while_writers_write(database: Database) {
    let world = World::open(&database).await;
    let invoice = world.issue("1", 1_000_000).await;
    let writer = tokio::spawn({
        let world = world.clone();
        async move {
            for _ in 0..60 {
                world.pay(invoice, 100).await;
            }
        }
    });
    while !writer.is_finished() {
        assert_eq!(problems(&world).await, [""; 0]);
    }
    writer.await.unwrap();
}

async fn every_tampering_is_found_and_rebuilding_repairs_it(database: Database) {
    let world = busy(&database).await;
    let before = rows(&world).await;
    for (tamper, says) in [
        ("UPDATE postings SET amount_minor = amount_minor + 1 WHERE account = 'clearing'", "instead of zero"),
        ("DELETE FROM postings WHERE account = 'receivable' AND amount_minor < 0", "differ by"),
        ("UPDATE postings SET seq = seq + 1000", "which does not exist"),
        ("UPDATE invoices SET open_minor = open_minor + 5", "its row says"),
        ("UPDATE invoices SET search = 'x'", "its row says"),
        ("UPDATE invoices SET is_open = 1 - is_open", "its row says"),
        ("DELETE FROM invoices WHERE number = '003'", "rows for"),
        ("UPDATE payments SET free_minor = free_minor + 1", "its row says"),
        ("UPDATE payments SET state = 'failed'", "its row says"),
        ("DELETE FROM payers", "table payers: 0 rows for"),
        ("UPDATE payers SET credit = '{}'", "its row says"),
        ("UPDATE credit_notes SET applied_to = NULL", "its row says"),
        ("UPDATE events SET payer_prev = 0 WHERE stream_kind = 'invoice' AND seq = 3", "a payer is told"),
    ] {
        let mut conn = database.connect().await;
        sqlx::raw_sql(tamper).execute(&mut conn).await.unwrap();
        conn.close().await.unwrap();
        let found = problems(&world).await;
        assert!(found.iter().any(|problem| problem.contains(says)), "{tamper}: {found:#?}");
        world.store.rebuild(quiet()).await.unwrap();
        assert_eq!(problems(&world).await, [""; 0], "after rebuilding from: {tamper}");
        assert_eq!(rows(&world).await, before, "after rebuilding from: {tamper}");
    }
    // And the books go on.
    let invoice = world.issue("next", 1_000).await;
    world.pay(invoice, 400).await;
    assert_eq!(problems(&world).await, [""; 0]);
}

async fn rows(world: &World) -> Vec<usecases::InvoiceRow> {
    let list = usecases::InvoiceList::newest("2026-11-21".parse().unwrap(), 200);
    let found = usecases::InvoiceStore::list_invoices(&*world.store, world.biller(), &list).await.unwrap();
    found.invoices.into_iter().map(|one| one.row).collect()
}

async fn a_damaged_log_is_found_and_never_rebuilt_over(database: Database) {
    let world = World::open(&database).await;
    let invoice = world.issue("1", 10_000).await;
    for _ in 0..3 {
        world.pay(invoice, 1_000).await;
    }
    let mut conn = database.connect().await;
    let damage = "DELETE FROM events WHERE stream_kind = 'invoice' AND seq = 2";
    sqlx::raw_sql(damage).execute(&mut conn).await.unwrap();
    conn.close().await.unwrap();
    let found = problems(&world).await;
    assert!(found.iter().any(|problem| problem.contains("event 3: 2 is missing")), "{found:#?}");
    let refused = world.store.rebuild(quiet()).await;
    let Err(StoreError::Unreadable(why)) = refused else { panic!("{refused:?}") };
    assert!(why.contains("restore a backup"), "{why}");
    assert_eq!(rows(&world).await.len(), 1, "nothing was taken away");
    // A program that did not know the invoice before does not go on without the missing event.
    world.store.close().await;
    let world = world.open_again(&database).await;
    let refused = world.ask(testkit::inputs::payment(invoice, 1)).await.unwrap_err();
    assert!(refused.to_string().contains("run `billow verify`"), "{refused}");
}

async fn rebuilding_says_how_far_it_is(database: Database) {
    let world = World::open(&database).await;
    world.issue("1", 10_000).await;
    let heard = Arc::new(AtomicU64::new(0));
    let told = Arc::clone(&heard);
    world.store.rebuild(Arc::new(move |done| told.store(done, Ordering::Relaxed))).await.unwrap();
    assert_eq!(heard.load(Ordering::Relaxed), 2);
}
