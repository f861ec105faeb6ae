//! Fees on top, and pauses of reminders.

use domain::Status;
use domain::ids::{FeeId, InvoiceId};
use domain::invoices::InvoiceCommand;

use super::stand;
use crate::scenario::{Scenario, Stand};

fn charge(scenario: &mut Scenario, invoice: InvoiceId, amount_minor: i64) -> FeeId {
    let fee = FeeId(scenario.fresh());
    scenario.run(InvoiceCommand::ChargeFee { invoice, fee, amount_minor, reason: None });
    fee
}

fn an_invoice() -> (Scenario, InvoiceId) {
    let mut scenario = Scenario::new();
    let ada = scenario.payer();
    let invoice = scenario.invoice(ada, "SEK", 1000_00);
    (scenario, invoice)
}

#[test]
fn a_fee_is_asked_for_and_waived() {
    let (mut scenario, invoice) = an_invoice();
    let fee = charge(&mut scenario, invoice, 60_00);
    assert_eq!(scenario.stand(invoice), stand(Status::Open, 1060_00, 0));
    scenario.run(InvoiceCommand::WaiveFee { invoice, fee });
    assert_eq!(scenario.stand(invoice), stand(Status::Open, 1000_00, 0));
    assert_eq!(scenario.refused(InvoiceCommand::WaiveFee { invoice, fee }), "fee_waived");
}

#[test]
fn a_fee_that_was_paid_comes_back_as_credit_when_it_is_waived() {
    let (mut scenario, invoice) = an_invoice();
    let fee = charge(&mut scenario, invoice, 60_00);
    let payment = scenario.pay(invoice, 1040_00);
    assert_eq!(scenario.stand(invoice), stand(Status::PartlyPaid, 20_00, 1040_00));
    scenario.run(InvoiceCommand::WaiveFee { invoice, fee });
    let paid = Stand { status: Status::Paid, open: 0, paid: 1040_00, pending: 0, credit: 40_00 };
    assert_eq!(scenario.stand(invoice), paid);
    assert_eq!(scenario.refused(InvoiceCommand::Void { invoice, reason: None }), "already_credited");
    scenario.reverse(payment);
    assert_eq!(
        scenario.books.invoices[&invoice].open_minor, 1000_00,
        "no more than the invoice is asked for"
    );
}

#[test]
fn a_withdrawn_invoice_takes_its_fees_along() {
    let (mut scenario, invoice) = an_invoice();
    charge(&mut scenario, invoice, 60_00);
    let payment = scenario.pay(invoice, 30_00);
    scenario.void(invoice);
    assert_eq!(scenario.credit_of(scenario.payer_of(invoice), "SEK"), 30_00);
    let fee = FeeId(scenario.fresh());
    let charge = InvoiceCommand::ChargeFee { invoice, fee, amount_minor: 1, reason: None };
    assert_eq!(scenario.refused(charge), "voided");
    scenario.reverse(payment);
}

#[test]
fn reminders_pause_until_a_day_and_while_there_is_a_dispute() {
    let (mut scenario, invoice) = an_invoice();
    let until = scenario.in_days(5);
    scenario.run(InvoiceCommand::PauseReminders { invoice, until: Some(until), reason: None });
    let state = &scenario.books.invoices[&invoice];
    assert!(state.reminders_paused(until));
    assert!(!state.reminders_paused(until.tomorrow().unwrap()));
    scenario.run(InvoiceCommand::ResumeReminders { invoice });
    assert!(!scenario.books.invoices[&invoice].reminders_paused(until));
    assert_eq!(scenario.refused(InvoiceCommand::ResumeReminders { invoice }), "not_paused");
    let yesterday = Some(scenario.in_days(-1));
    let late = InvoiceCommand::PauseReminders { invoice, until: yesterday, reason: None };
    assert_eq!(scenario.refused(late), "day_passed");
}
