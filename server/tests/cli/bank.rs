//! `billow bank import`

use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::Stdio;

use serde_json::Value;

use crate::billow::{Billow, numbered};

/// A statement (camt.053) with credits, each of an amount in minor units and a text.
fn statement(credits: &[(i64, String)]) -> String {
    let mut entries = String::new();
    for (at, (minor, text)) in credits.iter().enumerate() {
        entries.push_str(&format!(
            "<Ntry><Amt Ccy=\"SEK\">{}.{:02}</Amt><CdtDbtInd>CRDT</CdtDbtInd><Sts><Cd>BOOK</Cd></Sts>\
             <BookgDt><Dt>2026-11-20</Dt></BookgDt><ValDt><Dt>2026-11-20</Dt></ValDt><AcctSvcrRef>B{at}</AcctSvcrRef>\
             <NtryDtls><TxDtls><RltdPties><Dbtr><Pty><Nm>BAGERIET RÅG &amp; SALT AB</Nm></Pty></Dbtr></RltdPties>\
             <RmtInf><Ustrd>{text}</Ustrd></RmtInf></TxDtls></NtryDtls></Ntry>\n",
            minor / 100,
            minor % 100
        ));
    }
    let count = credits.len();
    format!(
        "<?xml version=\"1.0\"?><Document xmlns=\"urn:iso:std:iso:20022:tech:xsd:camt.053.001.08\"><BkToCstmrStmt><Stmt>\
         <Id>1</Id><Acct><Id><IBAN>SE4550000000058398257466</IBAN></Id></Acct><TxsSummry><TtlNtries>\
         <NbOfNtries>{count}</NbOfNtries></TtlNtries></TxsSummry>{entries}</Stmt></BkToCstmrStmt></Document>"
    )
}

/// Imports files; answers the lines, the totals and the exit code.
fn import(billow: &Billow, files: &[&str]) -> (Vec<Value>, Value, Option<i32>) {
    let mut arguments = vec!["bank", "import"];
    arguments.extend(files);
    let ended = billow.run(&arguments);
    let mut lines: Vec<Value> = ended.out.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let totals = lines.pop().unwrap_or_else(|| panic!("{ended:?}"))["totals"].take();
    assert_eq!(totals["entries"], lines.iter().filter(|line| !line["entry"].is_null()).count(), "{ended:?}");
    (lines, totals, ended.code)
}

fn statuses(lines: &[Value]) -> Vec<&str> {
    lines.iter().map(|line| line["status"].as_str().unwrap()).collect()
}

/// A biller with an invoice.
async fn with_invoice() -> (Billow, i64) {
    let billow = Billow::new();
    let file = billow.write("invoice.xml", numbered("10482"));
    billow.import(&[file]);
    let open_minor = billow.invoice("10482").await.unwrap().open_minor;
    (billow, open_minor)
}

#[tokio::test]
async fn a_statement_pays_its_invoice_once_whichever_file_tells_of_it() {
    let (billow, open_minor) = with_invoice().await;
    let text = statement(&[(open_minor, "Faktura, OCR 202610017".into()), (77_700, "who knows".into())]);
    billow.write("monday.xml", &text);
    let (lines, totals, code) = import(&billow, &["monday.xml"]);
    assert_eq!(code, Some(0), "{lines:?}");
    let first = &lines[0];
    assert_eq!(statuses(&lines)[0], "booked", "{first}");
    assert_eq!(billow.invoice("10482").await.unwrap().open_minor, 0);
    assert_eq!(
        (&first["file"], &first["entry"], &first["currency"]),
        (&"monday.xml".into(), &1.into(), &"SEK".into())
    );
    assert_eq!(
        (&first["amount_minor"], &first["invoices"]),
        (&open_minor.into(), &serde_json::json!(["10482"]))
    );
    assert!(first["score"].as_i64().unwrap() > 0 && !first["reasons"].as_array().unwrap().is_empty());
    assert_eq!(totals["rejected"], 0);

    // The same file, a copy with another name, and another statement with the same entries.
    billow.write("copy.xml", &text);
    billow.write("month.xml", text.replace("<Id>1</Id>", "<Id>MONTH</Id>"));
    let (lines, totals, code) = import(&billow, &["monday.xml", "copy.xml", "month.xml"]);
    assert_eq!((statuses(&lines), code), (vec!["duplicate"; 6], Some(0)));
    assert_eq!(totals["duplicate"], 6);
    assert_eq!(lines[0]["payment_id"], first["payment_id"]);
    billow.assert_verified();
}

#[tokio::test]
async fn a_file_that_disagrees_with_itself_is_refused_whole() {
    let (billow, open_minor) = with_invoice().await;
    let wrong =
        statement(&[(open_minor, "Faktura, OCR 202610017".into())]).replace("<NbOfNtries>1", "<NbOfNtries>2");
    billow.write("wrong.xml", wrong);
    billow.write("notes.txt", "call the bank");
    let (lines, totals, code) = import(&billow, &["wrong.xml", "notes.txt", "missing.xml"]);
    assert_eq!((statuses(&lines), code), (vec!["rejected"; 3], Some(1)));
    assert!(lines[0]["reasons"][0].as_str().unwrap().contains("TtlNtries/NbOfNtries"), "{}", lines[0]);
    assert_eq!(totals["entries"], 0);
    assert_eq!(billow.invoice("10482").await.unwrap().open_minor, open_minor);
}

