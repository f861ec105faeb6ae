//! A biller's system, and what it sends.

use std::sync::Arc;

use axum::Router;
use axum::body::Body;
use axum::http::header::{AUTHORIZATION, CONTENT_TYPE};
use axum::http::{HeaderMap, Request, StatusCode};
use domain::ids::BillerId;
use serde_json::{Value, json};
use tower::ServiceExt;
use usecases::{ApiKey, Biller, BillerSetUp, Clock, SystemClock, hash_api_key, make_api_key};
use uuid::Uuid;

use crate::described;
use crate::support::TestServer;

/// A system with a key for a biller.
#[derive(Clone)]
pub struct Client {
    pub server: Arc<TestServer>,
    pub biller: BillerId,
    pub key: String,
    pub router: Router,
}

/// What came back.
#[derive(Debug, Clone)]
pub struct Answer {
    pub status: StatusCode,
    pub headers: HeaderMap,
    pub bytes: Vec<u8>,
}

impl Answer {
    pub fn json(&self) -> Value {
        serde_json::from_slice(&self.bytes)
            .unwrap_or_else(|error| panic!("{error}: {}", String::from_utf8_lossy(&self.bytes)))
    }

    pub fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", |value| value.to_str().unwrap())
    }

    /// The body of an answer with this status.
    #[track_caller]
    pub fn expect(&self, status: u16) -> Value {
        assert_eq!(self.status, status, "{}", String::from_utf8_lossy(&self.bytes));
        if self.bytes.is_empty() { Value::Null } else { self.json() }
    }

    /// The problem of an answer with this status and code.
    #[track_caller]
    pub fn problem(&self, status: u16, code: &str) -> Value {
        let problem = self.expect(status);
        assert_eq!(problem["code"], code, "{problem}");
        problem
    }

    /// The one thing that is wrong with an input, as `where` and `rule`.
    #[track_caller]
    pub fn only_error(&self, status: u16) -> (String, String) {
        let problem = self.expect(status);
        let errors = problem["errors"].as_array().unwrap_or_else(|| panic!("no errors: {problem}"));
        assert_eq!(errors.len(), 1, "{problem}");
        let text = |field: &str| errors[0][field].as_str().unwrap().to_owned();
        (text("where"), text("rule"))
    }
}

impl Client {
    /// A new server with one biller.
    pub async fn start() -> Self {
        Self::of(TestServer::start().await).await
    }

    /// A system of the biller of a server.
    pub async fn of(server: TestServer) -> Self {
        let server = Arc::new(server);
        let key = server.api_key("tests").await;
        let router = server::router(server.app.clone());
        Self { biller: server.biller, key, router, server }
    }

    /// A system of another biller on the same server.
    pub async fn of_another_biller(&self) -> Self {
        let biller = Biller {
            id: BillerId(Uuid::now_v7()),
            slug: "sydvatten".into(),
            name: "Sydvatten Example".into(),
            ..self.server.database().biller(self.biller).await.unwrap().unwrap()
        };
        let id = biller.id;
        self.server.database().write(Arc::new(BillerSetUp(biller))).await.unwrap();
        self.with_key_for(id, "tests").await
    }

    /// The same biller's other system.
    pub async fn with_key_for(&self, biller: BillerId, name: &str) -> Self {
        let key = make_api_key();
        let work = ApiKey { biller, name: name.into(), hash: hash_api_key(&key), at: SystemClock.now() };
        self.server.database().write(Arc::new(work)).await.unwrap();
        Self { biller, key, ..self.clone() }
    }

    /// Sends a request as it is.
    pub async fn send(&self, request: Request<Body>) -> Answer {
        send(&self.router, request).await
    }

    pub fn request(&self, method: &str, path: &str) -> axum::http::request::Builder {
        let builder = Request::builder().method(method).uri(path);
        builder.header(AUTHORIZATION, format!("Bearer {}", self.key))
    }

    pub async fn get(&self, path: &str) -> Answer {
        self.send(self.request("GET", path).body(Body::empty()).unwrap()).await
    }

    /// A call with a JSON body under a key of its own.
    pub async fn call(&self, method: &str, path: &str, body: &Value) -> Answer {
        self.call_as(method, path, body, &Uuid::now_v7().to_string()).await
    }

    /// A call with a JSON body under this key.
    pub async fn call_as(&self, method: &str, path: &str, body: &Value, key: &str) -> Answer {
        let request = self.request(method, path).header("idempotency-key", key);
        let request = request.header(CONTENT_TYPE, "application/json");
        self.send(request.body(body.to_string().into()).unwrap()).await
    }

    pub async fn post(&self, path: &str, body: &Value) -> Answer {
        self.call("POST", path, body).await
    }

    pub async fn post_text(&self, path: &str, content_type: &str, body: impl Into<Body>) -> Answer {
        let request = self.request("POST", path).header(CONTENT_TYPE, content_type);
        self.send(request.body(body.into()).unwrap()).await
    }

    /// A new invoice over 1,250.00 SEK, due on the last day of 2099; answers its id.
    pub async fn invoice(&self) -> String {
        let created = self.post("/api/v1/invoices", &invoice()).await.expect(201);
        created["id"].as_str().unwrap().to_owned()
    }

    /// A settled payment of an invoice; answers its id.
    pub async fn payment(&self, invoice: &str, amount_minor: i64) -> String {
        let path = format!("/api/v1/invoices/{invoice}/payments");
        let recorded = self.post(&path, &payment(amount_minor)).await.expect(201);
        recorded["payment_id"].as_str().unwrap().to_owned()
    }

    pub async fn figures(&self, invoice: &str) -> Value {
        self.get(&format!("/api/v1/invoices/{invoice}")).await.expect(200)
    }
}

/// Sends a request, and holds the answer against the description.
pub async fn send(router: &Router, request: Request<Body>) -> Answer {
    let (method, path) = (request.method().to_string(), request.uri().path().to_owned());
    let response = router.clone().oneshot(request).await.unwrap();
    let (parts, body) = response.into_parts();
    let bytes = axum::body::to_bytes(body, usize::MAX).await.unwrap().to_vec();
    let answer = Answer { status: parts.status, headers: parts.headers, bytes };
    described::check(&method.to_lowercase(), &path, &answer);
    answer
}

/// An invoice over 1,250.00 SEK: 1,000.00 and 25 % VAT.
pub fn invoice() -> Value {
    json!({
        "currency": "SEK",
        "due_date": "2099-12-31",
        "buyer": {"name": "Anna Exempel", "identifier": "C-2041", "email": "anna@example.com"},
        "lines": [
            {"name": "Electricity", "quantity": "1", "unit_price": "1000", "vat": {"code": "S", "rate": "25"}}
        ]
    })
}

/// The value with `change` made in it at a JSON pointer.
pub fn with(mut value: Value, pointer: &str, change: Value) -> Value {
    let (parent, field) = pointer.rsplit_once('/').unwrap();
    match value.pointer_mut(parent).unwrap() {
        Value::Object(fields) => {
            fields.insert(field.to_owned(), change);
        }
        Value::Array(items) => items[field.parse::<usize>().unwrap()] = change,
        other => panic!("{other} has no fields"),
    }
    value
}

/// A settled payment in SEK.
pub fn payment(amount_minor: i64) -> Value {
    json!({"amount_minor": amount_minor, "currency": "SEK", "method": "bank_transfer", "status": "settled"})
}
