use domain::Money;
use proptest::prelude::*;

use super::*;

mod none;

fn transfer(references: &[&str], text: &[&str]) -> Transfer {
    let owned = |lines: &[&str]| lines.iter().map(|line| (*line).to_owned()).collect();
    #[allow(clippy::unwrap_used)]
    let currency = "SEK".parse().unwrap();
    Transfer {
        amount: Money::new(1_000_000, currency),
        references: owned(references),
        text: owned(text),
        further: Vec::new(),
        bank_ids: Vec::new(),
        debtor_name: Some("Ada Byte".into()),
        debtor_account: None,
    }
}

/// The candidate references in lines of text that have this extent.
fn keys(text: &[&str], extent: Extent) -> Vec<String> {
    let candidate_references = transfer(&[], text).candidate_references();
    candidate_references
        .into_iter()
        .filter(|candidate_reference| candidate_reference.extent == extent)
        .map(|candidate_reference| candidate_reference.key)
        .collect()
}

fn whole(text: &str) -> Vec<String> {
    keys(&[text], Extent::Whole)
}

#[test]
fn a_reference_is_found_wherever_and_however_it_stands() {
    for (text, wanted) in [
        ("104820734", "104820734"),
        ("OCR: 104820734, tack!", "104820734"),
        ("OCR104820734", "104820734"),
        ("ref 1048 2073 4 november", "104820734"),
        ("1048-2073-4", "104820734"),
        ("Faktura 000104820734", "104820734"),
        ("betaling RF18 5390 0754 7034 takk", "RF18539007547034"),
        ("REFRF18539007547034", "RF18539007547034"),
        ("+++010/8068/17183+++", "10806817183"),
        ("faktura F-2026/17", "F202617"),
        ("INV 2026 0042", "INV20260042"),
        ("21 00000 00003 13947 14300 09017", "210000000003139471430009017"),
        ("10482O734", "10482O734"),
        ("RKID:3456345634563456 FOOBAR INC SA Arve: 134408", "134408"),
        ("(104820734)", "104820734"),
        ("Rechnung Nr. 10482 vom 25.11.2026", "10482"),
        ("10482-Byte", "10482"),
        ("Levbet Byte AB (10482)", "10482"),
        ("104820734 070-123 44 55", "104820734"),
        ("070 123 44 55 104820734", "104820734"),
        ("1048 0734 2", "104807342"),
        ("1048 2073 4 450,00 SEK", "104820734"),
        ("104820734 2026-11-25 10:15", "104820734"),
        ("104820734 SEK", "104820734"),
    ] {
        assert!(whole(text).iter().any(|key| key == wanted), "{wanted} in {text}: {:?}", whole(text));
    }
}

#[test]
fn numbers_of_many_programs_are_found_with_and_without_their_signs() {
    for (wanted, texts) in [
        (
            "ACCSINV202600018",
            [
                "Payment ACC-SINV-2026-00018",
                "ACC SINV 2026 00018 thanks",
                "for ACCSINV202600018",
                "acc-sinv 2026-00018.",
            ],
        ),
        ("FA26090021", ["FA2609-0021", "Facture FA2609 0021", "FA 2609 0021", "facture:FA26090021"]),
        ("RG202611307", ["RG20261130-7", "RG 20261130 7", "RG20261130 7", "Rechnung RG202611307"]),
        ("17RE2026", ["17/RE/2026", "Rechnung 17 RE 2026", "17RE2026", "Zahlung 17-RE-2026!"]),
        ("INVOICE17", ["INVOICE-17", "Invoice 17", "invoice17", "invoice_17 paid"]),
        ("A202617B", ["A2026-17B", "A2026 17B", "A 2026 17 B", "A202617B"]),
        ("10482A", ["invoice 10482-A", "10482 A", "10482A", "10482/A"]),
        ("10482A", ["10482#A", "10482 - A", "(10482-A)", "10482(A)"]),
        ("A17", ["A-17", "inv#A-17", "A/17, thanks", "nr. A17"]),
        ("20260017R", ["2026-0017-R", "2026 0017 R", "20260017R", "Rechnung 2026-0017-R"]),
        ("INV2112323", ["Fattura INV/21/12323", "INV 21 12323", "INV2112323", "inv.21.12323"]),
    ] {
        for text in texts {
            assert!(whole(text).iter().any(|key| key == wanted), "{wanted} in {text}: {:?}", whole(text));
        }
    }
}

#[test]
fn a_number_inside_a_longer_one_is_only_a_part() {
    for (text, inside) in [
        ("invoice 10482-A", "10482"),
        ("2026-0017-R", "20260017"),
        ("Levbet Tele2 (X1814)", "1814"),
        ("A10482B", "10482"),
        ("1048 2073 4", "2073"),
        ("99/10482", "10482"),
        ("ACC-SINV-2026-00018-1", "ACCSINV202600018"),
    ] {
        assert!(!whole(text).contains(&inside.to_owned()), "{inside} in {text}: {:?}", whole(text));
        let parts = keys(&[text], Extent::Part);
        assert!(parts.contains(&inside.to_owned()), "{inside} in {text}: {parts:?}");
    }
}

