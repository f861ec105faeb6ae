//! camt.053 and camt.054: batches, returns, sums, versions, encodings.

use bank::{Direction, Lowered, State, Transaction};

use crate::support::read;

/// A statement with what stands behind its account.
fn statement(inside: &str) -> String {
    format!(
        r#"<?xml version="1.0" encoding="UTF-8"?>
<Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.08"><BkToCstmrStmt>
<GrpHdr><MsgId>M1</MsgId><CreDtTm>2026-11-20T18:00:00+01:00</CreDtTm></GrpHdr>
<Stmt><Id>S1</Id><Acct><Id><IBAN>SE4550000000058398257466</IBAN></Id></Acct>{inside}</Stmt>
</BkToCstmrStmt></Document>"#
    )
}

fn entry(amount: &str, side: &str, inside: &str) -> String {
    format!(
        r#"<Ntry><Amt Ccy="SEK">{amount}</Amt><CdtDbtInd>{side}</CdtDbtInd><Sts><Cd>BOOK</Cd></Sts>
<BookgDt><Dt>2026-11-20</Dt></BookgDt><ValDt><Dt>2026-11-21</Dt></ValDt><AcctSvcrRef>BANK1</AcctSvcrRef>{inside}</Ntry>"#
    )
}

fn detail(amount: &str, reference: &str) -> String {
    format!(
        r#"<TxDtls><Refs><EndToEndId>E2E-{reference}</EndToEndId></Refs><Amt Ccy="SEK">{amount}</Amt>
<RltdPties><Dbtr><Pty><Nm>Anna Exempel</Nm></Pty></Dbtr><DbtrAcct><Id><Othr><Id>90201234567</Id></Othr></Id></DbtrAcct></RltdPties>
<RmtInf><Strd><CdtrRefInf><Ref>{reference}</Ref></CdtrRefInf></Strd></RmtInf></TxDtls>"#
    )
}

fn one(inside: &str) -> Transaction {
    let mut found = read(statement(inside).as_bytes()).unwrap();
    assert_eq!(found.len(), 1);
    found.pop().unwrap()
}

#[test]
fn a_single_detail_is_its_entry() {
    let found =
        one(&entry("450.00", "CRDT", &format!("<NtryDtls>{}</NtryDtls>", detail("451.00", "104820734"))));
    assert_eq!((found.money.minor, found.direction, found.state), (45_000, Direction::Credit, State::Booked));
    assert_eq!(found.account, "SE4550000000058398257466");
    assert_eq!(
        (found.booked_on.unwrap().to_string(), found.valued_on.unwrap().to_string()),
        ("2026-11-20".into(), "2026-11-21".into())
    );
    assert_eq!(found.references, ["104820734"]);
    assert_eq!(found.end_to_end.as_deref(), Some("E2E-104820734"));
    assert_eq!(found.party.name.as_deref(), Some("Anna Exempel"));
    assert_eq!(found.party.account.as_deref(), Some("90201234567"));
    assert_eq!(found.bank_references, ["BANK1"]);
    assert_eq!(found.place, "Stmt[1]/Ntry[1]/TxDtls[1]");
}

#[test]
fn a_batch_whose_details_are_its_sum_is_as_many_transactions() {
    let details = format!(
        "<NtryDtls><Btch><NbOfTxs>2</NbOfTxs><TtlAmt Ccy=\"SEK\">300.00</TtlAmt></Btch>{}{}</NtryDtls>",
        detail("100.00", "1"),
        detail("200.00", "2")
    );
    let found = read(statement(&entry("300.00", "CRDT", &details)).as_bytes()).unwrap();
    let seen: Vec<_> = found
        .iter()
        .map(|one| (one.money.minor, one.references[0].as_str(), one.bank_references[0].as_str()))
        .collect();
    assert_eq!(seen, [(10_000, "1", "BANK1#1"), (20_000, "2", "BANK1#2")]);
}

