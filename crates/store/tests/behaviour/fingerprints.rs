//! Hashes that are kept do not follow the layout of structs: what they are today is what they will be.
//!
//! The values below are golden: where one changes, every document that comes in again after an update would be
//! another one, and every call that is repeated across an update would be refused.

use domain::invoices::document::{Document, Party, VatCategory, VatCode, VatSubtotal};
use sqlx::Row as _;
use testkit::databases::{Database, on_both_engines};
use testkit::documents::invoice;
use testkit::inputs::{import, payment};
use testkit::world::World;
use usecases::{ImportStatus, Input, PaymentRecorded, execute};
use uuid::Uuid;

use crate::beside::Beside as _;

on_both_engines!(
    the_hashes_of_a_document_and_of_a_call_are_the_golden_ones,
    a_document_written_with_other_decimals_is_the_same_one,
    a_stored_answer_of_another_version_answers_a_repeat,
);

/// The one hash in a column.
async fn kept(database: &Database, sql: &'static str) -> String {
    let row = sqlx::query(sql).fetch_one(&mut database.connect().await).await.unwrap();
    row.get::<Vec<u8>, _>(0).iter().map(|byte| format!("{byte:02x}")).collect()
}

const CONTENT: &str = "SELECT content_hash FROM documents";
const INPUT: &str = "SELECT input_hash FROM idempotency";

async fn the_hashes_of_a_document_and_of_a_call_are_the_golden_ones(database: Database) {
    let world = World::open(&database).await;
    world.ask(import(invoice("2026/77", 100_000))).await.unwrap();
    assert_eq!(
        kept(&database, CONTENT).await,
        "336de33658bbe56062df59e16db0ce776433140c6e62d78b0408aa8f2c9af7aa"
    );
    assert_eq!(
        kept(&database, INPUT).await,
        "180c4e0eb6546f3f094a4da974257c7539d1812e7b703a63016b873914138951"
    );
}

async fn a_document_written_with_other_decimals_is_the_same_one(database: Database) {
    let world = World::open(&database).await;
    let document = invoice("1", 100_000);
    world.ask(import(document.clone())).await.unwrap();
    let mut same = document.clone();
    same.lines[0].quantity = "1.000".parse().unwrap();
    same.lines[0].vat.rate = "25.00".parse().unwrap();
    same.vat_breakdown[0].vat.rate = "25.0".parse().unwrap();
    same.buyer_reference = Some(String::new());
    let again = world.ask(import(same)).await.unwrap();
    assert_eq!((again.output.status, again.repeated), (ImportStatus::Unchanged, true));

    let exempt = VatSubtotal {
        vat: VatCategory { code: VatCode::E, rate: "0".parse().unwrap() },
        taxable_minor: 0,
        tax_minor: 0,
        exemption_reason: None,
    };
    let others = [
        Document { buyer_reference: Some("7".into()), ..document.clone() },
        Document {
            buyer: Party { phone: Some("0555 0100".into()), ..document.buyer.clone() },
            ..document.clone()
        },
        Document { notes: vec!["Thank you".into()], ..document.clone() },
        Document { notes: vec![String::new(), "Thank you".into()], ..document.clone() },
        Document { vat_breakdown: vec![document.vat_breakdown[0].clone(), exempt], ..document },
    ];
    for other in others {
        let refused = world.ask(import(other)).await.unwrap_err();
        assert_eq!(refused.code(), "different_content");
    }
}

async fn a_stored_answer_of_another_version_answers_a_repeat(database: Database) {
    let world = World::open(&database).await;
    let invoice = world.issue("1", 100_000).await;
    let key = Uuid::now_v7().to_string();
    let call = || Input { use_case: payment(invoice, 500), key: Some(key.clone()) };
    let first = execute(&world.services, world.caller.clone(), call()).await.unwrap().output;
    let PaymentRecorded { payment_id, seq, .. } = first;
    for body in [
        // An earlier version did not say whether the payment was known.
        format!(r#"{{"payment_id":"{payment_id}","seq":{seq},"credit_minor":0}}"#),
        // A later one says more.
        format!(
            r#"{{"payment_id":"{payment_id}","seq":{seq},"credit_minor":0,"known":false,"fee":{{"minor":1}}}}"#
        ),
    ] {
        let mut conn = database.connect().await;
        let update = sqlx::query("UPDATE idempotency SET body = $1 WHERE key = $2").bind(body).bind(&key);
        assert_eq!(update.execute(&mut conn).await.unwrap().rows_affected(), 1);
        let again = execute(&world.services, world.caller.clone(), call()).await.unwrap();
        assert_eq!((again.output, again.repeated), (first.clone(), true));
    }
    assert_eq!(world.open_minor(invoice).await, 99_500, "paid once");
}
