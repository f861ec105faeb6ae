//! Files that are broken, of another kind, or meant to harm.
#![allow(clippy::unwrap_used)]

mod support;

use documents::DocumentProblem;
use documents::ubl;
use support::*;

fn assert_problem(problem: &DocumentProblem, rule: &str, place: &str, says: &str) {
    assert_eq!((problem.rule.as_str(), problem.place.as_str()), (rule, place), "{problem}");
    assert!(problem.message.contains(says), "{problem} must say {says:?}");
}

#[test]
fn what_is_no_xml_is_refused() {
    assert_problem(&only_problem(b""), "EMPTY", "the file", "empty");
    assert_problem(&only_problem(b" \n \n"), "XML", "line 3", "no element");
    assert_problem(
        &only_problem(b"Invoice 1001\nTotal: 45 SEK"),
        "XML",
        "line 1",
        "does not begin with a tag",
    );
    assert_problem(&only_problem(b"%PDF-1.7\n"), "XML", "line 1", "does not begin with a tag");
    assert_problem(&only_problem(b"PK\x03\x04"), "CONTROL", "line 1", "U+0003");
    assert_problem(&only_problem(b"{\"number\": \"1\"}"), "XML", "line 1", "does not begin with a tag");
    assert_problem(&only_problem(b"\xEF\xBB\xBF"), "XML", "line 1", "no element");
}

#[test]
fn broken_xml_is_refused_where_it_breaks() {
    let fixture = text("electricity.xml");
    for (from, to, place) in [
        ("</cbc:IssueDate>", "</cbc:DueDate>", "/Invoice/cbc:IssueDate, line 8"),
        ("<cbc:IssueDate>", "<cbc:IssueDate", "/Invoice/cbc:IssueDate2026-05-04, line 8"),
        ("<cbc:IssueDate>", "<cbc:IssueDate a=1>", "/Invoice/cbc:IssueDate, line 8"),
        ("<cbc:IssueDate>", "<cbc:IssueDate a=\"1\" a=\"2\">", "/Invoice/cbc:IssueDate, line 8"),
        ("<cbc:IssueDate>", "<cbc:IssueDate a=\"<\">", "/Invoice/cbc:IssueDate, line 8"),
        (
            "cbc:IssueDate>2026-05-04</cbc:",
            "zzz:IssueDate>2026-05-04</zzz:",
            "/Invoice/zzz:IssueDate, line 8",
        ),
        ("<cbc:IssueDate>", "<cbc:IssueDate><cbc:ID/>", "/Invoice/cbc:IssueDate/cbc:ID, line 8"),
        ("<cbc:IssueDate>", "words <cbc:IssueDate>", "/Invoice, line 8"),
        ("<cbc:IssueDate>", "<?xml version=\"1.0\"?><cbc:IssueDate>", "/Invoice, line 8"),
        ("<cbc:IssueDate>2026", "<cbc:IssueDate>&#xZZ;2026", "/Invoice/cbc:IssueDate, line 8"),
    ] {
        let problem = only_problem(with(&fixture, from, to).as_bytes());
        assert_problem(&problem, "XML", place, "");
    }
}

#[test]
fn a_file_that_was_cut_off_is_refused_wherever_it_was_cut() {
    let fixture = bytes("electricity.xml");
    let whole = fixture.len() - "</Invoice>\n".len();
    for end in (1..=whole).step_by(7) {
        let problems = refused(&fixture[..end]);
        assert!(["XML", "ENCODING"].contains(&problems[0].rule.as_str()), "{problems:#?}");
    }
    assert!(refused(&fixture[..whole])[0].message.contains("cut off"));
    let utf_16 = bytes("utf16.xml");
    assert_eq!(only_problem(&utf_16[..utf_16.len() - 1]).rule, "ENCODING");
}

#[test]
fn nothing_may_follow_the_document() {
    let fixture = text("electricity.xml");
    accepted(&format!("{fixture}\n<!-- sent by hand -->\n<?robots no?>\n"));
    let garbage = only_problem(format!("{fixture}garbage").as_bytes());
    assert_problem(&garbage, "XML", "line 206", "after the end");
    let second = fixture.split_once("?>").unwrap().1;
    let two = only_problem(format!("{fixture}{second}").as_bytes());
    assert_eq!(two.rule, "XML");
    assert!(two.message.contains("second document"), "{two}");
    let close = only_problem(format!("{fixture}</Invoice>").as_bytes());
    assert_eq!(close.rule, "XML");
}

