//! The biller withdraws an invoice or gives it up, and money comes all the same.

use domain::invoices::{CreditSource, ReviewReason};
use domain::{Command, Status};

use super::stand;
use crate::desk::{Desk, Stand};

#[test]
fn a_withdrawn_invoice_asks_for_nothing() {
    let mut desk = Desk::new();
    let ada = desk.payer();
    let invoice = desk.invoice(ada, "SEK", 1000_00);
    desk.void(invoice);
    desk.wait_until_overdue(invoice);
    assert_eq!(desk.stand(invoice), stand(Status::Void, 0, 0));
}

#[test]
fn what_was_paid_on_a_withdrawn_invoice_becomes_credit() {
    let mut desk = Desk::new();
    let ada = desk.payer();
    let (invoice, other) = (desk.invoice(ada, "SEK", 1000_00), desk.invoice(ada, "SEK", 500_00));
    let payment = desk.pay(invoice, 400_00);
    desk.void(invoice);
    assert_eq!(desk.stand(invoice), Stand { credit: 400_00, ..stand(Status::Void, 0, 0) });
    assert_eq!(desk.credit_of(ada, "SEK"), 400_00);
    desk.allocate(CreditSource::Payment(payment), other, 400_00);
    assert_eq!(desk.stand(invoice), stand(Status::Void, 0, 0), "it has moved on");
    assert_eq!(desk.stand(other), stand(Status::PartlyPaid, 100_00, 400_00));
}

#[test]
fn money_for_a_withdrawn_invoice_is_kept_and_flagged_for_staff_alone() {
    let mut desk = Desk::new();
    let ada = desk.payer();
    let invoice = desk.invoice(ada, "SEK", 1000_00);
    desk.void(invoice);
    desk.pay(invoice, 1000_00);
    assert_eq!(desk.stand(invoice), Stand { credit: 1000_00, ..stand(Status::Void, 0, 0) });
    assert_eq!(desk.credit_of(ada, "SEK"), 1000_00);
    assert_eq!(desk.staff_pages[&invoice].review_reasons, [ReviewReason::PaymentAfterVoid]);
    let staff = serde_json::to_string(&desk.sent_to_staff).unwrap();
    let payer = serde_json::to_string(&desk.sent_to_payers).unwrap();
    assert!(staff.contains("payment_after_void"));
    assert!(!payer.contains("flag") && !payer.contains("payment_after_void"), "{payer}");
}

#[test]
fn money_announced_before_the_withdrawal_is_kept_when_it_arrives() {
    let mut desk = Desk::new();
    let ada = desk.payer();
    let invoice = desk.invoice(ada, "SEK", 1000_00);
    let payment = desk.announce(invoice, 1000_00);
    desk.void(invoice);
    assert_eq!(desk.stand(invoice), Stand { pending: 1000_00, ..stand(Status::Void, 0, 0) });
    assert!(desk.staff_pages[&invoice].review_reasons.is_empty(), "nothing has arrived yet");
    desk.settle(payment);
    assert_eq!(desk.stand(invoice), Stand { credit: 1000_00, ..stand(Status::Void, 0, 0) });
    assert_eq!(desk.staff_pages[&invoice].review_reasons, [ReviewReason::PaymentAfterVoid]);
}

#[test]
fn an_invoice_with_a_credit_note_is_not_withdrawn() {
    let mut desk = Desk::new();
    let ada = desk.payer();
    let invoice = desk.invoice(ada, "SEK", 1000_00);
    desk.credit(invoice, 100_00);
    assert_eq!(desk.refused(Command::Void { invoice, reason: None }), "already_credited");
}

#[test]
fn an_invoice_paid_by_credit_of_another_is_not_withdrawn() {
    let mut desk = Desk::new();
    let ada = desk.payer();
    let (from, invoice) =
        (desk.prepaid_invoice(ada, "SEK", 100_00, 300_00), desk.invoice(ada, "SEK", 500_00));
    desk.allocate(CreditSource::Invoice(from), invoice, 200_00);
    assert_eq!(desk.refused(Command::Void { invoice, reason: None }), "paid_by_credit");
}

#[test]
fn credit_of_a_payment_returns_when_the_invoice_it_was_moved_to_is_withdrawn() {
    let mut desk = Desk::new();
    let ada = desk.payer();
    let [first, second, third] = [1000_00, 500_00, 300_00].map(|total| desk.invoice(ada, "SEK", total));
    let payment = desk.pay(first, 1200_00);
    desk.allocate(CreditSource::Payment(payment), second, 200_00);
    desk.void(second);
    assert_eq!(desk.stand(second), Stand { credit: 200_00, ..stand(Status::Void, 0, 0) });
    desk.allocate(CreditSource::Payment(payment), third, 200_00);
    assert_eq!(desk.stand(second), stand(Status::Void, 0, 0), "it is not shown twice");
    assert_eq!(desk.stand(third), stand(Status::PartlyPaid, 100_00, 200_00));
}

#[test]
fn an_invoice_given_up_is_not_overdue_any_more() {
    let mut desk = Desk::new();
    let ada = desk.payer();
    let invoice = desk.invoice(ada, "SEK", 1000_00);
    desk.pay(invoice, 400_00);
    desk.wait_until_overdue(invoice);
    desk.write_off(invoice);
    assert_eq!(desk.stand(invoice), stand(Status::WrittenOff, 0, 400_00));
}

#[test]
fn money_for_an_invoice_given_up_is_kept_and_flagged() {
    let mut desk = Desk::new();
    let ada = desk.payer();
    let invoice = desk.invoice(ada, "SEK", 1000_00);
    desk.write_off(invoice);
    desk.pay(invoice, 250_00);
    assert_eq!(desk.stand(invoice), Stand { credit: 250_00, ..stand(Status::WrittenOff, 0, 0) });
    assert_eq!(desk.staff_pages[&invoice].review_reasons, [ReviewReason::PaymentAfterWriteOff]);
}

#[test]
fn what_was_withdrawn_or_given_up_stays_so() {
    let mut desk = Desk::new();
    let ada = desk.payer();
    let due_date = desk.in_days(60);
    for (lifecycle, code) in [(true, "voided"), (false, "written_off")] {
        let invoice = desk.invoice(ada, "SEK", 1000_00);
        let credit_note = desk.credit_note(ada, "SEK", 100_00);
        let source = CreditSource::Payment(desk.deposit(ada, "SEK", 100_00));
        if lifecycle {
            desk.void(invoice)
        } else {
            desk.write_off(invoice)
        }
        for command in [
            Command::Void { invoice, reason: None },
            Command::WriteOff { invoice, reason: None },
            Command::ChangeDueDate { invoice, due_date, reason: None },
            Command::Allocate { source, invoice, amount_minor: 100_00 },
            Command::ApplyCreditNote { credit_note, invoice },
        ] {
            assert_eq!(desk.refused(command), code);
        }
        let greeting = desk.saying(invoice, "Thank you!");
        desk.run(greeting);
    }
}
