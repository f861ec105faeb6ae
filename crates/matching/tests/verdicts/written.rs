//! What people, programs and banks write besides a plain reference: what of it finds an invoice, what books it, and what
//! is none.

use domain::matching::{MatchOutcome, MatchReason as Why};

use crate::street::{Street, invoice, payer};
use crate::{ANNA, OTHER};

/// A transfer with this text.
pub fn told(amount: i64, text: &[&str], name: Option<&str>) -> matching::Transfer {
    let mut transfer = Street::transfer(amount, &[]);
    transfer.text = text.iter().map(|line| (*line).to_owned()).collect();
    transfer.debtor_name = name.map(str::to_owned);
    transfer
}

#[test]
fn a_number_with_a_suffix_is_the_number_and_the_shorter_one_inside_is_not() {
    for (short, long, text) in [
        ("10482", "10482-A", "invoice 10482-A"),
        ("10482", "10482-A", "10482 A"),
        ("10482", "A-10482", "Faktura A-10482"),
        ("2026-0017", "2026-0017-R", "2026-0017-R"),
        ("2026-0017", "2026-0017-1", "2026-0017-1"),
        ("ACC-SINV-2026-00017", "ACC-SINV-2026-00017-1", "ACC-SINV-2026-00017-1 thanks"),
        ("2609-0021", "FA2609-0021", "facture FA2609-0021"),
        ("10482", "10482-10483", "10482-10483"),
    ] {
        let street = Street::new().numbered(1, ANNA, short, 10_000).numbered(1, ANNA, long, 10_000);
        let verdict = street.decide_match(&told(10_000, &[text], Some(ANNA)));
        assert_eq!(
            verdict.book.map(|booking| booking.shares[0].invoice),
            Some(invoice(2)),
            "{text}: {:?}",
            verdict.matching
        );
        // Where the longer one is not known, nobody can tell what is meant.
        let street = Street::new().numbered(1, ANNA, short, 10_000);
        let verdict = street.decide_match(&told(10_000, &[text], Some(ANNA)));
        let plain = text.contains(' ') && !text.contains('-');
        if !plain {
            assert_eq!(verdict.book, None, "{text}: {:?}", verdict.matching);
            assert_eq!(verdict.matching.candidates[0].reasons[0], Why::PartOfLonger, "{text}");
        }
    }
}

#[test]
fn a_part_of_what_stands_there_books_nothing_whatever_else_agrees() {
    let street = Street::new().numbered(1, ANNA, "10482", 10_000).knows_account(1);
    for text in ["10482-B", "X10482Y", "99/10482", "1048 2 10482"] {
        assert_eq!(street.decide_match(&told(10_000, &[text], Some(ANNA))).book, None, "{text}");
    }
    let mut field = Street::named(10_000, &["10482-B"], ANNA);
    assert_eq!(street.decide_match(&field).book, None, "in a field for references");
    field.references = vec!["10482".into()];
    assert!(street.decide_match(&field).book.is_some());
}

#[test]
fn another_suffix_is_no_typing_error() {
    for other in ["10482-B", "104825", "10482-AB"] {
        let street = Street::new().numbered(1, ANNA, other, 10_000);
        let mut field = told(10_000, &[], Some(ANNA));
        field.references = vec!["10482-A".into()];
        for transfer in [told(10_000, &["10482-A"], Some(ANNA)), field] {
            let verdict = street.decide_match(&transfer);
            assert_eq!(verdict.book, None, "{other}: {:?}", verdict.matching);
        }
        if other != "104825" {
            let verdict = street.decide_match(&told(10_000, &["10482A"], Some(ANNA)));
            assert_eq!(verdict.book, None, "{other}: {:?}", verdict.matching);
        }
    }
}

#[test]
fn a_short_number_is_not_meant_by_a_longer_one() {
    let street = Street::new().numbered(1, ANNA, "1048", 10_000).numbered(2, OTHER, "17", 7_000);
    for (sum, text, name) in [(10_000, "10482", None), (10_000, "10482", Some(ANNA)), (7_000, "100017", None)]
    {
        let verdict = street.decide_match(&told(sum, &[text], name));
        let reasons = verdict.matching.candidates.iter().flat_map(|one| &one.reasons);
        assert!(!reasons.clone().any(|one| *one == Why::ReferenceDigitAdded), "{text}: {verdict:?}");
        assert_eq!(verdict.book, None, "{text}: {:?}", verdict.matching);
    }
}

