//! Payments over the API.

use serde_json::{Value, json};
use uuid::Uuid;

use crate::client::{Client, invoice, payment, with};

/// A payment that a ledger reports under an id.
fn reported(amount_minor: i64, source_id: &str) -> Value {
    let mut value = payment(amount_minor);
    value["source"] = "ledger".into();
    value["source_id"] = source_id.into();
    value
}

/// Sends the same payment a hundred times at once, each under its key, and answers the ids and statuses.
async fn hundred_times(
    client: &Client,
    path: &str,
    body: &Value,
    key: impl Fn(usize) -> String,
) -> Vec<(u16, String)> {
    let calls = (0..100).map(|number| {
        let (client, path, body, key) = (client.clone(), path.to_owned(), body.clone(), key(number));
        tokio::spawn(async move {
            let answer = client.call_as("POST", &path, &body, &key).await;
            (answer.status.as_u16(), answer.json()["payment_id"].as_str().unwrap().to_owned())
        })
    });
    let calls: Vec<_> = calls.collect();
    let mut answers = Vec::new();
    for call in calls {
        answers.push(call.await.unwrap());
    }
    answers
}

async fn is_one_payment(client: &Client, id: &str, answers: &[(u16, String)]) {
    assert!(answers.iter().all(|(_, payment)| *payment == answers[0].1), "{answers:?}");
    let of_status = |status| answers.iter().filter(|(found, _)| *found == status).count();
    assert_eq!((of_status(201), of_status(200)), (1, 99));
    let figures = client.figures(id).await;
    assert_eq!((figures["paid_minor"].as_i64(), figures["seq"].as_i64()), (Some(45_000), Some(2)));
    let list = client.get(&format!("/api/v1/invoices/{id}/payments")).await.expect(200);
    assert_eq!(list["payments"].as_array().unwrap().len(), 1);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn a_hundred_copies_under_one_key_make_one_payment() {
    let client = Client::start().await;
    let id = client.invoice().await;
    let path = format!("/api/v1/invoices/{id}/payments");
    let answers = hundred_times(&client, &path, &payment(45_000), |_| "the same".into()).await;
    is_one_payment(&client, &id, &answers).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn a_hundred_reports_of_one_transaction_make_one_payment() {
    let client = Client::start().await;
    let id = client.invoice().await;
    let path = format!("/api/v1/invoices/{id}/payments");
    let answers =
        hundred_times(&client, &path, &reported(45_000, "B-1"), |number| format!("key-{number}")).await;
    is_one_payment(&client, &id, &answers).await;
}

#[tokio::test]
async fn one_transaction_cannot_be_two_payments() {
    let client = Client::start().await;
    let (id, other) = (client.invoice().await, client.invoice().await);
    let path = format!("/api/v1/invoices/{id}/payments");
    let first = client.post(&path, &reported(45_000, "B-1")).await.expect(201);
    for different in [reported(45_001, "B-1"), with(reported(45_000, "B-1"), "/method", "card".into())] {
        client.post(&path, &different).await.problem(409, "different_content");
    }
    let elsewhere =
        client.post(&format!("/api/v1/invoices/{other}/payments"), &reported(45_000, "B-1")).await;
    elsewhere.problem(409, "different_content");
    let again = client.post(&path, &reported(45_000, "B-1")).await.expect(200);
    assert_eq!(again["payment_id"], first["payment_id"]);
    client.post(&path, &with(reported(45_000, "B-1"), "/account", "second".into())).await.expect(201);
}

#[tokio::test]
async fn a_pending_payment_moves_no_balance_until_it_settles() {
    let client = Client::start().await;
    let id = client.invoice().await;
    let pending = with(payment(45_000), "/status", "pending".into());
    let recorded = client.post(&format!("/api/v1/invoices/{id}/payments"), &pending).await.expect(201);
    let payment_id = recorded["payment_id"].as_str().unwrap();
    let figures = client.figures(&id).await;
    assert_eq!(
        (figures["pending_minor"].as_i64(), figures["open_minor"].as_i64()),
        (Some(45_000), Some(125_000))
    );

    let settled = client.post(&format!("/api/v1/payments/{payment_id}/settle"), &json!({})).await.expect(200);
    assert_eq!(settled["status"], "settled");
    assert_eq!(settled["invoices"][0]["invoice_id"], *id);
    let figures = client.figures(&id).await;
    assert_eq!(figures["status"], "partly_paid");
    assert_eq!((figures["pending_minor"].as_i64(), figures["open_minor"].as_i64()), (Some(0), Some(80_000)));
    client
        .post(&format!("/api/v1/payments/{payment_id}/fail"), &json!({}))
        .await
        .problem(409, "payment_not_pending");

    let path = format!("/api/v1/payments/{payment_id}/reverse");
    let reversed = client.post(&path, &json!({"reason": "Returned"})).await.expect(200);
    assert_eq!(reversed["status"], "reversed");
    assert_eq!(client.figures(&id).await["open_minor"], 125_000);
    let read = client.get(&format!("/api/v1/payments/{payment_id}")).await.expect(200);
    assert_eq!(read["status"], "reversed");
}

#[tokio::test]
async fn a_payment_that_never_came_says_so() {
    let client = Client::start().await;
    let id = client.invoice().await;
    let pending = with(payment(45_000), "/status", "pending".into());
    let recorded = client.post(&format!("/api/v1/invoices/{id}/payments"), &pending).await.expect(201);
    let path = format!("/api/v1/payments/{}/fail", recorded["payment_id"].as_str().unwrap());
    let without_body =
        client.request("POST", &path).header("idempotency-key", "fail").body("".into()).unwrap();
    assert_eq!(client.send(without_body).await.expect(200)["status"], "failed");
    assert_eq!(client.figures(&id).await["pending_minor"], 0);
}

#[tokio::test]
async fn one_payment_pays_two_invoices_and_the_rest_is_credit() {
    let client = Client::start().await;
    let (first, second) = (client.invoice().await, client.invoice().await);
    let body = with(
        payment(260_000),
        "/allocations",
        json!([
            {"invoice_id": second, "amount_minor": 125_000},
            {"invoice_id": first, "amount_minor": 125_000}
        ]),
    );
    let recorded = client.post(&format!("/api/v1/invoices/{first}/payments"), &body).await.expect(201);
    assert_eq!(recorded["credit_minor"], 10_000);
    for id in [&first, &second] {
        assert_eq!(client.figures(id).await["status"], "paid");
    }
    let read = client.get(&format!("/api/v1/payments/{}", recorded["payment_id"].as_str().unwrap())).await;
    assert_eq!(read.expect(200)["credit_minor"], 10_000);
}

#[tokio::test]
async fn what_cannot_be_a_payment_is_refused_where_it_is_wrong() {
    let client = Client::start().await;
    let id = client.invoice().await;
    let path = format!("/api/v1/invoices/{id}/payments");
    let stranger = Uuid::now_v7().to_string();
    let changes = [
        ("/amount_minor", json!(0), "/amount_minor", "amount_not_positive"),
        ("/amount_minor", json!(-1), "/amount_minor", "amount_not_positive"),
        ("/amount_minor", json!(2_000_000_000_000_000_i64), "/amount_minor", "amount_too_large"),
        ("/amount_minor", json!(450.5), "/amount_minor", "shape"),
        ("/amount_minor", json!("450"), "/amount_minor", "shape"),
        ("/currency", json!("sek"), "/currency", "CURRENCY"),
        ("/currency", json!("XAU"), "/currency", "CURRENCY"),
        ("/method", json!("barter"), "/method", "method"),
        ("/status", json!("done"), "/status", "shape"),
        ("/paid_on", json!("20.11.2026"), "/paid_on", "date"),
        ("/paid_on", json!("2026-02-30"), "/paid_on", "date"),
        ("/source", json!("ledger"), "/source_id", "required"),
        ("/source_id", json!("B-1"), "/source", "required"),
        ("/amount", json!(1), "", "shape"),
        ("/allocations", json!([{"invoice_id": stranger, "amount_minor": 1}]), "/allocations", "required"),
    ];
    for (pointer, change, place, rule) in changes {
        let answer = client.post(&path, &with(payment(45_000), pointer, change.clone())).await;
        let (found_place, found_rule) = answer.only_error(422);
        assert_eq!(found_rule, rule, "{pointer} {change}");
        assert!(found_place.starts_with(place), "{pointer} {change}: {found_place}");
    }
    assert_eq!(client.figures(&id).await["seq"], 1, "nothing was stored");
}

#[tokio::test]
async fn money_in_another_currency_waits_for_a_person() {
    let client = Client::start().await;
    let id = client.invoice().await;
    let euros = with(payment(45_000), "/currency", "EUR".into());
    let answer = client.post(&format!("/api/v1/invoices/{id}/payments"), &euros).await;
    answer.problem(409, "currency_mismatch");
}

#[tokio::test]
async fn a_payment_is_of_one_payer() {
    let client = Client::start().await;
    let first = client.invoice().await;
    let of_another = with(invoice(), "/buyer", json!({"name": "Bo Exempel", "identifier": "C-9"}));
    let second = client.post("/api/v1/invoices", &of_another).await.expect(201)["id"].clone();
    let body = with(
        payment(250_000),
        "/allocations",
        json!([{"invoice_id": first, "amount_minor": 1}, {"invoice_id": second, "amount_minor": 1}]),
    );
    client.post(&format!("/api/v1/invoices/{first}/payments"), &body).await.problem(409, "other_payer");
}
