//! Several nodes, and the command line, on one database: what one of them commits reaches every open page.
#![allow(clippy::unwrap_used)]

mod support;

use std::process::Command;
use std::time::Duration;

use server::config::Settings;

use support::page::{Page, in_time};
use support::postgres::{database, sql};
use support::{Invoice, TestServer};

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
