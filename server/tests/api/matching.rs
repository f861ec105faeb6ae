//! Whose money it is, over the API: listed, matched, undone, kept, paid back.

use serde_json::{Value, json};
use uuid::Uuid;

use crate::client::{Client, invoice, payment, with};

/// A payment of which nobody knows whose it is: a match that was undone.
async fn unidentified(client: &Client, invoice: &str, amount_minor: i64) -> String {
    let payment_id = client.payment(invoice, amount_minor).await;
    let path = format!("/api/v1/payments/{payment_id}/unmatch");
    let undone = client.post(&path, &json!({"reason": "Not theirs"})).await.expect(200);
    assert_eq!((&undone["status"], &undone["payer_id"]), (&json!("unidentified"), &Value::Null));
    payment_id
}

async fn listed(client: &Client, query: &str) -> Vec<String> {
    let page = client.get(&format!("/api/v1/payments{query}")).await.expect(200);
    let ids = page["payments"].as_array().unwrap().iter().map(|one| one["payment_id"].as_str().unwrap());
    ids.map(str::to_owned).collect()
}

#[tokio::test]
async fn an_undone_match_waits_and_is_matched_again() {
    let client = Client::start().await;
    let (wrong, right) = (client.invoice().await, client.invoice().await);
    let payment_id = unidentified(&client, &wrong, 125_000).await;
    assert_eq!(client.figures(&wrong).await["open_minor"], 125_000);
    assert_eq!(listed(&client, "?status=unidentified").await, std::slice::from_ref(&payment_id));
    let read = client.get(&format!("/api/v1/payments/{payment_id}")).await.expect(200);
    assert_eq!((&read["status"], &read["allocations"]), (&json!("unidentified"), &json!([])));
    assert_eq!(read["matching"]["outcome"], "not_found");

    let path = format!("/api/v1/payments/{payment_id}/match");
    let body = json!({"allocations": [{"invoice_id": right, "amount_minor": 125_000}]});
    let matched = client.post(&path, &body).await.expect(200);
    assert_eq!(
        (&matched["status"], &matched["invoices"][0]["invoice_id"]),
        (&json!("settled"), &json!(right))
    );
    assert_eq!(client.figures(&right).await["status"], "paid");
    client.post(&path, &body).await.problem(409, "already_matched");
    assert!(listed(&client, "?status=unidentified").await.is_empty());
    let read = client.get(&format!("/api/v1/payments/{payment_id}")).await.expect(200);
    assert_eq!(read["allocations"][0]["invoice_id"], right);
}

#[tokio::test]
async fn a_match_names_invoices_of_one_payer_each_once() {
    let client = Client::start().await;
    let own = client.invoice().await;
    let of_another = with(invoice(), "/buyer", json!({"name": "Bo Exempel", "identifier": "C-9"}));
    let other = client.post("/api/v1/invoices", &of_another).await.expect(201)["id"].clone();
    let path = format!("/api/v1/payments/{}/match", unidentified(&client, &own, 1_000).await);
    let share = |invoice: &Value, minor: i64| json!({"invoice_id": invoice, "amount_minor": minor});
    let own = json!(own);
    let twice = json!({"allocations": [share(&own, 1), share(&own, 2)]});
    assert_eq!(client.post(&path, &twice).await.only_error(422).1, "DUPLICATE");
    let nothing = json!({"allocations": []});
    assert_eq!(client.post(&path, &nothing).await.only_error(422).1, "required");
    let both = json!({"allocations": [share(&own, 1), share(&other, 2)]});
    client.post(&path, &both).await.problem(409, "other_payer");
    let stranger = json!({"allocations": [share(&json!(Uuid::now_v7()), 1)]});
    client.post(&path, &stranger).await.problem(404, "not_found");
}