#[test]
fn numbers_with_signs_between_are_a_list_where_their_sum_and_payer_agree() {
    let street = Street::new().numbered(1, ANNA, "10482", 10_000).numbered(1, ANNA, "10483", 7_000);
    for text in ["10482/10483", "10482 10483", "10482, 10483", "Faktura 10482+10483", "10482-10483"] {
        let verdict = street.decide_match(&told(17_000, &[text], Some(ANNA)));
        assert_eq!(
            verdict.book.map(|booking| booking.shares.len()),
            Some(2),
            "{text}: {:?}",
            verdict.matching
        );
    }
    assert_eq!(street.decide_match(&told(17_000, &["10482/10483"], Some(OTHER))).book, None);
    assert_eq!(street.decide_match(&told(16_000, &["10482/10483"], Some(ANNA))).book, None);
}

#[test]
fn digits_of_dates_telephones_amounts_and_accounts_name_no_invoice() {
    for (number, text) in [
        ("1125", "Payment 2026-11-25 thanks"),
        ("2511", "paid 25/11"),
        ("2026", "electricity november 2026"),
        ("4455", "call 070-123 44 55"),
        ("10000", "sum 100.00 EUR"),
        ("12345", "123 45 Stockholm"),
        ("10115", "Torstr. 1, 10115 Berlin"),
        ("7466", "from SE45 5000 0000 0583 9825 7466"),
        ("1015", "2026-11-25 10:15"),
        ("20261125", "20261125"),
        ("5050-1055", "BG 5050-1055"),
        ("47110", "Kundennr. 47110"),
    ] {
        let street = Street::new().numbered(1, ANNA, number, 10_000);
        for name in [None, Some(OTHER)] {
            let verdict = street.decide_match(&told(10_000, &[text], name));
            assert_eq!(verdict.book, None, "{number} in {text}: {:?}", verdict.matching);
            // The sum speaks for it, unless somebody else's name speaks against it.
            let shown = if name.is_some() { MatchOutcome::NotFound } else { MatchOutcome::Asked };
            assert!([shown, MatchOutcome::Asked].contains(&verdict.matching.outcome), "{number} in {text}");
        }
    }
}

#[test]
fn a_number_that_looks_like_a_date_is_believed_from_its_payer_with_its_sum() {
    let street = Street::new().numbered(1, ANNA, "20261125", 10_000);
    let verdict = street.decide_match(&told(10_000, &["20261125"], Some(ANNA)));
    assert!(verdict.book.is_some(), "{:?}", verdict.matching);
    assert_eq!(verdict.matching.candidates[0].reasons[0], Why::MayBeNoNumber);
    assert_eq!(street.decide_match(&told(9_000, &["20261125"], Some(ANNA))).book, None);
    assert!(street.decide_match(&told(10_000, &["Faktura 20261125"], None)).book.is_some(), "it is named");
}

#[test]
fn a_date_beside_a_reference_changes_nothing() {
    let street = Street::new().owes(1, ANNA, "104820734", 45_000).numbered(2, OTHER, "1125", 45_000);
    for text in ["104820734 2026-11-25", "OCR 104820734 den 25/11 2026", "070-123 11 25 ref 104820734"] {
        let verdict = street.decide_match(&told(45_000, &[text], Some(ANNA)));
        assert_eq!(
            verdict.book.map(|booking| booking.payer),
            Some(payer(1)),
            "{text}: {:?}",
            verdict.matching
        );
    }
    // Nor does it hinder what is told without any reference.
    let street = street.knows_account(1);
    assert!(
        street
            .decide_match(&told(45_000, &["Thanks, 2026-11-25, tel 0701234455"], Some(ANNA)))
            .book
            .is_some()
    );
}

#[test]
fn a_reference_over_lines_and_one_in_an_id_are_found() {
    let street =
        Street::new().owes(1, ANNA, "RF18539007547034", 10_000).owes(2, OTHER, "1048207340012", 15_000);
    let broken = told(10_000, &["Payment for energy, reference RF18539", "007547034 thank you"], None);
    assert_eq!(street.decide_match(&broken).book.map(|booking| booking.payer), Some(payer(1)));
    let broken = told(15_000, &["Betalning av fakturan, ocr  10482073", "40012 tack"], None);
    assert_eq!(street.decide_match(&broken).book.map(|booking| booking.payer), Some(payer(2)));
    let mut by_id = told(15_000, &["INCOMING TRANSFER"], None);
    by_id.further = vec!["1048207340012".into()];
    assert_eq!(street.decide_match(&by_id).book.map(|booking| booking.payer), Some(payer(2)));
    by_id.further = vec!["X1048207340012".into()];
    assert_eq!(street.decide_match(&by_id).book, None, "an id that only holds it is another id");
}

