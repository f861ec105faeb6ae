//! The log of an invoice, and the feed of all.

use serde_json::{Value, json};

use crate::client::Client;

#[tokio::test]
async fn a_log_is_read_from_any_number() {
    let client = Client::start().await;
    let id = client.invoice().await;
    client.payment(&id, 45_000).await;
    client.post(&format!("/api/v1/invoices/{id}/messages"), &json!({"text": "Thanks"})).await.expect(201);
    let path = format!("/api/v1/invoices/{id}/events");
    let log = client.get(&path).await.expect(200);
    let types: Vec<&str> =
        log["events"].as_array().unwrap().iter().map(|one| one["event"]["type"].as_str().unwrap()).collect();
    assert_eq!(types, ["issued", "payment_settled", "message_posted"]);
    assert_eq!(log["next"], 3);
    let rest = client.get(&format!("{path}?since=2")).await.expect(200);
    assert_eq!(rest["events"][0], log["events"][2]);
    let none = client.get(&format!("{path}?since=3")).await.expect(200);
    assert_eq!((&none["events"], &none["next"]), (&json!([]), &json!(3)));
    let one = client.get(&format!("{path}?since=0&limit=1")).await.expect(200);
    assert_eq!((one["events"].as_array().unwrap().len(), &one["next"]), (1, &json!(1)));
    for query in ["since=-1", "since=x", "limit=0", "limit=501", "until=3"] {
        client.get(&format!("{path}?{query}")).await.expect(422);
    }
}

#[tokio::test]
async fn the_feed_has_everything_once_in_commit_order() {
    let client = Client::start().await;
    let mut ids = Vec::new();
    for _ in 0..3 {
        let id = client.invoice().await;
        client.payment(&id, 45_000).await;
        ids.push(id);
    }
    let whole = client.get("/api/v1/events?limit=500").await.expect(200);
    let whole = whole["events"].as_array().unwrap().clone();
    let (mut pieces, mut after): (Vec<Value>, String) = (Vec::new(), String::new());
    loop {
        let path = if after.is_empty() {
            "/api/v1/events?limit=2".into()
        } else {
            format!("/api/v1/events?limit=2&after={after}")
        };
        let piece = client.get(&path).await.expect(200);
        let events = piece["events"].as_array().unwrap();
        if events.is_empty() {
            assert_eq!(piece["next"], *after, "the end stays where it is");
            break;
        }
        pieces.extend(events.iter().cloned());
        after = piece["next"].as_str().unwrap().to_owned();
    }
    assert_eq!(pieces, whole);
    let settled: Vec<&Value> = whole.iter().filter(|one| one["type"] == "payment_settled").collect();
    let of: Vec<&Value> = settled.iter().map(|one| &one["id"]).collect();
    assert_eq!(of, ids.iter().map(|id| json!(id)).collect::<Vec<_>>().iter().collect::<Vec<_>>());
    for one in settled {
        assert_eq!((&one["stream"], &one["seq"]), (&json!("invoice"), &json!(2)));
        assert_eq!(one["event"]["amount_minor"], 45_000);
    }
    client.invoice().await;
    let news = client.get(&format!("/api/v1/events?after={after}")).await.expect(200);
    assert!(news["events"].as_array().unwrap().iter().any(|one| one["type"] == "issued"));
}

#[tokio::test]
async fn a_cursor_that_the_feed_never_answered_is_refused() {
    let client = Client::start().await;
    for after in ["x", "1", "1.x", "1.2.3", "-"] {
        let (place, _) = client.get(&format!("/api/v1/events?after={after}")).await.only_error(422);
        assert_eq!(place, "?after", "{after}");
    }
}
