//! Nodes stop, start and share a database.

use std::time::{Duration, Instant};

use domain::invoices::view::PayerView;
use testkit::postgres::database;

use crate::support::TestServer;
use crate::support::page::{Page, in_time};

#[tokio::test]
async fn a_page_outlives_its_server() {
    let server = TestServer::start().await;
    let invoice = server.invoice(50_000).await;
    let mut view = PayerView::try_from(server.frames(&invoice).await).unwrap();
    let mut page = Page::open(&server, &invoice, view.seq).await;
    let paid = server.pay(&invoice, 5_000).await;
    page.follow(&mut view, paid.seq).await;

    // Committed while the server goes down, and while it is down.
    let other = server.start_another().await;
    other.pay(&invoice, 5_000).await;
    let server = server.restart().await;
    while page.next().await.is_some() {}
    let paid = other.pay(&invoice, 5_000).await;

    let mut page = Page::open(&server, &invoice, view.seq).await;
    page.follow(&mut view, paid.seq).await;
    assert_eq!(view, PayerView::try_from(server.frames(&invoice).await).unwrap());
    assert_eq!(view.open_minor, 35_000);
}

#[tokio::test]
async fn a_server_that_stops_tells_its_pages_to_go_elsewhere() {
    let server = TestServer::start().await;
    let invoice = server.invoice(50_000).await;
    let mut pages = Vec::new();
    for _ in 0..20 {
        pages.push(Page::open(&server, &invoice, 1).await);
    }
    let stopped = tokio::spawn(server.stop());
    for page in &mut pages {
        assert_eq!(page.close_code().await, Some(1001));
    }
    in_time(stopped).await.unwrap();
}

#[tokio::test]
async fn two_nodes_on_one_sqlite_file_tell_each_others_events() {
    tell_each_others_events(TestServer::start().await).await;
}

#[tokio::test]
async fn two_nodes_on_one_postgresql_tell_each_others_events() {
    let Some(url) = tokio::task::spawn_blocking(database).await.unwrap() else { return };
    tell_each_others_events(TestServer::start_with(|settings| settings.database_url = url).await).await;
}

async fn tell_each_others_events(one: TestServer) {
    let other = one.start_another().await;
    let invoice = one.invoice(50_000).await;
    let mut pages = [Page::open(&one, &invoice, 1).await, Page::open(&other, &invoice, 1).await];
    for _ in 0..5 {
        for node in [&one, &other] {
            let began = Instant::now();
            let paid = node.pay(&invoice, 500).await;
            for page in &mut pages {
                assert_eq!(page.frame().await.seq, paid.seq);
            }
            assert!(began.elapsed() < Duration::from_secs(1), "it took {:?}", began.elapsed());
        }
    }
}

#[tokio::test]
async fn a_sandbox_clock_that_is_moved_moves_the_clock_of_the_page() {
    const THREE_DAYS: i64 = 3 * 24 * 60 * 60 * 1_000;
    let server = TestServer::start().await;
    let invoice = server.invoice(50_000).await;
    let mut page = Page::open(&server, &invoice, 1).await;
    page.sees_payers(1).await;
    server.database().advance_clock(server.biller, THREE_DAYS).await.unwrap();
    let now = server.services.clock.now().0;
    page.next_that(|message| message.tick.filter(|tick| *tick >= now + THREE_DAYS)).await;
}
