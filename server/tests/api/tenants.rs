//! What belongs to another biller does not exist.

use axum::body::Body;
use serde_json::{Value, json};

use crate::client::{Client, invoice, payment};
use crate::described::description;

/// A body that the operation accepts from its own biller.
fn body_of(path: &str) -> Value {
    match path.rsplit('/').next().unwrap() {
        "payments" => payment(1),
        "credit-allocations" => json!({
            "source": {"kind": "payment", "id": "0199b5f3-9f3c-7f4e-8d6a-3f1f2e9a7c10"}, "amount_minor": 1
        }),
        "messages" => json!({"text": "Hej"}),
        "links" => json!({"channel": "email"}),
        "checkouts" => json!({"amount_minor": 1_000, "method": "card"}),
        "match" => json!({"allocations": [
            {"invoice_id": "0199b5f3-9f3c-7f4e-8d6a-3f1f2e9a7c10", "amount_minor": 1}
        ]}),
        "keep-as-credit" => json!({"payer_id": "0199b5f3-9f3c-7f4e-8d6a-3f1f2e9a7c10"}),
        "join" | "resolve" => json!({"payment_id": "0199b5f3-9f3c-7f4e-8d6a-3f1f2e9a7c10"}),
        "{id}" => json!({"due_date": "2099-11-30"}),
        _ => json!({}),
    }
}

#[tokio::test]
async fn every_route_with_an_id_answers_404_for_another_billers() {
    let client = Client::start().await;
    let id = client.invoice().await;
    let payment_id = client.payment(&id, 1_000).await;
    let payer_id = client.figures(&id).await["payer_id"].as_str().unwrap().to_owned();
    let links = client.get(&format!("/api/v1/invoices/{id}/links")).await.expect(200);
    let link_id = links["links"][0]["id"].as_str().unwrap().to_owned();
    let over = client.payment(&id, 200_000).await;
    let refund = client.post(&format!("/api/v1/payments/{over}/refund"), &json!({"amount_minor": 1})).await;
    let refund_id = refund.expect(201)["refund_id"].as_str().unwrap().to_owned();
    let before = client.figures(&id).await;
    let return_id = crate::bank::waiting_return(&client).await;
    let files = client.get("/api/v1/bank/files").await.expect(200);
    let file_id = files["files"][0]["file_id"].as_str().unwrap().to_owned();
    let (account, seller) = ("5050-1055", "SE556000016401");
    client.post("/api/v1/biller/accounts", &json!({"account": account})).await.expect(201);
    client.post("/api/v1/biller/sellers", &json!({"seller": seller})).await.expect(201);
    let other = client.of_another_biller().await;
    let mut walked = 0;
    for (template, item) in description()["paths"].as_object().unwrap() {
        if !template.contains('{') {
            continue;
        }
        let path = template
            .replace("{id}", &id)
            .replace("{payment_id}", &payment_id)
            .replace("{payer_id}", &payer_id)
            .replace("{refund_id}", &refund_id)
            .replace("{return_id}", &return_id)
            .replace("{file_id}", &file_id)
            .replace("{account}", account)
            .replace("{seller}", seller)
            .replace("{link_id}", &link_id);
        assert!(!path.contains('{'), "say here which id {template} takes");
        for method in item.as_object().unwrap().keys() {
            let method = method.to_uppercase();
            let request = other.request(&method, &path).header("idempotency-key", format!("walk {walked}"));
            let request = request.header("content-type", "application/json");
            let body = if method == "GET" || method == "DELETE" { Value::Null } else { body_of(template) };
            let body = if body.is_null() { Body::empty() } else { body.to_string().into() };
            let answer = other.send(request.body(body).unwrap()).await;
            assert_eq!(answer.status, 404, "{method} {template}: {}", String::from_utf8_lossy(&answer.bytes));
            walked += 1;
        }
    }
    assert!(walked >= 24, "only {walked} operations with an id were walked");
    assert_eq!(client.figures(&id).await, before, "the other biller changed nothing");
}

#[tokio::test]
async fn lists_and_feed_show_a_biller_its_own() {
    let client = Client::start().await;
    client.invoice().await;
    let other = client.of_another_biller().await;
    assert_eq!(other.get("/api/v1/invoices").await.expect(200)["invoices"], json!([]));
    assert_eq!(other.get("/api/v1/events").await.expect(200)["events"], json!([]));
    // The same number is free for another biller.
    let mut same_number = invoice();
    same_number["number"] = client.get("/api/v1/invoices").await.json()["invoices"][0]["number"].clone();
    other.post("/api/v1/invoices", &same_number).await.expect(201);
}

#[tokio::test]
async fn credit_of_another_biller_pays_nothing() {
    let client = Client::start().await;
    let id = client.invoice().await;
    let payment_id = client.payment(&id, 130_000).await;
    let other = client.of_another_biller().await;
    let theirs = other.invoice().await;
    let body = json!({"source": {"kind": "payment", "id": payment_id}, "amount_minor": 5_000});
    let path = format!("/api/v1/invoices/{theirs}/credit-allocations");
    other.post(&path, &body).await.problem(404, "not_found");
}
