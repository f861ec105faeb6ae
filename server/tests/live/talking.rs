//! Messages go in by the socket.

use domain::invoices::wire::{By, PayerEvent};

use crate::support::TestServer;
use crate::support::page::{Page, texts};

#[tokio::test]
async fn a_message_is_confirmed_and_everybody_reads_it() {
    let server = TestServer::start().await;
    let invoice = server.invoice(50_000).await;
    let mut writer = Page::open(&server, &invoice, 1).await;
    let mut reader = Page::open(&server, &invoice, 1).await;
    writer.say("m1", "  Kan jag betala på fredag? ").await;
    writer.next_that(|message| message.ack.filter(|ack| ack == "m1")).await;
    let frame = reader.frame().await;
    let PayerEvent::MessagePosted { by, text, .. } = frame.event else { panic!("another event") };
    assert_eq!((by, text.as_deref()), (By::Payer, Some("Kan jag betala på fredag?")));
}

#[tokio::test]
async fn a_message_that_is_sent_again_is_posted_once() {
    let server = TestServer::start().await;
    let invoice = server.invoice(50_000).await;
    let mut page = Page::open(&server, &invoice, 1).await;
    for _ in 0..3 {
        page.say("m1", "Hej").await;
        page.next_that(|message| message.ack.filter(|ack| ack == "m1")).await;
    }
    // The page that has lost its socket before the answer came.
    let mut again = Page::open(&server, &invoice, 0).await;
    again.say("m1", "Hej").await;
    again.next_that(|message| message.ack.filter(|ack| ack == "m1")).await;
    assert_eq!(texts(&server.frames(&invoice).await), ["Hej"]);
}

#[tokio::test]
async fn another_text_under_the_same_id_is_refused() {
    let server = TestServer::start().await;
    let invoice = server.invoice(50_000).await;
    let mut page = Page::open(&server, &invoice, 1).await;
    page.say("m1", "Hej").await;
    page.next_that(|message| message.ack).await;
    page.say("m1", "Nej").await;
    let refused = page.next_that(|message| message.refused).await;
    assert_eq!((refused.id.as_str(), refused.code.as_str()), ("m1", "idempotency_key_reused"));
    assert_eq!(texts(&server.frames(&invoice).await), ["Hej"]);
}

#[tokio::test]
async fn a_refusal_names_the_message_and_says_why_in_the_payers_language() {
    let server = TestServer::start().await;
    let invoice = server.invoice(50_000).await;
    let mut page = Page::open(&server, &invoice, 1).await;
    let mut refusals = Vec::new();
    for (id, text) in [("empty", " \n"), ("long", &"å".repeat(4_001))] {
        page.say(id, text).await;
        let refused = page.next_that(|message| message.refused).await;
        assert_eq!(refused.id, id);
        refusals.push((refused.code, refused.text));
    }
    let codes: Vec<_> = refusals.iter().map(|(code, _)| code.as_str()).collect();
    assert_eq!(codes, ["message_empty", "message_too_long"]);
    let in_swedish = |key| locale::Texts::get().text(locale::Language::Sv, key, &[]);
    let said: Vec<_> = refusals.into_iter().map(|(_, text)| text).collect();
    assert_eq!(said, [in_swedish("said-empty"), in_swedish("said-too-long")]);
}

#[tokio::test]
async fn after_twenty_messages_in_a_minute_a_link_has_to_wait() {
    let server = TestServer::start().await;
    let invoice = server.invoice(50_000).await;
    let mut page = Page::open(&server, &invoice, 1).await;
    for number in 0..20 {
        page.say(&number.to_string(), "Hej").await;
        page.next_that(|message| message.ack).await;
    }
    page.say("one too many", "Hej").await;
    let refused = page.next_that(|message| message.refused).await;
    assert_eq!((refused.id.as_str(), refused.code.as_str()), ("one too many", "too_many_requests"));
}

#[tokio::test]
async fn typing_and_reading_are_taken_in() {
    let server = TestServer::start().await;
    let invoice = server.invoice(50_000).await;
    let mut page = Page::open(&server, &invoice, 1).await;
    page.send(r#"{"typing":true}"#).await;
    page.send(r#"{"seen":1}"#).await;
    page.say("m1", "Hej").await;
    let answer =
        page.next_that(|message| Some(message).filter(|it| it.ack.is_some() || it.refused.is_some()));
    assert_eq!(answer.await.ack.as_deref(), Some("m1"));
}