#[test]
fn details_that_are_not_the_entrys_sum_stay_one_transaction_with_all_references() {
    let details = format!("<NtryDtls>{}{}</NtryDtls>", detail("100.00", "1"), detail("250.00", "2"));
    let found = one(&entry("300.00", "CRDT", &details));
    assert_eq!((found.money.minor, found.references), (30_000, vec!["1".to_owned(), "2".to_owned()]));
    assert_eq!(found.end_to_end, None, "no id is that of both");
    assert_eq!(found.party.name.as_deref(), Some("Anna Exempel"), "the same in both");
}

/// A detail with charges on it.
fn charged(amount: &str, reference: &str, charges: &str) -> String {
    detail(amount, reference).replace("<RltdPties>", &format!("<Chrgs>{charges}</Chrgs><RltdPties>"))
}

const TOTAL: &str = r#"<TtlChrgsAndTaxAmt Ccy="SEK">3.00</TtlChrgsAndTaxAmt>"#;

#[test]
fn charges_that_the_bank_kept_are_no_part_of_what_arrived() {
    let details = format!("<NtryDtls>{}{}</NtryDtls>", charged("100.00", "1", TOTAL), detail("200.00", "2"));
    let found = read(statement(&entry("297.00", "CRDT", &details)).as_bytes()).unwrap();
    assert_eq!(
        found.iter().map(|one| (one.money.minor, one.charges.map(|money| money.minor))).collect::<Vec<_>>(),
        [(9_700, Some(300)), (20_000, None)]
    );
    // Booked apart, they change nothing.
    let found = read(statement(&entry("300.00", "CRDT", &details)).as_bytes()).unwrap();
    assert_eq!(
        found.iter().map(|one| (one.money.minor, one.charges)).collect::<Vec<_>>(),
        [(10_000, None), (20_000, None)]
    );
}

#[test]
fn charges_on_a_single_payment_are_told_in_every_version() {
    let records = r#"<Rcrd><Amt Ccy="SEK">2.00</Amt><CdtDbtInd>DBIT</CdtDbtInd></Rcrd><Rcrd><Amt Ccy="SEK">1.50</Amt></Rcrd><Rcrd><Amt Ccy="SEK">0.50</Amt><CdtDbtInd>CRDT</CdtDbtInd></Rcrd>"#;
    let each = r#"<Amt Ccy="SEK">2.00</Amt></Chrgs><Chrgs><Amt Ccy="SEK">1.00</Amt>"#;
    for charges in [TOTAL, records, each] {
        let details = format!("<NtryDtls>{}</NtryDtls>", charged("100.00", "1", charges));
        let found = one(&entry("97.00", "CRDT", &details));
        assert_eq!((found.money.minor, found.charges.unwrap().minor), (9_700, 300), "{charges}");
        assert_eq!(one(&entry("100.00", "CRDT", &details)).charges, None, "they were booked apart");
    }
    let of_entry = format!("<Chrgs>{TOTAL}</Chrgs><NtryDtls>{}</NtryDtls>", detail("100.00", "1"));
    assert_eq!(one(&entry("97.00", "CRDT", &of_entry)).charges.unwrap().minor, 300);
}

/// A detail that is a debit among credits.
fn debit(amount: &str, reference: &str) -> String {
    detail(amount, reference).replace("<RltdPties>", "<CdtDbtInd>DBIT</CdtDbtInd><RltdPties>")
}

fn recorded(inside: &str) -> (i64, Vec<Lowered>) {
    let found = read(statement(inside).as_bytes()).unwrap();
    let credits = found.iter().filter(|one| one.direction == Direction::Credit);
    (credits.map(|one| one.money.minor).sum(), found.iter().map(|one| one.lowered).collect())
}

#[test]
fn a_debit_among_credits_lowers_what_is_recorded() {
    let strangers =
        debit("20.00", "9").replace("Anna Exempel", "Bo Ek").replace("90201234567", "90207654321");
    for (details, lowered) in [
        (detail("100.00", "1") + &debit("20.00", "1"), vec![Lowered::ByPayer, Lowered::Lowers]),
        (detail("100.00", "1") + &strangers, vec![Lowered::Unclear, Lowered::Lowers]),
        (
            strangers.clone() + &detail("60.00", "1") + &detail("40.00", "2"),
            vec![Lowered::Lowers, Lowered::Unclear, Lowered::No],
        ),
    ] {
        let entry = entry("80.00", "CRDT", &format!("<NtryDtls>{details}</NtryDtls>"));
        assert_eq!(recorded(&entry), (8_000, lowered));
    }
    // Charges on all of them together are off the largest.
    let details = format!(
        "<Chrgs>{TOTAL}</Chrgs><NtryDtls>{}{}</NtryDtls>",
        detail("60.00", "1"),
        detail("40.00", "2")
    );
    assert_eq!(recorded(&entry("97.00", "CRDT", &details)), (9_700, vec![Lowered::Unclear, Lowered::No]));
}

