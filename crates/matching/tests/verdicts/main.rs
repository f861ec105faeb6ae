//! What is booked without a person, what is asked, and why.

#![allow(clippy::unwrap_used)]

mod forms;
mod street;
mod written;

use domain::matching::{MatchOutcome, MatchReason as Why};
use domain::payments::reference::EditKind;
use matching::{Evidence, How, InvoiceStanding, SameSum, decide_match, decide_match_at_once};
use street::{Street, invoice, payer};

const ANNA: &str = "Anna Lindqvist";
const OTHER: &str = "Nils Sommer";

#[test]
fn reference_and_amount_are_enough_where_nothing_speaks_against_them() {
    let street = Street::new().owes(1, ANNA, "104820734", 45_000);
    for name in [Some("ANNA LINDQVIST"), Some("A. Lindqvist"), None] {
        let mut transfer = Street::transfer(45_000, &["104820734"]);
        transfer.debtor_name = name.map(str::to_owned);
        let verdict = decide_match(&transfer, &street.evidence(&transfer), &Street::settings());
        assert_eq!(verdict.matching.outcome, MatchOutcome::Booked, "{name:?}");
        assert_eq!(verdict.book.unwrap().shares[0].invoice, invoice(1));
        assert_eq!(verdict.matching.given.as_deref(), Some("104820734"));
    }
}

#[test]
fn the_plain_case_is_told_without_looking_further_and_no_other_one_is() {
    let street = Street::new().owes(1, ANNA, "104820734", 45_000);
    let told = |amount: i64, name: &str| {
        let transfer = Street::named(amount, &["104820734"], name);
        let mut evidence = street.evidence(&transfer);
        evidence.same_sum = SameSum::NotLooked;
        decide_match_at_once(&transfer, &evidence, &Street::settings()).is_some()
    };
    assert!(told(45_000, ANNA));
    assert!(!told(44_000, ANNA), "a part may be somebody else's whole sum");
    assert!(!told(45_000, OTHER), "the name speaks against it");
    let numbered = |number: &str| {
        let transfer = Street::named(45_000, &[number], ANNA);
        let evidence = Street::new().numbered(1, ANNA, number, 45_000).evidence(&transfer);
        decide_match_at_once(&transfer, &evidence, &Street::settings()).is_some()
    };
    assert!(numbered("10482"));
    assert!(!numbered("17"), "others may end so");
}

#[test]
fn somebody_elses_reference_is_asked_about_and_the_own_invoice_is_shown() {
    // Anna took Nils' reference; name and sum are her own.
    let street = Street::new().owes(1, ANNA, "104820734", 45_000).owes(2, OTHER, "204820733", 99_000);
    let transfer = Street::named(45_000, &["204820733"], ANNA);
    let verdict = street.decide_match(&transfer);
    assert_eq!(verdict.book, None);
    let shown: Vec<_> = verdict.matching.candidates.iter().map(|one| one.invoice).collect();
    assert!(shown.contains(&invoice(1)) && shown.contains(&invoice(2)), "{shown:?}");
}

#[test]
fn somebody_elses_reference_with_the_same_sum_is_asked_about() {
    let street = Street::new().owes(1, ANNA, "104820734", 45_000).owes(2, OTHER, "204820733", 45_000);
    let verdict = street.decide_match(&Street::named(45_000, &["204820733"], "A Lindqist"));
    assert_eq!(verdict.book, None);
    let reasons = &verdict.matching.candidates[0].reasons;
    assert!(reasons.contains(&Why::Tie), "{reasons:?}");
}

#[test]
fn another_name_pays_where_nobody_else_can_be_meant() {
    // A neighbour pays: nobody called so owes anything like it.
    let street = Street::new().owes(1, ANNA, "104820734", 45_000);
    let transfer = Street::named(45_000, &["104820734"], OTHER);
    assert_eq!(street.decide_match(&transfer).matching.candidates[0].reasons.last(), Some(&Why::NobodyElse));
    assert!(street.decide_match(&transfer).book.is_some());
    let mut many = street.evidence(&transfer);
    many.same_sum = SameSum::TooMany;
    let verdict = decide_match(&transfer, &many, &Street::settings());
    assert_eq!(verdict.book, None, "too many owe the same to rule them out");
    assert!(verdict.matching.candidates[0].reasons.contains(&Why::TooManyAlike));
}

