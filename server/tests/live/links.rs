//! A page is open as long as its link holds.

use app::live::close;
use domain::Timestamp;
use usecases::{Clock, MakeLink};

use crate::support::page::{Page, live_path};
use crate::support::{Invoice, TestServer};

#[tokio::test]
async fn a_wrong_and_a_revoked_link_get_the_same_farewell() {
    let server = TestServer::start().await;
    let invoice = server.invoice(50_000).await;
    server.revoke(&invoice).await;
    for token in ["AAAAAAAAAAAAAAAAAAAAAA", "", "%00", &invoice.token] {
        let opened = Page::try_open(&server, &live_path(token, 0), &[]).await;
        match opened {
            Ok(mut page) => assert_eq!(page.close_code().await, Some(close::LINK_INVALID), "{token}"),
            // No token is no such address.
            Err(not_opened) => assert_eq!((token, not_opened.0), ("", 404)),
        }
    }
}

#[tokio::test]
async fn a_link_that_is_revoked_ends_its_open_pages_and_no_others() {
    let server = TestServer::start().await;
    let (revoked, other) = (server.invoice(50_000).await, server.invoice(50_000).await);
    let mut ended = Page::open(&server, &revoked, 1).await;
    let mut stays = Page::open(&server, &other, 1).await;
    stays.sees_payers(1).await;
    server.revoke(&revoked).await;
    assert_eq!(ended.close_code().await, Some(close::LINK_INVALID));
    let paid = server.pay(&other, 5_000).await;
    assert_eq!(stays.frame().await.seq, paid.seq);
}

#[tokio::test]
async fn nothing_is_posted_over_a_link_that_was_revoked_while_the_page_was_open() {
    let server = TestServer::start().await;
    let invoice = server.invoice(50_000).await;
    let mut page = Page::open(&server, &invoice, 1).await;
    page.sees_payers(1).await;
    server.revoke(&invoice).await;
    page.say("m1", "Too late").await;
    assert_eq!(page.close_code().await, Some(close::LINK_INVALID));
    assert_eq!(server.frames(&invoice).await.len(), 1);
}

#[tokio::test]
async fn of_two_links_to_an_invoice_only_the_revoked_one_ends() {
    let server = TestServer::start().await;
    let first = server.invoice(50_000).await;
    let second = another_link(&server, &first, None).await;
    let mut ended = Page::open(&server, &first, 1).await;
    let mut stays = Page::open(&server, &second, 1).await;
    stays.sees_payers(2).await;
    server.revoke(&first).await;
    assert_eq!(ended.close_code().await, Some(close::LINK_INVALID));
    stays.sees_payers(1).await;
}

#[tokio::test]
async fn a_link_that_gets_another_token_ends_the_pages_of_the_old_one() {
    let server = TestServer::start().await;
    let invoice = server.invoice(50_000).await;
    let mut old = Page::open(&server, &invoice, 1).await;
    old.sees_payers(1).await;
    let token = server.rotate(&invoice).await;
    assert_eq!(old.close_code().await, Some(close::LINK_INVALID));
    let mut new = Page::open(&server, &Invoice { token, ..invoice.clone() }, 0).await;
    assert_eq!(new.frame().await.seq, 1);
}

#[tokio::test]
async fn a_link_that_expires_ends_its_open_pages() {
    let server = TestServer::start().await;
    let invoice = server.invoice(50_000).await;
    let soon = Timestamp(server.clock.now().0 + 3_600_000);
    let expiring = another_link(&server, &invoice, Some(soon)).await;
    let mut page = Page::open(&server, &expiring, 0).await;
    page.frame().await;
    server.clock.advance_ms(3_600_000);
    assert_eq!(page.close_code().await, Some(close::LINK_INVALID));
}

async fn another_link(server: &TestServer, invoice: &Invoice, expires_at: Option<Timestamp>) -> Invoice {
    let make = MakeLink { invoice: invoice.id, channel: "sms".into(), copy: 1, expires_at, rotate: false };
    let made = server.ask(make).await.unwrap().output;
    let token = made.token(&server.services.link_keys).unwrap().reveal().to_owned();
    Invoice { link: made.link_id, token, ..invoice.clone() }
}