#[test]
fn other_documents_are_named() {
    for (xml, place, found) in [
        ("<html><body/></html>", "/html, line 1", "“html”"),
        (
            "<rsm:CrossIndustryInvoice xmlns:rsm=\"urn:un:unece:uncefact:data:standard:CrossIndustryInvoice:100\"/>",
            "/rsm:CrossIndustryInvoice, line 1",
            "Cross Industry Invoice",
        ),
        (
            "<Order xmlns=\"urn:oasis:names:specification:ubl:schema:xsd:Order-2\"/>",
            "/Order, line 1",
            "“Order”",
        ),
        ("<Invoice/>", "/Invoice, line 1", "outside UBL 2.1's namespace"),
        (
            "<Invoice xmlns=\"urn:oasis:names:specification:ubl:schema:xsd:Invoice-1.0\"/>",
            "/Invoice, line 1",
            "namespace",
        ),
        (
            "<Invoice xmlns=\"urn:oasis:names:specification:ubl:schema:xsd:CreditNote-2\"/>",
            "/Invoice, line 1",
            "“Invoice”",
        ),
        (
            "<StandardBusinessDocument xmlns=\"http://www.unece.org/cefact/namespaces/StandardBusinessDocumentHeader\"/>",
            "/StandardBusinessDocument, line 1",
            "the invoice inside it",
        ),
    ] {
        assert_problem(&only_problem(xml.as_bytes()), "KIND", place, found);
    }
    let mixed =
        with(&text("credit-note.xml"), "<cac:CreditNoteLine>", "<cac:InvoiceLine/><cac:CreditNoteLine>");
    assert_eq!(only_problem(mixed.as_bytes()).rule, "KIND");
}

#[test]
fn entities_never_expand() {
    let fixture = text("electricity.xml");
    let (declaration, rest) = fixture.split_once("?>").unwrap();
    let with_doctype = |doctype: &str, rest: &str| format!("{declaration}?>{doctype}{rest}");

    let mut bomb = String::from("<!DOCTYPE lolz [<!ENTITY lol0 \"lol\">");
    for level in 1..10 {
        let inner = format!("&lol{};", level - 1).repeat(10);
        bomb.push_str(&format!("<!ENTITY lol{level} \"{inner}\">"));
    }
    bomb.push_str("]>");
    let bomb = with_doctype(&bomb, &rest.replacen("Elenergi", "&lol9;", 1));
    assert_problem(&only_problem(bomb.as_bytes()), "ENTITY", "line 1", "DOCTYPE");

    for doctype in [
        "<!DOCTYPE Invoice>",
        "<!DOCTYPE Invoice SYSTEM \"http://example.com/evil.dtd\">",
        "<!DOCTYPE Invoice [<!ENTITY file SYSTEM \"file:///etc/passwd\">]>",
        "<!DOCTYPE Invoice [<!ENTITY % all SYSTEM \"http://example.com/all\"> %all;]>",
    ] {
        assert_problem(&only_problem(with_doctype(doctype, rest).as_bytes()), "ENTITY", "line 1", "DOCTYPE");
    }
    for (from, to) in [
        ("Elenergi<", "&energi;<"),
        ("<cac:Item>", "<cac:Item>&energi;"),
        ("<cbc:ProfileID>", "<cbc:ProfileID>&energi;"),
        ("unitCode=\"KWH\"", "unitCode=\"&energi;\""),
    ] {
        let problem = only_problem(with(&fixture, from, to).as_bytes());
        assert_eq!(problem.rule, "ENTITY", "{problem}");
    }
}

#[test]
fn bytes_must_be_what_the_file_says_they_are() {
    let fixture = with(&text("electricity.xml"), "UTF-8", "ISO-8859-1");
    let latin = bytes("latin1.xml");

    let undeclared = latin_declared_as(&latin, "UTF-8");
    assert_problem(&only_problem(&undeclared), "ENCODING", "line 20", "not UTF-8");
    let no_declaration = &latin[latin.iter().position(|byte| *byte == b'\n').unwrap()..];
    assert_eq!(only_problem(no_declaration).rule, "ENCODING");

    let utf_8 = only_problem(fixture.as_bytes());
    assert_problem(&utf_8, "ENCODING", "line 1", "the file is UTF-8 but declares “ISO-8859-1”");
    assert_eq!(only_problem(&[b"\xEF\xBB\xBF", &latin[..]].concat()).rule, "ENCODING");

    for label in ["UTF-16", "Shift_JIS", "IBM037", "UTF-7", "klingon"] {
        let problem = only_problem(&latin_declared_as(&latin, label));
        assert_problem(&problem, "ENCODING", "line 1", label);
    }

    let utf_16 = bytes("utf16.xml");
    assert_problem(&only_problem(&utf_16[2..]), "ENCODING", "the file", "byte order mark");
    let mut lone = utf_16.clone();
    let at = lone.len() - 100;
    lone[at..at + 2].copy_from_slice(&[0x00, 0xD8]);
    assert_eq!(only_problem(&lone).rule, "ENCODING", "half a surrogate pair");
    let declared: Vec<u8> = [0xFF, 0xFE]
        .into_iter()
        .chain(text("electricity.xml").encode_utf16().flat_map(u16::to_le_bytes))
        .collect();
    assert_problem(&only_problem(&declared), "ENCODING", "line 1", "UTF-16LE but declares “UTF-8”");

    // 0x81 is no character of windows-1252, which is what ISO-8859-1 means in practice.
    let at = latin.windows(4).position(|four| four == b"rmev").unwrap();
    let mut undefined = latin;
    undefined[at] = 0x81;
    assert_eq!(only_problem(&undefined).rule, "CONTROL");
}

