//! Many readers, and one that does not read.

use app::live::close;
use domain::invoices::wire::PayerFrame;

use crate::support::page::{Page, in_time, texts};
use crate::support::{TestServer, reported};

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_thousand_viewers_hear_of_a_payment() {
    let server = TestServer::start().await;
    let invoice = server.invoice(50_000).await;
    let mut pages = Vec::new();
    for _ in 0..1_000 {
        pages.push(Page::open(&server, &invoice, 1).await);
    }
    // A socket may be open before its seat is taken; the last one's presence says that all are.
    pages.last_mut().unwrap().sees_payers(1_000).await;
    let paid = server.pay(&invoice, 5_000).await;
    for page in &mut pages {
        assert_eq!(page.frame().await.seq, paid.seq);
    }
}

#[tokio::test]
async fn pages_hear_who_comes_and_who_goes() {
    let server = TestServer::start().await;
    let invoice = server.invoice(50_000).await;
    let mut first = Page::open(&server, &invoice, 1).await;
    first.sees_payers(1).await;
    let mut second = Page::open(&server, &invoice, 1).await;
    first.sees_payers(2).await;
    second.sees_payers(2).await;
    assert_eq!(server.app.hub.presence(invoice.id).payers, 2);
    drop(second);
    first.sees_payers(1).await;
    drop(first);
    in_time(async {
        while server.app.hub.viewers() > 0 {
            tokio::task::yield_now().await;
        }
    })
    .await;
    assert_eq!(server.app.hub.presence(invoice.id), app::live::Presence::default());
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn whoever_never_reads_is_dropped_keeps_nobody_waiting_and_resumes() {
    let server = TestServer::start().await;
    let invoice = server.invoice(50_000).await;
    let mut reader = Page::open(&server, &invoice, 1).await;
    let mut sleeper = Page::open_narrow(&server, &invoice, 1).await;
    reader.sees_payers(2).await;

    // Long messages, until the lines of the one who does not read are full and it is out.
    let text = "å".repeat(4_000);
    let mut written = 0;
    let mut heard: Vec<PayerFrame> = Vec::new();
    while server.app.hub.presence(invoice.id).payers > 1 {
        assert!(written < 5_000, "it must be dropped some time");
        let seq = server.say(&invoice, &text).await.seq;
        written += 1;
        // Everybody else has each message before the next one is written.
        heard.extend(reader.frames_until(seq).await);
    }
    assert_eq!(texts(&heard).len(), written);

    // What had been on the way still arrives, in order; then it ends.
    let mut got = vec![1];
    while let Some(message) = sleeper.next().await {
        got.extend(message.frame().map(|frame| frame.seq));
    }
    let last = *got.last().unwrap();
    assert_eq!(got, (1..=last).collect::<Vec<_>>(), "without a hole");
    let end = heard.last().unwrap().seq;
    assert!(last < end, "it has missed something");
    let mut again = Page::open(&server, &invoice, last).await;
    let rest = again.frames_until(end).await;
    assert_eq!(rest, heard.into_iter().filter(|frame| frame.seq > last).collect::<Vec<_>>());
}

#[tokio::test]
async fn whoever_is_sent_away_for_being_slow_is_told_so() {
    let server = TestServer::start().await;
    let invoice = server.invoice(50_000).await;
    let mut page = Page::open(&server, &invoice, 1).await;
    page.sees_payers(1).await;
    // More than may wait, at once: nobody could have taken it in between.
    let frames = server::live::Frames { payer: Some("{}".into()), ..Default::default() };
    for seq in 2..=70 {
        server.app.hub.publish(invoice.id, seq, &frames);
    }
    assert_eq!(page.close_code().await, Some(close::TOO_FAST));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn a_hundred_copies_of_a_payment_are_one_payment_and_one_frame() {
    let server = TestServer::start().await;
    let invoice = server.invoice(50_000).await;
    let mut page = Page::open(&server, &invoice, 1).await;
    page.sees_payers(1).await;
    let copies = (0..100).map(|copy| {
        // Half of them repeat the call, half report the same payment in a call of their own.
        let key = if copy % 2 == 0 { "the same".to_owned() } else { format!("copy {copy}") };
        let server = &server;
        let payment = reported(&invoice, 5_000, "entry 7");
        async move { server.ask_again(payment, &key).await.unwrap() }
    });
    let done = futures_util::future::join_all(copies).await;
    let id = done[0].output.payment_id;
    assert!(done.iter().all(|done| done.output.payment_id == id));
    assert_eq!(done.iter().filter(|done| !done.repeated).count(), 1);

    // What is written next is the next thing the page hears.
    let said = server.say(&invoice, "That was it.").await;
    assert_eq!(page.frames_until(said.seq).await.len(), 2);
    assert_eq!(server.frames(&invoice).await.len(), 3);
}
