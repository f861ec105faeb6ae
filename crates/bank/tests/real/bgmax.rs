//! Bankgirot's own samples.

use bank::{Direction, ReferenceCheck};

use crate::support::{read, real_files};

fn luhn(digits: &str) -> bool {
    let sum: u32 = digits
        .bytes()
        .rev()
        .enumerate()
        .map(|(place, digit)| {
            let doubled = u32::from(digit - b'0') * (1 + u32::from(place % 2 == 1));
            doubled / 10 + doubled % 10
        })
        .sum();
    sum.is_multiple_of(10)
}

#[test]
fn the_sample_with_an_agreement_on_references_is_read_with_its_damaged_line() {
    let Some(folder) = real_files("bgmax") else { return };
    let transactions = read(&std::fs::read(folder.join("ocr-agreement.txt")).unwrap()).unwrap();
    let seen: Vec<_> = transactions
        .iter()
        .map(|one| {
            let sign = if one.direction == Direction::Credit { 1 } else { -1 };
            (sign * one.money.minor, one.money.currency.code(), one.references.join(","))
        })
        .collect();
    let expected = [
        (100_000, "SEK", "655969"),
        (-50_000, "SEK", "89853"),
        // The last reference stands in the line that a tab has damaged. It is the largest payment of the payer whose
        // deduction names none of them, so that is off it.
        (90_000, "SEK", "657866,658765,657767,657965"),
        (110_000, "SEK", "650861"),
        (120_000, "SEK", ""),
        (70_000, "SEK", "659763"),
        (500_000, "SEK", "658260,658369,658468"),
        (300_000, "EUR", "801266,801365,801464"),
        (100_000, "EUR", "659763"),
    ];
    assert_eq!(seen, expected.map(|(minor, code, references)| (minor, code, references.to_owned())));

    let third = &transactions[2];
    assert_eq!(third.text, ["657866 658765 657767", "Betalning med extra refnr 657965"]);
    assert_eq!(third.party.name.as_deref(), Some("Kalles Plåt AB"), "Latin-1");
    assert_eq!(third.party.account.as_deref(), Some("3783511"));
    assert_eq!(third.party.identifier.as_deref(), Some("5500001234"));
    assert_eq!(third.party.address, ["Storgatan 2", "12345", "Storåker"]);
    assert_eq!(third.account, "9912346");
    assert_eq!(third.other_accounts, ["5841000001009823"]);
    assert_eq!(third.booked_on.unwrap().to_string(), "2004-05-25");

    for transaction in &transactions {
        // What the bank passed or failed, another calculation has to pass or fail.
        match transaction.reference_check {
            ReferenceCheck::Passed => assert!(luhn(&transaction.references[0]), "{transaction:?}"),
            ReferenceCheck::Failed => assert!(!luhn(&transaction.references[0]), "{transaction:?}"),
            ReferenceCheck::NotMade => {}
        }
    }
    let mut names: Vec<_> = transactions.iter().flat_map(|one| &one.bank_references).collect();
    names.sort_unstable();
    names.dedup();
    assert_eq!(names.len(), transactions.len(), "no two payments share the bank's name for them");
}

#[test]
fn the_sample_without_any_control_is_read_though_it_was_made_utf_8() {
    let Some(folder) = real_files("bgmax") else { return };
    let transactions = read(&std::fs::read(folder.join("no-control.txt")).unwrap()).unwrap();
    let seen: Vec<_> = transactions.iter().map(|one| (one.money.minor, one.references.join(","))).collect();
    assert_eq!(
        seen,
        [(10_000, "65598"), (20_000, "524963"), (30_000, "23554"), (10_000, ""), (15_000, "")]
            .map(|(minor, reference)| (minor, reference.to_owned()))
    );
    assert_eq!(transactions[1].text, ["Här är betalning från mig till dig också"]);
    assert_eq!(transactions[1].party.name.as_deref(), Some("Olles färg AB"));
    // Nothing is known of who sent the last one.
    assert_eq!(transactions[4].party, bank::Party::default());
}

#[test]
fn a_changed_counter_refuses_the_whole_file_and_says_which() {
    let Some(folder) = real_files("bgmax") else { return };
    let bytes = std::fs::read(folder.join("no-control.txt")).unwrap();
    let text = String::from_utf8(bytes).unwrap();
    for (from, to, place) in [
        ("000000000000085000SEK", "000000000000085001SEK", "TK15, amount"),
        ("SEK00000005", "SEK00000004", "TK15, number of payments"),
        ("7000000005", "7000000006", "TK70, columns 3 to 10"),
        ("0000000000000001   ", "0000000000000002   ", "TK70, columns 27 to 34"),
        (
            "20000378351123554                    000000000000030000",
            "20000378351123554                    000000000000030100",
            "TK15, amount",
        ),
    ] {
        let changed = text.replacen(from, to, 1);
        assert_ne!(changed, text);
        let problem = read(changed.as_bytes()).unwrap_err();
        assert_eq!(problem.code, "COUNTER");
        assert!(problem.place.contains(place), "{problem}");
    }
}