fn latin_declared_as(latin: &[u8], label: &str) -> Vec<u8> {
    let end = latin.iter().position(|byte| *byte == b'\n').unwrap();
    [format!("<?xml version=\"1.0\" encoding=\"{label}\"?>").as_bytes(), &latin[end..]].concat()
}

#[test]
fn control_characters_are_refused() {
    let fixture = text("electricity.xml");
    for (written, code) in [
        ("\u{0}", "U+0000"),
        ("\u{b}", "U+000B"),
        ("\u{7f}", "U+007F"),
        ("\u{85}", "U+0085"),
        ("\u{ffff}", "U+FFFF"),
        ("&#1;", "U+0001"),
        ("&#x9F;", "U+009F"),
    ] {
        let problem = only_problem(with(&fixture, "Elenergi", &format!("El{written}energi")).as_bytes());
        assert_eq!(problem.rule, "CONTROL", "{problem}");
        assert!(problem.message.contains(code), "{problem}");
    }
    assert_eq!(only_problem(with(&fixture, "Elenergi", "El&#0;energi").as_bytes()).rule, "XML");
    assert_eq!(
        only_problem(with(&fixture, "unitCode=\"KWH\"", "unitCode=\"K&#7;H\"").as_bytes()).rule,
        "CONTROL"
    );
}

#[test]
fn size_depth_length_and_number_are_bounded() {
    let large = vec![b' '; 50 * 1024 * 1024];
    let problem = only_problem(&large);
    assert_problem(&problem, "SIZE", "the file", "52428800");
    assert!(problem.message.contains(&ubl::MAX_BYTES.to_string()), "{problem}");

    let fixture = text("electricity.xml");
    let deep = with(&fixture, "<cbc:ProfileID>", &format!("{}<cbc:ProfileID>", "<cac:X>".repeat(100_000)));
    assert_eq!(only_problem(deep.as_bytes()).rule, "LIMIT");

    let problem = only_problem(with(&fixture, "2026-1001", &"9".repeat(201)).as_bytes());
    assert_problem(&problem, "LIMIT", "/Invoice/cbc:ID, line 7", "200");
    accepted(&with(&fixture, "2026-1001", &"9".repeat(200)));
    accepted(&with(&fixture, "Elenergi", &"å".repeat(1_000)));
    assert_eq!(only_problem(with(&fixture, "Elenergi", &"å".repeat(1_001)).as_bytes()).rule, "LIMIT");
    assert_eq!(only_problem(with(&fixture, "Elenergi", &"&amp;".repeat(1_001)).as_bytes()).rule, "LIMIT");

    let many: String = (0..65).map(|at| format!(" a{at}=\"\"")).collect();
    let problem = only_problem(with(&fixture, "<cac:Item>", &format!("<cac:Item{many}>")).as_bytes());
    assert_eq!(problem.rule, "LIMIT");
    let notes = "<cbc:Note>x</cbc:Note>".repeat(201);
    assert_eq!(
        only_problem(with(&fixture, "<cbc:Note>", &format!("{notes}<cbc:Note>")).as_bytes()).rule,
        "LIMIT"
    );
}

/// Attachments and extensions are read over, however long they are.
#[test]
fn what_is_not_needed_is_read_over() {
    let fixture = text("electricity.xml");
    let picture = "QUJD".repeat(1_000_000);
    let attachment = format!(
        "<cac:AdditionalDocumentReference><cbc:ID>1</cbc:ID><cac:Attachment><cbc:EmbeddedDocumentBinaryObject \
         mimeCode=\"image/png\" filename=\"a.png\">{picture}</cbc:EmbeddedDocumentBinaryObject></cac:Attachment>\
         </cac:AdditionalDocumentReference><cac:AccountingSupplierParty>"
    );
    assert_eq!(accepted(&with(&fixture, "<cac:AccountingSupplierParty>", &attachment)), accepted(&fixture));
}