#[test]
fn a_reference_that_goes_over_lines_is_read_joined_as_well_as_apart() {
    for (lines, wanted) in [
        (vec!["Payment for energy, reference RF18539", "007547034 thank you"], "RF18539007547034"),
        (vec!["Betalning av fakturan, ocr  10482073", "40012 tack"], "1048207340012"),
        (vec!["Payment ACC-SINV-2026-", "00018"], "ACCSINV202600018"),
        (vec!["21 00000 00003 13947 ", "14300 09017"], "210000000003139471430009017"),
        (vec!["10482", "07", "34"], "104820734"),
        (vec!["OCR1048", "20734"], "104820734"),
    ] {
        assert!(keys(&lines, Extent::Whole).iter().any(|key| key == wanted), "{wanted} in {lines:?}");
    }
    let apart = keys(&["invoice 10482", "10483 too"], Extent::Whole);
    assert!(apart.contains(&"10482".to_owned()) && apart.contains(&"10483".to_owned()), "{apart:?}");
    let candidate_references = transfer(&[], &["invoice 10482", "10483 too"]).candidate_references();
    assert!(candidate_references.iter().all(
        |candidate_reference| !candidate_reference.span.joined || !candidate_reference.may_be_mistyped()
    ));
}

#[test]
fn ids_are_read_as_they_stand() {
    let mut transfer = transfer(&[], &[]);
    transfer.further = vec!["1048207340012".into(), "INV-2026-17/4".into(), "REF RF18539007547034".into()];
    let candidate_references = transfer.candidate_references();
    let keys: Vec<&str> =
        candidate_references.iter().map(|candidate_reference| candidate_reference.key.as_str()).collect();
    for wanted in ["1048207340012", "INV2026174", "RF18539007547034"] {
        assert!(keys.contains(&wanted), "{keys:?}");
    }
    assert!(
        !keys.contains(&"INV202617") && !candidate_references.iter().any(CandidateReference::may_be_mistyped),
        "{keys:?}"
    );
}

#[test]
fn what_the_bank_calls_it_is_looked_for_as_a_whole_and_doubted_where_it_may_be_a_counter() {
    let mut transfer = transfer(&[], &[]);
    transfer.bank_ids = ["1048207340012", "INV-2026-17", "10482", "NONREF", "0"].map(str::to_owned).to_vec();
    let candidate_references = transfer.candidate_references();
    let found: Vec<_> = candidate_references
        .iter()
        .map(|candidate_reference| (candidate_reference.key.as_str(), candidate_reference.extent))
        .collect();
    let wanted =
        [("1048207340012", Extent::Whole), ("INV202617", Extent::Whole), ("10482", Extent::Doubtful)];
    assert_eq!(found, wanted);
    assert!(!candidate_references.iter().any(CandidateReference::may_be_mistyped));
}

#[test]
fn several_references_in_a_line_are_each_found() {
    for text in
        ["104820734 och 104820742", "104820734, 104820742", "104820734 104820742", "104820734+104820742"]
    {
        let found = whole(text);
        assert!(
            found.contains(&"104820734".to_owned()) && found.contains(&"104820742".to_owned()),
            "{text}: {found:?}"
        );
    }
}

#[test]
fn words_and_house_numbers_are_none() {
    assert_eq!(whole("Tack för hjälpen, Storgatan 12"), Vec::<String>::new());
}

#[test]
fn a_whole_field_comes_first_and_is_marked() {
    let candidate_references = transfer(&["1048 2073 4"], &["104820734"]).candidate_references();
    assert_eq!(
        (candidate_references[0].key.as_str(), candidate_references[0].structured),
        ("104820734", true)
    );
}

#[test]
fn what_is_part_of_a_longer_one_is_told() {
    let span = |from, to, joined| Span { from, to, joined };
    let long = span(0, 11, false);
    assert!(long.covers(&span(5, 9, false)));
    assert!(!long.covers(&long) && !long.covers(&span(12, 14, false)));
    assert!(!span(0, 11, true).covers(&span(5, 9, false)), "lines may have nothing to do with each other");
    assert!(span(0, 11, true).overlaps(&span(5, 9, false)));
}

#[test]
fn a_text_of_any_length_is_read() {
    for word in
        ["Ab ", "10115 St ", "A 1010 Ab ", "Kd-Nr. ", "A-1-B-2-", "1000 € ", "U0000 00000 ", "€", "no "]
    {
        let text = word.repeat(2_000);
        assert!(transfer(&[], &[&text]).candidate_references().len() <= MOST_CANDIDATE_REFERENCES, "{word}");
    }
}

proptest! {
    #[test]
    fn any_text_is_read_within_bounds(text in "\\PC{0,200}", field in "\\PC{0,60}", id in "[ -~]{0,40}") {
        let mut transfer = transfer(&[&field], &[&text, "1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18", &text]);
        transfer.further.push(id);
        prop_assert!(transfer.candidate_references().len() <= MOST_CANDIDATE_REFERENCES);
    }

    #[test]
    fn a_number_is_found_between_any_words(
        number in "[1-9][0-9]{8}", before in "[a-z]{7,12}", behind in "[a-z]{3,9}", sign in "[ :#(]",
    ) {
        let found = whole(&format!("{before}{sign}{number} {behind}"));
        prop_assert!(found.contains(&number), "{found:?}");
    }
}
