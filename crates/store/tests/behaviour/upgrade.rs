//! A database of every schema there ever was is brought up to date: nothing is lost, and the books agree.
//!
//! The databases are kept in `tests/schemas`, one for each schema and engine, as SQL with rows that were written by the
//! program of that time. A new migration needs two of them: run these tests with `BILLOW_WRITE_SCHEMA=1`, which writes
//! those of the newest schema where they are missing (PostgreSQL has to be installed) and never changes what is there.
//! Before the release of a schema its files may be deleted and written again; afterwards they stay as they are.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use domain::Actor;
use domain::checkouts::method::CheckoutMethod;
use domain::ids::InvoiceId;
use domain::payments::Share;
use domain::payments::reference::Scheme;
use sqlx::Connection as _;
use store::Options;
use store::statements::newest_schema;
use testkit::bank::entry;
use testkit::clocks::NOON;
use testkit::databases::{Database, on_both_engines};
use testkit::documents::{credit_note, invoice};
use testkit::inputs::{payment, source};
use testkit::world::World;
use usecases::bank_imports::{BankEntry, EntryStatus, Imported, NoteBankFile, Totals};
use usecases::checkouts::{
    CheckoutCreated, ConnectProvider, ConnectionId, ConnectionSecrets, KeepSandboxPayment, OpenCheckout,
    SandboxRow, Sealed,
};
use usecases::{
    ApiKey, AskMoreTime, Attach, BillerStore as _, ConfirmMatch, DisputeInvoice, ForgetPayer, IdGenerator,
    InvoiceList, InvoiceRow, InvoiceStore as _, LinkStore as _, LogIn, PaymentPolicy, Policy, PostMessage,
    PutReply, RecordPayment, ReplyKind, ReplyText, SetPolicy, Store as _, WriteNote,
};
use uuid::Uuid;

use crate::dump::{dump, schema};

use crate::beside::Beside as _;
use crate::{bank_imports, conversations};

on_both_engines!(a_database_of_every_schema_is_brought_up_to_date);

fn path(is_sqlite: bool, version: i64) -> PathBuf {
    let engine = if is_sqlite { "sqlite" } else { "postgres" };
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/schemas");
    folder.join(format!("{version:04}.{engine}.sql"))
}

fn writes() -> bool {
    std::env::var_os("BILLOW_WRITE_SCHEMA").is_some()
}

/// The kept database of a schema, as SQL.
fn kept_text(is_sqlite: bool, version: i64) -> String {
    let path = path(is_sqlite, version);
    std::fs::read_to_string(&path).unwrap_or_else(|error| {
        panic!(
            "a database of schema {version} has to be kept at {} ({error}): write it with BILLOW_WRITE_SCHEMA=1 \
             cargo test -p store --test behaviour -- upgrade",
            path.display()
        )
    })
}

/// Also where PostgreSQL is not installed.
#[test]
fn every_schema_is_kept_for_both_engines() {
    for version in 1..=newest_schema() {
        for is_sqlite in [true, false] {
            // What is being written is there when the other test ends.
            assert!(writes() || kept_text(is_sqlite, version).contains("INSERT INTO"));
        }
    }
}

async fn a_database_of_every_schema_is_brought_up_to_date(database: Database) {
    let newest = path(database.is_sqlite(), newest_schema());
    if writes() && !newest.exists() {
        std::fs::write(newest, today(&database.another().await).await).unwrap();
    }
    store::open(&database.url, Options::default()).await.unwrap().close().await;
    for version in 1..=newest_schema() {
        let old = database.another().await;
        let sql = kept_text(database.is_sqlite(), version);
        let mut conn = old.connect_first().await;
        sqlx::raw_sql(sqlx::AssertSqlSafe(sql)).execute(&mut conn).await.unwrap();
        conn.close().await.unwrap();

        let world = World::around(store::open(&old.url, Options::default()).await.unwrap());
        assert_eq!(schema(&old).await, schema(&database).await, "schema {version}, brought up to date");
        let acme = world.store.billers().await.unwrap().into_iter().find(|one| one.slug == "acme").unwrap();
        assert_same_books(&world.for_biller(acme.id)).await;
        world.store.close().await;
    }
}

