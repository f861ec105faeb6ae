//! Checkouts: whatever a provider says, in parallel and in any order, is one payment.

use domain::checkouts::method::CheckoutMethod;
use domain::ids::{CheckoutId, InvoiceId};
use domain::payments::PaymentState;
use testkit::clocks::NOON;
use testkit::databases::{Database, on_both_engines};
use testkit::world::World;
use tokio::task::JoinSet;
use usecases::checkouts::{
    AskProvider, BeginAsking, CheckCheckout, CheckoutCreated, CheckoutStore as _, CloseCheckout,
    ConnectProvider, ConnectionId, ConnectionSecrets, DisconnectProvider, EndCheckout, KeepSandboxPayment,
    OpenCheckout, ProviderState, RecordProviderState, SandboxRow, Sealed,
};
use usecases::{
    IdGenerator as _, InvoiceStore as _, JobPayload, JobStore as _, PaymentStore as _, StoreError,
    UseCaseError, UuidV7,
};

on_both_engines!(
    reports_in_parallel_and_any_order_are_one_payment,
    what_was_pending_settles_or_fails_and_comes_late_all_the_same,
    fifty_notices_are_one_question_and_one_more_while_it_is_asked,
    a_payment_elsewhere_has_the_checkout_closed_once,
    checkouts_and_connections_are_their_billers_own,
    a_payment_of_the_sandbox_provider_is_changed_by_one_writer_at_a_time,
);

async fn connect(world: &World) -> ConnectionId {
    let id = ConnectionId(UuidV7.next_id());
    let secrets = ConnectionSecrets { api_key: "key".to_owned().into(), webhook_secret: None };
    let secrets = secrets.seal(&world.services.link_keys, &UuidV7, id).unwrap();
    let (provider, methods) = ("sandbox".to_owned(), vec![CheckoutMethod::Card]);
    world.ask(ConnectProvider { id, provider, base_url: None, methods, secrets }).await.unwrap();
    id
}

/// A checkout over 500,00 that the provider has.
async fn open(world: &World, invoice: InvoiceId, provider_id: &str) -> CheckoutId {
    let open = OpenCheckout { invoice, amount_minor: 50_000, method: CheckoutMethod::Card, link: None };
    let checkout = world.ask(open).await.unwrap().output.checkout_id;
    let url = Some("https://sandbox.example.com/pay".into());
    world.ask(CheckoutCreated { checkout, provider_id: provider_id.into(), url }).await.unwrap();
    checkout
}

async fn say(world: &World, checkout: CheckoutId, state: ProviderState) {
    world.ask(RecordProviderState { checkout, state, code: None }).await.unwrap();
}

async fn payments(world: &World, invoice: InvoiceId) -> Vec<PaymentState> {
    let payments = world.store.payments_of(world.biller(), invoice).await.unwrap();
    payments.into_iter().map(|payment| payment.state).collect()
}

async fn due<J: JobPayload>(world: &World) -> usize {
    let purpose = J::PURPOSE.name;
    let later = domain::Timestamp(NOON.0 + 60_000);
    world.store.claim_jobs("node", &[purpose], NOON, later, 100).await.unwrap().len()
}

async fn reports_in_parallel_and_any_order_are_one_payment(database: Database) {
    let world = World::open(&database).await;
    connect(&world).await;
    let invoice = world.issue("1001", 50_000).await;
    let checkout = open(&world, invoice, "p1").await;
    let mut all = JoinSet::new();
    for at in 0..50 {
        let world = world.clone();
        let state = [ProviderState::Paid, ProviderState::Pending, ProviderState::Open][at % 3];
        all.spawn(async move { say(&world, checkout, state).await });
    }
    all.join_all().await;
    assert_eq!(payments(&world, invoice).await, [PaymentState::Settled]);
    assert_eq!(world.open_minor(invoice).await, 0);
    let seq = world.store.invoice(world.biller(), invoice).await.unwrap().unwrap().seq;
    for state in ProviderState::ALL {
        say(&world, checkout, state).await;
    }
    let row = world.store.invoice(world.biller(), invoice).await.unwrap().unwrap();
    assert_eq!(row.seq, seq, "what is certain stays so");
    let kept = world.store.checkout_row(world.biller(), checkout).await.unwrap().unwrap();
    assert_eq!((kept.state, kept.url), (ProviderState::Paid, None), "nobody is led there any more");
}

async fn what_was_pending_settles_or_fails_and_comes_late_all_the_same(database: Database) {
    let world = World::open(&database).await;
    connect(&world).await;
    let (settles, fails) = (world.issue("1001", 50_000).await, world.issue("1002", 50_000).await);
    let (first, second) = (open(&world, settles, "p1").await, open(&world, fails, "p2").await);
    for checkout in [first, second] {
        say(&world, checkout, ProviderState::Pending).await;
    }
    assert_eq!(world.open_minor(settles).await, 50_000, "what is pending pays nothing");
    say(&world, first, ProviderState::Paid).await;
    say(&world, second, ProviderState::Failed).await;
    assert_eq!(payments(&world, settles).await, [PaymentState::Settled]);
    assert_eq!(payments(&world, fails).await, [PaymentState::Failed]);
    for _ in 0..2 {
        say(&world, second, ProviderState::Paid).await;
    }
    assert_eq!(payments(&world, fails).await, [PaymentState::Failed, PaymentState::Settled]);
    assert_eq!(world.open_minor(fails).await, 0);
}

