//! MT940: three ways of telling details, reversals, and statements that were cut off.

use bank::{Direction, State, Transaction};

use crate::support::read;

/// A statement whose balances state no amounts: what its movements come to is not what these tests are about.
fn statement(movements: &str) -> String {
    format!(
        ":20:STARTUMS\n:25:NL69INGB0123456789EUR\n:28C:00001\n:60F:C261119EUR\n{movements}:62F:C261120EUR\n-\n"
    )
}

fn one(movements: &str) -> Transaction {
    let mut found = read(statement(movements).as_bytes()).unwrap();
    assert_eq!(found.len(), 1);
    found.pop().unwrap()
}

#[test]
fn a_movement_is_read_with_its_days_and_references() {
    let found =
        one(":61:2611201119CR450,5NTRFOWNREF//BANK123\nmore of it\n:86:Anna Exempel\nFaktura 104820734\n");
    assert_eq!(
        (found.money.minor, found.money.currency.code(), found.direction),
        (45_050, "EUR", Direction::Credit)
    );
    assert_eq!(found.account, "NL69INGB0123456789EUR");
    assert_eq!(
        (found.booked_on.unwrap().to_string(), found.valued_on.unwrap().to_string()),
        ("2026-11-19".into(), "2026-11-20".into())
    );
    assert_eq!(
        (found.bank_references, found.other_ids),
        (vec!["BANK123".to_owned()], vec!["OWNREF".to_owned()])
    );
    assert_eq!(found.text, ["Anna Exempel", "Faktura 104820734", "more of it"]);
    assert_eq!(found.place, "line 5");
}

#[test]
fn the_references_of_a_movement_are_kept_in_the_forms_of_many_banks() {
    for (line, own, bank, text) in [
        // The payer's reference stands in the bank's field, and none in the own one.
        ("2611201120C450,00NTRFNONREF//1048207340012", None, Some("1048207340012"), None),
        ("261120C450,00NMSC17/RE/2026//O/341241774", Some("17/RE/2026"), Some("O/341241774"), None),
        (
            "2611201120CR450,00NTRFBX-dvT1FzfMqvzF5HaU4oetl//2026112016391534000",
            Some("BX-dvT1FzfMqvzF5HaU4oetl"),
            Some("2026112016391534000"),
            None,
        ),
        ("261120C450,00N541NONREF\nOCR 104820734", None, None, Some("OCR 104820734")),
        (
            "261120C0,92FMSCNONREF\nBALANCE_CASHBACK-510151a4-4ead-46c5-05ab-99b88521063c",
            None,
            None,
            Some("BALANCE_CASHBACK-510151a4-4ead-46c5-05ab-99b88521063c"),
        ),
        ("261120CR450,00NTRFNONREF//NONREF\n104820734", None, None, Some("104820734")),
    ] {
        let found = one(&format!(":61:{line}\n"));
        let owned = |text: Option<&str>| text.map(str::to_owned).into_iter().collect::<Vec<_>>();
        assert_eq!(found.other_ids, owned(own), "{line}");
        assert_eq!(found.bank_references, owned(bank), "{line}");
        assert_eq!(found.text, owned(text), "{line}");
    }
}

#[test]
fn the_year_of_a_booking_day_is_the_one_next_to_the_value_day() {
    let found = one(":61:2701021231C1,00NTRFNONREF\n");
    assert_eq!(found.booked_on.unwrap().to_string(), "2026-12-31");
    assert!(found.other_ids.is_empty(), "NONREF is no reference");
}

#[test]
fn german_fields_are_put_together() {
    let found = one(
        ":61:2611201120C450,00N166NONREF//POS 1\n:86:166?00GUTSCHRIFT?20EREF+E2E-17?21KREF+KUNDE?22SVWZ+Rechnung 10482\n?230734 danke?30GENODEF1?31DE02120300000000202051?32Anna Ex?33empel\n",
    );
    assert_eq!(found.end_to_end.as_deref(), Some("E2E-17"));
    assert_eq!(found.text, ["Rechnung 10482", "0734 danke"], "a short piece may end where it was meant to");
    assert_eq!(found.party.name.as_deref(), Some("Anna Exempel"));
    assert_eq!(found.party.account.as_deref(), Some("DE02120300000000202051"));
}