#[test]
fn two_lines_that_have_nothing_to_do_with_each_other_are_asked_about() {
    // The first line ends with one invoice's number, and with the beginning of the second it is another one's.
    let street = Street::new().numbered(1, ANNA, "10482", 10_000).numbered(1, ANNA, "1048207", 10_000);
    let verdict = street.decide_match(&told(10_000, &["invoice 10482", "07 days late"], Some(ANNA)));
    assert_eq!(verdict.book, None, "{:?}", verdict.matching);
}

#[test]
fn a_number_after_the_name_of_something_else_or_in_an_address_pays_nothing_but_is_shown() {
    for (number, text) in [
        ("47110", "Kd-Nr. 47110"),
        ("47110", "Kd.-Nr.47110"),
        ("47110", "Kunden Nr. 47110"),
        ("47110", "Tel.-Nr.: 47110"),
        ("47110", "Klant-nr 47110"),
        ("47110", "Order no 47110"),
        ("10115", "Ada Byte, D-10115 Berlin"),
        ("1010", "Ring 3, 1010 Wien"),
        ("A-1010", "A-1010 Wien"),
        ("2100", "DK-2100 København"),
        ("1250", "€1250"),
        ("1250", "Invoice 1250€"),
        ("1250", "1250:-"),
        ("100000", "CHF1'000.00"),
    ] {
        let street = Street::new().numbered(1, ANNA, number, 10_000);
        let verdict = street.decide_match(&told(10_000, &[text], None));
        assert_eq!(verdict.book, None, "{number} in {text}: {:?}", verdict.matching);
        assert_eq!(verdict.matching.outcome, MatchOutcome::Asked, "{number} in {text} has its sum");
        assert_eq!(street.decide_match(&told(9_000, &[text], Some(OTHER))).book, None, "{number} in {text}");
    }
}

#[test]
fn a_whole_number_is_shown_whatever_it_looks_like_where_sum_or_payer_agree() {
    for (number, text) in [
        ("10115", "10115 Berlin"),
        ("A-1010", "A-1010 Wien"),
        ("D-10115", "D-10115 Berlin"),
        ("47110", "Kundennr 47110"),
        ("1250", "1250 kr"),
        ("10482", "10482 Solkraft"),
    ] {
        let street = Street::new().numbered(1, ANNA, number, 10_000).numbered(2, OTHER, "99", 10_000);
        for (sum, name) in [(10_000, None), (10_000, Some("Somebody Else")), (7_000, Some(ANNA))] {
            let verdict = street.decide_match(&told(sum, &[text], name));
            let best = verdict.matching.candidates.first().map(|one| one.invoice);
            assert_eq!(best, Some(invoice(1)), "{text} {sum} {name:?}: {:?}", verdict.matching);
        }
    }
}

#[test]
fn a_named_number_is_found_as_the_end_of_another_and_books_nothing_by_itself() {
    for number in ["INVOICE17", "INV-0017", "2026-17", "2026-0017", "ACC-SINV-2026-00017"] {
        let street = Street::new().numbered(1, ANNA, number, 10_000);
        for text in ["Invoice # 17", "Rechnung: 17", "Faktura nr. 17", "Factuur-nr. 17", "Rech.-Nr.17"] {
            for (sum, name) in [(10_000, None), (10_000, Some(ANNA)), (4_000, Some(ANNA))] {
                let verdict = street.decide_match(&told(sum, &[text], name));
                assert_eq!(verdict.book, None, "{number} by {text}: {:?}", verdict.matching);
                let best = verdict.matching.candidates.first();
                assert_eq!(best.map(|one| one.reasons[0]), Some(Why::PartOfLonger), "{number} by {text}");
            }
        }
        let stranger = street.decide_match(&told(4_000, &["Invoice # 17"], Some(OTHER)));
        assert!(stranger.matching.candidates.is_empty(), "nothing else speaks for it: {stranger:?}");
        let field = Street::named(10_000, &["17"], ANNA);
        assert_eq!(street.decide_match(&field).book, None);
        assert_eq!(street.decide_match(&field).matching.candidates.len(), 1, "{number}");
    }
    // Written as it is but for the word between, it is the number.
    let street = Street::new().numbered(1, ANNA, "INVOICE-17", 10_000);
    assert!(street.decide_match(&told(10_000, &["Invoice no 17"], Some(ANNA))).book.is_some());
    // The account says who pays, and this is the payer's only one.
    let street = Street::new().numbered(1, ANNA, "INV-0017", 10_000).knows_account(1);
    assert!(street.decide_match(&told(10_000, &["Invoice no. 17"], Some(ANNA))).book.is_some());
}