#[test]
fn an_account_of_somebody_else_is_always_asked_about() {
    let street = Street::new().owes(1, ANNA, "104820734", 45_000).knows_account(2);
    let verdict = street.decide_match(&Street::named(45_000, &["104820734"], ANNA));
    assert_eq!(verdict.book, None);
    assert!(verdict.matching.candidates[0].reasons.contains(&Why::AccountOfOther));
}

#[test]
fn a_mistyped_reference_needs_the_amount_or_the_payer() {
    let street = Street::new().owes(1, ANNA, "104820734", 45_000);
    for (given, reason) in [
        ("10482073", Why::ReferenceDigitMissing),
        ("1048207344", Why::ReferenceDigitAdded),
        ("104820735", Why::ReferenceDigitWrong),
        ("104820743", Why::ReferenceDigitsSwapped),
    ] {
        let verdict = street.decide_match(&Street::named(45_000, &[given], ANNA));
        assert!(verdict.book.is_some(), "{given}: {:?}", verdict.matching);
        assert_eq!(verdict.matching.candidates[0].reasons[0], reason);
        let verdict = street.decide_match(&Street::named(45_000, &[given], OTHER));
        assert_eq!(verdict.book, None, "{given} from somebody else");
        let verdict = street.decide_match(&Street::named(30_000, &[given], ANNA));
        assert_eq!(verdict.book, None, "{given} with another sum, and an account that nobody knows");
    }
}

#[test]
fn a_mistyped_reference_with_a_part_is_booked_from_the_payers_own_account() {
    let street = Street::new().owes(1, ANNA, "104820734", 45_000).knows_account(1);
    let transfer = Street::named(30_000, &["10482073"], ANNA);
    assert!(street.decide_match(&transfer).book.is_some());
    let street = street.owes_more(1, ANNA, "304820732", 70_000);
    assert_eq!(street.decide_match(&transfer).book, None, "it may be a part of the other invoice");
}

#[test]
fn a_tie_is_never_booked() {
    // Two invoices of one payer, one sum, and what was given is one error away from both.
    let street = Street::new().owes(1, ANNA, "104820734", 45_000).owes_more(1, ANNA, "104820742", 45_000);
    let transfer = Street::named(45_000, &["10482074"], ANNA);
    let mut evidence = street.evidence(&transfer);
    for hit in &mut evidence.hits {
        hit.how = How::Edited(EditKind::Missing);
    }
    let verdict = decide_match(&transfer, &evidence, &Street::settings());
    assert_eq!(verdict.book, None);
    assert!(verdict.matching.candidates[0].reasons.contains(&Why::Tie));
    assert_eq!(verdict.matching.candidates.len(), 2);
}

#[test]
fn a_namesake_who_owes_the_same_makes_it_a_question() {
    let street = Street::new().owes(1, ANNA, "104820734", 45_000).owes(2, ANNA, "904820735", 45_000);
    let verdict = street.decide_match(&Street::named(45_000, &["10482073"], ANNA));
    assert_eq!(verdict.book, None);
}

#[test]
fn two_errors_are_booked_from_a_known_account_alone() {
    let street = Street::new().owes(1, ANNA, "104820734", 45_000);
    let transfer = Street::named(45_000, &["184820374"], ANNA);
    let verdict = street.decide_match(&transfer);
    assert_eq!(verdict.book, None);
    assert_eq!(verdict.matching.candidates[0].reasons[0], Why::ReferenceTwoErrors);
    assert!(street.knows_account(1).decide_match(&transfer).book.is_some());
}

#[test]
fn a_known_account_without_a_reference_pays_the_one_invoice_with_this_sum() {
    let street = Street::new().owes(1, ANNA, "104820734", 45_000).knows_account(1);
    let verdict = street.decide_match(&Street::named(45_000, &[], ANNA));
    assert!(verdict.book.is_some());
    assert!(verdict.matching.candidates[0].reasons.contains(&Why::OnlyOpen));
    assert_eq!(street.decide_match(&Street::named(44_000, &[], ANNA)).book, None);
    let stated = Street::named(45_000, &["7777777"], ANNA);
    assert_eq!(street.decide_match(&stated).book, None, "a reference of nobody's may mean anything");
    let two = street.owes_more(1, ANNA, "304820732", 45_000);
    assert_eq!(two.decide_match(&Street::named(45_000, &[], ANNA)).book, None);
}