#[tokio::test]
async fn an_import_that_is_killed_is_finished_by_importing_again() {
    const MANY: usize = 1_500;
    let (billow, _) = with_invoice().await;
    // Every amount three times: twins have to stay apart.
    let credits: Vec<_> = (0..MANY).map(|at| (1_000 + at as i64 / 3, format!("parcel {}", at / 3))).collect();
    let expected: i64 = credits.iter().map(|(minor, _)| minor).sum();
    billow.write("many.xml", statement(&credits));
    let mut child = billow
        .command(&["bank", "import", "many.xml"])
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let told = BufReader::new(child.stdout.take().unwrap()).lines().take(300).count();
    child.kill().unwrap();
    child.wait().unwrap();
    assert_eq!(told, 300, "it was killed in the middle");

    let (lines, totals, code) = import(&billow, &["many.xml"]);
    assert_eq!(code, Some(0));
    let known = totals["duplicate"].as_u64().unwrap();
    assert!((300..MANY as u64).contains(&known), "some were booked before, not all: {totals}");
    let mut payments: Vec<_> = lines.iter().map(|line| line["payment_id"].as_str().unwrap()).collect();
    payments.sort_unstable();
    payments.dedup();
    assert_eq!(payments.len(), MANY, "each is a payment of its own");
    let booked: i64 = lines.iter().map(|line| line["amount_minor"].as_i64().unwrap()).sum();
    assert_eq!(booked, expected);
    let (again, ..) = import(&billow, &["many.xml"]);
    assert_eq!(statuses(&again), vec!["duplicate"; MANY]);
    billow.assert_verified();
}

/// Undoes the import of a file; answers the lines and the exit code.
fn undo(billow: &Billow, file: &str) -> (Vec<Value>, Option<i32>) {
    let ended = billow.run(&["bank", "undo", file]);
    (ended.out.lines().map(|line| serde_json::from_str(line).unwrap()).collect(), ended.code)
}

/// How the files stand in the list, the newest first.
fn files(billow: &Billow) -> Vec<(String, String)> {
    let listed = billow.good(&["bank", "list"]);
    let lines = listed.lines().map(|line| serde_json::from_str::<Value>(line).unwrap());
    let text = |value: &Value| value.as_str().unwrap().to_owned();
    lines.map(|line| (text(&line["name"]), text(&line["status"]))).collect()
}

#[tokio::test]
async fn an_import_is_undone_by_its_file_or_id_and_can_be_made_again() {
    let (billow, open_minor) = with_invoice().await;
    let text = statement(&[(open_minor, "Faktura, OCR 202610017".into()), (77_700, "who knows".into())]);
    billow.write("monday.xml", &text);
    import(&billow, &["monday.xml"]);
    assert_eq!(files(&billow), [("monday.xml".to_owned(), "imported".to_owned())]);
    let (lines, code) = undo(&billow, "monday.xml");
    assert_eq!((&lines[0]["undone"], &lines[0]["left"], code), (&2.into(), &0.into(), Some(0)));
    assert_eq!(billow.invoice("10482").await.unwrap().open_minor, open_minor);
    assert_eq!(files(&billow), [("monday.xml".to_owned(), "undone".to_owned())]);
    billow.assert_verified();

    let again = billow.run(&["bank", "undo", "monday.xml"]);
    assert_eq!(again.code, Some(1));
    assert!(again.err.contains("undone already"), "{again:?}");
    let (lines_again, ..) = import(&billow, &["monday.xml"]);
    assert_eq!(lines_again[0]["status"], "booked");
    let id = lines[0]["file_id"].as_str().unwrap();
    assert_eq!(undo(&billow, id).1, Some(0));
    for unknown in ["missing.xml", &"0".repeat(32)] {
        let ended = billow.run(&["bank", "undo", unknown]);
        assert_eq!(ended.code, Some(1), "{ended:?}");
    }
    billow.assert_verified();
}

