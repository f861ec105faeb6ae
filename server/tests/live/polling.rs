//! What a page gets while its sockets fail.

use domain::invoices::wire::PayerFrame;

use crate::support::TestServer;
use crate::support::http::get;
use crate::support::page::{Page, live_path};

const JSON: (&str, &str) = ("Accept", "application/json");

#[tokio::test]
async fn a_poll_answers_what_is_missing() {
    let server = TestServer::start().await;
    let invoice = server.invoice(50_000).await;
    server.pay(&invoice, 5_000).await;
    let mut page = Page::open(&server, &invoice, 0).await;
    page.sees_payers(1).await;
    let frames = server.frames(&invoice).await;
    for since in 0..=2 {
        let answer = get(server.address, &live_path(&invoice.token, since), &[JSON]).await;
        assert_eq!((answer.status, answer.header("cache-control")), (200, Some("no-store")));
        let body = answer.json();
        let polled: Vec<PayerFrame> = serde_json::from_value(body["frames"].clone()).unwrap();
        assert_eq!(polled, frames.iter().filter(|frame| frame.seq > since).cloned().collect::<Vec<_>>());
        assert_eq!(body["presence"]["payers"], 1);
        assert!(body["tick"].is_i64());
    }
}

#[tokio::test]
async fn a_poll_over_a_link_that_does_not_hold_is_a_problem_that_says_so() {
    let server = TestServer::start().await;
    let invoice = server.invoice(50_000).await;
    server.revoke(&invoice).await;
    let answers = ["AAAAAAAAAAAAAAAAAAAAAA", invoice.token.as_str()].map(|token| live_path(token, 0));
    let mut bodies = Vec::new();
    for path in answers {
        let answer = get(server.address, &path, &[JSON]).await;
        assert_eq!((answer.status, answer.header("content-type")), (404, Some("application/problem+json")));
        assert_eq!(answer.json()["code"], "link_invalid");
        bodies.push(answer.body);
    }
    assert_eq!(bodies[0], bodies[1], "a wrong and a revoked link look the same");
}

#[tokio::test]
async fn whoever_wants_neither_a_socket_nor_json_is_told_what_there_is() {
    let server = TestServer::start().await;
    let invoice = server.invoice(50_000).await;
    let path = live_path(&invoice.token, 0);
    let answer = get(server.address, &path, &[("Accept", "text/html")]).await;
    assert_eq!((answer.status, answer.header("upgrade")), (426, Some("websocket")));
    let older = format!("/i/{}/live?since=0&v=0", invoice.token);
    assert_eq!(get(server.address, &older, &[JSON]).await.status, 426);
}
