//! The OpenAPI description and the page made of it.

use std::collections::BTreeSet;

use axum::body::Body;
use axum::http::Request;
use serde_json::Value;

use crate::client::Client;
use crate::described::description;

/// Every operation, as `POST /api/v1/invoices`.
fn operations() -> BTreeSet<String> {
    let paths = description()["paths"].as_object().unwrap();
    let of = |(path, item): (&String, &Value)| {
        let methods: Vec<String> = item.as_object().unwrap().keys().map(|one| one.to_uppercase()).collect();
        methods.into_iter().map(|method| format!("{method} {path}")).collect::<Vec<_>>()
    };
    paths.iter().flat_map(of).collect()
}

#[test]
fn every_route_is_described() {
    let wanted: BTreeSet<String> = [
        "POST /api/v1/invoices",
        "GET /api/v1/invoices",
        "GET /api/v1/invoices/{id}",
        "PATCH /api/v1/invoices/{id}",
        "GET /api/v1/invoices/{id}/original",
        "GET /api/v1/invoices/{id}/events",
        "POST /api/v1/invoices/{id}/payments",
        "GET /api/v1/invoices/{id}/payments",
        "POST /api/v1/invoices/{id}/credit",
        "POST /api/v1/invoices/{id}/void",
        "POST /api/v1/invoices/{id}/write-off",
        "POST /api/v1/invoices/{id}/credit-allocations",
        "POST /api/v1/invoices/{id}/messages",
        "POST /api/v1/invoices/{id}/checkouts",
        "POST /api/v1/invoices/{id}/links",
        "GET /api/v1/invoices/{id}/links",
        "DELETE /api/v1/links/{link_id}",
        "POST /api/v1/bank/files",
        "GET /api/v1/bank/files",
        "POST /api/v1/bank/files/{file_id}/undo",
        "POST /api/v1/biller/accounts",
        "GET /api/v1/biller/accounts",
        "DELETE /api/v1/biller/accounts/{account}",
        "POST /api/v1/biller/sellers",
        "GET /api/v1/biller/sellers",
        "DELETE /api/v1/biller/sellers/{seller}",
        "GET /api/v1/bank/returns",
        "POST /api/v1/bank/returns/{return_id}/resolve",
        "POST /api/v1/bank/returns/{return_id}/dismiss",
        "GET /api/v1/payments",
        "GET /api/v1/payments/{payment_id}",
        "POST /api/v1/payments/{payment_id}/settle",
        "POST /api/v1/payments/{payment_id}/fail",
        "POST /api/v1/payments/{payment_id}/reverse",
        "POST /api/v1/payments/{payment_id}/match",
        "POST /api/v1/payments/{payment_id}/unmatch",
        "POST /api/v1/payments/{payment_id}/keep-as-credit",
        "POST /api/v1/payments/{payment_id}/join",
        "POST /api/v1/payments/{payment_id}/separate",
        "POST /api/v1/payments/{payment_id}/refund",
        "POST /api/v1/payments/{payment_id}/refunds/{refund_id}/complete",
        "POST /api/v1/payments/{payment_id}/refunds/{refund_id}/fail",
        "GET /api/v1/events",
        "DELETE /api/v1/payers/{payer_id}/personal-data",
    ]
    .map(String::from)
    .into();
    assert_eq!(operations(), wanted);
}

#[test]
fn the_description_is_openapi_3_1_and_complete() {
    let description = description();
    assert!(description["openapi"].as_str().unwrap().starts_with("3.1"));
    assert_eq!(description["security"][0]["key"], serde_json::json!([]));
    assert_eq!(description["components"]["securitySchemes"]["key"]["scheme"], "bearer");
    let mut ids = BTreeSet::new();
    for (path, item) in description["paths"].as_object().unwrap() {
        for (method, operation) in item.as_object().unwrap() {
            let at = format!("{method} {path}");
            assert!(ids.insert(operation["operationId"].as_str().unwrap()), "{at}: its id is taken");
            assert!(!operation["summary"].as_str().unwrap_or_default().is_empty(), "{at}: no summary");
            let names: Vec<&str> = operation["parameters"]
                .as_array()
                .into_iter()
                .flatten()
                .map(|one| one["name"].as_str().unwrap())
                .collect();
            for part in path.split('/').filter_map(|part| part.strip_prefix('{')?.strip_suffix('}')) {
                assert!(names.contains(&part), "{at}: {part} is not described");
            }
            // A bank file is its own key: each transaction in it is booked once, and its import undone once.
            let takes_key = method != "get" && !path.starts_with("/api/v1/bank/files");
            assert_eq!(names.contains(&"Idempotency-Key"), takes_key, "{at}: the key");
            let problem = &operation["responses"]["default"]["content"]["application/problem+json"];
            assert_eq!(problem["schema"]["$ref"], "#/components/schemas/Problem", "{at}");
        }
    }
    let text = description.to_string();
    for reference in text.split("\"#/components/schemas/").skip(1) {
        let name = reference.split('"').next().unwrap();
        assert!(!description["components"]["schemas"][name].is_null(), "{name} is named and not described");
    }
}