/// What [`history`] left, whichever version wrote it: files of every schema hold it.
async fn assert_same_books(world: &World) {
    assert_eq!(world.store.verify().await.unwrap(), []);
    let list = InvoiceList::newest("2026-11-21".parse().unwrap(), 50);
    let mut invoices = world.store.list_invoices(world.biller(), &list).await.unwrap().invoices;
    invoices.sort_by(|one, other| one.row.number.cmp(&other.row.number));
    let figures = |row: &InvoiceRow| {
        let InvoiceRow { total_minor, paid_minor, pending_minor, open_minor, .. } = *row;
        (
            row.number.clone(),
            [total_minor, paid_minor, pending_minor, open_minor, row.credited_minor, row.credit_minor],
        )
    };
    let found: Vec<_> = invoices.iter().map(|one| figures(&one.row)).collect();
    let expected = [
        ("K-1", [10_000, 5_000, 0, 5_000, 0, 0]),
        ("K-2", [8_000, 0, 0, 5_000, 3_000, 0]),
        ("K-3", [45_000, 45_000, 0, 0, 0, 0]),
        ("K-4", [9_000, 0, 2_000, 9_000, 0, 0]),
        ("K-5", [7_000, 7_000, 0, 0, 0, 500]),
        ("K-6", [1_000, 0, 0, 1_000, 0, 0]),
    ];
    assert_eq!(found, expected.map(|(number, figures)| (number.to_owned(), figures)));

    let talked = &invoices[0].row;
    let frames = world.store.payer_frames(world.biller(), talked.id, 0).await.unwrap();
    let frames = serde_json::to_string(&frames).unwrap();
    assert!(frames.contains("Is the rest due\\non Friday? — “å”"), "{frames}");
    assert!(world.store.original(world.biller(), talked.id).await.unwrap().is_some());
    assert!(!world.store.links_of(world.biller(), talked.id).await.unwrap().is_empty());

    // What was asked under a key or told by a bank before is known, and the books go on.
    let again = world.ask(reported(talked.id)).await.unwrap();
    assert!(again.repeated, "the same payment");
    let outcomes = bank_imports::import(world, bank_imports::OTHER_FILE, &transfers()).await;
    assert!(outcomes.iter().all(|one| one.status == EntryStatus::Duplicate), "{outcomes:?}");
    world.pay(talked.id, 5_000).await;
    assert_eq!(world.open_minor(talked.id).await, 0);
    assert_eq!(world.store.verify().await.unwrap(), []);
}

/// A database of today's schema, as the text that is kept.
async fn today(database: &Database) -> String {
    let store = store::open(&database.url, Options::default()).await.unwrap();
    let mut world = World::around(store);
    world.services.ids = Arc::new(Counted::default());
    let world = world.with_biller("acme").await;
    history(&world).await;
    world.store.close().await;
    let (version, engine) = (newest_schema(), if database.is_sqlite() { "SQLite" } else { "PostgreSQL" });
    format!(
        "-- A database of schema {version} on {engine}, as the program of its time made and filled it. The test of\n\
         -- upgrades (tests/behaviour/upgrade.rs) brings it up to date. Written by it, never by hand.\n\n{}",
        dump(database).await
    )
}

/// Ids that are the same every time.
#[derive(Default)]
struct Counted(AtomicU64);

impl IdGenerator for Counted {
    fn next_id(&self) -> Uuid {
        let count = self.0.fetch_add(1, Ordering::Relaxed) + 1;
        Uuid::from_u128(0x0193_4a5b_6c7d_7e8f_9a0b_0000_0000_0000 + u128::from(count))
    }
}