#[test]
fn a_return_among_credits_takes_its_payment_back_and_lowers_no_other_one() {
    let returned =
        debit("20.00", "9").replace("</TxDtls>", "<RtrInf><Rsn><Cd>AC04</Cd></Rsn></RtrInf></TxDtls>");
    let details = format!("<NtryDtls>{}{returned}</NtryDtls>", detail("100.00", "1"));
    let found = read(statement(&entry("80.00", "CRDT", &details)).as_bytes()).unwrap();
    assert_eq!((found[0].money.minor, found[0].lowered), (10_000, Lowered::No));
    assert!(found[1].undoing.is_some() && found[1].lowered == Lowered::No);
    // Together with what is taken back they come to what the bank booked.
    let signed = |one: &Transaction| match one.direction {
        Direction::Credit => one.money.minor,
        Direction::Debit => -one.money.minor,
    };
    assert_eq!(found.iter().map(signed).sum::<i64>(), 8_000);
}

#[test]
fn a_batch_without_details_says_how_many_it_is() {
    let found = one(&entry("300.00", "CRDT", "<NtryDtls><Btch><NbOfTxs>17</NbOfTxs></Btch></NtryDtls>"));
    assert_eq!(found.lump_of, Some(17));
}

#[test]
fn a_batch_that_disagrees_with_its_details_refuses_the_file() {
    for (batch, place) in [
        ("<NbOfTxs>3</NbOfTxs>", "Stmt[1]/Ntry[1]/NtryDtls/Btch/NbOfTxs"),
        ("<TtlAmt Ccy=\"SEK\">301.00</TtlAmt>", "Stmt[1]/Ntry[1]/NtryDtls/Btch/TtlAmt"),
    ] {
        let details = format!(
            "<NtryDtls><Btch>{batch}</Btch>{}{}</NtryDtls>",
            detail("100.00", "1"),
            detail("200.00", "2")
        );
        let problem = read(statement(&entry("300.00", "CRDT", &details)).as_bytes()).unwrap_err();
        assert_eq!((problem.code, problem.place.as_str()), ("COUNTER", place), "{problem}");
    }
}

#[test]
fn sums_of_a_statement_have_to_agree_and_the_message_has_both_figures() {
    let entries = format!("{}{}", entry("300.00", "CRDT", ""), entry("100.00", "DBIT", ""));
    let right = "<TxsSummry><TtlNtries><NbOfNtries>2</NbOfNtries><Sum>400.00</Sum><TtlNetNtry><Amt>200.00</Amt>\
                 <CdtDbtInd>CRDT</CdtDbtInd></TtlNetNtry></TtlNtries><TtlCdtNtries><NbOfNtries>1</NbOfNtries><Sum>300</Sum>\
                 </TtlCdtNtries><TtlDbtNtries><NbOfNtries>1</NbOfNtries><Sum>100.00</Sum></TtlDbtNtries></TxsSummry>";
    assert_eq!(read(statement(&format!("{right}{entries}")).as_bytes()).unwrap().len(), 2);
    for (from, to, place, figures) in [
        ("<NbOfNtries>2<", "<NbOfNtries>3<", "TtlNtries/NbOfNtries", ["3", "2"]),
        ("<Sum>400.00<", "<Sum>400.01<", "TtlNtries/Sum", ["400.01", "400"]),
        ("<Amt>200.00<", "<Amt>100.00<", "TtlNtries/TtlNetNtry/Amt", ["100", "200"]),
        ("<Sum>300<", "<Sum>30<", "TtlCdtNtries/Sum", ["30", "300"]),
        (
            "<NbOfNtries>1</NbOfNtries><Sum>100.00",
            "<NbOfNtries>7</NbOfNtries><Sum>100.00",
            "TtlDbtNtries/NbOfNtries",
            ["7", "1"],
        ),
    ] {
        let wrong = right.replacen(from, to, 1);
        assert_ne!(wrong, right);
        let problem = read(statement(&format!("{wrong}{entries}")).as_bytes()).unwrap_err();
        assert_eq!(problem.code, "COUNTER");
        assert_eq!(problem.place, format!("Stmt[1]/TxsSummry/{place}"));
        assert!(figures.iter().all(|figure| problem.message.contains(figure)), "{problem}");
    }
}