#[test]
fn references_that_are_listed_are_each_paid() {
    let street = Street::new().owes(1, ANNA, "104820734", 45_000).owes_more(1, ANNA, "304820732", 70_000);
    let verdict = street.decide_match(&Street::named(115_000, &["104820734", "304820732"], ANNA));
    let shares = verdict.book.unwrap().shares;
    assert_eq!(shares.iter().map(|share| share.amount_minor).sum::<i64>(), 115_000);
    assert_eq!(shares.len(), 2);
    assert!(verdict.matching.candidates.iter().all(|one| one.reasons.contains(&Why::AmountSumOfReferences)));
    let short = street.decide_match(&Street::named(100_000, &["104820734", "304820732"], ANNA));
    assert_eq!(short.book, None, "which of them is paid in part is a person's to say");
}

#[test]
fn everything_a_payer_owes_is_paid_at_once() {
    let street = Street::new()
        .owes(1, ANNA, "104820734", 45_000)
        .owes_more(1, ANNA, "304820732", 70_000)
        .knows_account(1);
    let verdict = street.decide_match(&Street::named(115_000, &[], ANNA));
    assert_eq!(verdict.book.unwrap().shares.len(), 2);
    let verdict = street.decide_match(&Street::named(115_000, &["104820734"], ANNA));
    assert_eq!(verdict.book.unwrap().shares.len(), 2, "one of the two references is enough");
}

#[test]
fn references_of_two_payers_are_nobodys_to_split() {
    let street = Street::new().owes(1, ANNA, "104820734", 45_000).owes(2, OTHER, "304820732", 70_000);
    let verdict = street.decide_match(&Street::named(115_000, &["104820734", "304820732"], ANNA));
    assert_eq!(verdict.book, None);
}

#[test]
fn money_that_comes_twice_from_the_payer_becomes_the_payers_credit() {
    let street = Street::new().owes(1, ANNA, "104820734", 45_000).settled(1);
    let verdict = street.decide_match(&Street::named(45_000, &["104820734"], ANNA));
    assert!(verdict.matching.candidates[0].reasons.contains(&Why::PaidAlready));
    assert!(verdict.book.is_some());
    assert_eq!(street.decide_match(&Street::named(45_000, &["104820734"], OTHER)).book, None);
}

#[test]
fn what_is_closed_in_another_currency_or_disclaimed_is_never_booked() {
    let transfer = Street::named(45_000, &["104820734"], ANNA);
    let street = Street::new().owes(1, ANNA, "104820734", 45_000);
    for change in [
        |evidence: &mut Evidence| evidence.facts[0].standing = InvoiceStanding::Closed,
        |evidence: &mut Evidence| evidence.facts[0].currency = "EUR".parse().unwrap(),
        |evidence: &mut Evidence| evidence.facts[0].disclaimed = true,
    ] {
        let mut evidence = street.evidence(&transfer);
        change(&mut evidence);
        let verdict = decide_match(&transfer, &evidence, &Street::settings());
        assert_eq!((verdict.book, verdict.matching.outcome), (None, MatchOutcome::Asked));
    }
}

#[test]
fn a_number_in_the_text_that_is_part_of_a_reference_says_nothing() {
    // 2073 is an invoice's number, and four digits of the reference that stands there in groups.
    let street = Street::new().owes(1, ANNA, "104820734", 45_000).numbered(2, OTHER, "2073", 45_000);
    let mut transfer = Street::named(45_000, &[], ANNA);
    transfer.text = vec!["1048 2073 4".into()];
    let verdict = street.decide_match(&transfer);
    assert_eq!(verdict.book.unwrap().payer, payer(1));
}

#[test]
fn nothing_is_found_where_nothing_is_known() {
    let street = Street::new().owes(1, ANNA, "104820734", 45_000);
    let verdict = street.decide_match(&Street::named(1_234, &["hello"], OTHER));
    assert_eq!(verdict.matching.outcome, MatchOutcome::NotFound);
    assert!(verdict.matching.candidates.is_empty());
}

#[test]
fn a_biller_who_wants_to_see_more_is_asked_more() {
    let street = Street::new().owes(1, ANNA, "104820734", 45_000);
    let transfer = Street::named(45_000, &["10482073"], "A. Lindqvist");
    assert!(street.decide_match(&transfer).book.is_some());
    let mut settings = Street::settings();
    settings.threshold = 950;
    assert_eq!(decide_match(&transfer, &street.evidence(&transfer), &settings).book, None);
}
