//! `POST /api/v1/bank/files`

use serde_json::{Value, json};

use crate::client::{Answer, Client, invoice, with};

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

/// A statement with one debit that takes something back.
fn returned(amount: &str, id: &str) -> String {
    statement(amount, "other thing")
        .replace("CRDT", "DBIT")
        .replace("<TxDtls>", &format!("<TxDtls><Refs><EndToEndId>{id}</EndToEndId></Refs>"))
        .replace("</RmtInf>", "</RmtInf><RtrInf><Rsn><Cd>AC04</Cd></Rsn></RtrInf>")
        .replace("2026-11-20", "2026-11-24")
}

/// Lets a return wait, and answers its id.
pub async fn waiting_return(client: &Client) -> String {
    let line = lines(&send(client, returned("99.00", "NONREF")).await).remove(0);
    assert_eq!((&line["status"], &line["reasons"][0]), (&"unmatched".into(), &"return_waiting".into()));
    let listed = client.get("/api/v1/bank/returns").await.expect(200)["returns"].clone();
    let last = listed.as_array().unwrap().last().unwrap();
    assert_eq!((&last["amount_minor"], &last["code"]), (&9_900.into(), &"AC04".into()));
    assert_eq!((&last["paid_by"], &last["reason"]), (&"Anna Exempel".into(), &"return_waiting".into()));
    last["return_id"].as_str().unwrap().to_owned()
}

#[tokio::test]
async fn a_return_waits_until_a_person_says_what_it_takes_back() {
    let client = Client::start().await;
    let line = lines(&send(&client, statement("99.00", "nothing known")).await).remove(0);
    let payment = line["payment_id"].as_str().unwrap().to_owned();
    let id = waiting_return(&client).await;
    let path = format!("/api/v1/bank/returns/{id}/resolve");
    let ended = client.post(&path, &json!({"payment_id": payment})).await.expect(200);
    assert_eq!((&ended["payment_id"], &ended["status"]), (&json!(payment), &json!("reversed")));
    client.post(&path, &json!({"payment_id": payment})).await.problem(404, "not_found");
    assert_eq!(client.get("/api/v1/bank/returns").await.expect(200)["returns"], json!([]));
    let read = client.get(&format!("/api/v1/payments/{payment}")).await.expect(200);
    assert_eq!(read["status"], "reversed");
    let file = returned("99.00", "NONREF").replace("2026-11-24", "2026-11-25");
    assert_eq!(lines(&send(&client, file).await)[0]["reasons"][0], "return_waiting");
    let listed = client.get("/api/v1/bank/returns").await.expect(200)["returns"].clone();
    let path = format!("/api/v1/bank/returns/{}/dismiss", listed[0]["return_id"].as_str().unwrap());
    let ended = client.post(&path, &json!({})).await.expect(200);
    assert_eq!((&ended["payment_id"], &ended["status"]), (&Value::Null, &Value::Null));
}

#[tokio::test]
async fn what_was_recorded_before_the_bank_told_of_it_is_joined_and_separated() {
    let client = Client::start().await;
    let invoice = client.invoice().await;
    let number = client.figures(&invoice).await["number"].as_str().unwrap().to_owned();
    let recorded = client.payment(&invoice, 125_000).await;
    let line = lines(&send(&client, statement("1250.00", &format!("Invoice {number}"))).await).remove(0);
    assert_eq!((&line["status"], &line["reasons"][0]), (&"unmatched".into(), &"perhaps_recorded".into()));
    let path = format!("/api/v1/payments/{}", line["payment_id"].as_str().unwrap());
    let same = client.get(&path).await.expect(200)["matching"]["same_as"][0].clone();
    assert_eq!((&same["payment_id"], &same["reason"]), (&json!(recorded), &json!("perhaps_recorded")));
    assert_eq!(same["invoices"], json!([number]));

    let joined = client.post(&format!("{path}/join"), &json!({"payment_id": recorded})).await.expect(200);
    assert_eq!((&joined["status"], &joined["credit_minor"]), (&json!("joined"), &json!(0)));
    assert_eq!(client.get(&path).await.expect(200)["joined_to"], json!(recorded));
    let counts = client.get(&format!("/api/v1/payments/{recorded}")).await.expect(200);
    assert_eq!(
        (&counts["status"], &counts["confirmed_by"]),
        (&json!("settled"), &json!([line["payment_id"]]))
    );
    let figures = client.figures(&invoice).await;
    assert_eq!((&figures["paid_minor"], &figures["credit_minor"]), (&json!(125_000), &json!(0)));
    let listed = client.get("/api/v1/payments?status=joined").await.expect(200)["payments"].clone();
    assert_eq!(listed[0]["payment_id"], line["payment_id"]);

    let separated =
        client.post(&format!("{path}/separate"), &json!({"reason": "another one"})).await.expect(200);
    assert_eq!(separated["status"], "unidentified");
    client.post(&format!("{path}/separate"), &json!({})).await.problem(409, "not_joined");
}

