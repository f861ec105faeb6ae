//! Fees on top, and pauses of reminders.

use domain::ids::{FeeId, InvoiceId};
use domain::{Command, Status};

use super::stand;
use crate::desk::{Desk, Stand};

fn charge(desk: &mut Desk, invoice: InvoiceId, amount_minor: i64) -> FeeId {
    let fee = FeeId(desk.fresh());
    desk.run(Command::ChargeFee { invoice, fee, amount_minor, reason: None });
    fee
}

fn an_invoice() -> (Desk, InvoiceId) {
    let mut desk = Desk::new();
    let ada = desk.payer();
    let invoice = desk.invoice(ada, "SEK", 1000_00);
    (desk, invoice)
}

#[test]
fn a_fee_is_asked_for_and_waived() {
    let (mut desk, invoice) = an_invoice();
    let fee = charge(&mut desk, invoice, 60_00);
    assert_eq!(desk.stand(invoice), stand(Status::Open, 1060_00, 0));
    desk.run(Command::WaiveFee { invoice, fee });
    assert_eq!(desk.stand(invoice), stand(Status::Open, 1000_00, 0));
    assert_eq!(desk.refused(Command::WaiveFee { invoice, fee }), "fee_waived");
}

#[test]
fn a_fee_that_was_paid_comes_back_as_credit_when_it_is_waived() {
    let (mut desk, invoice) = an_invoice();
    let fee = charge(&mut desk, invoice, 60_00);
    let payment = desk.pay(invoice, 1040_00);
    assert_eq!(desk.stand(invoice), stand(Status::PartlyPaid, 20_00, 1040_00));
    desk.run(Command::WaiveFee { invoice, fee });
    let paid = Stand { status: Status::Paid, open: 0, paid: 1040_00, pending: 0, credit: 40_00 };
    assert_eq!(desk.stand(invoice), paid);
    assert_eq!(desk.refused(Command::Void { invoice, reason: None }), "already_credited");
    desk.reverse(payment);
    assert_eq!(desk.books.invoices[&invoice].open_minor, 1000_00, "no more than the invoice is asked for");
}

#[test]
fn a_withdrawn_invoice_takes_its_fees_along() {
    let (mut desk, invoice) = an_invoice();
    charge(&mut desk, invoice, 60_00);
    let payment = desk.pay(invoice, 30_00);
    desk.void(invoice);
    assert_eq!(desk.credit_of(desk.payer_of(invoice), "SEK"), 30_00);
    let fee = FeeId(desk.fresh());
    let charge = Command::ChargeFee { invoice, fee, amount_minor: 1, reason: None };
    assert_eq!(desk.refused(charge), "voided");
    desk.reverse(payment);
}

#[test]
fn reminders_pause_until_a_day_and_while_there_is_a_dispute() {
    let (mut desk, invoice) = an_invoice();
    let until = desk.in_days(5);
    desk.run(Command::PauseReminders { invoice, until: Some(until), reason: None });
    let state = &desk.books.invoices[&invoice];
    assert!(state.reminders_paused(until));
    assert!(!state.reminders_paused(until.tomorrow().unwrap()));
    desk.run(Command::ResumeReminders { invoice });
    assert!(!desk.books.invoices[&invoice].reminders_paused(until));
    assert_eq!(desk.refused(Command::ResumeReminders { invoice }), "not_paused");
    let yesterday = Some(desk.in_days(-1));
    let late = Command::PauseReminders { invoice, until: yesterday, reason: None };
    assert_eq!(desk.refused(late), "day_passed");
}