#[tokio::test]
async fn money_is_kept_as_credit_and_paid_back() {
    let client = Client::start().await;
    let invoice = client.invoice().await;
    let payer = client.figures(&invoice).await["payer_id"].clone();
    let payment_id = unidentified(&client, &invoice, 5_000).await;
    let path = format!("/api/v1/payments/{payment_id}");
    let kept = client.post(&format!("{path}/keep-as-credit"), &json!({"payer_id": payer})).await.expect(200);
    assert_eq!((&kept["credit_minor"], &kept["payer_id"]), (&json!(5_000), &payer));

    let start = format!("{path}/refund");
    client.post(&start, &json!({"amount_minor": 5_001})).await.problem(409, "not_enough_credit");
    let body = json!({"amount_minor": 2_000, "reason": "Paid twice"});
    let started = client.call_as("POST", &start, &body, "refund").await.expect(201);
    let again = client.call_as("POST", &start, &body, "refund").await.expect(200);
    assert_eq!(started, again);
    assert_eq!((&started["status"], &started["credit_minor"]), (&json!("underway"), &json!(3_000)));
    assert_eq!(started["by_provider"], false);
    let refund = format!("{path}/refunds/{}", started["refund_id"].as_str().unwrap());
    let done = client.post(&format!("{refund}/complete"), &json!({})).await.expect(200);
    assert_eq!(done["status"], "completed");
    client.post(&format!("{refund}/fail"), &json!({})).await.problem(409, "refund_ended");

    let rest = client.post(&start, &json!({})).await.expect(201);
    assert_eq!(rest["amount_minor"], 3_000, "all that is left");
    let refund = format!("{path}/refunds/{}", rest["refund_id"].as_str().unwrap());
    let failed =
        client.post(&format!("{refund}/fail"), &json!({"reason": "Account closed"})).await.expect(200);
    assert_eq!((&failed["status"], &failed["credit_minor"]), (&json!("failed"), &json!(3_000)));
    let read = client.get(&path).await.expect(200);
    assert_eq!(read["refunded_minor"], 2_000);
    let states: Vec<_> =
        read["refunds"].as_array().unwrap().iter().map(|one| one["status"].clone()).collect();
    assert_eq!(states, ["completed", "failed"]);
    client.post(&format!("{path}/unmatch"), &json!({})).await.problem(409, "refunded");
    client.get(&format!("{path}/refunds/nothing/complete")).await.problem(405, "method_not_allowed");
}

#[tokio::test]
async fn payments_are_listed_page_by_page_and_filtered() {
    let client = Client::start().await;
    let invoice = client.invoice().await;
    let path = format!("/api/v1/invoices/{invoice}/payments");
    for (day, method, status) in [
        ("2026-11-01", "card", "settled"),
        ("2026-11-02", "bank_transfer", "settled"),
        ("2026-11-02", "card", "pending"),
        ("2026-11-03", "cash", "settled"),
    ] {
        let mut body = payment(1_000);
        body["paid_on"] = day.into();
        body["method"] = method.into();
        body["status"] = status.into();
        client.post(&path, &body).await.expect(201);
    }
    assert_eq!(listed(&client, "").await.len(), 4);
    for (query, count) in [
        ("?from=2026-11-02", 3),
        ("?to=2026-11-02", 3),
        ("?from=2026-11-02&to=2026-11-02", 2),
        ("?method=card", 2),
        ("?method=card&status=pending", 1),
        ("?status=settled", 3),
        ("?currency=EUR", 0),
        ("?q=anna", 4),
        ("?q=10.00", 4),
        ("?q=bo", 0),
    ] {
        assert_eq!(listed(&client, query).await.len(), count, "{query}");
    }
    let (mut seen, mut after) = (Vec::new(), String::new());
    loop {
        let page = client.get(&format!("/api/v1/payments?limit=1{after}")).await.expect(200);
        seen.extend(page["payments"].as_array().unwrap().iter().map(|one| one["paid_on"].clone()));
        let Some(next) = page["next"].as_str() else { break };
        after = format!("&after={next}");
    }
    assert_eq!(seen, ["2026-11-03", "2026-11-02", "2026-11-02", "2026-11-01"]);
    for (query, place) in [
        ("?status=paid", "?status"),
        ("?method=barter", "?method"),
        ("?currency=kronor", "?currency"),
        ("?after=x", "?after"),
        ("?payer_id=1", "?payer_id"),
        ("?from=yesterday", "?from"),
        ("?limit=0", "?limit"),
    ] {
        let answer = client.get(&format!("/api/v1/payments{query}")).await;
        assert_eq!(answer.only_error(422).0, place, "{query}");
    }
    let other = client.of_another_biller().await;
    assert!(listed(&other, "").await.is_empty());
}