/// A bit of everything, by the use cases themselves: every table but the mark gets rows.
async fn history(world: &World) {
    let amira = conversations::person(world, "amira@example.com").await;
    let (payer, staff) = (world.acting(Actor::Payer), world.acting(Actor::Staff { id: amira }));
    let log_in = LogIn { staff: amira, generation: 1, token_hash: vec![7; 32], instead_of: None };
    world.ask(log_in).await.unwrap();
    set_up(world).await;

    let talked = world.issue("K-1", 10_000).await;
    world.ask(reported(talked)).await.unwrap();
    payer.say(talked, "Is the rest due\non Friday? — “å”").await;
    let (name, media_type) = ("Zähler.png".to_owned(), "image/png".to_owned());
    let attach = Attach { invoice: talked, name, media_type, size: 5_738, sha256: [7; 32] };
    let attachments = vec![staff.ask(attach).await.unwrap().output.id];
    staff.ask(PostMessage { attachments, ..PostMessage::plain(talked, "See the picture") }).await.unwrap();
    staff.ask(WriteNote { invoice: talked, text: "Called, nobody there".into() }).await.unwrap();

    let credited = world.issue("K-2", 8_000).await;
    world.import(credit_note("C-1", "K-2", 3_000)).await;
    world.import(credit_note("C-2", "not here yet", 2_000)).await;
    check_out(world, credited).await;

    bank_imports::owes(world, "K-3", "104820734", 45_000).await;
    let note = |state| NoteBankFile {
        file: bank_imports::FILE,
        name: "monday.xml".into(),
        format: "camt.053".into(),
        entries: 4,
        state,
    };
    world.ask(note(Imported::Begun { accounts: Vec::new(), allow_account: false })).await.unwrap();
    let outcomes = bank_imports::import(world, bank_imports::FILE, &transfers()).await;
    world.ask(note(Imported::Ended(Totals::default()))).await.unwrap();
    let confirmed = outcomes[1].payment.unwrap();
    let shares = vec![Share { invoice: talked, amount_minor: 1_000 }];
    world.ask(ConfirmMatch { payment: confirmed, shares }).await.unwrap();

    let disputed = world.issue("K-4", 9_000).await;
    world.ask(RecordPayment { settled: false, ..payment(disputed, 2_000) }).await.unwrap();
    let text = "Line one is not mine".to_owned();
    let dispute = DisputeInvoice { invoice: disputed, line: Some(1), text, attachments: vec![] };
    payer.ask(dispute).await.unwrap();

    let mut without_reference = invoice("K-5", 7_000);
    without_reference.payment_means[0].reference = None;
    let overpaid = world.import(without_reference).await.invoice_id.unwrap();
    world.pay(overpaid, 7_500).await;

    let mut document = invoice("K-6", 1_000);
    document.buyer.email = Some("gone@example.com".into());
    let forgotten = world.import(document).await.invoice_id.unwrap();
    let until = "2027-02-01".parse().unwrap();
    payer.ask(AskMoreTime { invoice: forgotten, until, text: None }).await.unwrap();
    world.ask(ForgetPayer { payer: world.payer_of(forgotten).await }).await.unwrap();
}

/// What a biller decides before the first invoice.
async fn set_up(world: &World) {
    let biller = world.biller();
    let key = ApiKey { biller, name: "billing system".into(), hash: vec![5; 32], at: NOON };
    world.store.write(Arc::new(key)).await.unwrap();
    let payments = PaymentPolicy { reference_scheme: Scheme::Rf, ..PaymentPolicy::default() };
    world.ask(SetPolicy { policy: Policy { payments, ..Policy::default() } }).await.unwrap();
    let text = ReplyText { text: "Thank you for telling us.".into(), phrases: vec![] };
    let (kind, texts) = (ReplyKind::Canned, BTreeMap::from([("en".to_owned(), text)]));
    world.ask(PutReply { id: None, kind, name: "Thanks".into(), texts }).await.unwrap();
}

/// An attempt to pay at the sandbox provider that is still under way.
async fn check_out(world: &World, invoice: InvoiceId) {
    let ids = &world.services.ids;
    let id = ConnectionId(ids.next_id());
    let secrets = ConnectionSecrets { api_key: "key".to_owned().into(), webhook_secret: None };
    let secrets = secrets.seal(&world.services.link_keys, &**ids, id).unwrap();
    let (provider, methods) = ("sandbox".to_owned(), vec![CheckoutMethod::Card]);
    world.ask(ConnectProvider { id, provider, base_url: None, methods, secrets }).await.unwrap();
    let open = OpenCheckout { invoice, amount_minor: 5_000, method: CheckoutMethod::Card, link: None };
    let checkout = world.ask(open).await.unwrap().output.checkout_id;
    let url = Some("https://sandbox.example.com/pay".into());
    world.ask(CheckoutCreated { checkout, provider_id: "sbx_1".into(), url }).await.unwrap();
    let payment = SandboxRow {
        id: "sbx_1".into(),
        biller: world.biller(),
        connection: id,
        reference: checkout.to_string(),
        data: Sealed { key_version: 1, bytes: vec![1, 2, 3] },
        version: 1,
    };
    world.ask(KeepSandboxPayment { payment, later: vec![] }).await.unwrap();
}

/// A payment that another system tells of, under its own id.
fn reported(invoice: InvoiceId) -> RecordPayment {
    RecordPayment { source: Some(source("A-1")), ..payment(invoice, 4_000) }
}

/// What the bank tells of: one for an invoice, two of which it is not sure, and a return of what nobody knows.
fn transfers() -> [BankEntry; 4] {
    let account = Some("SE35 5000 0000 0549 1000 0003".to_owned());
    let confirmed = BankEntry { debtor_account: account, ..entry(2, 1_000, "nothing known") };
    [
        entry(1, 45_000, "104820734"),
        confirmed,
        entry(3, 8_000, "nothing known"),
        bank_imports::taken_back(4, 12_300),
    ]
}