#[test]
fn a_short_number_that_several_end_with_books_none_of_them() {
    let text = ["Invoice no 17"];
    let two = Street::new().numbered(1, ANNA, "INV-0017", 10_000).numbered(1, ANNA, "2026-17", 10_000);
    let other_sum = Street::new().numbered(1, ANNA, "INV-0017", 10_000).numbered(1, ANNA, "2026-17", 7_000);
    let not_its_sum =
        Street::new().numbered(1, ANNA, "INV-0017", 7_000).numbered(1, ANNA, "INV-0018", 10_000);
    for (what, street) in [("two", two), ("other sum", other_sum), ("not its sum", not_its_sum)] {
        let verdict = street.knows_account(1).decide_match(&told(10_000, &text, Some(ANNA)));
        assert_eq!(verdict.book, None, "{what}: {:?}", verdict.matching);
        assert_eq!(verdict.matching.candidates.len(), 2, "{what}");
    }
    // The number as it stands, and one that ends so, of the same payer with the same sum.
    let street = Street::new().numbered(1, ANNA, "17", 10_000).numbered(1, ANNA, "INV-0017", 10_000);
    for transfer in [told(10_000, &text, Some(ANNA)), Street::named(10_000, &["17"], ANNA)] {
        let verdict = street.decide_match(&transfer);
        assert_eq!(verdict.book, None, "{:?}", verdict.matching);
        assert!(verdict.matching.candidates[0].reasons.contains(&Why::Tie));
    }
    // `Invoice 17` is how one is written, and how anybody writes of the other one.
    let street = Street::new().numbered(1, ANNA, "INVOICE-17", 10_000).numbered(1, ANNA, "2026-17", 10_000);
    for text in ["Invoice 17", "Invoice no 17"] {
        assert_eq!(street.decide_match(&told(10_000, &[text], Some(ANNA))).book, None, "{text}");
    }
    // Nor is a slip believed where a number ends with what was written.
    let street = Street::new().numbered(1, ANNA, "10482", 10_000).numbered(1, ANNA, "INV-10483", 10_000);
    let verdict = street.decide_match(&told(10_000, &["Invoice no 10483"], Some(ANNA)));
    assert_eq!(verdict.book, None, "{:?}", verdict.matching);
    let slip = Street::new().numbered(1, ANNA, "10482", 10_000).numbered(1, ANNA, "INV-20483", 10_000);
    assert!(slip.decide_match(&told(10_000, &["Invoice no 10483"], Some(ANNA))).book.is_some());
    let alone = Street::new().numbered(1, ANNA, "17", 10_000).numbered(1, ANNA, "INV-0018", 10_000);
    assert!(alone.decide_match(&told(10_000, &text, Some(ANNA))).book.is_some(), "nothing else ends so");
}

#[test]
fn what_the_bank_calls_a_transfer_may_be_its_reference_and_a_counter_proves_nothing() {
    let street = Street::new().owes(1, ANNA, "1048207340012", 10_000).numbered(2, OTHER, "10482", 7_000);
    let mut transfer = told(10_000, &["INCOMING TRANSFER"], None);
    transfer.bank_ids = vec!["1048207340012".into()];
    assert_eq!(street.decide_match(&transfer).book.map(|booking| booking.payer), Some(payer(1)));
    let mut counted = told(7_000, &["INCOMING TRANSFER"], None);
    counted.bank_ids = vec!["10482".into()];
    let verdict = street.decide_match(&counted);
    assert_eq!(verdict.book, None, "{:?}", verdict.matching);
    assert_eq!(verdict.matching.candidates[0].invoice, invoice(2), "it is shown");
    counted.bank_ids = vec!["NONREF".into(), "X1048207340012".into()];
    assert_eq!(
        street.decide_match(&counted).matching.candidates[0].reasons[0],
        Why::AmountExact,
        "nothing is found"
    );
}
