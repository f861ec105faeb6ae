//! `billow import`

use std::fmt::Write;

use crate::billow::{Billow, Line, examples, numbered, renumbered};

fn statuses(lines: &[Line]) -> Vec<&str> {
    lines.iter().map(Line::status).collect()
}

/// The first amount in an element of this name, in minor units of a currency with two decimals.
fn stated_minor(document: &str, element: &str) -> i64 {
    let (_, rest) = document.split_once(&format!("<cbc:{element} ")).unwrap();
    let (_, rest) = rest.split_once('>').unwrap();
    let (amount, _) = rest.split_once('<').unwrap();
    let (major, minor) = amount.split_once('.').unwrap_or((amount, ""));
    format!("{major}{minor:0<2}").parse().unwrap()
}

#[tokio::test]
async fn every_published_example_imports_with_the_amount_it_states() {
    let Some(folder) = examples() else { return };
    let billow = Billow::new();
    let mut files = Vec::new();
    for entry in folder.read_dir().unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_str().unwrap().to_owned();
        let number = format!("E-{name}");
        let document = renumbered(&std::fs::read_to_string(&path).unwrap(), &number);
        files.push((billow.write(&name, &document), number, document));
    }
    assert!(files.len() >= 8);
    let names: Vec<_> = files.iter().map(|(name, ..)| name).collect();
    // They are of several sellers.
    let (lines, code) = billow.import_with(&["--allow-seller"], &names);
    assert_eq!(code, Some(0), "{lines:?}");
    for (line, (name, number, document)) in lines.iter().zip(&files) {
        assert_eq!(line.text("number"), number);
        if document.contains("<CreditNote") {
            assert_eq!(line.status(), "waiting", "{name}: the invoice it names is not here");
            assert!(line.is_null("link"), "{name}");
        } else {
            assert_eq!(line.status(), "created", "{name}");
            let invoice = billow.invoice(number).await.unwrap();
            assert_eq!(invoice.open_minor, stated_minor(document, "PayableAmount"), "{name}");
        }
    }
    let (again, code) = billow.import(&names);
    assert_eq!(code, Some(0));
    for (line, before) in again.iter().zip(&lines) {
        assert_eq!(line.status(), "unchanged");
        assert_eq!(line.text("id"), before.text("id"));
    }
    billow.assert_verified();
}

#[tokio::test]
async fn under_their_own_numbers_a_credit_note_credits_and_a_namesake_is_refused() {
    let Some(folder) = examples() else { return };
    let billow = Billow::new();
    let file = |name: &str| folder.join(name).to_str().unwrap().to_owned();
    let (invoice, credit_note) = (file("base-example.xml"), file("base-creditnote-correction.xml"));
    let (lines, code) = billow.import(&[&invoice, &credit_note, &file("Vat-category-S.xml")]);
    assert_eq!(statuses(&lines), ["created", "credited", "rejected"]);
    assert_eq!(code, Some(1));
    assert_eq!(lines[2].rules(), ["different_content"]);
    assert_eq!(lines[0].text("link"), lines[1].text("link"), "the page of the invoice that is credited");

    let (invoice, credit_note) = (std::fs::read_to_string(invoice), std::fs::read_to_string(credit_note));
    let (invoice, credit_note) = (invoice.unwrap(), credit_note.unwrap());
    let row = billow.invoice("Snippet1").await.unwrap();
    let credited = stated_minor(&credit_note, "PayableAmount");
    assert_eq!(row.credited_minor, credited);
    assert_eq!(row.open_minor, (stated_minor(&invoice, "PayableAmount") - credited).max(0));
    billow.assert_verified();
}

