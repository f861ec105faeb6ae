//! Several nodes, and the command line, on one database: what one of them commits reaches every open page.
#![allow(clippy::unwrap_used)]

mod support;

use std::process::Command;
use std::time::Duration;

use app::live::ToPage;
use domain::invoices::view::PayerView;
use domain::invoices::wire::{PayerEvent, PayerFrame};
use server::config::Settings;
use usecases::{StoreError, UseCaseError};

use support::http::{get, request};
use support::page::{Page, in_time, live_path};
use support::postgres::{append_newer, of_an_older_version};
use support::{Invoice, TestServer, payment};
use testkit::postgres::{database, sql};

/// An empty PostgreSQL database; none where there is no PostgreSQL.
async fn postgres() -> Option<String> {
    tokio::task::spawn_blocking(database).await.unwrap()
}

/// A node on this database.
async fn node_on(url: &str) -> TestServer {
    TestServer::start_with(|settings| settings.database_url = url.to_owned()).await
}

/// Puts another `pg_notify` before PostgreSQL's own, which notes that it was called and tells nobody.
fn lose_every_notification(url: &str) {
    sql(url, "CREATE TABLE lost (payload TEXT)");
    sql(
        url,
        "CREATE FUNCTION pg_notify(channel TEXT, payload TEXT) RETURNS VOID LANGUAGE SQL \
         AS 'INSERT INTO public.lost VALUES (payload)'",
    );
    let name = sql(url, "SELECT current_database()");
    sql(url, &format!("ALTER DATABASE {} SET search_path = public, pg_catalog", name.trim()));
}

