//! Two versions of the program on one database: what a newer one wrote is passed over by whoever only reads, and
//! stops whoever decides. Damaged rows are something else: they stop their own stream.

use std::sync::Arc;

use domain::StreamId;
use domain::ids::InvoiceId;
use domain::invoices::view::{PayerView, StaffView};
use domain::invoices::wire::{Opaque, PayerEvent, StaffEvent};
use sqlx::{Connection as _, Executor as _, Row as _};
use testkit::clocks::NOON;
use testkit::databases::{Database, on_both_engines};
use testkit::documents::invoice;
use testkit::inputs::payment;
use testkit::world::World;
use usecases::bank_imports::{BankEntry, BookBankEntries, EntryStatus, FileId};
use usecases::{
    Assignment, ChangeDueDate, ConversationStore as _, FeedEntry, FeedStream, ForgetPayer, InboxQuery,
    InvoiceStore as _, LogStore as _, PayerStore as _, PaymentChange, PaymentFilter, PaymentList,
    PaymentStore as _, StoreError, Tab, UseCaseError,
};

use crate::beside::Beside as _;
use crate::feed::{QUIET, entries, follow};

on_both_engines!(
    what_a_newer_program_wrote_stops_neither_the_feed_nor_frames_nor_lists,
    a_newer_version_of_a_known_type_is_as_unknown_as_a_new_type,
    nothing_is_decided_on_half_a_history,
    a_stream_that_begins_with_something_unknown_cannot_be_shown,
    verify_and_rebuild_leave_a_log_alone_that_they_do_not_know_whole,
    a_damaged_event_stops_its_own_stream_and_nothing_else,
    damage_is_found_wherever_it_is,
    a_damaged_invoice_does_not_stop_the_bank_file_that_pays_others,
);

/// An event of a version to come, at the end of a stream, as a newer node appends it: with its number in the row that
/// lists read.
struct Newer {
    kind: &'static str,
    version: i64,
    data: &'static str,
    actor: &'static str,
    shown_to_payer: bool,
}

const SURCHARGED: Newer = Newer {
    kind: "surcharged",
    version: 1,
    data: r#"{"amount_minor":500}"#,
    actor: r#"{"kind":"system"}"#,
    shown_to_payer: true,
};

impl Newer {
    async fn append(&self, database: &Database, stream: StreamId) -> i64 {
        let mut conn = database.connect().await;
        let id = stream.uuid().as_bytes().to_vec();
        let head = sqlx::query(
            "SELECT seq, biller, at_ms FROM events WHERE stream_id = $1 AND stream_kind = $2 ORDER BY seq DESC LIMIT 1",
        );
        let head = head.bind(id.clone()).bind(stream.kind()).fetch_one(&mut conn).await.unwrap();
        let seq = head.get::<i64, _>(0) + 1;
        let insert = sqlx::query(
            "INSERT INTO events (biller, stream_kind, stream_id, seq, type, version, data, at_ms, actor, payer_prev) \
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
        )
        .bind(head.get::<Vec<u8>, _>(1))
        .bind(stream.kind())
        .bind(id.clone())
        .bind(seq)
        .bind(self.kind)
        .bind(self.version)
        .bind(self.data)
        .bind(head.get::<i64, _>(2))
        .bind(self.actor)
        .bind(self.shown_to_payer.then_some(seq - 1));
        conn.execute(insert).await.unwrap();
        let table = match stream {
            StreamId::Invoice(_) => "UPDATE invoices SET seq = $1 WHERE id = $2",
            StreamId::Payment(_) => "UPDATE payments SET seq = $1 WHERE id = $2",
            StreamId::Payer(_) => "UPDATE payers SET seq = $1 WHERE id = $2",
            StreamId::CreditNote(_) => "UPDATE credit_notes SET seq = $1 WHERE id = $2",
        };
        conn.execute(sqlx::query(table).bind(seq).bind(id)).await.unwrap();
        conn.close().await.unwrap();
        seq
    }
}

/// Does something to one event behind the store's back.
async fn tamper(database: &Database, change: &str, invoice: InvoiceId, seq: i64) {
    let mut conn = database.connect().await;
    let sql =
        format!("UPDATE events SET {change} WHERE stream_kind = 'invoice' AND stream_id = $1 AND seq = $2");
    let update = sqlx::query(sqlx::AssertSqlSafe(sql)).bind(invoice.0.as_bytes().to_vec()).bind(seq);
    assert_eq!(conn.execute(update).await.unwrap().rows_affected(), 1, "{change}");
    conn.close().await.unwrap();
}

