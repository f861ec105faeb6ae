//! What a caller hears when the server cannot do its work.

use std::sync::Arc;

use axum::body::Body;

use crate::client::{Client, payment};

#[tokio::test]
async fn a_database_that_is_gone_is_told_without_its_secrets() {
    let client = Client::start().await;
    let id = client.invoice().await;
    let path = format!("/api/v1/invoices/{id}/payments");
    let write = client.request("POST", &path).header("idempotency-key", "during the failure");
    let write = write.header("content-type", "application/json").body(payment(1).to_string().into()).unwrap();
    let read = client.request("GET", "/api/v1/invoices").body(Body::empty()).unwrap();
    let Client { server, router, .. } = client;
    Arc::into_inner(server).unwrap().stop().await;
    for request in [write, read] {
        let answer = crate::client::send(&router, request).await;
        let problem = answer.problem(503, "unavailable");
        assert!(answer.header("retry-after").parse::<u32>().unwrap() >= 1);
        let text = problem.to_string().to_lowercase();
        for internal in ["sqlite", "sqlx", "pool", "billow.db", "/tmp", "closed"] {
            assert!(!text.contains(internal), "{internal} in {text}");
        }
    }
}