#[tokio::test]
async fn an_undoing_that_is_killed_is_finished_by_undoing_again() {
    const MANY: usize = 1_500;
    let (billow, _) = with_invoice().await;
    let credits: Vec<_> = (0..MANY).map(|at| (1_000 + at as i64, format!("parcel {at}"))).collect();
    billow.write("many.xml", statement(&credits));
    import(&billow, &["many.xml"]);
    let mut child = billow
        .command(&["bank", "undo", "many.xml"])
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let told = BufReader::new(child.stdout.take().unwrap()).lines().take(2).count();
    child.kill().unwrap();
    child.wait().unwrap();
    assert_eq!(told, 2, "it was killed in the middle");
    assert_eq!(files(&billow)[0].1, "undoing");
    // What is half undone is not imported again meanwhile.
    let (lines, _, code) = import(&billow, &["many.xml"]);
    assert_eq!((statuses(&lines), code), (vec!["rejected"], Some(1)));
    billow.assert_verified();

    let (lines, code) = undo(&billow, "many.xml");
    let last = lines.last().unwrap();
    let undone = last["undone"].as_u64().unwrap();
    assert_eq!((code, &last["left"]), (Some(0), &0.into()));
    assert!((1..MANY as u64 - 256).contains(&undone), "some were undone before, not all: {last}");
    assert_eq!(files(&billow)[0].1, "undone");
    billow.assert_verified();
    let (lines, totals, _) = import(&billow, &["many.xml"]);
    assert_eq!((lines.len(), &totals["duplicate"]), (MANY, &0.into()), "nothing of it was left");
    billow.assert_verified();
}

#[tokio::test]
async fn files_of_other_accounts_are_refused_until_they_are_allowed() {
    let (billow, open_minor) = with_invoice().await;
    billow.write("own.xml", statement(&[(77_700, "who knows".into())]));
    import(&billow, &["own.xml"]);
    let text = statement(&[(open_minor, "Faktura, OCR 202610017".into())]);
    billow.write("other.xml", text.replace("SE4550000000058398257466", "DE02120300000000202051"));
    let (lines, _, code) = import(&billow, &["other.xml"]);
    assert_eq!((statuses(&lines), code), (vec!["rejected"], Some(1)));
    let why = lines[0]["reasons"][0].as_str().unwrap();
    assert!(why.contains("DE02120300000000202051") && why.contains("--allow-account"), "{why}");
    assert_eq!(files(&billow)[0], ("other.xml".to_owned(), "refused".to_owned()));
    assert_eq!(billow.invoice("10482").await.unwrap().open_minor, open_minor);

    let (lines, _, code) = import(&billow, &["other.xml", "--allow-account"]);
    assert_eq!((statuses(&lines), code), (vec!["booked"], Some(0)));
    let accounts = billow.good(&["biller", "account", "list"]);
    assert_eq!(accounts.lines().count(), 2);
    billow.good(&["biller", "account", "remove", "DE02 1203 0000 0000 2020 51"]);
    assert_eq!(import(&billow, &["other.xml"]).2, Some(1));
    billow.good(&["biller", "account", "add", "12030000/202051"]);
    assert_eq!(statuses(&import(&billow, &["other.xml"]).0), ["duplicate"]);
    for wrong in [["account", "add", "--"], ["account", "remove", "SE999"], ["seller", "remove", "nobody"]] {
        let ended = billow.run(&[&["biller"], &wrong[..]].concat());
        assert_ne!(ended.code, Some(0), "{ended:?}");
    }
}

#[tokio::test]
async fn documents_of_other_sellers_are_refused_until_they_are_allowed() {
    let (billow, _) = with_invoice().await;
    let sellers = billow.good(&["biller", "seller", "list"]);
    let seller: Value = serde_json::from_str(sellers.trim()).unwrap();
    let vat = seller["seller"].as_str().unwrap().to_owned();
    let other = numbered("10483").replace(&vat, "SE999999999901");
    assert!(other.contains("SE999999999901"), "the seller is named by {vat}");
    let file = billow.write("other.xml", other);
    let ended = billow.run(&["import", &file]);
    assert_eq!(ended.code, Some(1));
    assert!(ended.out.contains("other_seller") && ended.out.contains("--allow-seller"), "{ended:?}");
    assert!(billow.invoice("10483").await.is_none());
    assert_eq!(billow.run(&["import", "--allow-seller", &file]).code, Some(0));
    assert_eq!(billow.good(&["biller", "seller", "list"]).lines().count(), 2);
    billow.good(&["biller", "seller", "remove", "se 9999999999 01"]);
    assert_eq!(billow.run(&["import", &file]).code, Some(0), "it is in the books");
}

#[test]
fn real_files_are_taken_in() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared/data/bank/bgmax");
    if !folder.is_dir() {
        println!("skipped: the banks' files are not beside the checkout");
        return;
    }
    let billow = Billow::new();
    billow.good(&["demo"]);
    let file = |name: &str| folder.join(name).to_str().unwrap().to_owned();
    let (agreement, none) = (file("ocr-agreement.txt"), file("no-control.txt"));
    let (lines, totals, code) = import(&billow, &["--allow-account", &agreement, &none]);
    assert_eq!((lines.len(), code), (14, Some(0)));
    assert_eq!(totals["ignored"], 1, "the deduction is money that left");
    assert_eq!(totals["amount_minor"]["ignored"]["SEK"], -50_000);
    let (lines, ..) = import(&billow, &[&agreement]);
    assert_eq!(lines.iter().filter(|line| line["status"] == "duplicate").count(), 8);
    billow.assert_verified();
}