fn too_old<T: std::fmt::Debug>(result: Result<T, UseCaseError>) -> String {
    let error = result.expect_err("this program does not know all of it");
    assert_eq!(error.code(), "node_too_old", "{error}");
    assert!(matches!(error, UseCaseError::Store(StoreError::NodeTooOld(_))), "{error:?}");
    error.to_string()
}

fn quiet() -> store::Progress {
    Arc::new(|_| {})
}

async fn inbox(world: &World) -> Vec<usecases::ConversationRow> {
    let query =
        InboxQuery { tab: Tab::Open, assignment: Assignment::Anybody, now: NOON, after: None, limit: 50 };
    world.store.inbox(world.biller(), &query).await.unwrap().conversations
}

async fn payments(world: &World) -> Vec<usecases::ListedPayment> {
    let list = PaymentList { filter: PaymentFilter::default(), after: None, limit: 50 };
    world.store.payments(world.biller(), &list).await.unwrap().payments
}

/// The whole feed, once everything that is committed has come through it.
async fn whole_feed(world: &World, database: &Database) -> Vec<FeedEntry> {
    let mut conn = database.connect().await;
    let count = sqlx::query("SELECT COUNT(*) FROM events").fetch_one(&mut conn).await.unwrap();
    conn.close().await.unwrap();
    let count = usize::try_from(count.get::<i64, _>(0)).unwrap();
    let rows = follow(world.clone(), count).await;
    assert_eq!(rows.len(), count);
    entries(world, &rows).await
}

async fn what_a_newer_program_wrote_stops_neither_the_feed_nor_frames_nor_lists(database: Database) {
    let _quiet = QUIET.read().await;
    let world = World::open(&database).await;
    let other = world.with_biller("other").await;
    let mine = world.issue("1", 10_000).await;
    let theirs = other.issue("1", 10_000).await;
    world.acting(domain::Actor::Payer).say(mine, "Why so much?").await;
    let paid = world.pay(mine, 1_000).await;
    let payer = world.payer_of(mine).await;
    let before = whole_feed(&world, &database).await;
    let end = before.last().unwrap().row.cursor;

    let shown = SURCHARGED.append(&database, StreamId::Invoice(mine)).await;
    let hidden =
        Newer { shown_to_payer: false, ..SURCHARGED }.append(&database, StreamId::Invoice(mine)).await;
    Newer { kind: "split", shown_to_payer: false, ..SURCHARGED }
        .append(&database, StreamId::Payment(paid.payment_id))
        .await;
    Newer { kind: "renamed", shown_to_payer: false, ..SURCHARGED }
        .append(&database, StreamId::Payer(payer))
        .await;
    // A stream of a kind to come.
    let mut conn = database.connect().await;
    let insert = "INSERT INTO events (biller, stream_kind, stream_id, seq, type, version, data, at_ms, actor) \
         SELECT biller, 'mandate', stream_id, 1, 'granted', 1, '{}', at_ms, actor FROM events \
         WHERE stream_kind = 'payment' AND seq = 1";
    sqlx::raw_sql(insert).execute(&mut conn).await.unwrap();
    conn.close().await.unwrap();
    // Life goes on for everybody else.
    other.pay(theirs, 10_000).await;

    let feed = whole_feed(&world, &database).await.split_off(before.len());
    assert_eq!(feed.len(), 5 + 4);
    let opaque: Vec<_> = feed
        .iter()
        .map(|entry| (entry.row.stream.kind(), entry.row.kind.as_str(), entry.opaque, entry.payer.is_some()))
        .collect();
    let newer = Some(Opaque::Newer);
    assert_eq!(
        opaque[..5],
        [
            ("invoice", "surcharged", newer, true),
            ("invoice", "surcharged", newer, false),
            ("payment", "split", newer, false),
            ("payer", "renamed", newer, false),
            ("mandate", "granted", newer, false),
        ]
    );
    assert_eq!(feed[4].row.stream, FeedStream::Other { kind: "mandate".into(), id: paid.payment_id.0 });
    assert!(opaque[5..].iter().all(|entry| entry.2.is_none()), "{opaque:?}");
    assert_eq!(opaque[8].1, "payment_settled");
    let own = world.store.feed_of(world.biller(), end, 100).await.unwrap();
    let for_staff: Vec<_> = feed[..5].iter().map(|one| FeedEntry { payer: None, ..one.clone() }).collect();
    assert_eq!(own, for_staff, "a biller's own feed says the same");

    // Whoever reads the invoice is told that something is there, in its place.
    let frames = world.store.payer_frames(world.biller(), mine, 0).await.unwrap();
    let last = frames.last().unwrap();
    assert_eq!((last.seq, last.prev, &last.event), (shown, shown - 1, &PayerEvent::Unknown));
    assert_eq!(feed[0].payer.as_ref(), Some(last));
    let view = PayerView::try_from(frames).unwrap();
    assert!(view.has_unknown());
    assert_eq!(view.open_minor, 9_000, "what it knows it shows");
    let frames = world.store.staff_frames(world.biller(), mine, 0).await.unwrap();
    let last = frames.last().unwrap();
    assert_eq!((last.seq, last.prev), (hidden, hidden - 1));
    let opaque = serde_json::to_value(&last.event).unwrap();
    assert_eq!(opaque, serde_json::json!({"type": "surcharged", "opaque": "newer"}));
    assert_eq!(serde_json::from_value::<StaffEvent>(opaque).unwrap(), last.event);
    let mut frames = frames.into_iter();
    let mut view = StaffView::open(frames.next().unwrap()).unwrap();
    for frame in frames {
        view.apply(frame).unwrap();
    }
    assert!(view.has_opaque());
    assert_eq!(view.seq, hidden);

    let conversations = inbox(&world).await;
    assert_eq!(conversations.len(), 1);
    assert_eq!(conversations[0].payer_name.as_deref(), Some("Anna Exempel"));
    assert_eq!(payments(&world).await.len(), 1);
    let one = world.store.payment_details(world.biller(), paid.payment_id).await.unwrap().unwrap();
    assert_eq!(one.history.len(), 3, "recorded, settled, allocated");
    let history = world.store.payer_history(world.biller(), payer).await.unwrap();
    assert_eq!(history.len(), 1);
    assert!(world.store.payer(world.biller(), payer).await.unwrap().is_some());
}

