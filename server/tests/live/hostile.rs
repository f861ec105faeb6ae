//! Nonsense, too much of it, and other people's pages.

use app::live::close;
use tokio_tungstenite::tungstenite::Message;

use crate::support::TestServer;
use crate::support::page::{NotOpened, Page, live_path};
use futures_util::SinkExt;

#[tokio::test]
async fn nonsense_is_refused_and_five_in_a_row_end_the_socket() {
    let server = TestServer::start().await;
    let invoice = server.invoice(50_000).await;
    let mut page = Page::open(&server, &invoice, 1).await;
    for nonsense in ["{", "null", r#"{"id":"a","do":{"type":"pay"}}"#, "\u{0}\u{ffff}"] {
        page.send(nonsense).await;
        let refused = page.next_that(|message| message.refused).await;
        assert_eq!((refused.id.as_str(), refused.code.as_str()), ("", "unreadable"));
        assert!(!refused.text.is_empty());
    }
    page.socket.send(Message::binary(vec![0xff; 10])).await.unwrap();
    assert_eq!(page.close_code().await, Some(close::TOO_FAST));
}

#[tokio::test]
async fn sense_between_nonsense_is_heard() {
    let server = TestServer::start().await;
    let invoice = server.invoice(50_000).await;
    let mut page = Page::open(&server, &invoice, 1).await;
    for round in 0..3 {
        for _ in 0..4 {
            page.send("nonsense").await;
        }
        let id = round.to_string();
        page.say(&id, "Hello").await;
        page.next_that(|message| message.ack.filter(|ack| *ack == id)).await;
    }
}

#[tokio::test]
async fn a_message_that_is_too_large_ends_the_socket() {
    let server = TestServer::start().await;
    let invoice = server.invoice(50_000).await;
    let mut page = Page::open(&server, &invoice, 1).await;
    page.say("large", &"å".repeat(40_000)).await;
    assert_eq!(page.close_code().await, Some(1009));
    assert_eq!(server.frames(&invoice).await.len(), 1, "nothing of it was posted");
}

#[tokio::test]
async fn a_fragmented_message_cannot_grow_past_the_limit_either() {
    use tokio_tungstenite::tungstenite::protocol::frame::Frame;
    use tokio_tungstenite::tungstenite::protocol::frame::coding::{Data, OpCode};
    let server = TestServer::start().await;
    let invoice = server.invoice(50_000).await;
    let mut page = Page::open(&server, &invoice, 1).await;
    for piece in 0..5 {
        let opcode = if piece == 0 { Data::Text } else { Data::Continue };
        let frame = Frame::message(vec![b'a'; 20_000], OpCode::Data(opcode), false);
        // The server may have hung up before the last one.
        if page.socket.send(Message::Frame(frame)).await.is_err() {
            break;
        }
    }
    assert_eq!(page.close_code().await, Some(1009));
}

#[tokio::test]
async fn too_many_messages_end_the_socket() {
    let server = TestServer::start().await;
    let invoice = server.invoice(50_000).await;
    let mut page = Page::open(&server, &invoice, 1).await;
    for seen in 0..200 {
        if page.socket.send(Message::text(format!(r#"{{"seen":{seen}}}"#))).await.is_err() {
            break;
        }
    }
    assert_eq!(page.close_code().await, Some(close::TOO_FAST));
}

#[tokio::test]
async fn another_sites_page_gets_no_socket() {
    let server = TestServer::start().await;
    let invoice = server.invoice(50_000).await;
    let path = live_path(&invoice.token, 0);
    for origin in ["https://evil.example", "null", "https://pay.example.com.evil.example"] {
        let opened = Page::try_open(&server, &path, &[("origin", origin)]).await;
        assert_eq!(opened.err(), Some(NotOpened(403)), "{origin}");
    }
    let sneaky = [("sec-fetch-site", "cross-site")];
    assert_eq!(Page::try_open(&server, &path, &sneaky).await.err(), Some(NotOpened(403)));
    let own = format!("http://{}", server.address);
    for origin in ["https://pay.example.com", &own] {
        Page::try_open(&server, &path, &[("origin", origin)]).await.unwrap().frame().await;
    }
}

#[tokio::test]
async fn a_page_of_another_protocol_is_told_to_load_again() {
    let server = TestServer::start().await;
    let invoice = server.invoice(50_000).await;
    for version in ["", "&v=0", "&v=2"] {
        let path = format!("/i/{}/live?since=0{version}", invoice.token);
        let mut page = Page::try_open(&server, &path, &[]).await.unwrap();
        assert_eq!(page.close_code().await, Some(close::PROTOCOL_TOO_OLD), "{path}");
    }
}

#[tokio::test]
async fn an_address_of_nonsense_gets_no_socket() {
    let server = TestServer::start().await;
    let invoice = server.invoice(50_000).await;
    for query in ["since=x&v=1", "since=99999999999999999999&v=1", "v=-1"] {
        let path = format!("/i/{}/live?{query}", invoice.token);
        assert_eq!(Page::try_open(&server, &path, &[]).await.err(), Some(NotOpened(400)), "{query}");
    }
}

#[tokio::test]
async fn an_address_has_so_many_sockets_and_no_more() {
    let server = TestServer::start_with(|settings| settings.sockets_per_address = 3).await;
    let invoice = server.invoice(50_000).await;
    let path = live_path(&invoice.token, 0);
    let mut pages = Vec::new();
    for _ in 0..3 {
        pages.push(Page::try_open(&server, &path, &[]).await.unwrap());
    }
    assert_eq!(Page::try_open(&server, &path, &[]).await.err(), Some(NotOpened(429)));
    pages[0].sees_payers(3).await;
    let mut left = pages.pop().unwrap();
    left.socket.close(None).await.unwrap();
    left.close_code().await;
    pages[0].sees_payers(2).await;
    // The place is free once the socket's task is over, which is just after its seat is.
    while Page::try_open(&server, &path, &[]).await.is_err() {
        tokio::task::yield_now().await;
    }
}
