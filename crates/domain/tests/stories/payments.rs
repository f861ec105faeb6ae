//! Money arrives.

use domain::{Command, Status};

use super::stand;
use crate::desk::{Desk, Stand};

#[test]
fn a_part_payment_leaves_the_rest_open() {
    let mut desk = Desk::new();
    let ada = desk.payer();
    let invoice = desk.invoice(ada, "SEK", 1000_00);
    assert_eq!(desk.stand(invoice), stand(Status::Open, 1000_00, 0));
    desk.pay(invoice, 400_00);
    assert_eq!(desk.stand(invoice), stand(Status::PartlyPaid, 600_00, 400_00));
    desk.wait_until_overdue(invoice);
    assert_eq!(desk.status(invoice), Status::Overdue);
}

#[test]
fn several_payments_add_up_and_each_stays_in_the_history() {
    let mut desk = Desk::new();
    let ada = desk.payer();
    let invoice = desk.invoice(ada, "SEK", 1000_00);
    let payments = [desk.pay(invoice, 300_00), desk.pay(invoice, 300_00), desk.pay(invoice, 400_00)];
    assert_eq!(desk.stand(invoice), stand(Status::Paid, 0, 1000_00));
    let shown: Vec<_> = desk.payers_pages[&invoice].payments.iter().map(|one| one.payment_id).collect();
    assert_eq!(shown, payments, "in the order in which they came");
    desk.wait_until_overdue(invoice);
    assert_eq!(desk.status(invoice), Status::Paid, "what is paid is never overdue");
}

#[test]
fn an_overpayment_is_kept_as_the_payers_credit() {
    let mut desk = Desk::new();
    let ada = desk.payer();
    let invoice = desk.invoice(ada, "SEK", 1000_00);
    desk.pay(invoice, 1200_00);
    assert_eq!(desk.stand(invoice), Stand { credit: 200_00, ..stand(Status::Paid, 0, 1000_00) });
    assert_eq!(desk.credit_of(ada, "SEK"), 200_00);
}

#[test]
fn paying_what_is_already_paid_is_not_refused() {
    let mut desk = Desk::new();
    let ada = desk.payer();
    let invoice = desk.invoice(ada, "SEK", 1000_00);
    desk.pay(invoice, 1000_00);
    desk.pay(invoice, 1000_00);
    assert_eq!(desk.stand(invoice), Stand { credit: 1000_00, ..stand(Status::Paid, 0, 1000_00) });
}

#[test]
fn announced_money_is_shown_and_moves_no_balance_until_it_arrives() {
    let mut desk = Desk::new();
    let ada = desk.payer();
    let invoice = desk.invoice(ada, "SEK", 1000_00);
    let balances = desk.balances.clone();
    let payment = desk.announce(invoice, 1000_00);
    assert_eq!(desk.stand(invoice), Stand { pending: 1000_00, ..stand(Status::Open, 1000_00, 0) });
    assert_eq!(desk.balances, balances);
    desk.settle(payment);
    assert_eq!(desk.stand(invoice), stand(Status::Paid, 0, 1000_00));
}

#[test]
fn announced_money_that_fails_leaves_everything_open() {
    let mut desk = Desk::new();
    let ada = desk.payer();
    let invoice = desk.invoice(ada, "SEK", 1000_00);
    let payment = desk.announce(invoice, 1000_00);
    desk.fail(payment);
    assert_eq!(desk.stand(invoice), stand(Status::Open, 1000_00, 0));
    assert_eq!(desk.credit_of(ada, "SEK"), 0);
}

#[test]
fn announced_money_takes_what_is_open_when_it_arrives() {
    let mut desk = Desk::new();
    let ada = desk.payer();
    let invoice = desk.invoice(ada, "SEK", 1000_00);
    let payment = desk.announce(invoice, 1000_00);
    desk.pay(invoice, 700_00);
    desk.settle(payment);
    assert_eq!(desk.stand(invoice), Stand { credit: 700_00, ..stand(Status::Paid, 0, 1000_00) });
}

#[test]
fn one_sum_pays_two_invoices_and_the_rest_is_credit() {
    let mut desk = Desk::new();
    let ada = desk.payer();
    let (first, second) = (desk.invoice(ada, "SEK", 1000_00), desk.invoice(ada, "SEK", 500_00));
    let command = desk.recording(ada, "SEK", &[(first, 1000_00), (second, 400_00)], 50_00, true);
    desk.run(command);
    assert_eq!(desk.stand(first), stand(Status::Paid, 0, 1000_00));
    assert_eq!(desk.stand(second), stand(Status::PartlyPaid, 100_00, 400_00));
    assert_eq!(desk.credit_of(ada, "SEK"), 50_00, "meant for neither, shown at neither");
}

#[test]
fn two_shares_for_one_invoice_are_one_payment() {
    let mut desk = Desk::new();
    let ada = desk.payer();
    let invoice = desk.invoice(ada, "SEK", 1000_00);
    desk.pay_several(&[(invoice, 300_00), (invoice, 200_00)]);
    assert_eq!(desk.stand(invoice), stand(Status::PartlyPaid, 500_00, 500_00));
    assert_eq!(desk.payers_pages[&invoice].payments.len(), 1);
}

#[test]
fn yen_and_dinars_are_counted_in_their_own_units() {
    let mut desk = Desk::new();
    let ada = desk.payer();
    let yen = desk.invoice(ada, "JPY", 12_345);
    desk.pay(yen, 345);
    assert_eq!(desk.payers_pages[&yen].money(desk.stand(yen).open).to_string(), "12000 JPY");
    let dinars = desk.invoice(ada, "KWD", 12_345);
    desk.pay(dinars, 12_344);
    assert_eq!(desk.payers_pages[&dinars].money(desk.stand(dinars).open).to_string(), "0.001 KWD");
    assert_eq!((desk.credit_of(ada, "JPY"), desk.credit_of(ada, "KWD")), (0, 0));
}

#[test]
fn an_invoice_over_nothing_is_paid_from_the_start() {
    let mut desk = Desk::new();
    let ada = desk.payer();
    let invoice = desk.invoice(ada, "SEK", 0);
    assert_eq!(desk.stand(invoice), stand(Status::Paid, 0, 0));
    desk.pay(invoice, 100);
    assert_eq!(desk.stand(invoice), Stand { credit: 100, ..stand(Status::Paid, 0, 0) });
}

#[test]
fn money_in_another_currency_is_kept_and_never_allocated() {
    let mut desk = Desk::new();
    let ada = desk.payer();
    let invoice = desk.invoice(ada, "SEK", 1000_00);
    let command = desk.recording(ada, "EUR", &[(invoice, 100_00)], 0, true);
    assert_eq!(desk.refused(command), "currency_mismatch");
    let euros = desk.deposit(ada, "EUR", 100_00);
    let source = domain::invoices::CreditSource::Payment(euros);
    assert_eq!(
        desk.refused(Command::Allocate { source, invoice, amount_minor: 100_00 }),
        "currency_mismatch"
    );
    assert_eq!(desk.stand(invoice), stand(Status::Open, 1000_00, 0));
    assert_eq!((desk.credit_of(ada, "EUR"), desk.credit_of(ada, "SEK")), (100_00, 0));
}