#[tokio::test]
async fn a_file_of_another_account_is_refused_until_it_is_allowed() {
    let client = Client::start().await;
    lines(&send(&client, statement("10.00", "x")).await);
    let other = statement("20.00", "x").replace("SE4550000000058398257466", "DE02120300000000202051");
    let answer = send(&client, other.clone()).await;
    assert_eq!(answer.only_error(422), ("DE02120300000000202051".into(), "other_account".into()));
    let listed = client.get("/api/v1/biller/accounts").await.expect(200);
    assert_eq!(listed["accounts"].as_array().unwrap().len(), 1);

    let path = "/api/v1/bank/files?name=other.xml&allow_account=true";
    assert_eq!(lines(&client.post_text(path, "application/octet-stream", other.clone()).await).len(), 2);
    let answer = client
        .call("DELETE", "/api/v1/biller/accounts/DE02%201203%200000%200000%202020%2051", &json!({}))
        .await;
    assert_eq!(answer.expect(200)["account"], "DE02120300000000202051");
    assert_eq!(send(&client, other.clone()).await.status, 422);
    let added = client.post("/api/v1/biller/accounts", &json!({"account": "12030000/202051"})).await;
    added.expect(201);
    let again = client.post("/api/v1/biller/accounts", &json!({"account": "DE02120300000000202051"})).await;
    assert_eq!(again.expect(200)["account"], "12030000/202051");
    assert_eq!(lines(&send(&client, other).await)[0]["status"], "duplicate");
    let nothing = client.post("/api/v1/biller/accounts", &json!({"account": " "})).await;
    assert_eq!(nothing.only_error(422).0, "/account");
    // Another biller has a list of its own.
    let stranger = client.of_another_biller().await;
    let listed = stranger.get("/api/v1/biller/accounts").await.expect(200);
    assert_eq!(listed["accounts"], json!([]));
    stranger
        .call("DELETE", "/api/v1/biller/accounts/12030000%2F202051", &json!({}))
        .await
        .problem(404, "not_found");
}

#[tokio::test]
async fn an_import_is_listed_and_undone_once() {
    let client = Client::start().await;
    let described = with(invoice(), "/payment_means", json!([{"code": "30", "reference": "104820734"}]));
    let created = client.post("/api/v1/invoices", &described).await.expect(201);
    let invoice = created["id"].as_str().unwrap().to_owned();
    let figures = client.figures(&invoice).await;
    let file = statement("1250.00", "104820734");
    lines(&send(&client, file.clone()).await);
    assert_ne!(client.figures(&invoice).await["open_minor"], figures["open_minor"]);
    let listed = client.get("/api/v1/bank/files").await.expect(200);
    let listed = &listed["files"][0];
    assert_eq!((&listed["name"], &listed["status"]), (&"monday.xml".into(), &"imported".into()));
    let undo = format!("/api/v1/bank/files/{}/undo", listed["file_id"].as_str().unwrap());

    // Nobody else can.
    client.of_another_biller().await.post(&undo, &json!({})).await.problem(404, "not_found");
    client.post("/api/v1/bank/files/nonsense/undo", &json!({})).await.problem(404, "not_found");
    let undone = client.post(&undo, &json!({})).await.expect(200);
    assert_eq!((&undone["undone"], &undone["left"]), (&1.into(), &0.into()));
    assert_eq!(client.figures(&invoice).await["open_minor"], figures["open_minor"]);
    assert_eq!(client.post(&undo, &json!({})).await.only_error(422).1, "undone");
    assert_eq!(client.get("/api/v1/bank/files").await.expect(200)["files"][0]["status"], "undone");

    let first = lines(&send(&client, file).await);
    let payment = first[0]["payment_id"].as_str().unwrap();
    let path = format!("/api/v1/payments/{payment}/unmatch");
    client.post(&path, &json!({"reason": "not hers"})).await.expect(200);
    assert_eq!(client.post(&undo, &json!({})).await.only_error(422), ("entry 1".into(), "moved_on".into()));
}

#[tokio::test]
async fn an_invoice_of_another_seller_is_refused_until_it_is_allowed() {
    let client = Client::start().await;
    // In the biller's own name: nothing is entered.
    client.invoice().await;
    assert_eq!(client.get("/api/v1/biller/sellers").await.expect(200)["sellers"], json!([]));
    let by = |name: &str, vat: &str| with(invoice(), "/seller", json!({"name": name, "vat_number": vat}));
    client.post("/api/v1/invoices", &by("Nordhamn Exempel AB", "SE556000016401")).await.expect(201);
    let other = by("Sydhamn Exempel AB", "SE559999999901");
    let refused = client.post("/api/v1/invoices", &other).await;
    assert_eq!(refused.only_error(422), ("seller".into(), "other_seller".into()));
    client.post("/api/v1/invoices?allow_seller=true", &other).await.expect(201);
    client.invoice().await;
    let listed = client.get("/api/v1/biller/sellers").await.expect(200);
    let sellers: Vec<_> = listed["sellers"].as_array().unwrap().iter().map(|one| &one["seller"]).collect();
    assert_eq!(sellers, ["SE556000016401", "SE559999999901"]);
    client.call("DELETE", "/api/v1/biller/sellers/SE556000016401", &json!({})).await.expect(200);
    client.post("/api/v1/biller/sellers", &json!({"seller": "SE 556000016401"})).await.expect(201);
    client.post("/api/v1/invoices?allow_sellers=true", &other).await.only_error(422);
}
