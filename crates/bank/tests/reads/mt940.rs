//! MT940: three ways of telling details, reversals, and statements that were cut off.

use bank::{Direction, Transaction};

use crate::support::read;

fn statement(movements: &str) -> String {
    format!(
        ":20:STARTUMS\n:25:NL69INGB0123456789EUR\n:28C:00001\n:60F:C261119EUR100,00\n{movements}:62F:C261120EUR550,00\n-\n"
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
    assert_eq!(found.text, ["Rechnung 104820734 danke"]);
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
