//! The biller withdraws an invoice or gives it up, and money comes all the same.

use domain::credit_notes::CreditNoteCommand;
use domain::invoices::{CreditSource, InvoiceCommand, ReviewReason};
use domain::payments::PaymentCommand;
use domain::{Command, Status};

use super::stand;
use crate::scenario::{Scenario, Stand};

#[test]
fn a_withdrawn_invoice_asks_for_nothing() {
    let mut scenario = Scenario::new();
    let ada = scenario.payer();
    let invoice = scenario.invoice(ada, "SEK", 1000_00);
    scenario.void(invoice);
    scenario.wait_until_overdue(invoice);
    assert_eq!(scenario.stand(invoice), stand(Status::Void, 0, 0));
}

#[test]
fn what_was_paid_on_a_withdrawn_invoice_becomes_credit() {
    let mut scenario = Scenario::new();
    let ada = scenario.payer();
    let (invoice, other) = (scenario.invoice(ada, "SEK", 1000_00), scenario.invoice(ada, "SEK", 500_00));
    let payment = scenario.pay(invoice, 400_00);
    scenario.void(invoice);
    assert_eq!(scenario.stand(invoice), Stand { credit: 400_00, ..stand(Status::Void, 0, 0) });
    assert_eq!(scenario.credit_of(ada, "SEK"), 400_00);
    scenario.allocate(CreditSource::Payment(payment), other, 400_00);
    assert_eq!(scenario.stand(invoice), stand(Status::Void, 0, 0), "it has moved on");
    assert_eq!(scenario.stand(other), stand(Status::PartlyPaid, 100_00, 400_00));
}

#[test]
fn money_for_a_withdrawn_invoice_is_kept_and_flagged_for_staff_alone() {
    let mut scenario = Scenario::new();
    let ada = scenario.payer();
    let invoice = scenario.invoice(ada, "SEK", 1000_00);
    scenario.void(invoice);
    scenario.pay(invoice, 1000_00);
    assert_eq!(scenario.stand(invoice), Stand { credit: 1000_00, ..stand(Status::Void, 0, 0) });
    assert_eq!(scenario.credit_of(ada, "SEK"), 1000_00);
    assert_eq!(scenario.staff_pages[&invoice].review_reasons, [ReviewReason::PaymentAfterVoid]);
    let staff = serde_json::to_string(&scenario.sent_to_staff).unwrap();
    let payer = serde_json::to_string(&scenario.sent_to_payers).unwrap();
    assert!(staff.contains("payment_after_void"));
    assert!(!payer.contains("review_reason") && !payer.contains("payment_after_void"), "{payer}");
}

#[test]
fn money_announced_before_the_withdrawal_is_kept_when_it_arrives() {
    let mut scenario = Scenario::new();
    let ada = scenario.payer();
    let invoice = scenario.invoice(ada, "SEK", 1000_00);
    let payment = scenario.announce(invoice, 1000_00);
    scenario.void(invoice);
    assert_eq!(scenario.stand(invoice), Stand { pending: 1000_00, ..stand(Status::Void, 0, 0) });
    assert!(scenario.staff_pages[&invoice].review_reasons.is_empty(), "nothing has arrived yet");
    scenario.settle(payment);
    assert_eq!(scenario.stand(invoice), Stand { credit: 1000_00, ..stand(Status::Void, 0, 0) });
    assert_eq!(scenario.staff_pages[&invoice].review_reasons, [ReviewReason::PaymentAfterVoid]);
}

#[test]
fn an_invoice_with_a_credit_note_is_not_withdrawn() {
    let mut scenario = Scenario::new();
    let ada = scenario.payer();
    let invoice = scenario.invoice(ada, "SEK", 1000_00);
    scenario.credit(invoice, 100_00);
    assert_eq!(scenario.refused(InvoiceCommand::Void { invoice, reason: None }), "already_credited");
}

#[test]
fn an_invoice_paid_by_credit_of_another_is_not_withdrawn() {
    let mut scenario = Scenario::new();
    let ada = scenario.payer();
    let (from, invoice) =
        (scenario.prepaid_invoice(ada, "SEK", 100_00, 300_00), scenario.invoice(ada, "SEK", 500_00));
    scenario.allocate(CreditSource::Invoice(from), invoice, 200_00);
    assert_eq!(scenario.refused(InvoiceCommand::Void { invoice, reason: None }), "paid_by_credit");
}

#[test]
fn credit_of_a_payment_returns_when_the_invoice_it_was_moved_to_is_withdrawn() {
    let mut scenario = Scenario::new();
    let ada = scenario.payer();
    let [first, second, third] = [1000_00, 500_00, 300_00].map(|total| scenario.invoice(ada, "SEK", total));
    let payment = scenario.pay(first, 1200_00);
    scenario.allocate(CreditSource::Payment(payment), second, 200_00);
    scenario.void(second);
    assert_eq!(scenario.stand(second), Stand { credit: 200_00, ..stand(Status::Void, 0, 0) });
    scenario.allocate(CreditSource::Payment(payment), third, 200_00);
    assert_eq!(scenario.stand(second), stand(Status::Void, 0, 0), "it is not shown twice");
    assert_eq!(scenario.stand(third), stand(Status::PartlyPaid, 100_00, 200_00));
}

#[test]
fn an_invoice_given_up_is_not_overdue_any_more() {
    let mut scenario = Scenario::new();
    let ada = scenario.payer();
    let invoice = scenario.invoice(ada, "SEK", 1000_00);
    scenario.pay(invoice, 400_00);
    scenario.wait_until_overdue(invoice);
    scenario.write_off(invoice);
    assert_eq!(scenario.stand(invoice), stand(Status::WrittenOff, 0, 400_00));
}

#[test]
fn money_for_an_invoice_given_up_is_kept_and_flagged() {
    let mut scenario = Scenario::new();
    let ada = scenario.payer();
    let invoice = scenario.invoice(ada, "SEK", 1000_00);
    scenario.write_off(invoice);
    scenario.pay(invoice, 250_00);
    assert_eq!(scenario.stand(invoice), Stand { credit: 250_00, ..stand(Status::WrittenOff, 0, 0) });
    assert_eq!(scenario.staff_pages[&invoice].review_reasons, [ReviewReason::PaymentAfterWriteOff]);
}

#[test]
fn what_was_withdrawn_or_given_up_stays_so() {
    let mut scenario = Scenario::new();
    let ada = scenario.payer();
    let due_date = scenario.in_days(60);
    for (lifecycle, code) in [(true, "voided"), (false, "written_off")] {
        let invoice = scenario.invoice(ada, "SEK", 1000_00);
        let credit_note = scenario.credit_note(ada, "SEK", 100_00);
        let source = CreditSource::Payment(scenario.deposit(ada, "SEK", 100_00));
        if lifecycle {
            scenario.void(invoice)
        } else {
            scenario.write_off(invoice)
        }
        let commands: [Box<dyn Command>; 5] = [
            InvoiceCommand::Void { invoice, reason: None }.into(),
            InvoiceCommand::WriteOff { invoice, reason: None }.into(),
            InvoiceCommand::ChangeDueDate { invoice, due_date, reason: None }.into(),
            PaymentCommand::Allocate { source, invoice, amount_minor: 100_00 }.into(),
            CreditNoteCommand::Apply { credit_note, invoice }.into(),
        ];
        for command in commands {
            assert_eq!(scenario.refused(command), code);
        }
        let greeting = scenario.saying(invoice, "Thank you!");
        scenario.run(greeting);
    }
}
