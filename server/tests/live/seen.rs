//! What was seen becomes part of the log: once for each thing said, whoever of a side has seen it.

use domain::conversations::Side;
use domain::invoices::wire::{PayerEvent, PayerFrame};
use usecases::Role;

use super::staff_socket::StaffSocket;
use crate::support::TestServer;
use crate::support::page::Page;

fn marks(frames: &[PayerFrame]) -> Vec<(Side, i64)> {
    let mark = |frame: &PayerFrame| match frame.event {
        PayerEvent::MessagesSeen { side, through } => Some((side, through)),
        _ => None,
    };
    frames.iter().filter_map(mark).collect()
}

#[tokio::test]
async fn both_sides_see_what_the_other_one_has_read() {
    let server = TestServer::start().await;
    let invoice = server.invoice(50_000).await;
    let amira = server.staff("amira@example.com", Role::Agent).await;
    let browser = server.browser_of(server.biller, amira).await;
    let mut payer = Page::open(&server, &invoice, 1).await;
    let mut staff_socket = StaffSocket::open(&server, &browser, &invoice, 0).await;

    payer.say("m1", "There is something wrong with my meter, please look at it").await;
    staff_socket.event("message_posted").await;
    staff_socket.send(r#"{"seen":2}"#).await;
    let (side, through) = payer
        .next_that(|message| match message.event {
            Some(PayerEvent::MessagesSeen { side, through }) => Some((side, through)),
            _ => None,
        })
        .await;
    assert_eq!((side, through), (Side::Biller, 2));

    let answer = server.say(&invoice, "We are looking into it").await.seq;
    payer.frames_until(answer).await;
    payer.send(&format!(r#"{{"seen":{answer}}}"#)).await;
    let seen = staff_socket
        .next_that(|message| {
            let event = &message["event"];
            (event["type"] == "messages_seen" && event["side"] == "payer").then(|| event["through"].clone())
        })
        .await;
    assert_eq!(seen, answer);
}

#[tokio::test]
async fn nothing_new_to_have_read_writes_nothing() {
    let server = TestServer::start().await;
    let invoice = server.invoice(50_000).await;
    let mut page = Page::open(&server, &invoice, 0).await;
    page.frame().await;
    for seen in [1, 1, 1, 0, -7, i64::MAX] {
        page.send(&format!(r#"{{"seen":{seen}}}"#)).await;
    }
    page.say("m1", "Hello there, a person please").await;
    page.next_that(|message| message.ack).await;
    assert_eq!(marks(&server.frames(&invoice).await), []);
}

#[tokio::test]
async fn what_was_not_sent_to_a_page_cannot_have_been_seen_by_it() {
    let server = TestServer::start().await;
    let invoice = server.invoice(50_000).await;
    let said = server.say(&invoice, "Are you there?").await.seq;
    let mut page = Page::open(&server, &invoice, 0).await;
    page.frames_until(said).await;
    page.send(r#"{"seen":9000}"#).await;
    let (side, through) = page
        .next_that(|message| match message.event {
            Some(PayerEvent::MessagesSeen { side, through }) => Some((side, through)),
            _ => None,
        })
        .await;
    assert_eq!((side, through), (Side::Payer, said));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_hundred_pages_that_have_read_ten_messages_write_few_marks() {
    let server = TestServer::start().await;
    let invoice = server.invoice(50_000).await;
    let mut pages = Vec::new();
    for _ in 0..100 {
        pages.push(Page::open(&server, &invoice, 1).await);
    }
    pages.last_mut().unwrap().sees_payers(100).await;
    let mut last = 0;
    for _ in 0..10 {
        last = server.say(&invoice, "And another thing").await.seq;
        for page in &mut pages {
            page.frames_until(last).await;
            page.send(&format!(r#"{{"seen":{last}}}"#)).await;
        }
    }
    pages[0]
        .next_that(|message| match message.event {
            Some(PayerEvent::MessagesSeen { through, .. }) => (through >= last).then_some(()),
            _ => None,
        })
        .await;
    let marks = marks(&server.frames(&invoice).await);
    assert!(marks.len() <= 11, "{marks:?}");
    assert!(marks.windows(2).all(|two| two[0].1 < two[1].1), "{marks:?}");
}