async fn fifty_notices_are_one_question_and_one_more_while_it_is_asked(database: Database) {
    let world = World::open(&database).await;
    connect(&world).await;
    let invoice = world.issue("1001", 50_000).await;
    let checkout = open(&world, invoice, "p1").await;
    let mut all = JoinSet::new();
    for _ in 0..50 {
        let world = world.clone();
        all.spawn(async move { world.ask(AskProvider { invoice, checkout }).await.unwrap() });
    }
    all.join_all().await;
    assert_eq!(due::<CheckCheckout>(&world).await, 1);
    let asking = world.ask(BeginAsking { checkout }).await.unwrap().output;
    assert_eq!((asking.before, asking.over), (0, false));
    world.ask(AskProvider { invoice, checkout }).await.unwrap();
    assert_eq!(due::<CheckCheckout>(&world).await, 1, "what came while it was asked is asked about too");
}

async fn a_payment_elsewhere_has_the_checkout_closed_once(database: Database) {
    let world = World::open(&database).await;
    connect(&world).await;
    let invoice = world.issue("1001", 50_000).await;
    let checkout = open(&world, invoice, "p1").await;
    assert_eq!(due::<EndCheckout>(&world).await, 0);
    world.pay(invoice, 10_000).await;
    world.pay(invoice, 10_000).await;
    world.ask(CloseCheckout { invoice, checkout }).await.unwrap();
    assert_eq!(due::<EndCheckout>(&world).await, 1);
    let asking = world.ask(BeginAsking { checkout }).await.unwrap().output;
    assert!(asking.over, "nobody should pay there any more");
}

async fn checkouts_and_connections_are_their_billers_own(database: Database) {
    let world = World::open(&database).await;
    let other = world.with_biller("other").await;
    let connection = connect(&world).await;
    let invoice = world.issue("1001", 50_000).await;
    let checkout = open(&world, invoice, "p1").await;
    let refused = other.ask(RecordProviderState { checkout, state: ProviderState::Paid, code: None }).await;
    assert!(matches!(refused, Err(UseCaseError::NotFound(_))));
    assert!(other.store.checkout_row(other.biller(), checkout).await.unwrap().is_none());
    assert!(other.store.checkout_at(other.biller(), connection, "p1").await.unwrap().is_none());
    assert_eq!(other.store.provider_connections(other.biller()).await.unwrap(), []);
    let secrets = Sealed { key_version: 1, bytes: vec![0; 40] };
    let (provider, methods) = ("sandbox".to_owned(), vec![CheckoutMethod::Card]);
    let steal =
        ConnectProvider { id: connection, provider, base_url: None, methods, secrets: secrets.clone() };
    let refused = other.ask(steal).await.unwrap_err();
    assert!(matches!(refused, UseCaseError::Store(StoreError::Exists(_))), "{refused}");
    let kept = world.store.provider_connection(connection).await.unwrap().unwrap();
    assert_eq!(kept.biller, world.biller());
    assert_ne!(kept.secrets, secrets);
    assert!(ConnectionSecrets::open(&world.services.link_keys, &kept).is_some());
    let refused = other.ask(DisconnectProvider { id: connection }).await.unwrap_err();
    assert_eq!(refused.code(), "not_found");
    world.ask(DisconnectProvider { id: connection }).await.unwrap();
    let open = OpenCheckout { invoice, amount_minor: 50_000, method: CheckoutMethod::Card, link: None };
    let refused = world.ask(open).await.unwrap_err();
    assert_eq!(refused.code(), "invalid", "nothing new is begun there");
    say(&world, checkout, ProviderState::Paid).await;
    assert_eq!(payments(&world, invoice).await, [PaymentState::Settled], "what was begun goes on");
}

async fn a_payment_of_the_sandbox_provider_is_changed_by_one_writer_at_a_time(database: Database) {
    let world = World::open(&database).await;
    let connection = connect(&world).await;
    let row = |id: &str, version| SandboxRow {
        id: id.into(),
        biller: world.biller(),
        connection,
        reference: "ours".into(),
        data: Sealed { key_version: 1, bytes: vec![version as u8] },
        version,
    };
    let write = async |row| {
        let done = world.ask(KeepSandboxPayment { payment: row, later: vec![] }).await;
        done.unwrap().output
    };
    assert!(write(row("sbx_1", 1)).await && write(row("sbx_1", 2)).await);
    assert!(!write(row("sbx_1", 2)).await, "somebody else was faster");
    assert!(!write(row("sbx_2", 1)).await, "a reference is one payment");
    assert_eq!(world.store.sandbox_row("sbx_1").await.unwrap(), Some(row("sbx_1", 2)));
    let found = world.store.sandbox_row_for(connection, "ours").await.unwrap();
    assert_eq!(found.map(|found| found.version), Some(2));
}
