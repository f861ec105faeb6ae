//! Money that had arrived is taken back.

use domain::invoices::{CreditSource, InvoiceEvent, ReviewReason};
use domain::{Event, Status};

use super::stand;
use crate::scenario::{Scenario, Stand};

#[test]
fn a_reversed_payment_is_open_again() {
    let mut scenario = Scenario::new();
    let ada = scenario.payer();
    let invoice = scenario.invoice(ada, "SEK", 1000_00);
    let payment = scenario.pay(invoice, 1000_00);
    scenario.reverse(payment);
    assert_eq!(scenario.stand(invoice), stand(Status::Open, 1000_00, 0));
    let balances: i64 = scenario.balances.values().map(|balance| balance.abs()).sum();
    assert_eq!(balances, 2 * 1000_00, "what is asked and what was earned, nothing else");
}

#[test]
fn a_payment_reversed_after_the_due_date_leaves_the_invoice_overdue() {
    let mut scenario = Scenario::new();
    let ada = scenario.payer();
    let invoice = scenario.invoice(ada, "SEK", 1000_00);
    let payment = scenario.pay(invoice, 1000_00);
    scenario.wait_until_overdue(invoice);
    assert_eq!(scenario.status(invoice), Status::Paid);
    scenario.reverse(payment);
    assert_eq!(scenario.stand(invoice), stand(Status::Overdue, 1000_00, 0));
}

#[test]
fn a_reversed_overpayment_opens_the_invoice_its_credit_had_paid_too() {
    let mut scenario = Scenario::new();
    let ada = scenario.payer();
    let (first, second) = (scenario.invoice(ada, "SEK", 1000_00), scenario.invoice(ada, "SEK", 500_00));
    let payment = scenario.pay(first, 1200_00);
    scenario.allocate(CreditSource::Payment(payment), second, 150_00);
    assert_eq!(scenario.stand(first), Stand { credit: 50_00, ..stand(Status::Paid, 0, 1000_00) });
    scenario.reverse(payment);
    assert_eq!(scenario.stand(first), stand(Status::Open, 1000_00, 0));
    assert_eq!(scenario.stand(second), stand(Status::Open, 500_00, 0));
    assert_eq!(scenario.credit_of(ada, "SEK"), 0);
}

#[test]
fn a_reversed_sum_opens_every_invoice_it_paid() {
    let mut scenario = Scenario::new();
    let ada = scenario.payer();
    let (first, second) = (scenario.invoice(ada, "SEK", 1000_00), scenario.invoice(ada, "SEK", 500_00));
    let payment = scenario.pay_several(&[(first, 1000_00), (second, 400_00)]);
    scenario.reverse(payment);
    assert_eq!(scenario.stand(first), stand(Status::Open, 1000_00, 0));
    assert_eq!(scenario.stand(second), stand(Status::Open, 500_00, 0));
}

#[test]
fn a_fully_credited_invoice_closes_again_by_its_own_credit() {
    let mut scenario = Scenario::new();
    let ada = scenario.payer();
    let invoice = scenario.invoice(ada, "SEK", 1000_00);
    let payment = scenario.pay(invoice, 1000_00);
    scenario.credit(invoice, 1000_00);
    assert_eq!(scenario.stand(invoice), Stand { credit: 1000_00, ..stand(Status::Credited, 0, 1000_00) });
    scenario.reverse(payment);
    assert_eq!(scenario.stand(invoice), stand(Status::Credited, 0, 0));
    assert_eq!(scenario.credit_of(ada, "SEK"), 0, "nobody paid, nobody gets anything back");
}

#[test]
fn a_credited_invoice_is_owed_again_where_its_credit_was_spent_elsewhere() {
    let mut scenario = Scenario::new();
    let ada = scenario.payer();
    let (invoice, other) = (scenario.invoice(ada, "SEK", 1000_00), scenario.invoice(ada, "SEK", 700_00));
    let payment = scenario.pay(invoice, 1000_00);
    scenario.credit(invoice, 1000_00);
    scenario.allocate(CreditSource::Invoice(invoice), other, 700_00);
    scenario.reverse(payment);
    assert_eq!(scenario.stand(invoice), stand(Status::PartlyPaid, 700_00, 0), "300.00 closed it in part");
    assert_eq!(scenario.stand(other), stand(Status::Paid, 0, 700_00));
}

#[test]
fn a_reversal_on_a_withdrawn_invoice_takes_the_credit_away() {
    let mut scenario = Scenario::new();
    let ada = scenario.payer();
    let invoice = scenario.invoice(ada, "SEK", 1000_00);
    let payment = scenario.pay(invoice, 400_00);
    scenario.void(invoice);
    scenario.reverse(payment);
    assert_eq!(scenario.stand(invoice), stand(Status::Void, 0, 0));
    assert_eq!(scenario.credit_of(ada, "SEK"), 0);
}

#[test]
fn a_reversal_reaches_a_withdrawn_invoice_that_credit_had_paid() {
    let mut scenario = Scenario::new();
    let ada = scenario.payer();
    let (first, second) = (scenario.invoice(ada, "SEK", 1000_00), scenario.invoice(ada, "SEK", 500_00));
    let payment = scenario.pay(first, 1200_00);
    scenario.allocate(CreditSource::Payment(payment), second, 200_00);
    scenario.void(second);
    scenario.reverse(payment);
    assert_eq!(scenario.stand(second), stand(Status::Void, 0, 0), "no credit is left to show");
}

#[test]
fn an_invoice_from_which_a_payment_has_moved_on_hears_nothing_of_its_reversal() {
    let mut scenario = Scenario::new();
    let ada = scenario.payer();
    let (first, second) = (scenario.invoice(ada, "SEK", 1000_00), scenario.invoice(ada, "SEK", 500_00));
    scenario.void(first);
    let payment = scenario.pay(first, 300_00);
    scenario.allocate(CreditSource::Payment(payment), second, 300_00);
    let events = scenario.reverse(payment);
    let told: Vec<_> = events
        .iter()
        .filter_map(|event| match event {
            Event::Invoice(id, InvoiceEvent::PaymentReversed { amount_minor, .. }) => {
                Some((*id, *amount_minor))
            }
            _ => None,
        })
        .collect();
    assert_eq!(told, [(second, 300_00)]);
}

#[test]
fn a_reversal_after_the_rest_was_given_up_is_given_up_too_and_flagged() {
    let mut scenario = Scenario::new();
    let ada = scenario.payer();
    let invoice = scenario.invoice(ada, "SEK", 1000_00);
    let payment = scenario.pay(invoice, 400_00);
    scenario.write_off(invoice);
    scenario.reverse(payment);
    assert_eq!(scenario.stand(invoice), stand(Status::WrittenOff, 0, 0));
    assert_eq!(scenario.staff_pages[&invoice].review_reasons, [ReviewReason::ReversalAfterWriteOff]);
    let sek = "SEK".parse().unwrap();
    assert_eq!(scenario.balance(domain::ledger::LedgerAccount::WriteOff, sek), 1000_00);
}
