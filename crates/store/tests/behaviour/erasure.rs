//! Someone is forgotten: the bytes go, the bookkeeping stays.

use std::process::Command;

use domain::invoices::wire::PayerEvent;
use sqlx::{Connection as _, Row as _};
use testkit::databases::{Database, on_both_engines};
use testkit::documents::{credit_note, invoice};
use testkit::inputs::import;
use testkit::world::World;
use usecases::{
    ChangeDueDate, CloseInvoice, Closing, ForgetPayer, ImportDocument, InvoiceList, InvoiceStore as _,
    PaymentChange, PostMessage, UseCaseError,
};

use crate::beside::Beside as _;

on_both_engines!(
    names_and_messages_are_gone_from_the_tables,
    the_original_and_the_amounts_stay,
    a_forgotten_payer_is_not_found_again,
    an_invoice_that_comes_in_meanwhile_is_forgotten_too_or_refused,
    what_is_written_about_a_forgotten_payer_later_is_not_kept,
    nothing_is_left_between_the_rows_of_many_others,
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
    let said = world.ask(PostMessage::plain(id, "hello")).await;
    assert!(matches!(said, Err(UseCaseError::Refused(domain::Refusal::PayerForgotten))), "{said:?}");
}

async fn a_forgotten_payer_is_not_found_again(database: Database) {
    let world = World::open(&database).await;
    let id = world.issue("1", 10_000).await;
    let payer = world.payer_of(id).await;
    world.ask(ForgetPayer { payer }).await.unwrap();
    let list =
        InvoiceList { search: "anna".into(), ..InvoiceList::newest("2026-11-21".parse().unwrap(), 10) };
    assert_eq!(world.store.list_invoices(world.biller(), &list).await.unwrap().invoices, []);
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
        let coming = ImportDocument { language: None, channel: "api".into(), ..import(second) };
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

/// Every text, and every text in bytes, of every row.
async fn everything(database: &Database) -> String {
    let mut conn = database.connect().await;
    let mut all = String::new();
    for (table, _) in store::plain_columns() {
        let rows = sqlx::query(sqlx::AssertSqlSafe(format!("SELECT * FROM {table}")));
        for row in rows.fetch_all(&mut conn).await.unwrap() {
            for at in 0..row.len() {
                if let Ok(Some(text)) = row.try_get::<Option<String>, _>(at) {
                    all.push_str(&text);
                } else if let Ok(Some(bytes)) = row.try_get::<Option<Vec<u8>>, _>(at) {
                    all.push_str(&String::from_utf8_lossy(&bytes));
                }
                all.push('\n');
            }
        }
    }
    conn.close().await.unwrap();
    all
}

async fn what_is_written_about_a_forgotten_payer_later_is_not_kept(database: Database) {
    let world = World::open(&database).await;
    let (first, second) = (world.issue("1", 10_000).await, world.issue("2", 10_000).await);
    let paid = world.pay(first, 1_000).await.payment_id;
    let payer = world.payer_of(first).await;
    world.ask(ForgetPayer { payer }).await.unwrap();

    let secret = "Zacharias called";
    let reason = || Some(secret.to_owned());
    let due_date = "2027-01-15".parse().unwrap();
    world.ask(ChangeDueDate { invoice: first, due_date, reason: reason() }).await.unwrap();
    let reverse = usecases::ChangePayment { payment: paid, change: PaymentChange::Reverse, reason: reason() };
    world.ask(reverse).await.unwrap();
    world.ask(CloseInvoice { invoice: second, closing: Closing::WriteOff, reason: reason() }).await.unwrap();
    let mut credit = credit_note("K1", "1", 1_000);
    credit.buyer.name = secret.into();
    let credited = world.ask(ImportDocument {
        original: Some(b"<original of K1>".to_vec()),
        language: None,
        ..import(credit)
    });
    // Whether it is taken or refused: what it says of the buyer is not kept under the payer.
    let _ = credited.await;
    let said = world.ask(PostMessage::plain(first, secret)).await;
    assert!(matches!(said, Err(UseCaseError::Refused(domain::Refusal::PayerForgotten))), "{said:?}");
    let left = everything(&database).await;
    let lines: Vec<&str> = left.lines().filter(|line| line.contains("Zacharias")).collect();
    assert_eq!(lines, <[&str; 0]>::default());
    assert_eq!(world.store.verify().await.unwrap(), []);
}

/// Pages that are full move rows to others, and what stood there before must go as well.
async fn nothing_is_left_between_the_rows_of_many_others(database: Database) {
    let world = World::open(&database).await;
    let mut marked = Vec::new();
    for at in 0..300 {
        let mut document = invoice(&format!("N{at}"), 10_000);
        let is_marked = at % 20 == 7;
        let name = if is_marked { "Xyzzyquux" } else { "Bystander" };
        document.buyer.name = format!("{name} the {at}th of many, who has a long name and an address");
        document.buyer.email = Some(format!("{}{at}@example.com", name.to_lowercase()));
        let id = world.import(document).await.invoice_id.unwrap();
        world.say(id, &format!("Dear {name}, {}", "this is a message. ".repeat(at % 30))).await;
        if is_marked {
            marked.push(world.payer_of(id).await);
        }
    }
    for payer in marked {
        world.ask(ForgetPayer { payer }).await.unwrap();
    }
    let left = everything(&database).await.to_lowercase();
    assert!(left.contains("bystander") && !left.contains("xyzzyquux"));
    if database.is_sqlite() {
        let folder = database.path("billow.db");
        let found = Command::new("grep").args(["-rliaF", "xyzzyquux"]).arg(folder.parent().unwrap()).output();
        assert_eq!(String::from_utf8_lossy(&found.unwrap().stdout), "", "it is still in a file");
    }
}

/// A process that was killed between the commit and the emptying of the log-ahead file leaves the older pages there.
#[tokio::test]
async fn what_a_killed_process_left_in_the_log_ahead_file_goes_with_the_next_start() {
    let database = Database::sqlite();
    let world = World::open(&database).await;
    let files = database.path("billow.db");
    let is_there = || {
        let found = Command::new("grep").args(["-rlaF", "Xyzzyquux"]).arg(files.parent().unwrap()).output();
        !found.unwrap().stdout.is_empty()
    };
    let mut killed = database.connect().await;
    let leave = "PRAGMA secure_delete = ON; PRAGMA wal_autocheckpoint = 0; \
                 INSERT INTO series (biller, name, last) VALUES (zeroblob(16), 'Xyzzyquux', 1); \
                 DELETE FROM series WHERE name = 'Xyzzyquux'";
    sqlx::raw_sql(leave).execute(&mut killed).await.unwrap();
    assert!(is_there(), "in the log-ahead file");
    let next = world.open_again(&database).await;
    next.issue("1", 1_000).await;
    assert!(!is_there());
    killed.close().await.unwrap();
}