async fn a_newer_version_of_a_known_type_is_as_unknown_as_a_new_type(database: Database) {
    let world = World::open(&database).await;
    for (number, newer) in [
        Newer { kind: "voided", version: 2, data: r#"{"why":"…"}"#, ..SURCHARGED },
        Newer { kind: "message_posted", version: 99, data: "[]", ..SURCHARGED },
        // Even what reads well: whoever wrote it had a reason to count on.
        Newer { kind: "written_off", version: 2, data: r#"{"amount_minor":1,"reason":null}"#, ..SURCHARGED },
        // Known in all but who did it.
        Newer {
            kind: "reminders_resumed",
            data: "null",
            actor: r#"{"kind":"robot","id":"r2"}"#,
            ..SURCHARGED
        },
    ]
    .into_iter()
    .enumerate()
    {
        let invoice = world.issue(&number.to_string(), 10_000).await;
        let seq = newer.append(&database, StreamId::Invoice(invoice)).await;
        let frames = world.store.payer_frames(world.biller(), invoice, seq - 1).await.unwrap();
        assert_eq!(frames.len(), 1, "{}", newer.kind);
        assert_eq!(frames[0].event, PayerEvent::Unknown, "{}", newer.kind);
        let why = too_old(world.ask(payment(invoice, 100)).await);
        assert!(why.contains("newer"), "{why}");
    }
}

async fn nothing_is_decided_on_half_a_history(database: Database) {
    let world = World::open(&database).await;
    let (touched, other) = (world.issue("1", 10_000).await, world.issue("2", 10_000).await);
    // Folded here already: what is kept of it is half of it now.
    let paid = world.pay(touched, 1_000).await;
    let seq = SURCHARGED.append(&database, StreamId::Invoice(touched)).await;
    let elsewhere = world.open_again(&database).await;
    for world in [&world, &elsewhere] {
        for _ in 0..2 {
            let why = too_old(world.ask(payment(touched, 100)).await);
            assert!(why.contains("surcharged") && why.contains(&touched.0.to_string()), "{why}");
        }
        let due_date = "2027-01-31".parse().unwrap();
        too_old(world.ask(ChangeDueDate { invoice: touched, due_date, reason: None }).await);
        too_old(world.ask(usecases::PostMessage::plain(touched, "hello")).await);
        let reverse = usecases::ChangePayment {
            payment: paid.payment_id,
            change: PaymentChange::Reverse,
            reason: Some("the bank said so".into()),
        };
        too_old(world.ask(reverse).await);
        // Forgetting would leave what is not known.
        too_old(world.ask(ForgetPayer { payer: world.payer_of(touched).await }).await);
        let both = usecases::RecordPayment {
            shares: [touched, other]
                .map(|invoice| domain::payments::Share { invoice, amount_minor: 50 })
                .to_vec(),
            ..payment(touched, 100)
        };
        too_old(world.ask(both).await);
        // What is not about it is done, also beside it in one batch.
        let (refused, done) = tokio::join!(world.ask(payment(touched, 100)), world.ask(payment(other, 100)));
        too_old(refused);
        done.unwrap();
    }
    assert_eq!(world.open_minor(other).await, 9_800);
    let frames = world.store.staff_frames(world.biller(), touched, 0).await.unwrap();
    assert_eq!(frames.last().unwrap().seq, seq, "nothing was appended");
    elsewhere.store.close().await;
}

async fn a_stream_that_begins_with_something_unknown_cannot_be_shown(database: Database) {
    let world = World::open(&database).await;
    let (lost, other) = (world.issue("1", 10_000).await, world.issue("2", 10_000).await);
    world.acting(domain::Actor::Payer).say(lost, "hello").await;
    world.acting(domain::Actor::Payer).say(other, "hello").await;
    tamper(&database, "version = 2", lost, 1).await;
    for result in [
        world.store.payer_frames(world.biller(), lost, 0).await.map(drop),
        world.store.staff_frames(world.biller(), lost, 0).await.map(drop),
        world.store.document(world.biller(), lost).await.map(drop),
        world.store.original(world.biller(), lost).await.map(drop),
    ] {
        assert!(matches!(result, Err(StoreError::NodeTooOld(_))), "{result:?}");
    }
    let conversations = inbox(&world).await;
    assert_eq!(conversations.len(), 2);
    let named = conversations.iter().filter(|row| row.payer_name.is_some());
    assert_eq!(named.map(|row| row.invoice).collect::<Vec<_>>(), [other]);
}

async fn verify_and_rebuild_leave_a_log_alone_that_they_do_not_know_whole(database: Database) {
    let world = World::open(&database).await;
    let invoice = world.issue("1", 10_000).await;
    SURCHARGED.append(&database, StreamId::Invoice(invoice)).await;
    // As the newer node left it: this one would make 10,000 of it.
    let mut conn = database.connect().await;
    sqlx::raw_sql("UPDATE invoices SET open_minor = 10500").execute(&mut conn).await.unwrap();
    for statement in
        ["UPDATE events SET seq = seq", "UPDATE events SET stream_kind = 'mandate' WHERE type = 'surcharged'"]
    {
        sqlx::raw_sql(statement).execute(&mut conn).await.unwrap();
        let verified = world.store.verify().await;
        let Err(StoreError::NodeTooOld(why)) = verified else { panic!("{verified:?}") };
        assert!(why.contains("newer"), "{why}");
        let rebuilt = world.store.rebuild(quiet()).await;
        assert!(matches!(rebuilt, Err(StoreError::NodeTooOld(_))), "{rebuilt:?}");
        assert_eq!(world.open_minor(invoice).await, 10_500, "nothing was changed");
    }
    conn.close().await.unwrap();
}

/// Ways to damage an event of a type and version that this program knows.
fn damages(database: &Database) -> Vec<&'static str> {
    let mut damages = vec![
        "data = '{'",
        "data = ''",
        "data = 'null'",
        "data = '{\"amount_minor\":\"much\"}'",
        "type = 'Payment Settled'",
        "type = ''",
        "version = 0",
        "actor = '{\"kind\":\"staff\"}'",
        "actor = 'nobody'",
    ];
    if database.is_sqlite() {
        // Columns there have any type.
        damages.extend(["data = x'00ff'", "version = 'one'", "at_ms = 'noon'", "actor = 7.5"]);
    }
    damages
}

async fn a_damaged_event_stops_its_own_stream_and_nothing_else(database: Database) {
    let _quiet = QUIET.read().await;
    let world = World::open(&database).await;
    let other = world.with_biller("other").await;
    let theirs = other.issue("T", 10_000).await;
    let sound = world.issue("S", 10_000).await;
    for (at, damage) in damages(&database).into_iter().enumerate() {
        let broken = world.issue(&at.to_string(), 10_000).await;
        world.acting(domain::Actor::Payer).say(broken, "hello").await;
        world.pay(broken, 100).await;
        tamper(&database, damage, broken, 2).await;
        other.pay(theirs, 1).await;
        // The feed passes it.
        let feed = whole_feed(&world, &database).await;
        let damaged: Vec<_> = feed.iter().filter(|entry| entry.opaque.is_some()).collect();
        assert_eq!(feed.last().unwrap().row.biller, other.biller(), "{damage}");
        assert_eq!(damaged.len(), at + 1, "{damage}");
        let last = damaged.last().unwrap();
        assert_eq!(last.opaque, Some(Opaque::Damaged), "{damage}");
        assert_eq!(
            (&last.row.stream, last.row.seq),
            (&FeedStream::Known(StreamId::Invoice(broken)), 2),
            "{damage}"
        );
        assert_eq!((&last.payer, &last.staff), (&None, &None), "{damage}");
        // Nobody is shown the stream, and nothing is decided about it; a program that folded it before knows it.
        let frames = world.store.payer_frames(world.biller(), broken, 0).await;
        assert!(matches!(frames, Err(StoreError::Unreadable(_))), "{damage}: {frames:?}");
        let afresh = world.open_again(&database).await;
        let refused = afresh.ask(payment(broken, 100)).await;
        let is_unreadable = matches!(refused, Err(UseCaseError::Store(StoreError::Unreadable(_))));
        assert!(is_unreadable, "{damage}: {refused:?}");
        afresh.pay(sound, 1).await;
        afresh.store.close().await;
        // Lists have their rows.
        assert_eq!(inbox(&world).await.len(), at + 1, "{damage}");
        assert!(payments(&world).await.len() > at, "{damage}");
    }
}

async fn damage_is_found_wherever_it_is(database: Database) {
    let world = World::open(&database).await;
    for (at, damage) in damages(&database).into_iter().enumerate() {
        let broken = world.issue(&at.to_string(), 10_000).await;
        world.pay(broken, 100).await;
        tamper(&database, damage, broken, 2).await;
        let found = world.store.verify().await.unwrap();
        let place = StreamId::Invoice(broken).to_string();
        let found: Vec<_> = found.iter().filter(|one| one.place == place).collect();
        assert!(found.iter().any(|one| one.problem.starts_with("event 2: ")), "{damage}: {found:?}");
    }
    let rebuilt = world.store.rebuild(quiet()).await;
    assert!(matches!(rebuilt, Err(StoreError::Unreadable(_))), "{rebuilt:?}");
    // What has lost its stream is found, too.
    let lost = world.issue("lost", 10_000).await;
    tamper(
        &database,
        if database.is_sqlite() { "stream_id = x'01'" } else { "stream_id = '\\x01'" },
        lost,
        1,
    )
    .await;
    let found = world.store.verify().await.unwrap();
    assert!(found.iter().any(|one| one.place == "event 1 of invoice 01"), "{found:#?}");
}

async fn a_damaged_invoice_does_not_stop_the_bank_file_that_pays_others(database: Database) {
    let world = World::open(&database).await;
    let mut owed = Vec::new();
    for (number, reference) in [("1", "104820734"), ("2", "104820742")] {
        let mut document = invoice(number, 45_000);
        document.payment_means[0].reference = Some(reference.into());
        owed.push(world.import(document).await.invoice_id.unwrap());
        world.say(owed[owed.len() - 1], "hello").await;
    }
    tamper(&database, "data = '{'", owed[0], 2).await;
    let afresh = world.open_again(&database).await;
    let entries = [(1, "104820734"), (2, "104820742")].map(|(number, reference)| BankEntry {
        valued_on: None,
        ..testkit::bank::entry(number, 45_000, reference)
    });
    let book = BookBankEntries { file: FileId([1; 16]), entries: entries.to_vec(), allow_account: true };
    let outcomes = afresh.ask(book).await.unwrap().output;
    let statuses: Vec<_> = outcomes.iter().map(|one| one.status).collect();
    assert_eq!(statuses[1], EntryStatus::Booked, "{outcomes:?}");
    assert_ne!(statuses[0], EntryStatus::Booked, "{outcomes:?}");
    assert!(outcomes[0].payment.is_some(), "the money is kept and waits for a person: {outcomes:?}");
    assert_eq!(afresh.open_minor(owed[1]).await, 0);
    assert_eq!(afresh.open_minor(owed[0]).await, 45_000);
    afresh.store.close().await;
}
