//! A page comes back: nothing is lost, nothing comes twice.

use domain::invoices::view::PayerView;
use domain::invoices::wire::PayerEvent;

use crate::support::page::Page;
use crate::support::{TestServer, payment};
use usecases::{ChangePayment, PaymentChange};

#[tokio::test]
async fn whoever_resumes_at_any_number_ends_with_the_same_view() {
    let server = TestServer::start().await;
    let invoice = server.invoice(100_000).await;
    server.pay(&invoice, 20_000).await;
    server.due(&invoice, "2031-01-31").await;
    let pending = usecases::RecordPayment { settled: false, ..payment(&invoice, 5_000) };
    let payment = server.ask(pending).await.unwrap().output.payment_id;
    server.say(&invoice, "Thank you!").await;
    server.ask(ChangePayment { payment, change: PaymentChange::Settle, reason: None }).await.unwrap();
    server.pay(&invoice, 80_000).await;

    let frames = server.frames(&invoice).await;
    let whole = PayerView::try_from(frames.clone()).unwrap();
    assert!(frames.len() >= 7, "a history worth the name: {}", frames.len());
    for (at, since) in frames.iter().map(|frame| frame.seq).enumerate() {
        let mut page = Page::open(&server, &invoice, since).await;
        let mut view = PayerView::try_from(frames[..=at].to_vec()).unwrap();
        page.follow(&mut view, whole.seq).await;
        assert_eq!(view, whole, "resumed after {since}");
    }
    let mut fresh = Page::open(&server, &invoice, 0).await;
    assert_eq!(PayerView::try_from(fresh.frames_until(whole.seq).await).unwrap(), whole);
}

#[tokio::test]
async fn the_replay_and_what_happens_meanwhile_join_without_a_seam() {
    let server = TestServer::start().await;
    let invoice = server.invoice(1_000_000).await;
    let writer = async {
        for _ in 0..60 {
            server.pay(&invoice, 500).await;
        }
    };
    let readers = async {
        let mut pages = Vec::new();
        for _ in 0..30 {
            let since = server.frames(&invoice).await.last().unwrap().seq / 2;
            pages.push((since, Page::open(&server, &invoice, since).await));
        }
        pages
    };
    let ((), pages) = tokio::join!(writer, readers);

    let frames = server.frames(&invoice).await;
    let end = frames.last().unwrap().seq;
    for (since, mut page) in pages {
        let missing: Vec<_> = frames.iter().filter(|frame| frame.seq > since).cloned().collect();
        assert_eq!(page.frames_until(end).await, missing, "resumed after {since}");
    }
}

#[tokio::test]
async fn an_open_page_hears_of_a_payment_and_a_new_due_date() {
    let server = TestServer::start().await;
    let invoice = server.invoice(50_000).await;
    let mut view = PayerView::try_from(server.frames(&invoice).await).unwrap();
    let mut page = Page::open(&server, &invoice, view.seq).await;
    let paid = server.pay(&invoice, 20_000).await;
    page.follow(&mut view, paid.seq).await;
    assert_eq!(view.open_minor, 30_000);
    server.due(&invoice, "2031-01-31").await;
    let frame = page.frame().await;
    assert!(matches!(&frame.event, PayerEvent::DueDateChanged { to, .. } if to.to_string() == "2031-01-31"));
}

#[tokio::test]
async fn a_page_that_has_more_than_the_log_is_told_to_look_for_itself() {
    let server = TestServer::start().await;
    let invoice = server.invoice(50_000).await;
    let mut page = Page::open(&server, &invoice, 900).await;
    page.next_that(|message| message.resync.then_some(())).await;
    let paid = server.pay(&invoice, 20_000).await;
    assert_eq!(page.frame().await.seq, paid.seq);
}

#[tokio::test]
async fn what_happens_to_one_invoice_is_not_told_on_another() {
    let server = TestServer::start().await;
    let (mine, other) = (server.invoice(50_000).await, server.invoice(50_000).await);
    let mut page = Page::open(&server, &mine, 1).await;
    server.say(&other, "for somebody else").await;
    let paid = server.pay(&mine, 5_000).await;
    assert_eq!(page.frame().await.seq, paid.seq);
}
