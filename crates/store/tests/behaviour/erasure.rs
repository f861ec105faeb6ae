//! Someone is forgotten: the bytes go, the bookkeeping stays.

use std::process::Command;

use domain::wire::PayerEvent;
use sqlx::{Connection as _, Row as _};
use usecases::{ForgetPayer, ImportDocument, InvoiceQuery, Say, Store, UseCaseError};

use crate::engines::{Database, on_both_engines};
use crate::world::{World, invoice};

on_both_engines!(
    names_and_messages_are_gone_from_the_tables,
    the_original_and_the_amounts_stay,
    a_forgotten_payer_is_not_found_again,
    an_invoice_that_comes_in_meanwhile_is_forgotten_too_or_refused,
);

async fn names_and_messages_are_gone_from_the_tables(database: Database) {
    let world = World::open(&database).await;
    let mut document = invoice("1", 10_000);
    document.buyer.name = "Zacharias Exempel".into();
    let id = world.import(document).await.invoice_id.unwrap();
    world.say(id, "my secret telephone is 555-0199").await;
    world.pay(id, 1_000).await;
    // The original file names its buyer; it stays as long as bookkeeping asks for it.
    let secrets = ["Zacharias", "555-0199"];
    let payer = world.payer_of(id).await;
    let forgotten = world.ask(ForgetPayer { payer }).await.unwrap().output;
    assert_eq!((forgotten.erased, forgotten.invoices), (3, 1));

    let mut conn = database.connect().await;
    let rows = sqlx::query("SELECT data FROM content WHERE data IS NOT NULL").fetch_all(&mut conn).await;
    let left: Vec<String> = rows
        .unwrap()
        .iter()
        .map(|row| String::from_utf8_lossy(&row.get::<Vec<u8>, _>(0)).into_owned())
        .collect();
    assert_eq!(left, ["<original of 1>"]);
    let events = sqlx::query("SELECT data, actor FROM events").fetch_all(&mut conn).await.unwrap();
    for row in &events {
        for secret in secrets {
            assert!(!row.get::<String, _>(0).contains(secret), "{}", row.get::<String, _>(0));
        }
    }
    conn.close().await.unwrap();
    if database.is_sqlite() {
        // Not in a free page and not in the log-ahead file either.
        let files = database.path("billow.db");
        for secret in secrets {
            let found = Command::new("grep").args(["-rlF", secret]).arg(files.parent().unwrap()).output();
            assert_eq!(String::from_utf8_lossy(&found.unwrap().stdout), "", "{secret} is still in a file");
        }
    }
}

async fn the_original_and_the_amounts_stay(database: Database) {
    let world = World::open(&database).await;
    let id = world.issue("1", 10_000).await;
    world.pay(id, 4_000).await;
    let payer = world.payer_of(id).await;
    let before = world.store.invoice(world.biller(), id).await.unwrap().unwrap();
    let document = world.store.document(world.biller(), id).await.unwrap().unwrap();
    assert_eq!(document.buyer.unwrap().name, "Anna Exempel");
    assert_eq!(document.language.as_deref(), Some("sv"));

    world.ask(ForgetPayer { payer }).await.unwrap();
    let after = world.store.invoice(world.biller(), id).await.unwrap().unwrap();
    assert_eq!((after.open_minor, after.paid_minor), (before.open_minor, before.paid_minor));
    let document = world.store.document(world.biller(), id).await.unwrap().unwrap();
    assert_eq!(document.buyer, None);
    assert_eq!(document.document.totals.payable_minor, 10_000);
    let original = world.store.original(world.biller(), id).await.unwrap();
    assert_eq!(original.as_deref(), Some(b"<original of 1>".as_slice()));
    let frames = world.store.payer_frames(world.biller(), id, 0).await.unwrap();
    assert_eq!(frames.last().unwrap().event, PayerEvent::PayerForgotten);
    let again = world.ask(ForgetPayer { payer }).await;
    assert!(matches!(again, Err(UseCaseError::Refused(domain::Refusal::PayerForgotten))), "{again:?}");
    let said = world.ask(Say::plain(id, "hello")).await;
    assert!(matches!(said, Err(UseCaseError::Refused(domain::Refusal::PayerForgotten))), "{said:?}");
}

async fn a_forgotten_payer_is_not_found_again(database: Database) {
    let world = World::open(&database).await;
    let id = world.issue("1", 10_000).await;
    let payer = world.payer_of(id).await;
    world.ask(ForgetPayer { payer }).await.unwrap();
    let query = InvoiceQuery {
        number: None,
        statuses: vec![],
        due_from: None,
        due_to: None,
        search: Some("anna".into()),
        today: "2026-11-21".parse().unwrap(),
        after: None,
        limit: 10,
    };
    assert_eq!(world.store.invoices(world.biller(), &query).await.unwrap().invoices, []);
    // The same person comes back as somebody new.
    let next = world.issue("2", 10_000).await;
    assert_ne!(world.payer_of(next).await, payer);
}

async fn an_invoice_that_comes_in_meanwhile_is_forgotten_too_or_refused(database: Database) {
    let world = World::open(&database).await;
    for round in 0..10 {
        let mut first = invoice(&format!("A{round}"), 1_000);
        first.buyer.email = Some(format!("payer{round}@example.com"));
        let mut second = invoice(&format!("B{round}"), 1_000);
        second.buyer = first.buyer.clone();
        let first = world.import(first).await.invoice_id.unwrap();
        let payer = world.payer_of(first).await;
        let coming =
            ImportDocument { document: second, original: None, language: None, channel: "api".into() };
        let (forgotten, second) = tokio::join!(world.ask(ForgetPayer { payer }), world.ask(coming));
        forgotten.unwrap();
        let second = match second {
            Ok(second) => second.output.invoice_id.unwrap(),
            // The payer was found just before, and was forgotten when the invoice was to be written.
            Err(UseCaseError::Refused(domain::Refusal::PayerForgotten)) => continue,
            Err(other) => panic!("{other}"),
        };
        if world.payer_of(second).await == payer {
            let document = world.store.document(world.biller(), second).await.unwrap().unwrap();
            assert_eq!(document.buyer, None, "round {round}: it came before, so it is forgotten");
            let last = world.store.payer_frames(world.biller(), second, 1).await.unwrap();
            assert_eq!(last[0].event, PayerEvent::PayerForgotten);
        }
    }
}
