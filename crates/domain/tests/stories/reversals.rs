//! Money that had arrived is taken back.

use domain::invoices::{CreditSource, InvoiceEvent, ReviewReason};
use domain::{Event, Status};

use super::stand;
use crate::desk::{Desk, Stand};

#[test]
fn a_reversed_payment_is_open_again() {
    let mut desk = Desk::new();
    let ada = desk.payer();
    let invoice = desk.invoice(ada, "SEK", 1000_00);
    let payment = desk.pay(invoice, 1000_00);
    desk.reverse(payment);
    assert_eq!(desk.stand(invoice), stand(Status::Open, 1000_00, 0));
    let balances: i64 = desk.balances.values().map(|balance| balance.abs()).sum();
    assert_eq!(balances, 2 * 1000_00, "what is asked and what was earned, nothing else");
}

#[test]
fn a_payment_reversed_after_the_due_date_leaves_the_invoice_overdue() {
    let mut desk = Desk::new();
    let ada = desk.payer();
    let invoice = desk.invoice(ada, "SEK", 1000_00);
    let payment = desk.pay(invoice, 1000_00);
    desk.wait_until_overdue(invoice);
    assert_eq!(desk.status(invoice), Status::Paid);
    desk.reverse(payment);
    assert_eq!(desk.stand(invoice), stand(Status::Overdue, 1000_00, 0));
}

#[test]
fn a_reversed_overpayment_opens_the_invoice_its_credit_had_paid_too() {
    let mut desk = Desk::new();
    let ada = desk.payer();
    let (first, second) = (desk.invoice(ada, "SEK", 1000_00), desk.invoice(ada, "SEK", 500_00));
    let payment = desk.pay(first, 1200_00);
    desk.allocate(CreditSource::Payment(payment), second, 150_00);
    assert_eq!(desk.stand(first), Stand { credit: 50_00, ..stand(Status::Paid, 0, 1000_00) });
    desk.reverse(payment);
    assert_eq!(desk.stand(first), stand(Status::Open, 1000_00, 0));
    assert_eq!(desk.stand(second), stand(Status::Open, 500_00, 0));
    assert_eq!(desk.credit_of(ada, "SEK"), 0);
}

#[test]
fn a_reversed_sum_opens_every_invoice_it_paid() {
    let mut desk = Desk::new();
    let ada = desk.payer();
    let (first, second) = (desk.invoice(ada, "SEK", 1000_00), desk.invoice(ada, "SEK", 500_00));
    let payment = desk.pay_several(&[(first, 1000_00), (second, 400_00)]);
    desk.reverse(payment);
    assert_eq!(desk.stand(first), stand(Status::Open, 1000_00, 0));
    assert_eq!(desk.stand(second), stand(Status::Open, 500_00, 0));
}

#[test]
fn a_fully_credited_invoice_closes_again_by_its_own_credit() {
    let mut desk = Desk::new();
    let ada = desk.payer();
    let invoice = desk.invoice(ada, "SEK", 1000_00);
    let payment = desk.pay(invoice, 1000_00);
    desk.credit(invoice, 1000_00);
    assert_eq!(desk.stand(invoice), Stand { credit: 1000_00, ..stand(Status::Credited, 0, 1000_00) });
    desk.reverse(payment);
    assert_eq!(desk.stand(invoice), stand(Status::Credited, 0, 0));
    assert_eq!(desk.credit_of(ada, "SEK"), 0, "nobody paid, nobody gets anything back");
}

#[test]
fn a_credited_invoice_is_owed_again_where_its_credit_was_spent_elsewhere() {
    let mut desk = Desk::new();
    let ada = desk.payer();
    let (invoice, other) = (desk.invoice(ada, "SEK", 1000_00), desk.invoice(ada, "SEK", 700_00));
    let payment = desk.pay(invoice, 1000_00);
    desk.credit(invoice, 1000_00);
    desk.allocate(CreditSource::Invoice(invoice), other, 700_00);
    desk.reverse(payment);
    assert_eq!(desk.stand(invoice), stand(Status::PartlyPaid, 700_00, 0), "300.00 closed it in part");
    assert_eq!(desk.stand(other), stand(Status::Paid, 0, 700_00));
}

#[test]
fn a_reversal_on_a_withdrawn_invoice_takes_the_credit_away() {
    let mut desk = Desk::new();
    let ada = desk.payer();
    let invoice = desk.invoice(ada, "SEK", 1000_00);
    let payment = desk.pay(invoice, 400_00);
    desk.void(invoice);
    desk.reverse(payment);
    assert_eq!(desk.stand(invoice), stand(Status::Void, 0, 0));
    assert_eq!(desk.credit_of(ada, "SEK"), 0);
}

#[test]
fn a_reversal_reaches_a_withdrawn_invoice_that_credit_had_paid() {
    let mut desk = Desk::new();
    let ada = desk.payer();
    let (first, second) = (desk.invoice(ada, "SEK", 1000_00), desk.invoice(ada, "SEK", 500_00));
    let payment = desk.pay(first, 1200_00);
    desk.allocate(CreditSource::Payment(payment), second, 200_00);
    desk.void(second);
    desk.reverse(payment);
    assert_eq!(desk.stand(second), stand(Status::Void, 0, 0), "no credit is left to show");
}

#[test]
fn an_invoice_from_which_a_payment_has_moved_on_hears_nothing_of_its_reversal() {
    let mut desk = Desk::new();
    let ada = desk.payer();
    let (first, second) = (desk.invoice(ada, "SEK", 1000_00), desk.invoice(ada, "SEK", 500_00));
    desk.void(first);
    let payment = desk.pay(first, 300_00);
    desk.allocate(CreditSource::Payment(payment), second, 300_00);
    let events = desk.reverse(payment);
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
    let mut desk = Desk::new();
    let ada = desk.payer();
    let invoice = desk.invoice(ada, "SEK", 1000_00);
    let payment = desk.pay(invoice, 400_00);
    desk.write_off(invoice);
    desk.reverse(payment);
    assert_eq!(desk.stand(invoice), stand(Status::WrittenOff, 0, 0));
    assert_eq!(desk.staff_pages[&invoice].review_reasons, [ReviewReason::ReversalAfterWriteOff]);
    let sek = "SEK".parse().unwrap();
    assert_eq!(desk.balance(domain::ledger::LedgerAccount::WriteOff, sek), 1000_00);
}
