//! Many writers at once: each command counts once.

use std::sync::Arc;

use domain::StreamId;
use testkit::databases::{Database, on_both_engines};
use testkit::documents::invoice;
use testkit::inputs::{payment, source};
use testkit::world::World;
use usecases::{IdempotencyStore as _, Input, PaymentStore as _, UseCaseError, execute};
use uuid::Uuid;

on_both_engines!(
    payments_of_one_invoice_at_once_all_count_once,
    copies_of_one_command_make_one_payment,
    copies_of_one_bank_entry_under_different_keys_make_one_payment,
    a_key_with_another_input_is_refused,
    one_payer_known_to_many_imports_at_once_is_one_payer,
    one_number_is_claimed_once,
);

async fn payments_of_one_invoice_at_once_all_count_once(database: Database) {
    let world = World::open(&database).await;
    let invoice = world.issue("1", 64 * 100).await;
    let mut tasks = tokio::task::JoinSet::new();
    for _ in 0..64 {
        let world = world.clone();
        tasks.spawn(async move { world.pay(invoice, 100).await.payment_id });
    }
    let mut payments = tasks.join_all().await;
    payments.sort_unstable();
    payments.dedup();
    assert_eq!(payments.len(), 64);
    assert_eq!(world.open_minor(invoice).await, 0);
    let books = world.books(&[StreamId::Invoice(invoice)]).await;
    assert_eq!(books.invoices[&invoice].seq, 65);
}

async fn copies_of_one_command_make_one_payment(database: Database) {
    let world = World::open(&database).await;
    let invoice = world.issue("1", 10_000).await;
    let key = Uuid::now_v7().to_string();
    let mut tasks = tokio::task::JoinSet::new();
    for _ in 0..100 {
        let (world, key) = (world.clone(), key.clone());
        tasks.spawn(async move {
            let input = Input { use_case: payment(invoice, 1_000), key: Some(key) };
            execute(&world.services, world.caller.clone(), input).await.unwrap()
        });
    }
    let answers = tasks.join_all().await;
    assert_eq!(answers.iter().filter(|answer| !answer.repeated).count(), 1);
    assert!(answers.iter().all(|answer| answer.output == answers[0].output));
    assert_eq!(world.open_minor(invoice).await, 9_000);
}

async fn copies_of_one_bank_entry_under_different_keys_make_one_payment(database: Database) {
    let world = World::open(&database).await;
    let invoice = world.issue("1", 10_000).await;
    let mut tasks = tokio::task::JoinSet::new();
    for _ in 0..32 {
        let world = world.clone();
        let mut paid = payment(invoice, 1_000);
        paid.source = Some(source("entry 1"));
        tasks.spawn(async move { world.ask(paid).await.unwrap() });
    }
    let answers = tasks.join_all().await;
    assert_eq!(answers.iter().filter(|answer| !answer.repeated).count(), 1);
    assert_eq!(world.open_minor(invoice).await, 9_000);
    assert_eq!(world.store.payments_of(world.biller(), invoice).await.unwrap().len(), 1);
}

async fn a_key_with_another_input_is_refused(database: Database) {
    let world = World::open(&database).await;
    let invoice = world.issue("1", 10_000).await;
    let ask = |amount| {
        let input = Input { use_case: payment(invoice, amount), key: Some("the same".into()) };
        execute(&world.services, world.caller.clone(), input)
    };
    ask(1_000).await.unwrap();
    assert!(matches!(ask(2_000).await, Err(UseCaseError::KeyReused)));
    let again = ask(1_000).await.unwrap();
    assert!(again.repeated);
    assert_eq!(world.open_minor(invoice).await, 9_000);
    // After its time the key is free again.
    let later = domain::Timestamp(testkit::clocks::NOON.0 + 1);
    assert!(world.store.purge_idempotency_records(later).await.unwrap() > 0);
    assert!(!ask(2_000).await.unwrap().repeated);
}

async fn one_payer_known_to_many_imports_at_once_is_one_payer(database: Database) {
    let world = World::open(&database).await;
    let mut tasks = tokio::task::JoinSet::new();
    for number in 0..24 {
        let world = world.clone();
        tasks.spawn(async move { world.issue(&number.to_string(), 100).await });
    }
    let invoices = tasks.join_all().await;
    let payer = world.payer_of(invoices[0]).await;
    for invoice in invoices {
        assert_eq!(world.payer_of(invoice).await, payer);
    }
}

async fn one_number_is_claimed_once(database: Database) {
    let world = World::open(&database).await;
    let world = Arc::new(world);
    let mut tasks = tokio::task::JoinSet::new();
    for _ in 0..16 {
        let world = Arc::clone(&world);
        tasks.spawn(async move { world.import(invoice("77", 1_000)).await });
    }
    let imported = tasks.join_all().await;
    let created = imported.iter().filter(|one| one.status == usecases::ImportStatus::Created).count();
    assert_eq!(created, 1);
    assert!(imported.iter().all(|one| one.id == imported[0].id));
}