#[test]
fn a_german_return_has_its_reason() {
    let found = one(
        ":61:2611201120D450,00N109NONREF\n:86:109?00RUECKLASTSCHRIFT?20EREF+E2E-17?21SVWZ+Konto erloschen?34992\n",
    );
    assert_eq!(found.direction, Direction::Debit);
    let undoing = found.undoing.unwrap();
    assert_eq!((undoing.code.as_deref(), undoing.text.as_deref()), (Some("992"), Some("Konto erloschen")));
}

#[test]
fn a_movement_of_the_kind_return_takes_a_payment_back() {
    let found = one(":61:2611201120D450,00NRTINONREF\n:86:Konto erloschen\n");
    assert_eq!((found.direction, found.undoing.is_some()), (Direction::Debit, true));
    let credit = one(":61:2611201120C450,00NRTINONREF\n:86:our own payment came back\n");
    assert!(credit.undoing.is_none(), "money that came back to the biller undoes no payer's payment");
}

#[test]
fn fields_between_slashes_are_read() {
    let found = one(
        ":61:2611201120C450,00NTRFEREF//0001\n:86:/TRTP/SEPA OVERBOEKING/IBAN/NL91ABNA0417164300/BIC/ABNANL2A/NAME/A. Exempel/\nREMI/Factuur 10482/0734/EREF/E2E-17\n",
    );
    assert_eq!(found.party.name.as_deref(), Some("A. Exempel"));
    assert_eq!(found.party.account.as_deref(), Some("NL91ABNA0417164300"));
    assert_eq!(found.text, ["Factuur 10482/0734"], "a slash may stand in a text");
    assert_eq!(found.end_to_end.as_deref(), Some("E2E-17"));
    let found = one(
        ":61:2611201120C1,00NTRFNONREF\n:86:/CNTP/NL91ABNA0417164300/ABNANL2A/A. Exempel/TOWN/REMI/STRD/CUR/5000000012345678/\n",
    );
    assert_eq!(
        (found.references, found.party.name.as_deref()),
        (vec!["5000000012345678".to_owned()], Some("A. Exempel"))
    );
}

#[test]
fn reversals_turn_the_side_around() {
    assert!(one(":61:261120RC450,00NTRFNONREF\n").undoing.is_some());
    assert_eq!(one(":61:261120RC450,00NTRFNONREF\n").direction, Direction::Debit);
    assert_eq!(one(":61:261120RD450,00NTRFNONREF\n").direction, Direction::Credit);
}

#[test]
fn a_swift_envelope_and_several_statements_are_read() {
    let text = format!(
        "{{1:F01BANKSESSAXXX0000000000}}{{2:I940BANKSESSXXXXN}}{{4:\n{}{}-}}{{5:{{CHK:0}}}}\n",
        statement(":61:261120C1,00NTRFNONREF\n").replace("-\n", ""),
        statement(":61:261120C2,00NTRFNONREF\n")
            .replace("-\n", "")
            .replace("NL69INGB0123456789EUR", "50060400/0000194774")
    );
    let found = read(text.as_bytes()).unwrap();
    assert_eq!(found.len(), 2);
    assert_eq!(found[1].account, "50060400/0000194774");
}

#[test]
fn a_statement_without_its_closing_balance_is_refused() {
    let text = statement(":61:261120C1,00NTRFNONREF\n");
    let cut = text.split(":62F:").next().unwrap();
    assert_eq!(read(cut.as_bytes()).unwrap_err().code, "COUNTER");
    assert_eq!(read(format!("{cut}{text}").as_bytes()).unwrap_err().code, "COUNTER");
}

#[test]
fn a_movement_that_cannot_be_read_is_refused_with_its_line() {
    for broken in [
        "2613201120C1,00NTRFX",
        "261120X1,00NTRFX",
        "261120C,00.1NTRFX",
        "261120C1,00",
        "",
        "261120C1,001NTRFX",
    ] {
        let problem = read(statement(&format!(":61:{broken}\n")).as_bytes()).unwrap_err();
        assert_eq!((problem.code, problem.place.as_str()), ("VALUE", "line 5"), "{broken}: {problem}");
    }
}