/// Ends the connections that listen, as soon as there are as many.
async fn cut_off_listeners(url: &str, listeners: usize) {
    const LISTENING: &str = "FROM pg_stat_activity WHERE datname = current_database() \
         AND query LIKE 'LISTEN %'";
    let all_listen = async {
        while sql(url, &format!("SELECT COUNT(*) {LISTENING}")).trim() != listeners.to_string() {
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
    };
    in_time(all_listen).await;
    let ended = sql(url, &format!("SELECT COUNT(*) FILTER (WHERE pg_terminate_backend(pid)) {LISTENING}"));
    assert_eq!(ended.trim(), listeners.to_string());
}

/// `billow pay`, as somebody runs it beside the server.
fn pay_by_command_line(settings: &Settings, invoice: &Invoice, amount: &str) {
    let mut pay = Command::new(env!("CARGO_BIN_EXE_billow"));
    for (name, _) in std::env::vars_os().filter(|(name, _)| name.to_string_lossy().starts_with("BILLOW_")) {
        pay.env_remove(name);
    }
    // A folder without a settings file.
    let folder = tempfile::tempdir().unwrap();
    let paid = pay
        .args(["pay", &invoice.number, amount])
        .current_dir(folder.path())
        .env("BILLOW_DATABASE_URL", &settings.database_url)
        .env("BILLOW_SECRET_KEY", "a secret that only the tests know")
        .output()
        .unwrap();
    assert!(paid.status.success(), "billow pay: {}", String::from_utf8_lossy(&paid.stderr));
}

#[tokio::test]
async fn everything_that_many_writers_commit_on_two_nodes_reaches_both_in_order() {
    const PAYMENTS: i64 = 40;
    let Some(url) = postgres().await else { return };
    let one = node_on(&url).await;
    let other = one.start_another().await;
    let invoice = one.invoice(50_000).await;
    let mut pages = [Page::open(&one, &invoice, 1).await, Page::open(&other, &invoice, 1).await];
    let pay_here = async { for_each_payment(&one, &invoice, PAYMENTS / 2).await };
    let pay_there = async { for_each_payment(&other, &invoice, PAYMENTS / 2).await };
    tokio::join!(pay_here, pay_there);
    let log = one.frames(&invoice).await;
    assert_eq!(log.last().unwrap().seq, 1 + PAYMENTS);
    for page in &mut pages {
        assert_eq!(page.frames_until(1 + PAYMENTS).await, log[1..]);
    }
}

async fn for_each_payment(node: &TestServer, invoice: &Invoice, payments: i64) {
    for _ in 0..payments {
        node.pay(invoice, 100).await;
    }
}

#[tokio::test]
async fn notifications_that_are_lost_delay_and_lose_nothing() {
    let Some(url) = postgres().await else { return };
    lose_every_notification(&url);
    let one = node_on(&url).await;
    let other = one.start_another().await;
    let invoice = one.invoice(50_000).await;
    let mut page = Page::open(&other, &invoice, 1).await;
    for _ in 0..3 {
        let paid = one.pay(&invoice, 5_000).await;
        assert_eq!(page.frame().await.seq, paid.seq);
    }
    assert_ne!(sql(&url, "SELECT COUNT(*) FROM lost").trim(), "0", "this test must have lost some");
}

#[tokio::test]
async fn a_node_whose_listener_is_cut_off_still_hears_of_every_event() {
    let Some(url) = postgres().await else { return };
    let one = node_on(&url).await;
    let other = one.start_another().await;
    let invoice = one.invoice(50_000).await;
    let mut page = Page::open(&other, &invoice, 1).await;
    for _ in 0..3 {
        cut_off_listeners(&url, 2).await;
        let paid = one.pay(&invoice, 5_000).await;
        assert_eq!(page.frame().await.seq, paid.seq);
    }
}

#[tokio::test]
async fn a_node_that_stops_hands_its_pages_to_another() {
    let Some(url) = postgres().await else { return };
    let one = node_on(&url).await;
    let other = one.start_another().await;
    let invoice = one.invoice(50_000).await;
    let mut page = Page::open(&one, &invoice, 1).await;
    let seen = one.pay(&invoice, 5_000).await.seq;
    page.frames_until(seen).await;
    let (code, ()) = tokio::join!(page.close_code(), one.stop());
    assert_eq!(code, Some(1001));

    // Committed between the two sockets.
    let missed = other.pay(&invoice, 5_000).await.seq;
    let mut page = Page::open(&other, &invoice, seen).await;
    let paid = other.pay(&invoice, 5_000).await.seq;
    let seqs: Vec<i64> = page.frames_until(paid).await.iter().map(|frame| frame.seq).collect();
    assert_eq!(seqs, [missed, paid]);
}

#[tokio::test]
async fn a_payment_by_the_command_line_moves_the_open_page_on_postgres() {
    let Some(url) = postgres().await else { return };
    a_payment_by_the_command_line_moves_the_open_page(node_on(&url).await).await;
}

#[tokio::test]
async fn a_payment_by_the_command_line_moves_the_open_page_on_sqlite() {
    a_payment_by_the_command_line_moves_the_open_page(TestServer::start().await).await;
}

async fn a_payment_by_the_command_line_moves_the_open_page(server: TestServer) {
    let invoice = server.invoice(50_000).await;
    let mut page = Page::open(&server, &invoice, 1).await;
    let (settings, paid) = (server.settings.clone(), invoice.clone());
    tokio::task::spawn_blocking(move || pay_by_command_line(&settings, &paid, "50.00")).await.unwrap();
    assert_eq!(page.frame().await.seq, 2);
    let invoice = server.database().invoice(server.biller, invoice.id).await.unwrap().unwrap();
    assert_eq!(invoice.open_minor, 45_000);
}

/// What a page at a node of the version before is told, up to the frame with this number; resyncs count as well.
async fn told_until(page: &mut Page, seq: i64) -> (usize, Vec<PayerFrame>) {
    let (mut resyncs, mut frames) = (0, Vec::<PayerFrame>::new());
    while frames.last().is_none_or(|last| last.seq < seq) {
        page.next_that(|message| {
            resyncs += usize::from(message.resync);
            frames.extend(message.clone().frame());
            (message.resync || message.event.is_some()).then_some(())
        })
        .await;
    }
    (resyncs, frames)
}

/// What a page is answered that asks for what it misses.
async fn polled(node: &TestServer, invoice: &Invoice, since: i64) -> Vec<PayerFrame> {
    let path = live_path(&invoice.token, since);
    let answer = get(node.address, &path, &[("Accept", "application/json")]).await;
    serde_json::from_str::<ToPage>(&answer.body).unwrap().frames
}

#[tokio::test]
async fn two_versions_run_beside_each_other_while_payments_go_on() {
    const PAYMENTS: i64 = 20;
    let Some(url) = postgres().await else { return };
    let newer = node_on(&url).await;
    let (agreed, busy) = (newer.invoice(50_000).await, newer.invoice(100_000).await);
    let older_url = of_an_older_version(&url);
    let older = newer.start_another_with(|settings| settings.database_url.clone_from(&older_url)).await;
    let mut there = Page::open(&newer, &agreed, 1).await;
    let mut here = Page::open(&older, &agreed, 1).await;
    let mut busy_here = Page::open(&older, &busy, 1).await;

    let changes = async {
        newer.due(&agreed, "2031-01-31").await;
        let paid = newer.pay(&agreed, 1_000).await;
        newer.due(&agreed, "2031-02-28").await;
        newer.pay(&agreed, 1_000).await;
        paid.seq
    };
    let pay_here = for_each_payment(&older, &busy, PAYMENTS);
    let pay_there = for_each_payment(&newer, &busy, PAYMENTS);
    let (paid, (), ()) = tokio::join!(changes, pay_here, pay_there);
    assert_eq!(paid, 3);

    // Whoever is at the newer node sees everything.
    let whole = newer.frames(&agreed).await;
    assert_eq!(there.frames_until(5).await, whole[1..]);
    // Whoever is at the older one is told to look, once, and then that something is there; the rest comes as ever.
    let (resyncs, frames) = told_until(&mut here, 5).await;
    assert_eq!(resyncs, 1);
    let told: Vec<_> =
        frames.iter().map(|one| (one.seq, one.prev, one.event == PayerEvent::Unknown)).collect();
    assert_eq!(told, [(3, 2, false), (4, 3, true), (5, 4, false)]);
    let polled_here = polled(&older, &agreed, 1).await;
    let told: Vec<_> = polled_here.iter().map(|one| (one.seq, one.event == PayerEvent::Unknown)).collect();
    assert_eq!(told, [(2, true), (3, false), (4, true), (5, false)]);
    let view = PayerView::try_from([&whole[..1], &polled_here].concat()).unwrap();
    assert_eq!((view.seq, view.open_minor, view.has_unknown()), (5, 48_000, true));
    // A page that comes back is told the same; a node of the newer version has it all.
    let mut again = Page::open(&older, &agreed, 1).await;
    assert_eq!(told_until(&mut again, 5).await.0, 1);
    assert_eq!(polled(&newer, &agreed, 1).await, whole[1..]);
    // Nothing else is touched by it.
    let log = newer.frames(&busy).await;
    assert_eq!(log.last().unwrap().seq, 1 + 2 * PAYMENTS);
    assert_eq!(busy_here.frames_until(1 + 2 * PAYMENTS).await, log[1..]);

    // The older node decides nothing on the half that it knows, whichever way it is asked.
    let refused = older.ask(payment(&agreed, 1_000)).await.unwrap_err();
    assert_eq!(refused.code(), "node_too_old");
    here.say("mine", "Hello?").await;
    let said = here.next_that(|message| message.refused).await;
    assert_eq!((&*said.id, &*said.code), ("mine", "node_too_old"));
    assert!(said.text.contains("version"), "{}", said.text);
    let form = [("Content-Type", "application/x-www-form-urlencoded"), ("Accept-Language", "en")];
    let path = format!("/i/{}/say", agreed.token);
    let answer = request(older.address, "POST", &path, &form, "text=Hello%3F&id=form").await;
    assert_eq!(answer.status, 503);
    assert!(answer.header("retry-after").is_some());
    assert!(answer.body.contains("new version"), "{}", answer.body);
    // Its page shows what it knows and says that it is not all.
    let page = get(older.address, &format!("/i/{}", agreed.token), &[]).await;
    assert_eq!(page.status, 200);
    let (_, notice) = page.body.split_once("data-say=\"stale\"").unwrap();
    let (notice, _) = notice.split_once("</div>").unwrap();
    assert!(!notice.contains("hidden") && notice.contains("Något nytt har hänt"), "{notice}");
    let code = format!("/i/{}/code/swish.svg", agreed.token);
    assert_eq!(
        get(older.address, &code, &[]).await.status,
        503,
        "nobody is asked for what may be another amount"
    );
    let page = get(newer.address, &format!("/i/{}", agreed.token), &[]).await;
    let (_, notice) = page.body.split_once("data-say=\"stale\"").unwrap();
    assert!(notice.split_once("</div>").unwrap().0.contains("hidden"));
    newer.pay(&agreed, 1_000).await;

    let store = store::open(&older_url, store::Options::default()).await.unwrap();
    for result in [store.verify().await.map(drop), store.rebuild(std::sync::Arc::new(|_| {})).await] {
        assert!(matches!(result, Err(StoreError::NodeTooOld(_))), "{result:?}");
    }
    store.close().await;
    let store = store::open(&url, store::Options::default()).await.unwrap();
    assert_eq!(store.verify().await.unwrap(), []);
    store.close().await;
}

#[tokio::test]
async fn a_damaged_event_stops_the_pages_of_its_invoice_alone() {
    let Some(url) = postgres().await else { return };
    let node = node_on(&url).await;
    let (broken, sound) = (node.invoice(50_000).await, node.invoice(50_000).await);
    let mut pages = [Page::open(&node, &broken, 1).await, Page::open(&node, &sound, 1).await];
    // Both are in their rooms, and have been sent what was there.
    for page in &mut pages {
        page.next_that(|message| message.presence).await;
    }
    append_newer(&url, &broken.id.0.simple().to_string());
    sql(&url, "UPDATE events SET type = 'voided', data = '{' WHERE type = 'surcharged'");
    node.pay(&sound, 1_000).await;
    assert_eq!(pages[1].frame().await.seq, 2);
    // The page looks for itself, and hears that it cannot be shown what there is.
    pages[0].next_that(|message| message.resync.then_some(())).await;
    let path = live_path(&broken.token, 1);
    let answer = get(node.address, &path, &[("Accept", "application/json")]).await;
    assert_eq!(answer.status, 503, "{}", answer.body);
    let fresh = node.start_another().await;
    let refused = fresh.ask(payment(&broken, 1_000)).await;
    assert!(matches!(refused, Err(UseCaseError::Store(StoreError::Unreadable(_)))), "{refused:?}");
    fresh.pay(&sound, 1_000).await;
    assert_eq!(pages[1].frame().await.seq, 3);
}
