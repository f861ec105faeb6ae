//! Bytes of strangers: nothing panics, nothing is expanded, nothing grows without a bound.

use proptest::prelude::*;

use crate::support::read;

const HEAD: &str = r#"<Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.08"><BkToCstmrStmt><Stmt><Acct><Id><IBAN>SE1</IBAN></Id></Acct>"#;

#[test]
fn entities_and_doctypes_are_refused() {
    let bomb = r#"<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><Document>&b;</Document>"#;
    assert_eq!(read(bomb.as_bytes()).unwrap_err().code, "XML");
    let entity = format!("{HEAD}<AddtlStmtInf>&b;</AddtlStmtInf></Stmt></BkToCstmrStmt></Document>");
    assert_eq!(read(entity.as_bytes()).unwrap_err().code, "XML");
}

#[test]
fn endless_tokens_and_depths_are_refused() {
    let long = format!("{HEAD}<AddtlStmtInf>{}", "a".repeat(3_000_000));
    assert_eq!(read(long.as_bytes()).unwrap_err().code, "LIMIT");
    let deep = format!("{HEAD}{}", "<a>".repeat(1_000));
    assert_eq!(read(deep.as_bytes()).unwrap_err().code, "LIMIT");
    let wide = format!("{HEAD}<Ntry>{}", "<a></a>".repeat(30_000));
    assert!(matches!(read(wide.as_bytes()).unwrap_err().code, "LIMIT" | "XML"));
    let crowded = format!(
        "{HEAD}<Ntry><Amt Ccy=\"SEK\">1</Amt><CdtDbtInd>CRDT</CdtDbtInd><NtryDtls><TxDtls>{}",
        "<a></a>".repeat(30_000)
    );
    assert_eq!(read(crowded.as_bytes()).unwrap_err().code, "LIMIT");
    let line = format!(":20:{}", "0".repeat(100_000));
    assert_eq!(read(line.as_bytes()).unwrap_err().code, "LIMIT");
    let field =
        format!(":20:X\n:25:1\n:60F:C261119EUR1,00\n:61:261120C1,00NTRFX\n:86:{}", "word\n".repeat(100_000));
    assert_eq!(read(field.as_bytes()).unwrap_err().code, "LIMIT");
}

#[test]
fn a_file_that_ends_anywhere_is_refused() {
    let whole = format!(
        "{HEAD}<Ntry><Amt Ccy=\"SEK\">1.00</Amt><CdtDbtInd>CRDT</CdtDbtInd><Sts>BOOK</Sts></Ntry></Stmt></BkToCstmrStmt></Document>"
    );
    assert_eq!(read(whole.as_bytes()).unwrap().len(), 1);
    let refused = |end: usize| match read(&whole.as_bytes()[..end]) {
        Err(problem) => problem.code,
        Ok(_) => panic!("{} was taken", &whole[..end]),
    };
    assert_eq!(refused(0), "EMPTY");
    let codes: std::collections::BTreeSet<_> = (1..whole.len()).map(refused).collect();
    assert_eq!(codes.into_iter().collect::<Vec<_>>(), ["XML"]);
}

#[test]
fn bytes_that_are_not_the_stated_encoding_are_refused() {
    let text = format!("{HEAD}<AddtlStmtInf>\u{e5}</AddtlStmtInf></Stmt></BkToCstmrStmt></Document>");
    let bytes: Vec<u8> = text.chars().map(|letter| u8::try_from(u32::from(letter)).unwrap()).collect();
    assert_eq!(read(&bytes).unwrap_err().code, "ENCODING");
}

proptest! {
    #[test]
    fn no_bytes_make_it_panic(bytes in proptest::collection::vec(any::<u8>(), 0..400)) {
        let _ = bank::survey(bytes.as_slice());
    }

    #[test]
    fn no_lines_make_it_panic(
        kind in 0..2_usize,
        lines in proptest::collection::vec("(01|05|20|21|22|25|26|29|15|70|:61:|:86:|:60F:|:62F:|:20:|:25:)[ -~åä€\t]{0,90}", 0..12),
    ) {
        let head = ["01BGMAX               0120261120173035010331P\n", ":20:X\n"][kind];
        let text = format!("{head}{}", lines.join("\n"));
        if let Ok(survey) = bank::survey(text.as_bytes()) {
            let found = bank::transactions(text.as_bytes(), &survey).unwrap().count() as u64;
            prop_assert_eq!(found, survey.transactions);
        }
    }

    #[test]
    fn no_elements_make_it_panic(
        parts in proptest::collection::vec(
            prop_oneof![
                Just("<Ntry>"), Just("</Ntry>"), Just("<Amt Ccy=\"SEK\">"), Just("</Amt>"), Just("1.00"), Just("<NtryDtls>"),
                Just("</NtryDtls>"), Just("<TxDtls>"), Just("</TxDtls>"), Just("<CdtDbtInd>CRDT</CdtDbtInd>"), Just("<Btch>"),
                Just("</Btch>"), Just("</Stmt>"), Just("<TxsSummry>"), Just("</TxsSummry>"), Just("<![CDATA["), Just("]]>"),
                Just("&#x41;"), Just("<Sts/>"), Just("<BookgDt><DtTm>2026-11-20T25:00:00</DtTm></BookgDt>"), Just("<!--"), Just("-->"),
            ],
            0..40,
        ),
    ) {
        let text = format!("{HEAD}{}</Stmt></BkToCstmrStmt></Document>", parts.concat());
        if let Ok(survey) = bank::survey(text.as_bytes()) {
            let found = bank::transactions(text.as_bytes(), &survey).unwrap().count() as u64;
            prop_assert_eq!(found, survey.transactions);
        }
    }
}
