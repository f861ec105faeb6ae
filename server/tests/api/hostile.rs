//! Input that is meant to hurt.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use axum::body::{Body, Bytes};
use futures_util::stream;
use serde_json::json;

use crate::client::{Client, invoice};

#[tokio::test]
async fn a_body_that_says_it_is_too_large_is_refused_unread() {
    let client = Client::start().await;
    for (content_type, length) in
        [("application/xml", 21 * 1024 * 1024), ("application/json", 9 * 1024 * 1024)]
    {
        let read = Arc::new(AtomicUsize::new(0));
        let counting = Arc::clone(&read);
        let body = Body::from_stream(stream::repeat_with(move || {
            counting.fetch_add(1, Ordering::Relaxed);
            Ok::<_, std::io::Error>(Bytes::from_static(b"<"))
        }));
        let request = client.request("POST", "/api/v1/invoices").header("content-type", content_type);
        let request = request.header("content-length", length.to_string()).body(body).unwrap();
        client.send(request).await.problem(413, "too_large");
        assert_eq!(read.load(Ordering::Relaxed), 0);
    }
}

#[tokio::test]
async fn a_body_without_end_is_not_read_past_the_limit() {
    let client = Client::start().await;
    let id = client.invoice().await;
    const PIECE: usize = 64 * 1024;
    for (path, content_type, limit) in [
        ("/api/v1/invoices".to_owned(), "application/xml", 20 * 1024 * 1024),
        ("/api/v1/invoices".to_owned(), "application/json", 8 * 1024 * 1024),
        (format!("/api/v1/invoices/{id}/payments"), "application/json", 64 * 1024),
        (format!("/api/v1/invoices/{id}/void"), "application/json", 64 * 1024),
    ] {
        let read = Arc::new(AtomicUsize::new(0));
        let counting = Arc::clone(&read);
        let body = Body::from_stream(stream::repeat_with(move || {
            counting.fetch_add(PIECE, Ordering::Relaxed);
            Ok::<_, std::io::Error>(Bytes::from(vec![b' '; PIECE]))
        }));
        let request = client.request("POST", &path).header("content-type", content_type);
        let request = request.header("idempotency-key", "endless").body(body).unwrap();
        client.send(request).await.problem(413, "too_large");
        assert!(read.load(Ordering::Relaxed) <= limit + 2 * PIECE, "{path} {content_type}");
    }
}

#[tokio::test]
async fn json_that_is_deep_broken_or_no_json_is_malformed() {
    let client = Client::start().await;
    let deep = format!(
        "{{\"currency\": \"SEK\", \"buyer\": {}1{}}}",
        "{\"name\":".repeat(10_000),
        "}".repeat(10_000)
    );
    let answer = client.post_text("/api/v1/invoices", "application/json", deep).await;
    assert!(answer.status == 400 || answer.status == 422, "{}", answer.status);
    let deep = "[".repeat(100_000);
    let answer = client.post_text("/api/v1/invoices", "application/json", deep).await;
    assert!(answer.status == 400 || answer.status == 422, "{}", answer.status);
    for body in ["", "{", "{\"currency\": }", "{'currency': 'SEK'}", "{} {}", "nul", "\"\u{1}\""] {
        let answer = client.post_text("/api/v1/invoices", "application/json", body).await;
        let code = answer.expect(answer.status.as_u16())["code"].as_str().unwrap().to_owned();
        assert!(code == "malformed" || code == "invalid", "{body}: {code}");
    }
    for body in ["", "{", "nul", "{\"currency\": }"] {
        let answer = client.post_text("/api/v1/invoices", "application/json", body).await;
        answer.problem(400, "malformed");
    }
    let not_utf8 = vec![b'{', b'"', 0xff, b'"', b':', b'1', b'}'];
    let answer = client.post_text("/api/v1/invoices", "application/json", not_utf8).await;
    assert!(answer.status.is_client_error());
}

#[tokio::test]
async fn a_field_that_stands_twice_is_refused() {
    let client = Client::start().await;
    let id = client.invoice().await;
    let twice = r#"{"amount_minor": 1, "amount_minor": 2, "currency": "SEK", "method": "proposal", "status": "settled"}"#;
    let request = client.request("POST", &format!("/api/v1/invoices/{id}/payments"));
    let request = request.header("idempotency-key", "twice").header("content-type", "application/json");
    assert_eq!(client.send(request.body(twice.into()).unwrap()).await.only_error(422).1, "shape");
}

#[tokio::test]
async fn a_body_of_another_type_is_refused() {
    let client = Client::start().await;
    let id = client.invoice().await;
    for content_type in
        ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data", "", "image/png"]
    {
        let answer = client.post_text("/api/v1/invoices", content_type, invoice().to_string()).await;
        answer.problem(415, "unsupported_media_type");
        let path = format!("/api/v1/invoices/{id}/messages");
        let answer = client.post_text(&path, content_type, json!({"text": "Hej"}).to_string()).await;
        answer.problem(415, "unsupported_media_type");
    }
}

#[tokio::test]
async fn text_is_kept_as_text() {
    let client = Client::start().await;
    let mut body = invoice();
    let script = "<script>alert(1)</script>";
    body["buyer"]["name"] = script.into();
    body["lines"][0]["name"] = script.into();
    let created = client.post("/api/v1/invoices", &body).await.expect(201);
    let path = created["link"].as_str().unwrap().trim_start_matches("https://pay.example.com").to_owned();
    let page = String::from_utf8(client.get(&path).await.bytes).unwrap();
    assert!(!page.contains(script));
    assert!(page.contains("&lt;script&gt;alert(1)"));
}

#[tokio::test]
async fn addresses_that_lead_nowhere_answer_a_problem() {
    let client = Client::start().await;
    for path in ["/api/v1", "/api/v1/", "/api/v2/invoices", "/api/v1/invoices/", "/api/v1/nothing/here"] {
        client.get(path).await.problem(404, "not_found");
    }
    let id = client.invoice().await;
    for (method, path) in [
        ("PUT", "/api/v1/invoices".to_owned()),
        ("DELETE", format!("/api/v1/invoices/{id}")),
        ("GET", format!("/api/v1/invoices/{id}/void")),
        ("POST", "/api/v1/events".to_owned()),
    ] {
        let request = client.request(method, &path).body(Body::empty()).unwrap();
        client.send(request).await.problem(405, "method_not_allowed");
    }
}
