//! `POST /api/v1/bank/files`

use serde_json::Value;

use crate::client::{Answer, Client};

/// A statement with one credit for this text.
fn statement(amount: &str, text: &str) -> String {
    format!(
        "<Document xmlns=\"urn:iso:std:iso:20022:tech:xsd:camt.053.001.08\"><BkToCstmrStmt><Stmt><Id>1</Id>\
         <Acct><Id><IBAN>SE4550000000058398257466</IBAN></Id></Acct><Ntry><Amt Ccy=\"SEK\">{amount}</Amt>\
         <CdtDbtInd>CRDT</CdtDbtInd><Sts><Cd>BOOK</Cd></Sts><BookgDt><Dt>2026-11-20</Dt></BookgDt><NtryDtls><TxDtls>\
         <RltdPties><Dbtr><Pty><Nm>Anna Exempel</Nm></Pty></Dbtr></RltdPties><RmtInf><Ustrd>{text}</Ustrd></RmtInf>\
         </TxDtls></NtryDtls></Ntry></Stmt></BkToCstmrStmt></Document>"
    )
}

async fn send(client: &Client, file: impl Into<axum::body::Body>) -> Answer {
    client.post_text("/api/v1/bank/files?name=monday.xml", "application/octet-stream", file).await
}

/// The lines of an answer.
fn lines(answer: &Answer) -> Vec<Value> {
    assert_eq!(answer.status, 200, "{}", String::from_utf8_lossy(&answer.bytes));
    assert_eq!(answer.header("content-type"), "application/x-ndjson");
    let text = String::from_utf8(answer.bytes.clone()).unwrap();
    text.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

#[tokio::test]
async fn a_file_is_answered_line_by_line_and_booked_once() {
    let client = Client::start().await;
    let invoice = client.invoice().await;
    let number = client.figures(&invoice).await["number"].as_str().unwrap().to_owned();
    let file = statement("1250.00", &format!("Invoice {number}"));
    let first = lines(&send(&client, file.clone()).await);
    assert_eq!(first.len(), 2);
    assert_eq!((&first[0]["entry"], &first[0]["amount_minor"]), (&1.into(), &125_000.into()));
    assert_eq!(first[0]["invoice_ids"][0], invoice.as_str(), "{}", first[0]);
    assert_eq!(first[1]["totals"]["entries"], 1);
    let payment = first[0]["payment_id"].as_str().unwrap();
    client.get(&format!("/api/v1/payments/{payment}")).await.expect(200);

    let again = lines(&send(&client, file.clone()).await);
    assert_eq!((&again[0]["status"], &again[0]["payment_id"]), (&"duplicate".into(), &payment.into()));

    // Another biller has not heard of it.
    let other = client.of_another_biller().await;
    assert_eq!(lines(&send(&other, file).await)[0]["status"], "unmatched");
}

#[tokio::test]
async fn a_file_that_disagrees_with_itself_is_refused_with_the_place() {
    let client = Client::start().await;
    let summary = "<TxsSummry><TtlNtries><NbOfNtries>2</NbOfNtries></TtlNtries></TxsSummry><Ntry>";
    let wrong = statement("1250.00", "x").replacen("<Ntry>", summary, 1);
    let answer = send(&client, wrong).await;
    assert_eq!(answer.only_error(422), ("Stmt[1]/TxsSummry/TtlNtries/NbOfNtries".into(), "counter".into()));
    assert_eq!(send(&client, "call the bank").await.only_error(422).1, "format");
    assert_eq!(send(&client, "").await.only_error(422).1, "empty");
}
