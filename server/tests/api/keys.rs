//! API keys and idempotency keys.

use axum::body::Body;
use axum::http::Request;
use serde_json::json;

use crate::client::{Client, payment};

#[tokio::test]
async fn without_a_key_that_somebody_knows_nothing_is_answered() {
    let client = Client::start().await;
    let unknown = "blw_00000000000000000000000000000000";
    let wrong = [
        None,
        Some(String::new()),
        Some(format!("Bearer {unknown}")),
        Some(format!("Basic {}", client.key)),
        Some(client.key.clone()),
        Some(format!("Bearer {}x", client.key)),
    ];
    for value in wrong {
        let mut request = Request::get("/api/v1/invoices");
        if let Some(value) = &value {
            request = request.header("authorization", value);
        }
        let answer = client.send(request.body(Body::empty()).unwrap()).await;
        answer.problem(401, "unauthorized");
        assert!(answer.header("www-authenticate").starts_with("Bearer"), "{value:?}");
    }
    let twice =
        client.request("GET", "/api/v1/invoices").header("authorization", format!("Bearer {unknown}"));
    client.send(twice.body(Body::empty()).unwrap()).await.problem(401, "unauthorized");
    client.get("/api/v1/invoices").await.expect(200);
}

#[tokio::test]
async fn whoever_tries_keys_is_stopped_and_whoever_has_one_is_not() {
    let client = Client::start().await;
    let stranger = Client { key: "blw_guess".into(), ..client.clone() };
    let mut stopped = None;
    for _ in 0..100 {
        let answer = stranger.get("/api/v1/invoices").await;
        if answer.status == 429 {
            stopped = Some(answer);
            break;
        }
        answer.problem(401, "unauthorized");
    }
    let stopped = stopped.expect("somebody who tries a hundred keys is stopped");
    assert!(stopped.header("retry-after").parse::<u32>().unwrap() >= 1);
    client.get("/api/v1/invoices").await.expect(200);
}

#[tokio::test]
async fn money_moves_only_under_a_key() {
    let client = Client::start().await;
    let id = client.invoice().await;
    let path = format!("/api/v1/invoices/{id}/payments");
    let answer = client.post_text(&path, "application/json", payment(45_000).to_string()).await;
    answer.problem(400, "idempotency_key_missing");
    assert_eq!(client.figures(&id).await["paid_minor"], 0);
}

#[tokio::test]
async fn a_key_is_one_line_of_printable_ascii() {
    let client = Client::start().await;
    let id = client.invoice().await;
    let path = format!("/api/v1/invoices/{id}/payments");
    for key in ["", "schlüssel", &"k".repeat(256), "tab\there"] {
        let answer = client.call_as("POST", &path, &payment(1), key).await;
        answer.problem(400, "idempotency_key_invalid");
    }
    let twice = client.request("POST", &path).header("idempotency-key", "a").header("idempotency-key", "b");
    let twice = twice.header("content-type", "application/json").body(payment(1).to_string().into()).unwrap();
    client.send(twice).await.problem(400, "idempotency_key_invalid");
    for key in ["k", &"k".repeat(255), "with spaces ~ and \"signs\""] {
        client.call_as("POST", &path, &payment(1), key).await.expect(201);
    }
}

#[tokio::test]
async fn the_same_call_again_answers_the_same_and_does_nothing() {
    let client = Client::start().await;
    let id = client.invoice().await;
    let path = format!("/api/v1/invoices/{id}/payments");
    let first = client.call_as("POST", &path, &payment(45_000), "payment-1").await.expect(201);
    let again = client.call_as("POST", &path, &payment(45_000), "payment-1").await.expect(200);
    assert_eq!(first, again);
    let figures = client.figures(&id).await;
    assert_eq!(figures["paid_minor"], 45_000);
    assert_eq!(figures["seq"], 2);
}

#[tokio::test]
async fn a_key_is_not_used_for_something_else() {
    let client = Client::start().await;
    let id = client.invoice().await;
    let path = format!("/api/v1/invoices/{id}/payments");
    client.call_as("POST", &path, &payment(45_000), "key").await.expect(201);
    let other_amount = client.call_as("POST", &path, &payment(45_001), "key").await;
    other_amount.problem(409, "idempotency_key_reused");
    let messages = format!("/api/v1/invoices/{id}/messages");
    let other_call = client.call_as("POST", &messages, &json!({"text": "Hej"}), "key").await;
    other_call.problem(409, "idempotency_key_reused");
    assert_eq!(client.figures(&id).await["paid_minor"], 45_000);
}

#[tokio::test]
async fn two_systems_of_a_biller_may_choose_the_same_key() {
    let client = Client::start().await;
    let other = client.with_key_for(client.biller, "second system").await;
    let id = client.invoice().await;
    let path = format!("/api/v1/invoices/{id}/payments");
    client.call_as("POST", &path, &payment(100), "1").await.expect(201);
    other.call_as("POST", &path, &payment(200), "1").await.expect(201);
    assert_eq!(client.figures(&id).await["paid_minor"], 300);
}