#[test]
fn returns_and_reversals_are_told_with_the_banks_reason() {
    let returned = detail("450.00", "1").replace(
        "</TxDtls>",
        "<RtrInf><Rsn><Cd>MD06</Cd></Rsn><AddtlInf>Refund requested</AddtlInf></RtrInf></TxDtls>",
    );
    let found = one(&entry("450.00", "DBIT", &format!("<NtryDtls>{returned}</NtryDtls>")));
    let undoing = found.undoing.unwrap();
    assert_eq!((undoing.code.as_deref(), undoing.text.as_deref()), (Some("MD06"), Some("Refund requested")));
    assert_eq!(found.party.name.as_deref(), Some("Anna Exempel"));

    let reversed = entry("450.00", "DBIT", "").replace("<Sts>", "<RvslInd>true</RvslInd><Sts>");
    assert!(one(&reversed).undoing.is_some());
    let code =
        "<BkTxCd><Domn><Cd>PMNT</Cd><Fmly><Cd>IDDT</Cd><SubFmlyCd>UPDD</SubFmlyCd></Fmly></Domn></BkTxCd>";
    assert_eq!(one(&entry("450.00", "DBIT", code)).undoing.unwrap().code.as_deref(), Some("UPDD"));
    assert_eq!(one(&entry("450.00", "DBIT", "")).undoing, None, "a plain payment out");
}

#[test]
fn what_is_only_expected_is_told_apart() {
    for (status, state) in [("PDNG", State::Pending), ("INFO", State::Information), ("BOOK", State::Booked)] {
        // Before version 8 the code stood in the element itself.
        for form in [format!("<Sts><Cd>{status}</Cd></Sts>"), format!("<Sts>{status}</Sts>")] {
            let found = one(&entry("1.00", "CRDT", "").replace("<Sts><Cd>BOOK</Cd></Sts>", &form));
            assert_eq!(found.state, state);
        }
    }
}

#[test]
fn a_notification_prefixes_and_latin_1_are_read() {
    let text = statement(&entry("1.00", "CRDT", &format!("<NtryDtls>{}</NtryDtls>", detail("1.00", "1"))))
        .replace("camt.053.001.08", "camt.054.001.13")
        .replace("BkToCstmrStmt", "BkToCstmrDbtCdtNtfctn")
        .replace("<Stmt>", "<Ntfctn>")
        .replace("</Stmt>", "</Ntfctn>")
        .replace("UTF-8", "ISO-8859-1")
        .replace("Anna Exempel", "Åsa Öberg &amp; Söner")
        .replace("<Document xmlns=", "<n:Document xmlns=\"urn:x\" xmlns:n=")
        .replace("</Document>", "</n:Document>");
    let bytes: Vec<u8> = text.chars().map(|letter| u8::try_from(u32::from(letter)).unwrap()).collect();
    let found = read(&bytes).unwrap();
    assert_eq!(found[0].party.name.as_deref(), Some("Åsa Öberg & Söner"));
    assert_eq!(found[0].format, bank::Format::Camt054);
}

