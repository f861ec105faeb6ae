//! The payer's credit pays invoices.

use domain::Status;
use domain::invoices::CreditSource;
use domain::payments::PaymentCommand;

use super::stand;
use crate::scenario::{Scenario, Stand};

#[test]
fn a_deposit_pays_an_invoice_when_staff_say_so() {
    let mut scenario = Scenario::new();
    let ada = scenario.payer();
    let invoice = scenario.invoice(ada, "SEK", 1000_00);
    let payment = scenario.deposit(ada, "SEK", 700_00);
    assert_eq!(scenario.stand(invoice), stand(Status::Open, 1000_00, 0), "not by itself");
    scenario.allocate(CreditSource::Payment(payment), invoice, 600_00);
    assert_eq!(scenario.stand(invoice), stand(Status::PartlyPaid, 400_00, 600_00));
    assert_eq!(scenario.credit_of(ada, "SEK"), 100_00);
}

#[test]
fn an_overpayment_moves_to_the_next_invoice_and_is_no_longer_shown_at_the_first() {
    let mut scenario = Scenario::new();
    let ada = scenario.payer();
    let (first, second) = (scenario.invoice(ada, "SEK", 1000_00), scenario.invoice(ada, "SEK", 500_00));
    let payment = scenario.pay(first, 1200_00);
    scenario.allocate(CreditSource::Payment(payment), second, 200_00);
    assert_eq!(scenario.stand(first), stand(Status::Paid, 0, 1000_00));
    assert_eq!(scenario.stand(second), stand(Status::PartlyPaid, 300_00, 200_00));
    assert_eq!(scenario.credit_of(ada, "SEK"), 0);
}

#[test]
fn what_a_payment_meant_for_no_invoice_is_used_before_what_stands_at_one() {
    let mut scenario = Scenario::new();
    let ada = scenario.payer();
    let (first, second) = (scenario.invoice(ada, "SEK", 100_00), scenario.invoice(ada, "SEK", 500_00));
    let command = scenario.recording(ada, "SEK", &[(first, 150_00)], 30_00, true);
    let PaymentCommand::Record { payment, .. } = command else { unreachable!() };
    scenario.run(command);
    scenario.allocate(CreditSource::Payment(payment), second, 40_00);
    assert_eq!(scenario.stand(first), Stand { credit: 40_00, ..stand(Status::Paid, 0, 100_00) });
    assert_eq!(scenario.stand(second), stand(Status::PartlyPaid, 460_00, 40_00));
}

#[test]
fn credit_that_an_invoice_gave_back_pays_another() {
    let mut scenario = Scenario::new();
    let ada = scenario.payer();
    let (first, second) = (scenario.invoice(ada, "SEK", 1000_00), scenario.invoice(ada, "SEK", 500_00));
    scenario.pay(first, 1000_00);
    scenario.credit(first, 300_00);
    scenario.allocate(CreditSource::Invoice(first), second, 200_00);
    assert_eq!(scenario.stand(first), Stand { credit: 100_00, ..stand(Status::Paid, 0, 1000_00) });
    assert_eq!(scenario.stand(second), stand(Status::PartlyPaid, 300_00, 200_00));
    assert_eq!(scenario.credit_of(ada, "SEK"), 100_00);
}

#[test]
fn an_overpayment_closes_its_own_invoice_when_another_payment_is_taken_back() {
    let mut scenario = Scenario::new();
    let ada = scenario.payer();
    let invoice = scenario.invoice(ada, "SEK", 1000_00);
    let (first, second) = (scenario.pay(invoice, 1000_00), scenario.pay(invoice, 1000_00));
    scenario.reverse(first);
    assert_eq!(scenario.stand(invoice), Stand { credit: 1000_00, ..stand(Status::Open, 1000_00, 0) });
    scenario.allocate(CreditSource::Payment(second), invoice, 1000_00);
    assert_eq!(scenario.stand(invoice), stand(Status::Paid, 0, 1000_00));
}
