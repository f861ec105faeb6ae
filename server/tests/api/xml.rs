//! E-invoice files over the API.

use std::fs;
use std::path::Path;

use serde_json::{Value, json};

use crate::client::{Answer, Client};

/// A file of the reader's own tests.
fn file(name: &str) -> String {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../crates/documents/tests/fixtures");
    fs::read_to_string(folder.join(name)).unwrap()
}

async fn send(client: &Client, xml: impl Into<axum::body::Body>) -> Answer {
    client.post_text("/api/v1/invoices", "application/xml; charset=utf-8", xml).await
}

#[tokio::test]
async fn a_file_becomes_an_invoice_and_is_kept_byte_for_byte() {
    let client = Client::start().await;
    let xml = file("electricity.xml");
    let created = send(&client, xml.clone()).await.expect(201);
    assert_eq!(
        (created["number"].as_str(), created["status"].as_str()),
        (Some("2026-1001"), Some("created"))
    );
    let id = created["id"].as_str().unwrap();
    assert_eq!(client.figures(id).await["payable_minor"], 91_700);
    let original = client.get(&format!("/api/v1/invoices/{id}/original")).await;
    assert_eq!(original.status, 200);
    assert_eq!(original.bytes, xml.as_bytes());
    assert_eq!(original.header("content-type"), "application/xml");
    assert_eq!(original.header("content-disposition"), "attachment; filename=\"invoice-2026-1001.xml\"");
}

#[tokio::test]
async fn an_invoice_that_came_as_json_has_no_original() {
    let client = Client::start().await;
    let id = client.invoice().await;
    client.get(&format!("/api/v1/invoices/{id}/original")).await.problem(404, "not_found");
}

#[tokio::test]
async fn the_same_file_again_is_unchanged_and_another_one_with_its_number_is_refused() {
    let client = Client::start().await;
    let xml = file("electricity.xml");
    let first = send(&client, xml.clone()).await.expect(201);
    let again = send(&client, xml.clone()).await.expect(200);
    assert_eq!((again["status"].as_str(), &again["id"]), (Some("unchanged"), &first["id"]));
    let other = xml.replace("REF-77", "REF-78").replace("Lumen", "Lumina");
    assert_ne!(other, xml);
    send(&client, other).await.problem(409, "different_content");
}

#[tokio::test]
async fn a_credit_note_credits_the_invoice_it_names() {
    let client = Client::start().await;
    let invoice = send(&client, file("electricity.xml")).await.expect(201);
    let note = send(&client, file("credit-note.xml")).await.expect(201);
    assert_eq!((note["status"].as_str(), &note["invoice_id"]), (Some("credited"), &invoice["id"]));
    assert_eq!(note["link"], invoice["link"]);
    let figures = client.figures(invoice["id"].as_str().unwrap()).await;
    assert_eq!(
        (figures["credited_minor"].as_i64(), figures["open_minor"].as_i64()),
        (Some(5_910), Some(85_790))
    );
}

#[tokio::test]
async fn an_own_credit_note_steps_over_a_number_that_an_imported_one_has() {
    let client = Client::start().await;
    let imported = file("credit-note.xml").replace("2026-K2001", "C1");
    send(&client, imported).await.expect(201);
    let id = client.invoice().await;
    let own = client
        .post(&format!("/api/v1/invoices/{id}/credit"), &json!({"amount_minor": 100}))
        .await
        .expect(201);
    assert_eq!(own["number"], "C2");
}

#[tokio::test]
async fn a_credit_note_without_its_invoice_waits_for_it() {
    let client = Client::start().await;
    let note = send(&client, file("credit-note.xml")).await.expect(201);
    assert_eq!(
        (note["status"].as_str(), &note["link"], &note["seq"]),
        (Some("waiting"), &Value::Null, &json!(0))
    );
    let invoice = send(&client, file("electricity.xml")).await.expect(201);
    assert_eq!(client.figures(invoice["id"].as_str().unwrap()).await["credited_minor"], 5_910);
}

#[tokio::test]
async fn a_file_that_does_not_add_up_is_refused_with_rule_place_and_figures() {
    let client = Client::start().await;
    let xml = file("electricity.xml");
    let wrong = xml.replace(">917.00</cbc:PayableAmount>", ">918.00</cbc:PayableAmount>");
    assert_ne!(wrong, xml);
    let problem = send(&client, wrong).await.problem(422, "invalid");
    let error = &problem["errors"][0];
    assert_eq!(error["rule"], "BR-CO-16");
    assert!(error["where"].as_str().unwrap().contains("cbc:PayableAmount"), "{error}");
    let message = error["message"].as_str().unwrap();
    assert!(message.contains("917.00") && message.contains("918.00"), "{message}");
    assert_eq!(client.get("/api/v1/invoices").await.json()["invoices"], json!([]));
}

#[tokio::test]
async fn what_is_no_xml_is_malformed() {
    let client = Client::start().await;
    let bomb = "<!DOCTYPE x [<!ENTITY a \"aaaa\"><!ENTITY b \"&a;&a;&a;\">]><Invoice>&b;</Invoice>";
    for xml in ["", "<Invoice", "no xml at all", bomb, "<a>\u{1}</a>"] {
        send(&client, xml).await.problem(400, "malformed");
    }
    send(&client, vec![0xff, 0xfe, 0x00, 0xd8, 0x41]).await.problem(400, "malformed");
    send(&client, "<html/>").await.problem(422, "invalid");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn fifty_copies_of_one_file_at_once_make_one_invoice() {
    let client = Client::start().await;
    let calls: Vec<_> = (0..50)
        .map(|_| {
            let (client, xml) = (client.clone(), file("electricity.xml"));
            tokio::spawn(async move { send(&client, xml).await })
        })
        .collect();
    let (mut created, mut unchanged) = (0, 0);
    for call in calls {
        match call.await.unwrap().json()["status"].as_str().unwrap() {
            "created" => created += 1,
            "unchanged" => unchanged += 1,
            other => panic!("{other}"),
        }
    }
    assert_eq!((created, unchanged), (1, 49));
    let list = client.get("/api/v1/invoices").await.expect(200);
    assert_eq!(list["invoices"].as_array().unwrap().len(), 1);
}