#[test]
fn days_that_no_calendar_has_are_the_last_of_february() {
    for (days, booked, valued) in [
        ("2602300302", "2026-03-02", "2026-02-28"),
        ("2602290302", "2026-03-02", "2026-02-28"),
        ("2603020230", "2026-02-28", "2026-03-02"),
        ("2802300229", "2028-02-29", "2028-02-29"),
        ("260230", "2026-02-28", "2026-02-28"),
    ] {
        let found = one(&format!(":61:{days}C1,00NTRFNONREF\n"));
        assert_eq!(found.booked_on.unwrap().to_string(), booked, "{days}");
        assert_eq!(found.valued_on.unwrap().to_string(), valued, "{days}");
    }
    for broken in ["260231", "260431", "2602280231"] {
        let problem = read(statement(&format!(":61:{broken}C1,00NTRFNONREF\n")).as_bytes()).unwrap_err();
        assert_eq!(problem.code, "VALUE", "{broken}");
    }
}

#[test]
fn what_a_bank_fills_with_blanks_is_absent() {
    for line in
        ["261125    C100,00NTRFNONREF//A1", "261125    C 100,00 NTRFNONREF//A1", "2611251125CR 100, NTRF//A1"]
    {
        let found = one(&format!(":61:{line}\n:86: \n"));
        assert_eq!(found.money.minor, 10_000, "{line}");
        assert_eq!(found.booked_on.unwrap().to_string(), "2026-11-25");
        assert_eq!(found.bank_references, ["A1"]);
        assert!(found.further.is_empty() && found.text.is_empty(), "{found:?}");
    }
    assert_eq!(one(":61:261125C,50NTRFNONREF\n").money.minor, 50);
}

#[test]
fn each_mark_of_a_purpose_ends_the_one_before() {
    for mark in ["PURP+RINP", "BIC+GENODEF1", "RREF+R-1", "COAM+3,00", "OAMT+100,00", "MREF+27", "ABWE+Other"]
    {
        let found = one(&format!(
            ":61:2611201120C450,00N166NONREF\n:86:166?00GUTSCHRIFT?20EREF+E2E-55?21{mark}?22SVWZ+Strom Oktober?32Ada Byte\n"
        ));
        assert_eq!(found.end_to_end.as_deref(), Some("E2E-55"), "{mark}");
        assert_eq!(found.text, ["Strom Oktober"], "{mark}");
        let found = one(&format!(
            ":61:2611201120C450,00N166NONREF\n:86:166?20SVWZ+Strom Oktober?21{mark}?22EREF+E2E-55\n"
        ));
        assert_eq!(
            (found.end_to_end.as_deref(), found.text),
            (Some("E2E-55"), vec!["Strom Oktober".to_owned()])
        );
    }
}

#[test]
fn a_mark_with_a_colon_is_one_where_it_begins_a_word() {
    let found = one(
        ":61:2611201120C30,00NTRFKREF+\n:86:166?20EREF+DD-1-23.11.2026?21SVWZ+Beitrag ?22Verein EREF: D?23D-1-23.11.2026 MREF: 27 CRE\n?24D: DE47ZZZ00012345678?32Verein\n",
    );
    assert_eq!(found.end_to_end.as_deref(), Some("DD-1-23.11.2026"));
    assert_eq!(found.text, ["Beitrag", "Verein"]);
    assert!(found.further.is_empty(), "KREF+ says where the reference is: {:?}", found.further);
    let found = one(":61:2611201120C30,00NTRFNONREF\n:86:166?20SVWZ+SVWZKREF:10482 und SEREF+1\n");
    assert_eq!(found.text.join(" "), "SVWZKREF:10482 und S");
}

#[test]
fn ids_of_the_payer_are_kept_for_whoever_looks_for_a_reference() {
    let found = one(":61:2611251125C100,00NMSC1048207340012//B1\n:86:INCOMING TRANSFER\n");
    assert_eq!(found.further, ["1048207340012"]);
    let found = one(":61:2611251125C100,00NTRFTRF SVC//200101ZCPB067071\n");
    assert_eq!(
        (found.further, found.bank_references),
        (vec!["TRF SVC".into()], vec!["200101ZCPB067071".into()])
    );
    let found = one(":61:2611201120C1,00NTRFNONREF\n:86:166?20KREF+10482?21SVWZ+Danke\n");
    assert_eq!(found.further, ["10482"]);
    let found = one(":61:2611201120C1,00NTRFEREF//01\n/TRCD/00100/\n:86:/PREF/INV-17/REMI/USTD//thanks/\n");
    assert_eq!((found.further, found.other_ids), (vec!["INV-17".to_owned()], vec![]));
    for none in ["Notprovided", "NOT PROVIDED", "0", "N/A", "nonref"] {
        let found = one(&format!(":61:2611201120C1,00NTRF{none}\n:86:/EREF/{none}/REMI/x/\n"));
        assert_eq!((found.further, found.other_ids, found.end_to_end), (vec![], vec![], None), "{none}");
    }
}

