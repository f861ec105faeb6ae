//! A stand-in for Stripe on a port of its own: it keeps sessions, knows idempotency keys, and fails when it is told to.

use std::collections::HashMap;
use std::net::SocketAddr;
use std::sync::{Arc, Mutex};

use axum::extract::{Path, RawForm, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use axum::{Json, Router};
use serde_json::{Value, json};
use tokio::net::TcpListener;
use tokio::sync::Notify;

/// How it behaves next.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mood {
    Good,
    /// It does what it is asked for, and never answers.
    SilentAfter,
    /// It does what it is asked for, and answers 500.
    BrokenAfter,
    /// It does nothing and answers 429.
    Busy,
}

#[derive(Default)]
struct Kept {
    sessions: Vec<Value>,
    by_key: HashMap<String, Value>,
}

pub struct StandIn {
    pub address: SocketAddr,
    mood: Mutex<Mood>,
    kept: Mutex<Kept>,
    end: Notify,
}

impl StandIn {
    pub async fn start() -> Arc<Self> {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let stand_in = Arc::new(Self {
            address: listener.local_addr().unwrap(),
            mood: Mutex::new(Mood::Good),
            kept: Mutex::default(),
            end: Notify::new(),
        });
        let router = Router::new()
            .route("/v1/checkout/sessions", post(create).get(list))
            .route("/v1/checkout/sessions/{id}", get(one))
            .with_state(Arc::clone(&stand_in));
        tokio::spawn(async move { axum::serve(listener, router).await.unwrap() });
        stand_in
    }

    pub fn base_url(&self) -> String {
        format!("http://{}", self.address)
    }

    pub fn next(&self, mood: Mood) {
        *self.mood.lock().unwrap() = mood;
    }

    /// Every session that was ever made.
    pub fn sessions(&self) -> Vec<Value> {
        self.kept.lock().unwrap().sessions.clone()
    }
}

fn problem(status: StatusCode, code: &str, message: &str) -> Response {
    let kind = "invalid_request_error";
    (status, Json(json!({"error": {"type": kind, "code": code, "message": message}}))).into_response()
}

/// The answer to a wrong key.
fn refused(headers: &HeaderMap) -> Option<Response> {
    let bearer = headers.get("authorization").and_then(|value| value.to_str().ok());
    let right = bearer == Some("Bearer test_key_of_nordkraft");
    (!right).then(|| problem(StatusCode::UNAUTHORIZED, "api_key", "Invalid API Key provided"))
}

async fn create(State(at): State<Arc<StandIn>>, headers: HeaderMap, RawForm(form): RawForm) -> Response {
    if let Some(refused) = refused(&headers) {
        return refused;
    }
    let mood = std::mem::replace(&mut *at.mood.lock().unwrap(), Mood::Good);
    if mood == Mood::Busy {
        return problem(StatusCode::TOO_MANY_REQUESTS, "rate_limit", "Too many requests");
    }
    let fields: HashMap<String, String> = serde_urlencoded::from_bytes(&form).unwrap();
    let Some(reference) = fields.get("client_reference_id") else {
        return problem(StatusCode::BAD_REQUEST, "parameter_missing", "client_reference_id");
    };
    let session = {
        let mut kept = at.kept.lock().unwrap();
        let key = headers["idempotency-key"].to_str().unwrap().to_owned();
        match kept.by_key.get(&key).cloned() {
            Some(known) => known,
            None => {
                let id = format!("cs_test_{}", kept.sessions.len() + 1);
                let session = json!({
                    "id": id, "object": "checkout.session", "client_reference_id": reference,
                    "amount_total": fields["line_items[0][price_data][unit_amount]"].parse::<i64>().unwrap(),
                    "currency": fields["line_items[0][price_data][currency]"],
                    "status": "open", "payment_status": "unpaid", "payment_intent": null,
                    "url": format!("{}/pay/{id}", at.base_url()),
                });
                kept.sessions.push(session.clone());
                kept.by_key.insert(key, session.clone());
                session
            }
        }
    };
    match mood {
        Mood::SilentAfter => {
            at.end.notified().await;
            StatusCode::NO_CONTENT.into_response()
        }
        Mood::BrokenAfter => StatusCode::INTERNAL_SERVER_ERROR.into_response(),
        Mood::Good | Mood::Busy => Json(session).into_response(),
    }
}

async fn list(State(at): State<Arc<StandIn>>, headers: HeaderMap) -> Response {
    if let Some(refused) = refused(&headers) {
        return refused;
    }
    let newest_first: Vec<Value> = at.sessions().into_iter().rev().collect();
    Json(json!({"object": "list", "has_more": false, "data": newest_first})).into_response()
}

async fn one(State(at): State<Arc<StandIn>>, headers: HeaderMap, Path(id): Path<String>) -> Response {
    if let Some(refused) = refused(&headers) {
        return refused;
    }
    match at.sessions().into_iter().find(|session| session["id"] == id) {
        Some(session) => Json(session).into_response(),
        None => problem(StatusCode::NOT_FOUND, "resource_missing", "No such checkout.session"),
    }
}
