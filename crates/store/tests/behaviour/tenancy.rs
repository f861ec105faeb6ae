//! Every row belongs to a biller: another biller's id is not found, whatever is asked.

use domain::invoices::document::DocumentKind;
use domain::{Books, StreamId};
use testkit::databases::{Database, on_both_engines};
use testkit::inputs::{payment, source};
use testkit::works::done;
use testkit::world::World;
use usecases::{
    BillerStore as _, Cursor, InvoiceList, InvoiceStore as _, LinkStore as _, LogStore as _,
    PaymentStore as _, Store, StoreError, UseCaseError,
};

on_both_engines!(
    another_billers_things_are_not_found_by_reads,
    another_billers_things_are_not_found_in_works,
    the_same_number_source_and_key_belong_to_each_biller_alone,
    names_are_unique_where_they_have_to_be,
);

async fn another_billers_things_are_not_found_by_reads(database: Database) {
    let world = World::open(&database).await;
    let stranger = world.with_biller("stranger").await;
    let invoice = world.issue("1", 10_000).await;
    let paid = world.pay(invoice, 1_000).await;
    let (store, foreign) = (&world.store, stranger.biller());
    assert_eq!(store.invoice(foreign, invoice).await.unwrap(), None);
    assert_eq!(store.document(foreign, invoice).await.unwrap(), None);
    assert_eq!(store.original(foreign, invoice).await.unwrap(), None);
    assert_eq!(store.payment(foreign, paid.payment_id).await.unwrap(), None);
    assert_eq!(store.payments_of(foreign, invoice).await.unwrap(), []);
    assert_eq!(store.payer_frames(foreign, invoice, 0).await.unwrap(), []);
    assert_eq!(store.staff_frames(foreign, invoice, 0).await.unwrap(), []);
    assert_eq!(store.links_of(foreign, invoice).await.unwrap(), []);
    assert_eq!(store.feed_of(foreign, Cursor::default(), 10).await.unwrap(), []);
    let list =
        InvoiceList { search: "anna".into(), ..InvoiceList::numbered("1", "2026-11-21".parse().unwrap()) };
    assert_eq!(store.list_invoices(foreign, &list).await.unwrap().invoices, []);
    assert_eq!(store.list_invoices(world.biller(), &list).await.unwrap().invoices.len(), 1);
}

async fn another_billers_things_are_not_found_in_works(database: Database) {
    let world = World::open(&database).await;
    let stranger = world.with_biller("stranger").await;
    let invoice = world.issue("1", 10_000).await;
    let mut paid = payment(invoice, 1_000);
    paid.source = Some(source("entry 1"));
    let paid = world.ask(paid).await.unwrap().output;
    let payer = world.payer_of(invoice).await;
    let link = world.store.links_of(world.biller(), invoice).await.unwrap().remove(0);
    let foreign = stranger.biller();
    stranger
        .write(move |tx| {
            let mut link = link.clone();
            Box::pin(async move {
                let mut books = Books::default();
                for stream in
                    [StreamId::Invoice(invoice), StreamId::Payment(paid.payment_id), StreamId::Payer(payer)]
                {
                    tx.load(foreign, &[stream], &mut books).await?;
                }
                assert_eq!(books, Books::default());
                assert_eq!(tx.document(foreign, invoice).await?, None);
                assert_eq!(tx.document_by_number(foreign, DocumentKind::Invoice, "1").await?, None);
                assert_eq!(
                    tx.payment_by_source(foreign, &source("entry 1"), "SEK".parse().unwrap()).await?,
                    None
                );
                assert_eq!(tx.payer_by_key(foreign, "email:anna@example.com").await?, None);
                assert_eq!(tx.invoices_of(foreign, payer).await?, []);
                assert_eq!(tx.link(foreign, link.id).await?, None);
                link.place.biller = foreign;
                assert_eq!(tx.link_at(&link.place).await?, None);
                assert_eq!(tx.erase_content(foreign, payer).await?, 0);
                Ok(done())
            })
        })
        .await
        .unwrap();
    assert!(matches!(stranger.ask(payment(invoice, 1)).await, Err(UseCaseError::NotFound("invoice"))));
    assert_eq!(world.open_minor(invoice).await, 9_000);
}

async fn the_same_number_source_and_key_belong_to_each_biller_alone(database: Database) {
    let world = World::open(&database).await;
    let stranger = world.with_biller("stranger").await;
    for own in [&world, &stranger] {
        let invoice = own.issue("1", 10_000).await;
        let mut paid = payment(invoice, 1_000);
        paid.source = Some(source("entry 1"));
        let input = usecases::Input { use_case: paid, key: Some("k".into()) };
        let done = usecases::execute(&own.services, own.caller.clone(), input).await.unwrap();
        assert!(!done.repeated);
        assert_eq!(own.open_minor(invoice).await, 9_000);
    }
}

async fn names_are_unique_where_they_have_to_be(database: Database) {
    let world = World::open(&database).await;
    let biller = world.store.biller(world.biller()).await.unwrap().unwrap();
    assert_eq!(world.store.billers().await.unwrap(), std::slice::from_ref(&biller));
    let twin = usecases::Biller { id: domain::ids::BillerId(uuid::Uuid::now_v7()), ..biller };
    let refused = world.store.write(std::sync::Arc::new(usecases::BillerSetUp(twin))).await;
    assert!(matches!(refused, Err(UseCaseError::Store(StoreError::Exists(_)))), "{refused:?}");

    let key = |hash: &[u8]| usecases::ApiKey {
        biller: world.biller(),
        name: "shop".into(),
        hash: hash.to_vec(),
        at: testkit::clocks::NOON,
    };
    world.store.write(std::sync::Arc::new(key(b"one"))).await.unwrap();
    let refused = world.store.write(std::sync::Arc::new(key(b"two"))).await;
    assert!(matches!(refused, Err(UseCaseError::Store(StoreError::Exists(_)))), "{refused:?}");
    let known = world.store.api_key(b"one").await.unwrap().unwrap();
    assert_eq!((known.biller, known.name.as_str()), (world.biller(), "shop"));
    assert_eq!(world.store.api_key(b"two").await.unwrap(), None);
}
