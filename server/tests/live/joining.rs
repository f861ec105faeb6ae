//! Viewers join while the feed is at work. It reads an event only for those who are there when it asks.

use domain::invoices::wire::PayerEvent;
use server::live::feed::Feed;
use usecases::Role;

use super::staff_socket::StaffSocket;
use crate::support::page::Page;
use crate::support::{Invoice, TestServer};

/// When a page joins an empty room.
#[derive(Debug, Clone, Copy)]
enum Joins {
    /// Before the feed reads that there is an event.
    BeforeTheRow,
    /// When the feed has read it, and has not asked who is there.
    BeforeItAsks,
    /// When the feed has asked, and has passed the event.
    AfterIt,
}

async fn opened(server: &TestServer, invoice: &Invoice, seq: i64) -> Page {
    let mut page = Page::open(server, invoice, 1).await;
    assert_eq!(page.frame().await.seq, seq, "it comes from the log");
    page
}

#[tokio::test]
async fn whoever_joins_while_the_feed_passes_misses_nothing_and_hears_nothing_twice() {
    let server = TestServer::start_without_feed().await;
    for joins in [Joins::BeforeTheRow, Joins::BeforeItAsks, Joins::AfterIt] {
        let invoice = server.invoice(50_000).await;
        let mut feed = Feed::start(&server.app).await.unwrap();
        let paid = server.pay(&invoice, 1_000).await.seq;
        let mut page = None;
        if matches!(joins, Joins::BeforeTheRow) {
            page = Some(opened(&server, &invoice, paid).await);
        }
        let rows = feed.read(&server.app).await.unwrap();
        assert!(rows.iter().any(|row| row.kind == "payment_settled"));
        if matches!(joins, Joins::BeforeItAsks) {
            page = Some(opened(&server, &invoice, paid).await);
        }
        feed.hand_out(&server.app, &rows).await.unwrap();
        let mut page = match page {
            Some(page) => page,
            None => opened(&server, &invoice, paid).await,
        };

        // What is next for the page is the next event, not the same again.
        let said = server.say(&invoice, "Thank you").await.seq;
        let rows = feed.read(&server.app).await.unwrap();
        assert_eq!(rows.len(), 1, "the feed has gone on");
        feed.hand_out(&server.app, &rows).await.unwrap();
        let frame = page.frame().await;
        assert_eq!(frame.seq, said, "{joins:?}");
        let PayerEvent::MessagePosted { text, .. } = frame.event else { panic!("{frame:?}") };
        assert_eq!(text.as_deref(), Some("Thank you"), "with its content");
    }
}

#[tokio::test]
async fn one_reading_serves_both_sides_of_one_room_and_leaves_the_others_alone() {
    let server = TestServer::start_without_feed().await;
    let (mine, other) = (server.invoice(50_000).await, server.invoice(50_000).await);
    let member = server.staff("amira@example.com", Role::Agent).await;
    let browser = server.browser_of(server.biller, member).await;
    let mut page = Page::open(&server, &mine, 0).await;
    page.frame().await;
    let mut staff = StaffSocket::open(&server, &browser, &mine, 0).await;
    staff.event("issued").await;

    let mut feed = Feed::start(&server.app).await.unwrap();
    server.say(&other, "for somebody else").await;
    let said = server.say(&mine, "Good morning").await.seq;
    let rows = feed.read(&server.app).await.unwrap();
    assert_eq!(rows.len(), 2);
    feed.hand_out(&server.app, &rows).await.unwrap();
    assert_eq!(page.frame().await.seq, said);
    assert_eq!(staff.event("message_posted").await["text"], "Good morning");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn whoever_is_the_first_to_join_while_others_pay_gets_every_frame_once() {
    const PAYMENTS: i64 = 80;
    let server = TestServer::start().await;
    let invoice = server.invoice(1_000_000).await;
    let pay = async {
        for _ in 0..PAYMENTS {
            server.pay(&invoice, 500).await;
        }
    };
    let join = async {
        let mut seen = 1;
        while seen < 1 + PAYMENTS {
            // Nobody else is there: the room is made for this page, and goes with it.
            let mut page = Page::open(&server, &invoice, seen).await;
            for _ in 0..3.min(1 + PAYMENTS - seen) {
                let frame = page.frame().await;
                assert_eq!((frame.prev, frame.seq), (seen, seen + 1));
                seen = frame.seq;
            }
        }
    };
    tokio::join!(pay, join);
}