#[tokio::test]
async fn a_bad_file_is_a_line_of_its_own_and_the_next_one_is_imported() {
    let billow = Billow::new();
    std::fs::create_dir(billow.path("folder")).unwrap();
    let mut bomb = String::from("<?xml version=\"1.0\"?>\n<!DOCTYPE Invoice [<!ENTITY a0 \"lol\">");
    for at in 1..10 {
        let inner = format!("&a{};", at - 1).repeat(10);
        write!(bomb, "<!ENTITY a{at} \"{inner}\">").unwrap();
    }
    bomb.push_str("]>\n<Invoice>&a9;</Invoice>");
    let good = numbered("G-1");
    let files = [
        "folder".to_owned(),
        "nowhere.xml".to_owned(),
        billow.write("empty.xml", ""),
        billow.write("garbage.xml", [0x50, 0x4b, 3, 4, 0, 0xff, 0xfe, 0]),
        billow.write("prose.txt", "Dear Sir or Madam,"),
        billow.write("bomb.xml", bomb),
        billow.write("huge.xml", vec![b' '; 50 * 1024 * 1024]),
        billow.write("cut.xml", &good[..good.len() / 2]),
        billow.write("wrong.xml", good.replacen("UTF-8", "UTF-16", 1)),
        billow.write("coin.xml", good.replace("SEK", "XQX")),
        billow.write("other.xml", "<Order xmlns=\"urn:oasis:names:specification:ubl:schema:xsd:Order-2\"/>"),
        billow.write("good.xml", &good),
    ];
    let (lines, code) = billow.import(&files);
    assert_eq!(code, Some(1));
    let (last, bad) = lines.split_last().unwrap();
    for line in bad {
        assert_eq!(line.status(), "rejected", "{line:?}");
        assert!(line.is_null("id") && line.is_null("link"), "{line:?}");
        assert!(!line.rules().is_empty(), "{line:?}");
    }
    assert_eq!(last.status(), "created");
    let ended = billow.run(&["verify"]);
    assert_eq!(ended.code, Some(0), "{ended:?}");
    assert!(billow.invoice("G-1").await.is_some());

    let store = billow.store().await;
    let end = usecases::LogStore::feed_end(store.as_ref()).await.unwrap();
    let feed = usecases::LogStore::feed(store.as_ref(), Default::default(), 100).await.unwrap();
    assert_eq!(feed.last().unwrap().cursor, end);
    let kinds: Vec<_> = feed.iter().map(|entry| entry.kind.as_str()).collect();
    assert_eq!(feed.len(), 2, "a payer and an invoice, nothing of the others: {kinds:?}");
    store.close().await;
}

#[test]
fn what_comes_out_depends_on_the_files_alone() {
    // Invoices, each with a credit note that comes after it or before it, a namesake and a repetition.
    let credit_note = include_str!("../../../crates/documents/tests/fixtures/credit-note.xml");
    let credit = |number: &str, of: &str| {
        let (before, rest) = renumbered(credit_note, number)
            .split_once("<cac:InvoiceDocumentReference>")
            .map(|(before, rest)| (before.to_owned(), rest.to_owned()))
            .unwrap();
        let (_, after) = rest.split_once("</cbc:ID>").unwrap();
        format!("{before}<cac:InvoiceDocumentReference><cbc:ID>{of}</cbc:ID>{after}")
    };
    let billow = Billow::new();
    let mut files = Vec::new();
    let mut expected = Vec::new();
    for at in 0..40 {
        let number = format!("N-{at}");
        let invoice = numbered(&number);
        let namesake = invoice.replacen("REF-77", "REF-78", 1);
        assert_ne!(namesake, invoice);
        let mut add = |what: &str, text: &str, status| {
            files.push(billow.write(&format!("{at:02}-{what}.xml"), text));
            expected.push(status);
        };
        let note = credit(&format!("C-{at}"), &number);
        match at % 2 {
            0 => {
                add("invoice", &invoice, "created");
                add("credit", &note, "credited");
            }
            _ => {
                add("credit", &note, "waiting");
                add("invoice", &invoice, "created");
            }
        }
        add("namesake", &namesake, "rejected");
        add("repetition", &invoice, "unchanged");
    }
    let (lines, code) = billow.import(&files);
    assert_eq!(statuses(&lines), expected);
    assert_eq!(code, Some(1));
    billow.assert_verified();
}

#[tokio::test]
async fn it_makes_the_sandbox_biller_where_there_is_none_and_takes_the_payers_language() {
    let billow = Billow::new();
    let file = billow.write("one.xml", numbered("1"));
    let ended = billow.run(&["import", &file, "--language", "nl"]);
    assert_eq!(ended.code, Some(0));
    assert!(ended.err.contains("sandbox biller “demo” was made"), "{}", ended.err);
    let invoice = billow.invoice("1").await.unwrap();
    let store = billow.store().await;
    let biller = usecases::BillerStore::billers(store.as_ref()).await.unwrap().remove(0);
    let document =
        usecases::InvoiceStore::document(store.as_ref(), biller.id, invoice.id).await.unwrap().unwrap();
    assert_eq!(document.language.as_deref(), Some("nl"));
    store.close().await;
    assert_eq!(billow.run(&["import", &file, "--language", "tlh"]).code, Some(2));
}