#[test]
fn charges_are_what_was_sent_and_did_not_arrive() {
    let told = |text: &str| {
        one(&format!(":61:2611201120C98,00NTRFNONREF\n{text}\n")).charges.map(|money| money.minor)
    };
    assert_eq!(told("/OCMT/EUR100,00/CHGS/EUR2,00/"), Some(200));
    assert_eq!(told(":86:/EREF/X/OCMT/EUR100,00/CHGS/EUR1,50//CHGS/EUR0,50/REMI/USTD//17/"), Some(200));
    assert_eq!(told("/OCMT/USD100,00/CHGS/EUR2,00/"), None, "another currency was sent");
    assert_eq!(told("/OCMT/EUR98,00/CHGS/EUR2,00/"), None, "they were booked apart");
}

#[test]
fn what_is_only_expected_is_no_money_yet() {
    assert_eq!(one(":61:261120EC450,00NTRFNONREF\n").state, State::Pending);
    assert_eq!(one(":61:261120C450,00NTRFNONREF\n").state, State::Booked);
}

/// A page of a statement, with movements of these amounts.
fn page(opening: &str, movements: &[&str], closing: &str) -> String {
    let lines: String = movements.iter().map(|one| format!(":61:261120{one}NTRFNONREF\n")).collect();
    format!(":20:S\n:25:NL69INGB0123456789\n:28C:1/1\n:60{opening}\n{lines}:62{closing}\n-\n")
}

#[test]
fn a_statement_that_is_complete_in_itself_has_to_add_up() {
    let whole =
        |closing: &str| page("F:C261119EUR100,00", &["C450,00", "D20,00", "RC10,00", "RD5,00"], closing);
    assert!(read(whole("F:C261120EUR525,00").as_bytes()).is_ok());
    let problem = read(whole("F:C261120EUR535,00").as_bytes()).unwrap_err();
    assert_eq!((problem.code, problem.place.as_str()), ("COUNTER", "line 9"), "{problem}");
    assert!(
        ["100.00 EUR", "535.00 EUR", "425.00 EUR"].iter().all(|one| problem.message.contains(one)),
        "{problem}"
    );
    assert!(read(page("F:D261119EUR100,00", &["C40,"], "F:D261120EUR60,").as_bytes()).is_ok());
    assert!(read(page("F:C261119EUR0,", &[], "F:C261119EUR0,").as_bytes()).is_ok());
    assert!(
        read(page("F:C261119EUR0,", &["EC40,00"], "F:C261119EUR0,").as_bytes()).is_ok(),
        "nothing has moved yet"
    );
    assert!(read(page("F:C261119EUR", &["C40,"], "F:C261119EUR5,").as_bytes()).is_ok(), "nothing is stated");
}

#[test]
fn pages_are_added_up_from_the_first_to_the_last() {
    let first = page("F:C261119EUR100,00", &["C450,00"], "M:C261120EUR550,00");
    let second = page("M:C261120EUR550,00", &["D50,00"], "F:C261120EUR500,00");
    assert_eq!(read(format!("{first}{second}").as_bytes()).unwrap().len(), 2);
    let wrong = second.replace("EUR500,00", "EUR501,00");
    assert_eq!(read(format!("{first}{wrong}").as_bytes()).unwrap_err().code, "COUNTER");
    // A page alone is taken: what does not agree is said.
    let survey = bank::survey(wrong.as_bytes()).unwrap();
    assert_eq!((survey.notes.len(), survey.notes[0].code), (1, "COUNTER"));
    assert!(survey.notes[0].message.contains("501.00 EUR"), "{}", survey.notes[0]);
    assert!(bank::survey(second.as_bytes()).unwrap().notes.is_empty());
    let gap = second.replace("M:C261120EUR550,00", "M:C261120EUR540,00").replace("D50,00", "D40,00");
    let survey = bank::survey(format!("{first}{gap}").as_bytes()).unwrap();
    assert!(survey.notes[0].message.contains("550.00 EUR"), "{:?}", survey.notes);
}

