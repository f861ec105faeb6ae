//! What the biller does with an invoice.

use serde_json::json;

use crate::client::Client;
use crate::support;

/// The biller's civil date so many days from now.
fn in_days(days: i64) -> String {
    support::in_days(days).to_string()
}

#[tokio::test]
async fn a_due_date_moves_and_says_why() {
    let client = Client::start().await;
    let id = client.invoice().await;
    let path = format!("/api/v1/invoices/{id}");
    let later = in_days(60);
    let body = json!({"due_date": later, "reason": "Agreed by telephone"});
    let moved = client.call("PATCH", &path, &body).await.expect(200);
    assert_eq!((moved["due_date"].as_str(), moved["seq"].as_i64()), (Some(later.as_str()), Some(2)));
    assert_eq!(client.figures(&id).await["due_date"], later);
    let log = client.get(&format!("{path}/events?since=1")).await.expect(200);
    assert_eq!(log["events"][0]["event"]["reason"], "Agreed by telephone");
    client.call("PATCH", &path, &body).await.problem(409, "due_date_unchanged");
    let early = client.call("PATCH", &path, &json!({"due_date": "1999-01-01"})).await;
    early.problem(409, "due_date_before_issue");
    let far = client.call("PATCH", &path, &json!({"due_date": "2199-01-01"})).await;
    far.problem(409, "due_date_too_far");
    let (place, _) = client.call("PATCH", &path, &json!({"due_date": "tomorrow"})).await.only_error(422);
    assert_eq!(place, "/due_date");
    let nothing = client.call("PATCH", &path, &json!({"reason": "why"})).await;
    assert_eq!(nothing.only_error(422).1, "shape");
}

#[tokio::test]
async fn an_invoice_is_credited_in_part_and_then_whole() {
    let client = Client::start().await;
    let id = client.invoice().await;
    let path = format!("/api/v1/invoices/{id}/credit");
    let part =
        client.post(&path, &json!({"amount_minor": 25_000, "reason": "Late delivery"})).await.expect(201);
    assert_eq!((part["number"].as_str(), part["open_minor"].as_i64()), (Some("C1"), Some(100_000)));
    client.post(&path, &json!({"amount_minor": 100_001})).await.problem(409, "exceeds_invoice");
    let (place, rule) = client.post(&path, &json!({"amount_minor": 0})).await.only_error(422);
    assert_eq!((place.as_str(), rule.as_str()), ("/amount_minor", "amount_not_positive"));
    let rest = client.post(&path, &json!({})).await.expect(201);
    assert_eq!((rest["number"].as_str(), rest["amount_minor"].as_i64()), (Some("C2"), Some(100_000)));
    let figures = client.figures(&id).await;
    assert_eq!(
        (figures["status"].as_str(), figures["credited_minor"].as_i64()),
        (Some("credited"), Some(125_000))
    );
}

#[tokio::test]
async fn a_voided_invoice_gives_back_what_was_paid_as_credit() {
    let client = Client::start().await;
    let id = client.invoice().await;
    client.payment(&id, 45_000).await;
    client
        .post(&format!("/api/v1/invoices/{id}/void"), &json!({"reason": "Wrong customer"}))
        .await
        .expect(200);
    let figures = client.figures(&id).await;
    assert_eq!((figures["status"].as_str(), figures["open_minor"].as_i64()), (Some("void"), Some(0)));
    assert_eq!(figures["credit_minor"], 45_000);
    client.post(&format!("/api/v1/invoices/{id}/credit"), &json!({})).await.problem(409, "voided");
}

#[tokio::test]
async fn money_after_a_void_is_kept_and_flagged() {
    let client = Client::start().await;
    let id = client.invoice().await;
    client.post(&format!("/api/v1/invoices/{id}/void"), &json!({})).await.expect(200);
    client.payment(&id, 45_000).await;
    let figures = client.figures(&id).await;
    assert_eq!((figures["flagged"].as_bool(), figures["credit_minor"].as_i64()), (Some(true), Some(45_000)));
}

