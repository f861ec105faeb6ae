//! A biller's own system opens checkouts.

use psp::sandbox::Choice;
use serde_json::json;

use crate::support::http::{Answer, request};
use crate::till::Till;

async fn open(till: &Till, key: &str, path: &str, once: &str, body: serde_json::Value) -> Answer {
    let bearer = format!("Bearer {key}");
    let headers =
        [("Authorization", &*bearer), ("Idempotency-Key", once), ("Content-Type", "application/json")];
    request(till.server.address, "POST", path, &headers, &body.to_string()).await
}

#[tokio::test]
async fn a_system_opens_a_checkout_once_and_the_payer_comes_back_to_the_invoice() {
    let till = Till::open().await;
    let invoice = till.server.invoice(50_000).await;
    let key = till.server.api_key("shop").await;
    let path = format!("/api/v1/invoices/{}/checkouts", invoice.id);
    let body = json!({"amount_minor": 50_000, "method": "card"});
    let first = open(&till, &key, &path, "once", body.clone()).await;
    assert_eq!(first.status, 201, "{}", first.body);
    let url = first.json()["url"].as_str().unwrap().to_owned();
    assert!(url.starts_with("https://pay.example.com/sandbox/pay/sbx_"), "{url}");
    let again = open(&till, &key, &path, "once", body).await;
    assert_eq!((again.status, again.json()["url"].as_str()), (200, Some(url.as_str())));

    let checkout = first.json()["checkout_id"].as_str().unwrap().parse().unwrap();
    let back = till.choose(checkout, Choice::Succeed).await;
    let back = back.header("location").unwrap().to_owned();
    let page = back.strip_prefix("https://pay.example.com").unwrap();
    assert_eq!(crate::support::http::get(till.server.address, page, &[]).await.status, 200, "{back}");
    till.work().await;
    assert_eq!(till.open_minor(&invoice).await, 0);
}

#[tokio::test]
async fn what_cannot_be_paid_so_is_refused_by_name() {
    let till = Till::open().await;
    let invoice = till.server.invoice(50_000).await;
    let key = till.server.api_key("shop").await;
    let path = format!("/api/v1/invoices/{}/checkouts", invoice.id);
    for (at, (body, status, code)) in [
        (json!({"amount_minor": 60_000, "method": "card"}), 409, "exceeds_open"),
        (json!({"amount_minor": 1_000, "method": "cash"}), 422, "invalid"),
        (json!({"amount_minor": 1_000, "method": "ideal"}), 422, "invalid"),
    ]
    .into_iter()
    .enumerate()
    {
        let refused = open(&till, &key, &path, &format!("key {at}"), body.clone()).await;
        assert_eq!((refused.status, refused.json()["code"].as_str()), (status, Some(code)), "{body}");
    }
}