#[tokio::test]
async fn a_route_that_moves_money_says_that_it_needs_a_key() {
    let client = Client::start().await;
    let id = client.invoice().await;
    let mut needing = 0;
    for (path, item) in description()["paths"].as_object().unwrap() {
        let Some(operation) = item.get("post") else { continue };
        if path.starts_with("/api/v1/bank/files") {
            continue;
        }
        let key =
            operation["parameters"].as_array().unwrap().iter().find(|one| one["name"] == "Idempotency-Key");
        let address = path.replace("{id}", &id).replace("{payment_id}", &id).replace("{refund_id}", &id);
        let address = address.replace("{return_id}", &id);
        let body = match path.rsplit('/').next().unwrap() {
            "payments" => crate::client::payment(1),
            "credit-allocations" => {
                serde_json::json!({"source": {"kind": "invoice", "id": id}, "amount_minor": 1})
            }
            "messages" => serde_json::json!({"text": "Hej"}),
            "links" => serde_json::json!({"channel": "email"}),
            "accounts" => serde_json::json!({"account": "5050-1055"}),
            "sellers" => serde_json::json!({"seller": "SE556000016401"}),
            "checkouts" => serde_json::json!({"amount_minor": 1, "method": "card"}),
            "invoices" => crate::client::invoice(),
            "match" => serde_json::json!({"allocations": [{"invoice_id": id, "amount_minor": 1}]}),
            "keep-as-credit" => serde_json::json!({"payer_id": id}),
            "join" | "resolve" => serde_json::json!({"payment_id": id}),
            _ => serde_json::json!({}),
        };
        let answer = client.post_text(&address, "application/json", body.to_string()).await;
        let is_refused = answer.status == 400 && answer.json()["code"] == "idempotency_key_missing";
        assert_eq!(key.unwrap()["required"] == true, is_refused, "{path}");
        needing += usize::from(is_refused);
    }
    assert_eq!(needing, 17);
}

#[tokio::test]
async fn the_page_needs_nothing_from_elsewhere_and_names_everything() {
    let client = Client::start().await;
    let answer = client.send(Request::get("/api/docs").body(Body::empty()).unwrap()).await;
    assert_eq!(answer.status, 200);
    let policy = answer.header("content-security-policy");
    assert!(policy.contains("default-src 'none'") && !policy.contains("unsafe"), "{policy}");
    let html = String::from_utf8(answer.bytes).unwrap();
    assert!(!html.contains("<script") && !html.contains(" style=") && !html.contains("<style"));
    let sources: Vec<&str> = html.split(" src=\"").skip(1).collect();
    assert!(sources.is_empty(), "{sources:?}");
    for href in html.split("<link ").skip(1) {
        assert!(href.contains("href=\"/api/docs.css\""), "{href}");
    }
    for item in description()["paths"].as_object().unwrap().values() {
        for operation in item.as_object().unwrap().values() {
            let id = operation["operationId"].as_str().unwrap();
            assert!(html.contains(&format!("<article id=\"{id}\">")), "{id}");
        }
    }
    for target in html.split("href=\"#").skip(1).map(|rest| rest.split('"').next().unwrap()) {
        assert!(html.contains(&format!("id=\"{target}\"")), "a link leads to #{target}, which is not there");
    }
    let style = client.send(Request::get("/api/docs.css").body(Body::empty()).unwrap()).await;
    assert_eq!((style.status.as_u16(), style.header("content-type")), (200, "text/css; charset=utf-8"));
}

#[tokio::test]
async fn every_code_that_an_answer_can_have_is_explained() {
    let client = Client::start().await;
    let answer = client.send(Request::get("/api/docs").body(Body::empty()).unwrap()).await;
    let html = String::from_utf8(answer.bytes).unwrap();
    for file in ["../crates/domain/src/kernel/refusal.rs", "../crates/usecases/src/kernel/error.rs"] {
        let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join(file);
        let source = std::fs::read_to_string(path).unwrap();
        let codes: Vec<&str> =
            source.split(" => \"").skip(1).map(|rest| rest.split('"').next().unwrap()).collect();
        assert!(codes.len() >= 5, "the codes of {file} were not found");
        for code in codes {
            assert!(html.contains(&format!("id=\"problem-{code}\"")), "{code} is not explained");
        }
    }
}