#[tokio::test]
async fn a_written_off_invoice_asks_for_nothing() {
    let client = Client::start().await;
    let id = client.invoice().await;
    client.payment(&id, 45_000).await;
    client.post(&format!("/api/v1/invoices/{id}/write-off"), &json!({})).await.expect(200);
    let figures = client.figures(&id).await;
    assert_eq!((figures["status"].as_str(), figures["open_minor"].as_i64()), (Some("written_off"), Some(0)));
    let again = client.post(&format!("/api/v1/invoices/{id}/write-off"), &json!({})).await;
    again.problem(409, "written_off");
}

#[tokio::test]
async fn what_was_paid_too_much_pays_the_next_invoice() {
    let client = Client::start().await;
    let (first, second) = (client.invoice().await, client.invoice().await);
    let payment_id = client.payment(&first, 130_000).await;
    let path = format!("/api/v1/invoices/{second}/credit-allocations");
    let body = json!({"source": {"kind": "payment", "id": payment_id}, "amount_minor": 5_000});
    let allocated = client.call_as("POST", &path, &body, "allocate").await.expect(201);
    assert_eq!(allocated["open_minor"], 120_000);
    client.call_as("POST", &path, &body, "allocate").await.expect(200);
    client.post(&path, &body).await.problem(409, "not_enough_credit");
    assert_eq!(client.figures(&second).await["open_minor"], 120_000);
}

#[tokio::test]
async fn a_message_of_the_biller_is_in_the_log() {
    let client = Client::start().await;
    let id = client.invoice().await;
    let path = format!("/api/v1/invoices/{id}/messages");
    let posted = client.post(&path, &json!({"text": "Thank you.\nSee you <soon>."})).await.expect(201);
    let log = client.get(&format!("/api/v1/invoices/{id}/events?since=1")).await.expect(200);
    let event = &log["events"][0]["event"];
    assert_eq!(event["message_id"], posted["message_id"]);
    assert_eq!(event["text"], "Thank you.\nSee you <soon>.");
    assert_eq!(event["by"]["kind"], "biller");
    assert_eq!(
        client.post(&path, &json!({"text": " "})).await.only_error(422),
        ("/text".into(), "message_empty".into())
    );
    let endless = client.post(&path, &json!({"text": "å".repeat(4_001)})).await;
    assert_eq!(endless.only_error(422).1, "message_too_long");
}

#[tokio::test]
async fn a_forgotten_payers_words_are_gone_and_the_figures_stay() {
    let client = Client::start().await;
    let id = client.invoice().await;
    client.post(&format!("/api/v1/invoices/{id}/messages"), &json!({"text": "Dear Anna"})).await.expect(201);
    let payer = client.figures(&id).await["payer_id"].as_str().unwrap().to_owned();
    let path = format!("/api/v1/payers/{payer}/personal-data");
    let request =
        client.request("DELETE", &path).header("idempotency-key", "forget").body("".into()).unwrap();
    let forgotten = client.send(request).await.expect(200);
    assert_eq!((&forgotten["payer_id"], &forgotten["invoices"]), (&json!(payer), &json!(1)));
    assert!(forgotten["erased"].as_u64().unwrap() >= 3);
    let log = client.get(&format!("/api/v1/invoices/{id}/events")).await;
    let text = String::from_utf8(log.bytes.clone()).unwrap();
    assert!(!text.contains("Anna") && text.contains("payer_forgotten"), "{text}");
    assert_eq!(client.figures(&id).await["open_minor"], 125_000);
    let found = client.get("/api/v1/invoices?q=anna").await.expect(200);
    assert_eq!(found["invoices"], json!([]));
}

#[tokio::test]
async fn a_reason_is_bounded() {
    let client = Client::start().await;
    let id = client.invoice().await;
    for path in ["void", "write-off"] {
        let path = format!("/api/v1/invoices/{id}/{path}");
        let long = client.post(&path, &json!({"reason": "r".repeat(1_001)})).await;
        assert_eq!(long.only_error(422), ("/reason".into(), "too_long".into()));
        let control = client.post(&path, &json!({"reason": "a\u{0}b"})).await;
        assert_eq!(control.only_error(422).1, "control");
        let unknown = client.post(&path, &json!({"because": "so"})).await;
        assert_eq!(unknown.only_error(422).1, "shape");
    }
    assert_eq!(client.figures(&id).await["status"], "open");
}
