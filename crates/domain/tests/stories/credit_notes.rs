//! The biller credits an invoice.

use domain::Status;
use domain::credit_notes::CreditNoteCommand;

use super::stand;
use crate::scenario::{Scenario, Stand};

#[test]
fn a_credit_note_takes_a_part_off() {
    let mut scenario = Scenario::new();
    let ada = scenario.payer();
    let invoice = scenario.invoice(ada, "SEK", 1000_00);
    scenario.credit(invoice, 250_00);
    assert_eq!(scenario.stand(invoice), stand(Status::PartlyPaid, 750_00, 0));
    scenario.pay(invoice, 750_00);
    assert_eq!(scenario.stand(invoice), stand(Status::Paid, 0, 750_00));
}

#[test]
fn a_credit_note_over_the_whole_closes_the_invoice() {
    let mut scenario = Scenario::new();
    let ada = scenario.payer();
    let invoice = scenario.invoice(ada, "SEK", 1000_00);
    scenario.credit(invoice, 1000_00);
    scenario.wait_until_overdue(invoice);
    assert_eq!(scenario.stand(invoice), stand(Status::Credited, 0, 0));
    assert_eq!(scenario.credit_of(ada, "SEK"), 0);
}

#[test]
fn two_credit_notes_together_credit_the_whole() {
    let mut scenario = Scenario::new();
    let ada = scenario.payer();
    let invoice = scenario.invoice(ada, "SEK", 1000_00);
    scenario.credit(invoice, 999_99);
    assert_eq!(scenario.status(invoice), Status::PartlyPaid);
    scenario.credit(invoice, 1);
    assert_eq!(scenario.status(invoice), Status::Credited);
}

#[test]
fn what_a_credit_note_gives_back_above_the_open_amount_is_the_payers_credit() {
    let mut scenario = Scenario::new();
    let ada = scenario.payer();
    let invoice = scenario.invoice(ada, "SEK", 1000_00);
    scenario.pay(invoice, 800_00);
    scenario.credit(invoice, 500_00);
    assert_eq!(scenario.stand(invoice), Stand { credit: 300_00, ..stand(Status::Paid, 0, 800_00) });
    assert_eq!(scenario.credit_of(ada, "SEK"), 300_00);
}

#[test]
fn a_credit_note_waits_visibly_until_its_invoice_is_there_and_is_booked_once() {
    let mut scenario = Scenario::new();
    let ada = scenario.payer();
    let credit_note = scenario.credit_note(ada, "SEK", 400_00);
    assert_eq!(scenario.waiting_credit_notes(), [credit_note]);
    assert_eq!(scenario.credit_of(ada, "SEK"), 0, "it moves nothing while it waits");
    let invoice = scenario.invoice(ada, "SEK", 1000_00);
    scenario.run(CreditNoteCommand::Apply { credit_note, invoice });
    assert_eq!(scenario.stand(invoice), stand(Status::PartlyPaid, 600_00, 0));
    assert_eq!(scenario.waiting_credit_notes(), []);
    assert_eq!(scenario.refused(CreditNoteCommand::Apply { credit_note, invoice }), "credit_note_applied");
}

#[test]
fn a_credit_note_is_not_booked_on_another_payers_invoice() {
    let mut scenario = Scenario::new();
    let (ada, ben) = (scenario.payer(), scenario.payer());
    let invoice = scenario.invoice(ada, "SEK", 1000_00);
    let credit_note = scenario.credit_note(ben, "SEK", 400_00);
    assert_eq!(scenario.refused(CreditNoteCommand::Apply { credit_note, invoice }), "other_payer");
    assert_eq!(scenario.waiting_credit_notes(), [credit_note]);
}

#[test]
fn a_credit_note_in_another_currency_is_not_booked() {
    let mut scenario = Scenario::new();
    let ada = scenario.payer();
    let invoice = scenario.invoice(ada, "SEK", 1000_00);
    let credit_note = scenario.credit_note(ada, "EUR", 400_00);
    assert_eq!(scenario.refused(CreditNoteCommand::Apply { credit_note, invoice }), "currency_mismatch");
}