#[test]
fn what_cannot_be_booked_is_refused_with_its_place() {
    for (inside, place) in [
        (entry("4,50", "CRDT", ""), "Stmt[1]/Ntry[1]/Amt"),
        (entry("-4.50", "CRDT", ""), "Stmt[1]/Ntry[1]/Amt"),
        (entry("4.505", "CRDT", ""), "Stmt[1]/Ntry[1]/Amt"),
        (entry("4.50", "CREDIT", ""), "Stmt[1]/Ntry[1]/CdtDbtInd"),
        (entry("4.50", "CRDT", "").replace("SEK", "XXX"), "Stmt[1]/Ntry[1]/Amt"),
        (entry("4.50", "CRDT", "").replace("2026-11-20", "2026-13-20"), "Stmt[1]/Ntry[1]/BookgDt"),
        (entry("4.50", "CRDT", "").replace("<Amt Ccy=\"SEK\">4.50</Amt>", ""), "Stmt[1]/Ntry[1]/Amt"),
    ] {
        let problem = read(statement(&inside).as_bytes()).unwrap_err();
        assert_eq!((problem.code, problem.place.as_str()), ("VALUE", place), "{problem}");
    }
}

#[test]
fn sums_with_the_sign_of_what_they_sum_up_agree() {
    let entries = format!("{}{}", entry("100.00", "CRDT", ""), entry("170.00", "DBIT", ""));
    let summary = |all: &str, debits: &str, net: &str, side: &str| {
        format!(
            "<TxsSummry><TtlNtries><NbOfNtries>2</NbOfNtries><Sum>{all}</Sum><TtlNetNtryAmt>{net}</TtlNetNtryAmt>{side}</TtlNtries>\
             <TtlDbtNtries><Sum>{debits}</Sum></TtlDbtNtries></TxsSummry>{entries}"
        )
    };
    let (credit, debit) = ("<CdtDbtInd>CRDT</CdtDbtInd>", "<CdtDbtInd>DBIT</CdtDbtInd>");
    for (all, debits, net, side) in [
        ("270.00", "170.00", "70.00", debit),
        ("270.00", "-170.00", "-70.00", debit),
        ("-70.00", "-170.0", "-70", ""),
        ("70", "+170", "70.00", ""),
    ] {
        let read = read(statement(&summary(all, debits, net, side)).as_bytes());
        assert!(read.is_ok(), "{all} {debits} {net}: {read:?}");
    }
    for (all, debits, net, side) in [
        ("270.00", "-170.01", "70.00", debit),
        ("269.00", "170.00", "70.00", debit),
        ("270.00", "170.00", "70.00", credit),
        ("270.00", "170.00", "-71.00", debit),
    ] {
        let problem = read(statement(&summary(all, debits, net, side)).as_bytes()).unwrap_err();
        assert_eq!(problem.code, "COUNTER", "{all} {debits} {net}");
    }
    let nonsense = read(statement(&summary("270.00", "--170.00", "70.00", debit)).as_bytes()).unwrap_err();
    assert_eq!(nonsense.code, "VALUE");
}

#[test]
fn optional_elements_that_are_blank_are_absent() {
    let blank = entry(
        "100.00",
        "CRDT",
        r#"<NtryDtls><Btch><NbOfTxs> </NbOfTxs><TtlAmt Ccy="SEK"/></Btch><TxDtls><Refs><EndToEndId> </EndToEndId></Refs>
        <AmtDtls><InstdAmt><Amt Ccy="SEK"> </Amt></InstdAmt></AmtDtls><Chrgs><Amt/></Chrgs></TxDtls></NtryDtls>"#,
    )
    .replace("<Dt>2026-11-20</Dt>", "<Dt/>")
    .replace("<Dt>2026-11-21</Dt>", "<DtTm> </DtTm>");
    let found = one(&blank);
    assert_eq!((found.money.minor, found.booked_on, found.valued_on), (10_000, None, None));
    let wrong = entry("1.00", "CRDT", "").replace("<Dt>2026-11-20</Dt>", "<Dt>tomorrow</Dt>");
    assert_eq!(read(statement(&wrong).as_bytes()).unwrap_err().code, "VALUE");
}

#[test]
fn february_ends_where_it_ends() {
    let days = entry("1.00", "CRDT", "")
        .replace("<Dt>2026-11-20</Dt>", "<DtTm>2026-02-30T00:00:00+01:00</DtTm>")
        .replace("2026-11-21", "2027-02-29+01:00");
    let found = one(&days);
    assert_eq!(found.booked_on.unwrap().to_string(), "2026-02-28");
    assert_eq!(found.valued_on.unwrap().to_string(), "2027-02-28");
}

