//! The log of an invoice, and the feed of all.

use std::time::Duration;

use serde_json::{Value, json};
use testkit::postgres::{database, sql};

use crate::client::Client;
use crate::support::TestServer;
use crate::support::page::in_time;
use crate::support::postgres::append_newer;

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

/// The feed, once this many of its events cannot be read.
async fn feed_with_opaque(client: &Client, opaque: usize) -> Vec<Value> {
    in_time(async {
        loop {
            let feed = client.get("/api/v1/events?limit=500").await.expect(200);
            let events = feed["events"].as_array().unwrap().clone();
            if events.iter().filter(|one| one.get("opaque").is_some()).count() == opaque {
                return events;
            }
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
    })
    .await
}

#[tokio::test]
async fn what_cannot_be_read_has_its_place_and_stops_nobody() {
    let Some(url) = tokio::task::spawn_blocking(database).await.unwrap() else { return };
    let server = TestServer::start_with(|settings| settings.database_url.clone_from(&url)).await;
    let client = Client::of(server).await;
    let (touched, broken) = (client.invoice().await, client.invoice().await);
    client.payment(&broken, 45_000).await;
    append_newer(&url, &touched.replace('-', ""));
    let damage = format!(
        "UPDATE events SET data = '{{' WHERE type = 'payment_settled' AND stream_id = '\\x{}'",
        broken.replace('-', "")
    );
    sql(&url, &damage);
    let other = client.invoice().await;
    client.payment(&other, 45_000).await;

    let feed = feed_with_opaque(&client, 2).await;
    let opaque: Vec<&Value> = feed.iter().filter(|one| one.get("opaque").is_some()).collect();
    let parts = |one: &Value| {
        let one = one.as_object().unwrap();
        assert!(!one.contains_key("event"), "{one:?}");
        json!([one["stream"], one["id"], one["seq"], one["type"], one["opaque"]])
    };
    assert_eq!(parts(opaque[0]), json!(["invoice", broken, 2, "payment_settled", "damaged"]));
    assert_eq!(parts(opaque[1]), json!(["invoice", touched, 2, "surcharged", "newer"]));
    assert!(opaque.iter().all(|one| one["at"].is_i64()));
    let last = feed.last().unwrap();
    assert_eq!((&last["type"], &last["id"]), (&json!("payment_settled"), &json!(other)));

    let log = client.get(&format!("/api/v1/invoices/{touched}/events?since=1")).await.expect(200);
    let event = json!({"type": "surcharged", "opaque": "newer"});
    assert_eq!(log["events"].as_array().unwrap().len(), 1);
    assert_eq!((&log["events"][0]["seq"], &log["events"][0]["prev"]), (&json!(2), &json!(1)));
    assert_eq!((&log["events"][0]["event"], &log["next"]), (&event, &json!(2)));
    client.get(&format!("/api/v1/invoices/{broken}/events")).await.problem(500, "failed");

    // Nothing is decided on half of it, and whoever asked knows what to do.
    let body = json!({"amount_minor": 100, "currency": "SEK", "method": "card", "status": "settled"});
    let path = format!("/api/v1/invoices/{touched}/payments");
    for _ in 0..2 {
        let answer = client.call_as("POST", &path, &body, "the same key").await;
        let problem = answer.problem(503, "node_too_old");
        assert!(answer.header("retry-after").parse::<u32>().unwrap() >= 1);
        assert!(problem["detail"].as_str().unwrap().contains("same Idempotency-Key"), "{problem}");
        assert!(!problem.to_string().contains("surcharged"), "what is inside stays inside: {problem}");
    }
    // Lists and figures go on.
    assert_eq!(client.get("/api/v1/invoices").await.expect(200)["invoices"].as_array().unwrap().len(), 3);
    assert_eq!(client.figures(&touched).await["seq"], 2);
    // A newer node, for which it is known, takes the same call.
    sql(&url, "UPDATE events SET type = 'reminders_resumed', data = 'null' WHERE type = 'surcharged'");
    client.call_as("POST", &path, &body, "the same key").await.expect(201);
}
