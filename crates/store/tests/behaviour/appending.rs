//! One append covers several streams, whole or not at all.

use domain::StreamId;
use domain::payments::{PaymentState, Share};
use sqlx::Row as _;
use testkit::databases::{Database, on_both_engines};
use testkit::documents::credit_note;
use testkit::inputs::{payment, source};
use testkit::works::done;
use testkit::world::World;
use usecases::{InvoiceStore as _, PaymentStore as _, StoreError, UseCaseError};

use crate::beside::Beside as _;

on_both_engines!(
    a_payment_writes_payment_invoices_and_rows_together,
    a_refused_work_leaves_nothing,
    events_of_a_stream_that_was_not_loaded_are_refused,
    a_source_counts_once_whatever_the_key,
    what_was_appended_is_read_back_in_the_same_work,
    a_credit_note_and_its_invoice_find_each_other_in_either_order,
    numbers_of_a_series_have_no_gaps,
);

async fn a_payment_writes_payment_invoices_and_rows_together(database: Database) {
    let world = World::open(&database).await;
    let (first, second) = (world.issue("1", 10_000).await, world.issue("2", 5_000).await);
    let mut both = payment(first, 10_000);
    both.amount_minor = 16_000;
    both.shares.push(Share { invoice: second, amount_minor: 4_000 });
    let paid = world.ask(both).await.unwrap().output;

    let streams = [
        StreamId::Payment(paid.payment_id),
        StreamId::Invoice(first),
        StreamId::Invoice(second),
        StreamId::Payer(world.payer_of(first).await),
    ];
    let books = world.books(&streams).await;
    assert_eq!(books.payments[&paid.payment_id].free_minor(), 2_000);
    assert_eq!((books.invoices[&first].open_minor, books.invoices[&second].open_minor), (0, 1_000));

    let row = world.store.payment(world.biller(), paid.payment_id).await.unwrap().unwrap();
    assert_eq!((row.state, row.amount_minor, row.free_minor), (PaymentState::Settled, 16_000, 2_000));
    assert_eq!(world.open_minor(first).await, 0);
    assert_eq!(world.open_minor(second).await, 1_000);
    assert_eq!(world.store.payments_of(world.biller(), second).await.unwrap(), [row]);
}

async fn count_events(database: &Database) -> i64 {
    let row =
        sqlx::query("SELECT COUNT(*) FROM events").fetch_one(&mut database.connect().await).await.unwrap();
    row.get(0)
}

async fn a_refused_work_leaves_nothing(database: Database) {
    let world = World::open(&database).await;
    let invoice = world.issue("1", 10_000).await;
    // Not the end of the feed: on PostgreSQL that waits for the open transactions of other databases too.
    let before = count_events(&database).await;
    let biller = world.biller();
    let refused = world
        .write(move |tx| {
            Box::pin(async move {
                tx.next_number(biller, "lost").await?;
                tx.put_payer_key(biller, "lost", domain::ids::PayerId(invoice.0)).await?;
                Err(UseCaseError::NotFound("anything"))
            })
        })
        .await;
    assert!(matches!(refused, Err(UseCaseError::NotFound("anything"))));
    let mut too_much = payment(invoice, 100);
    too_much.shares[0].amount_minor = 200;
    assert!(matches!(world.ask(too_much).await, Err(UseCaseError::Refused(_))));
    assert_eq!(count_events(&database).await, before);
    world
        .write(move |tx| {
            Box::pin(async move {
                assert_eq!(tx.next_number(biller, "lost").await?, 1);
                assert_eq!(tx.payer_by_key(biller, "lost").await?, None);
                Ok(done())
            })
        })
        .await
        .unwrap();
}

async fn events_of_a_stream_that_was_not_loaded_are_refused(database: Database) {
    let world = World::open(&database).await;
    let invoice = world.issue("1", 10_000).await;
    let meta =
        usecases::Meta { biller: world.biller(), at: testkit::clocks::NOON, actor: domain::Actor::System };
    let answer = world
        .write(move |tx| {
            Box::pin(async move {
                let event = domain::invoices::InvoiceEvent::PayerForgotten;
                let events = [domain::Event::Invoice(invoice, event)];
                tx.append(&meta, &domain::Books::default(), &events).await?;
                Ok(done())
            })
        })
        .await;
    let Err(UseCaseError::Store(StoreError::Unreadable(why))) = answer else { panic!("{answer:?}") };
    assert!(why.contains("was not loaded"), "{why}");
}

async fn a_source_counts_once_whatever_the_key(database: Database) {
    let world = World::open(&database).await;
    let invoice = world.issue("1", 10_000).await;
    let mut paid = payment(invoice, 4_000);
    paid.source = Some(source("entry 1"));
    let first = world.ask(paid.clone()).await.unwrap();
    let again = world.ask(paid.clone()).await.unwrap();
    assert!(again.repeated && !first.repeated);
    assert_eq!(again.output.payment_id, first.output.payment_id);
    paid.amount_minor = 5_000;
    let other = world.ask(paid).await;
    assert!(matches!(other, Err(UseCaseError::DifferentContent { what: "payment", .. })), "{other:?}");
    assert_eq!(world.open_minor(invoice).await, 6_000);
}

async fn what_was_appended_is_read_back_in_the_same_work(database: Database) {
    let world = World::open(&database).await;
    // Importing a credit note receives and applies it in one work: the second append follows the first.
    let invoice = world.issue("1", 10_000).await;
    let imported = world.import(credit_note("C1", "1", 2_500)).await;
    assert_eq!(imported.invoice_id, Some(invoice));
    assert_eq!(world.open_minor(invoice).await, 7_500);
}

async fn a_credit_note_and_its_invoice_find_each_other_in_either_order(database: Database) {
    let world = World::open(&database).await;
    for round in 0..8 {
        let (number, note) = (format!("I{round}"), format!("C{round}"));
        // A payer each, so that nothing else makes the two wait for each other.
        let mut invoice = testkit::documents::invoice(&number, 10_000);
        let mut credit_note = credit_note(&note, &number, 2_500);
        invoice.buyer.email = Some(format!("payer{round}@example.com"));
        credit_note.buyer = invoice.buyer.clone();
        let (invoice, credit_note) = tokio::join!(world.import(invoice), world.import(credit_note));
        let state = world.store.invoice(world.biller(), invoice.invoice_id.unwrap()).await.unwrap().unwrap();
        assert_eq!(state.credited_minor, 2_500, "round {round}: {credit_note:?}");
    }
}

async fn numbers_of_a_series_have_no_gaps(database: Database) {
    let world = World::open(&database).await;
    let biller = world.biller();
    let mut tasks = tokio::task::JoinSet::new();
    for at in 0..40 {
        let world = world.clone();
        tasks.spawn(async move {
            world
                .write(move |tx| {
                    Box::pin(async move {
                        let number = tx.next_number(biller, "invoice").await?;
                        // Every fourth work fails after it took a number: the number comes again.
                        if at % 4 == 0 {
                            return Err(UseCaseError::NotFound("luck"));
                        }
                        Ok(usecases::UseCaseResult { body: number.to_string(), repeated: false })
                    })
                })
                .await
                .ok()
        });
    }
    let mut numbers: Vec<i64> =
        tasks.join_all().await.into_iter().flatten().map(|reply| reply.body.parse().unwrap()).collect();
    numbers.sort_unstable();
    assert_eq!(numbers, (1..=30).collect::<Vec<_>>());
}