#[test]
fn every_field_that_may_hold_a_reference_is_kept() {
    let refs = "<Refs><MsgId>M-1</MsgId><AcctSvcrRef>S-1</AcctSvcrRef><PmtInfId>P-1</PmtInfId><InstrId>I-1</InstrId>\
                <EndToEndId>NotProvided</EndToEndId><TxId>T-1</TxId><AcctOwnrTxId>O-1</AcctOwnrTxId></Refs>";
    let remittance = "<RmtInf><Ustrd>text</Ustrd><Strd><RfrdDocInf><Nb>D-1</Nb><LineDtls><Id><Nb>L-1</Nb></Id></LineDtls></RfrdDocInf>\
                      <CdtrRefInf><Ref>C-1</Ref></CdtrRefInf><TaxRmt><RefNb>X-1</RefNb></TaxRmt><AddtlRmtInf>more</AddtlRmtInf></Strd></RmtInf>";
    let found = one(&entry(
        "1.00",
        "CRDT",
        &format!(
            "<NtryDtls><Btch><MsgId>BM-1</MsgId><PmtInfId>BP-1</PmtInfId></Btch><TxDtls>{refs}<RltdRmtInf><RmtId>R-1</RmtId></RltdRmtInf>\
             {remittance}<AddtlTxInf>told</AddtlTxInf></TxDtls></NtryDtls><AddtlNtryInf>of the entry</AddtlNtryInf>"
        ),
    ));
    assert_eq!(found.references, ["C-1", "D-1"]);
    assert_eq!(found.text, ["text", "more", "told"]);
    assert_eq!(
        found.further,
        ["I-1", "T-1", "O-1", "P-1", "M-1", "BP-1", "BM-1", "of the entry", "R-1", "L-1", "X-1"]
    );
    assert_eq!(found.end_to_end, None, "it says that there is none");
    assert_eq!(found.bank_references, ["BANK1", "S-1"]);
}

#[test]
fn an_id_of_the_banks_that_only_counts_or_stands_for_none_is_no_place_for_a_reference() {
    for id in ["1", "10482", "0000010482", "NOTPROVIDED", "NONREF", "0"] {
        let refs = format!("<NtryDtls><TxDtls><Refs><TxId>{id}</TxId></Refs></TxDtls></NtryDtls>");
        assert!(one(&entry("1.00", "CRDT", &refs)).further.is_empty(), "{id}");
    }
}

#[test]
fn what_is_said_of_a_batch_is_kept_for_its_details_that_say_nothing() {
    let bare = r#"<TxDtls><Amt Ccy="SEK">100.00</Amt></TxDtls>"#;
    let details = format!(
        "<NtryDtls><Btch><PmtInfId>P-1</PmtInfId></Btch>{bare}{}</NtryDtls><AddtlNtryInf>invoice 10482</AddtlNtryInf>",
        detail("200.00", "2")
    );
    let found = read(statement(&entry("300.00", "CRDT", &details)).as_bytes()).unwrap();
    assert_eq!(found[0].further, ["P-1", "invoice 10482"]);
    assert!(found[1].further.is_empty());
}

#[test]
fn statements_that_other_readers_stumbled_over_are_read() {
    // Amounts filled up with zeros; charges on top of what left the account; a number broken inside a word.
    let found = one(&entry("000000000000149.87", "CRDT", ""));
    assert_eq!(found.money.minor, 14_987);
    let left = format!("<NtryDtls>{}</NtryDtls>", charged("1500.00", "1", TOTAL));
    let found = one(&entry("1503.00", "DBIT", &left));
    assert_eq!((found.money.minor, found.charges), (150_300, None));
    let text = "<NtryDtls><TxDtls><RmtInf><Ustrd>Rechnung 104</Ustrd><Ustrd>82 und mehr</Ustrd></RmtInf></TxDtls></NtryDtls>";
    assert_eq!(one(&entry("1.00", "CRDT", text)).text, ["Rechnung 104", "82 und mehr"]);
}
