//! Forms of references and texts over which readers of bank statements stumble, each as whole transfers.

use domain::matching::MatchReason as Why;

use crate::street::{Street, invoice, payer};
use crate::written::told;
use crate::{ANNA, OTHER};

#[test]
fn references_that_share_nearly_all_their_groups_are_told_apart_by_the_last_one() {
    let (mine, other) = ("21 KA77R U0000 00000 02026 00014", "21 KA77R U0000 00000 02026 00022");
    let street = Street::new().owes(1, ANNA, mine, 10_000).owes(2, OTHER, other, 10_000);
    for text in [mine, &mine.replace(' ', ""), &format!("Payment {mine} thanks")] {
        for name in [Some(ANNA), None] {
            let verdict = street.decide_match(&told(10_000, &[text], name));
            assert_eq!(verdict.book.map(|one| one.payer), Some(payer(1)), "{text}: {:?}", verdict.matching);
        }
    }
}

#[test]
fn other_zeros_behind_the_letters_are_shown_and_booked_by_nothing_else() {
    let street =
        Street::new().numbered(1, ANNA, "GALA-00005", 10_000).numbered(2, OTHER, "GALA-00050", 10_000);
    for text in ["GALA-0005", "gala 5 0005 GALA-000005", "ticket GALA0005"] {
        let verdict = street.decide_match(&told(10_000, &[text], None));
        assert_eq!(verdict.book, None, "{text}: {:?}", verdict.matching);
        let best = &verdict.matching.candidates[0];
        assert_eq!((best.invoice, best.reasons[0]), (invoice(1), Why::PartOfLonger), "{text}");
    }
}

#[test]
fn two_digits_inside_somebody_elses_number_settle_nothing() {
    let street = Street::new().numbered(1, ANNA, "14", 350_000).numbered(1, ANNA, "INV-14", 350_000);
    for text in ["Levbet Nordvind AB (1814)", "invoice 1814", "faktura 181400", "Rechnung 2026-1814"] {
        for name in [None, Some(OTHER)] {
            let verdict = street.decide_match(&told(85_900, &[text], name));
            assert!(verdict.matching.candidates.is_empty(), "{text}: {:?}", verdict.matching);
        }
        assert_eq!(street.decide_match(&told(350_000, &[text], Some(ANNA))).book, None, "{text}");
    }
}

#[test]
fn the_first_number_that_stands_there_need_not_be_the_one() {
    let street =
        Street::new().numbered(1, ANNA, "134408", 10_000).numbered(2, OTHER, "3456345634563456", 10_000);
    let text = "RKID:3456345634569999 NORDVIND SA Arve: 134408";
    let verdict = street.decide_match(&told(10_000, &[text], None));
    assert_eq!(verdict.book, None, "somebody else owes the same and nobody is named");
    assert_eq!(verdict.matching.candidates[0].invoice, invoice(1));
    let verdict = street.decide_match(&told(10_000, &[text], Some(ANNA)));
    assert_eq!(verdict.book.map(|one| one.payer), Some(payer(1)));
}

#[test]
fn signs_that_a_bank_replaces_or_leaves_out_are_no_difference() {
    for (number, texts) in [
        ("00012/26", ["00012/26", "00012 26", "0001226", "Aktenzeichen 00012-26", "Az.: 00012.26"]),
        (
            "GALA-3HHUK",
            ["GALA-3HHUK", "Gala 2026 GALA-3HHUK", "gala 3hhuk", "GALA3HHUK thanks", "(gala/3HHUK)"],
        ),
        (
            "INV/2026/00012",
            ["INV/2026/00012", "INV 2026 00012", "INV202600012", "Inv-2026-00012 1250,00", "inv.2026.00012"],
        ),
        (
            "RE-2026-0017",
            [
                "RE-2026-0017 Kd.-Nr. 4711",
                "RE 2026 0017 vom 12.11.2026",
                "Kd 4711 RE20260017",
                "RE2026-0017, Tel. 030 555 0123",
                "Rechnung RE-2026-0017 D-10115 Berlin",
            ],
        ),
    ] {
        let street = Street::new().numbered(1, ANNA, number, 10_000).numbered(2, OTHER, "4711", 10_000);
        for text in texts {
            let verdict = street.decide_match(&told(10_000, &[text], Some(ANNA)));
            assert_eq!(verdict.book.map(|one| one.payer), Some(payer(1)), "{text}: {:?}", verdict.matching);
        }
    }
}

#[test]
fn lines_that_a_bank_puts_together_in_its_own_way_are_read_apart() {
    let street = Street::new().numbered(1, ANNA, "10482", 10_000).numbered(2, OTHER, "1048212", 10_000);
    for lines in [
        &["RECHNUNG 10482", "KAUFUMSATZ", "12.01 30.95"][..],
        &["RECHNUNG", "10482", "DANKE"],
        &["KD.-NR. 1048212", "RECHNUNG 10482"],
    ] {
        let verdict = street.decide_match(&told(10_000, lines, Some(ANNA)));
        assert_eq!(verdict.book.map(|one| one.payer), Some(payer(1)), "{lines:?}: {:?}", verdict.matching);
    }
}

#[test]
fn several_numbers_with_another_sum_are_a_persons_to_split() {
    let street = Street::new().numbered(1, ANNA, "10482", 10_000).numbered(1, ANNA, "10483", 7_000);
    for text in ["Rechnungen 10482 und 10483", "Rg.-Nr. 10482, Rg.-Nr. 10483", "10482+10483"] {
        let verdict = street.decide_match(&told(15_000, &[text], Some(ANNA)));
        assert_eq!(verdict.book, None, "{text}: {:?}", verdict.matching);
        assert_eq!(verdict.matching.candidates.len(), 2, "{text}");
        let verdict = street.decide_match(&told(17_000, &[text], Some(ANNA)));
        assert_eq!(verdict.book.map(|one| one.shares.len()), Some(2), "{text}: {:?}", verdict.matching);
    }
}

#[test]
fn two_numbers_behind_two_labels_are_whose_they_say() {
    let street = Street::new().numbered(1, ANNA, "10482", 10_000).numbered(2, OTHER, "4711", 10_000);
    for text in [
        "Rg-Nr. 10482 Kd-Nr. 4711",
        "Kd-Nr. 4711, Rg-Nr. 10482",
        "RNr.10482,KNr.4711",
        "Kundennummer 4711 Rechnungsnummer 10482",
        "klantnr 4711 factuurnr 10482",
        "kundnr: 4711; fakturanr: 10482",
        "N° client 4711 facture n° 10482",
        "Customer ID 4711 / Invoice ID 10482",
    ] {
        for name in [None, Some(ANNA)] {
            let verdict = street.decide_match(&told(10_000, &[text], name));
            let best = verdict.matching.candidates.first().map(|one| one.invoice);
            assert_eq!(best, Some(invoice(1)), "{text}: {:?}", verdict.matching);
            assert!(verdict.book.is_none_or(|one| one.payer == payer(1)), "{text}");
        }
    }
}
