//! A file is told by what is in it.

use crate::support::read;

#[test]
fn what_is_no_bank_file_says_what_would_be_one() {
    for text in ["%PDF-1.7", "date;amount\n2026-11-20;450,00", "<html><body/></html>", "PK\u{3}\u{4}"] {
        let problem = read(text.as_bytes()).unwrap_err();
        assert_eq!(problem.code, "FORMAT", "{problem}");
    }
    for text in ["", " \r\n\t"] {
        assert_eq!(read(text.as_bytes()).unwrap_err().code, "EMPTY");
    }
}

#[test]
fn the_sisters_of_a_statement_are_named() {
    let text =
        r#"<Document xmlns="urn:iso:std:iso:20022:tech:xsd:pain.001.001.09"><CstmrCdtTrfInitn/></Document>"#;
    let problem = read(text.as_bytes()).unwrap_err();
    assert!(problem.message.contains("pain.001.001.09"), "{problem}");
}

#[test]
fn an_account_report_is_named_as_what_it_is() {
    let known =
        r#"<Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.052.001.08"><BkToCstmrAcctRpt/></Document>"#;
    let bare = "<Document><BkToCstmrAcctRpt><Rpt/></BkToCstmrAcctRpt></Document>";
    for text in [known, bare] {
        let problem = read(text.as_bytes()).unwrap_err();
        assert_eq!(problem.code, "FORMAT");
        assert!(problem.message.contains("camt.052") && problem.message.contains("intraday"), "{problem}");
    }
}