#[test]
fn a_report_in_the_course_of_the_day_is_named_and_refused() {
    let bare = ":20:R\n:25:NL69INGB0123456789\n:28C:1/1\n:34F:EUR0,\n:13D:2611201200+0100\n:61:261120C1,00NTRFNONREF\n:90D:0EUR0,\n:90C:1EUR1,\n-\n";
    let limitless = bare.replace(":34F:EUR0,\n", "");
    let wrapped =
        format!("{{1:F01BANKSESSAXXX0000000000}}{{2:O9421200261120BANKSESSXXXXN}}{{4:\n{bare}-}}\n");
    for text in [bare, limitless.as_str(), wrapped.as_str()] {
        let problem = read(text.as_bytes()).unwrap_err();
        assert_eq!(problem.code, "FORMAT");
        assert!(problem.message.contains("MT942") && problem.message.contains("intraday"), "{problem}");
    }
}

#[test]
fn ends_of_lines_encodings_and_headers_of_banks_are_read() {
    let text = statement(":61:2611201120C1,00NTRFNONREF\n:86:Åsa\nÖberg\n")
        .replace(":20:STARTUMS\n", "ABNANL2A\n940\nABNANL2A\n");
    let same = |bytes: &[u8]| assert_eq!(read(bytes).unwrap()[0].text, ["Åsa", "Öberg"]);
    same(text.as_bytes());
    same(text.replace('\n', "\r\n").as_bytes());
    same(text.replace('\n', "\r").as_bytes());
    let wide: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
    same(&[b"\xFF\xFE".as_slice(), &wide].concat());
    let cut = text.split(":62F:").next().unwrap();
    assert_eq!(read(cut.as_bytes()).unwrap_err().code, "COUNTER");
}

#[test]
fn a_full_piece_goes_on_in_the_next_one() {
    let found =
        one(":61:2611201120C1,00N166NONREF\n:86:166?20SVWZ+Zahlung zu Rechnung 10?21482 vom?2225.11.2026\n");
    assert_eq!(found.text, ["Zahlung zu Rechnung 10482 vom", "25.11.2026"]);
    let found = one(
        ":61:2611201120C1,00NTRFNONREF\n:86:/TRTP/SEPA OVERBOEKING/NAME/A. Exempel/REMI/Factuur van november 104\n82 en ook\n10483/EREF/E2E-1\n",
    );
    assert_eq!(found.text, ["Factuur van november 10482 en ook", "10483"]);
    assert_eq!(found.end_to_end.as_deref(), Some("E2E-1"));
}

#[test]
fn lines_that_other_readers_stumbled_over_are_read() {
    let found = one(":61:250107C0,92FMSCNONREF\nBALANCE_CASHBACK-510151a4-4ead-46c5-05ab-99b88521063c\n");
    assert_eq!((found.money.minor, found.booked_on.unwrap().to_string()), (92, "2025-01-07".to_owned()));
    assert_eq!(found.text, ["BALANCE_CASHBACK-510151a4-4ead-46c5-05ab-99b88521063c"]);
    let found = one(
        ":61:200824C000000000150,00N541NONREF//26643593505\nDE12345678901234567890\n:86:/TRCD/541/ORDP//NAME/Franz Nord/REMI/2020-F0OBAR/ISDT/202\n0-08-24\n",
    );
    assert_eq!((found.money.minor, found.party.name.as_deref()), (15_000, Some("Franz Nord")));
    assert_eq!(found.text, ["2020-F0OBAR", "DE12345678901234567890"]);
    for (days, booked) in
        [("2601011230", "2025-12-30"), ("1412310105", "2015-01-05"), ("1906290701", "2019-07-01")]
    {
        assert_eq!(one(&format!(":61:{days}C27,98NMSCNONREF\n")).booked_on.unwrap().to_string(), booked);
    }
    let found = one(
        ":61:1401060106C1597,20NTRFEREF//14006711073704\n/TRCD/00100/\n:86:/EREF/131224RABONL2U0001800002000006//CNTP/NL92RABO0123456789/RABONL2U/A Bakker///REMI/USTD//000060/\n",
    );
    assert_eq!(found.end_to_end.as_deref(), Some("131224RABONL2U0001800002000006"));
    assert_eq!((found.text[0].as_str(), found.party.name.as_deref()), ("000060", Some("A Bakker")));
}
