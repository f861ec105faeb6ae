//! A stand-in for Mollie: webhooks that carry nothing but an id, answers that do not come, and answers about something
//! else.

use std::collections::HashMap;
use std::net::SocketAddr;
use std::sync::{Arc, Mutex};

use axum::extract::{Path, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use axum::{Json, Router};
use domain::checkouts::CheckoutEnd;
use domain::payments::PaymentState;
use psp::Kind;
use serde_json::{Value, json};
use tokio::net::TcpListener;

use crate::support::http::request;
use crate::till::Till;

#[derive(Default)]
struct Kept {
    payments: Vec<Value>,
    by_key: HashMap<String, usize>,
    /// The next payment is made and answered with this status instead.
    breaks: Option<u16>,
}

struct Mollie {
    address: SocketAddr,
    kept: Mutex<Kept>,
}

impl Mollie {
    async fn start() -> Arc<Self> {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let mollie = Arc::new(Self { address: listener.local_addr().unwrap(), kept: Mutex::default() });
        let router = Router::new()
            .route("/v2/payments", post(make).get(list))
            .route("/v2/payments/{id}", get(one).delete(end))
            .with_state(Arc::clone(&mollie));
        tokio::spawn(async move { axum::serve(listener, router).await.unwrap() });
        mollie
    }

    fn base_url(&self) -> String {
        format!("http://{}", self.address)
    }

    fn change(&self, at: usize, field: &str, value: Value) {
        self.kept.lock().unwrap().payments[at][field] = value;
    }

    fn count(&self) -> usize {
        self.kept.lock().unwrap().payments.len()
    }
}

async fn make(State(mollie): State<Arc<Mollie>>, headers: HeaderMap, Json(body): Json<Value>) -> Response {
    assert_eq!(headers["authorization"], "Bearer key of the till");
    let key = headers["idempotency-key"].to_str().unwrap().to_owned();
    let mut kept = mollie.kept.lock().unwrap();
    let next = kept.payments.len();
    let at = *kept.by_key.entry(key).or_insert(next);
    if at == next {
        let id = format!("tr_{}", next + 1);
        kept.payments.push(json!({
            "resource": "payment", "id": id, "status": "open", "amount": body["amount"],
            "metadata": body["metadata"], "webhookUrl": body["webhookUrl"],
            "_links": {"checkout": {"href": format!("https://mollie.example.com/{id}")}},
        }));
    }
    match kept.breaks.take() {
        Some(status) => StatusCode::from_u16(status).unwrap().into_response(),
        None => (StatusCode::CREATED, Json(kept.payments[at].clone())).into_response(),
    }
}

async fn list(State(mollie): State<Arc<Mollie>>) -> Json<Value> {
    let payments: Vec<Value> = mollie.kept.lock().unwrap().payments.iter().rev().cloned().collect();
    Json(json!({"count": payments.len(), "_embedded": {"payments": payments}, "_links": {}}))
}

async fn one(State(mollie): State<Arc<Mollie>>, Path(id): Path<String>) -> Response {
    let kept = mollie.kept.lock().unwrap();
    match kept.payments.iter().find(|payment| payment["id"] == id) {
        Some(payment) => Json(payment.clone()).into_response(),
        None => StatusCode::NOT_FOUND.into_response(),
    }
}

async fn end(State(mollie): State<Arc<Mollie>>, Path(id): Path<String>) -> Response {
    let mut kept = mollie.kept.lock().unwrap();
    match kept.payments.iter_mut().find(|payment| payment["id"] == id) {
        Some(payment) if payment["status"] == "open" => {
            payment["status"] = json!("canceled");
            Json(payment.clone()).into_response()
        }
        Some(_) => StatusCode::UNPROCESSABLE_ENTITY.into_response(),
        None => StatusCode::NOT_FOUND.into_response(),
    }
}

async fn told(till: &Till, id: &str) {
    let headers = [("Content-Type", "application/x-www-form-urlencoded")];
    let body = format!("id={id}");
    let answer = request(till.server.address, "POST", &till.hook_path(), &headers, &body).await;
    assert_eq!(answer.status, 200);
    till.work().await;
}

#[tokio::test]
async fn a_webhook_with_nothing_but_an_id_has_the_payment_fetched() {
    let mollie = Mollie::start().await;
    let till = Till::at(Kind::Mollie, Some(mollie.base_url())).await;
    let invoice = till.server.invoice(50_000).await;
    let checkout = till.checkout(&invoice, 50_000).await;
    assert_eq!(till.row(checkout).await.url.as_deref(), Some("https://mollie.example.com/tr_1"));
    told(&till, "tr_1").await;
    assert_eq!(till.payments(&invoice).await, [], "it is open there, whatever somebody says");
    mollie.change(0, "status", json!("pending"));
    told(&till, "tr_1").await;
    assert_eq!(till.payments(&invoice).await, [(50_000, PaymentState::Pending)]);
    mollie.change(0, "status", json!("paid"));
    told(&till, "tr_1").await;
    told(&till, "tr_1").await;
    assert_eq!(till.payments(&invoice).await, [(50_000, PaymentState::Settled)]);
    assert_eq!(till.end(&invoice, checkout).await, Some(CheckoutEnd::Paid));
}

#[tokio::test]
async fn an_answer_that_did_not_come_is_looked_for_and_not_made_again() {
    let mollie = Mollie::start().await;
    let till = Till::at(Kind::Mollie, Some(mollie.base_url())).await;
    let invoice = till.server.invoice(50_000).await;
    mollie.kept.lock().unwrap().breaks = Some(503);
    let checkout = till.checkout(&invoice, 50_000).await;
    assert_eq!((mollie.count(), till.row(checkout).await.provider_id), (1, None), "made, and nobody knows");
    till.wait_ms(11_000).await;
    assert_eq!(till.row(checkout).await.provider_id.as_deref(), Some("tr_1"));
    assert_eq!(mollie.count(), 1);

    // Given up while nobody knows: it is found there and ended.
    mollie.kept.lock().unwrap().breaks = Some(500);
    let lost = till.checkout(&invoice, 20_000).await;
    till.server.pay(&invoice, 50_000).await;
    till.work().await;
    assert_eq!(till.row(lost).await.provider_id.as_deref(), Some("tr_2"));
    assert_eq!(mollie.kept.lock().unwrap().payments[1]["status"], "canceled");
}

#[tokio::test]
async fn another_amount_currency_or_checkout_than_ours_is_never_booked() {
    let mollie = Mollie::start().await;
    let till = Till::at(Kind::Mollie, Some(mollie.base_url())).await;
    for (field, wrong) in [
        ("amount", json!({"currency": "SEK", "value": "0.01"})),
        ("amount", json!({"currency": "EUR", "value": "500.00"})),
        ("metadata", json!({"checkout": "another"})),
        ("id", json!("tr_0")),
    ] {
        let invoice = till.server.invoice(50_000).await;
        let checkout = till.checkout(&invoice, 50_000).await;
        let (at, id) = (mollie.count() - 1, till.provider_id(checkout).await);
        mollie.change(at, "status", json!("paid"));
        let right = mollie.kept.lock().unwrap().payments[at][field].clone();
        mollie.change(at, field, wrong.clone());
        told(&till, &id).await;
        assert_eq!(till.payments(&invoice).await, [], "{wrong}");
        mollie.change(at, field, right);
        told(&till, &id).await;
        assert_eq!(till.payments(&invoice).await, [(50_000, PaymentState::Settled)]);
    }
}
