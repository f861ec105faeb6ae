//! Money arrives.

use domain::Status;
use domain::payments::PaymentCommand;

use super::stand;
use crate::scenario::{Scenario, Stand};

#[test]
fn a_part_payment_leaves_the_rest_open() {
    let mut scenario = Scenario::new();
    let ada = scenario.payer();
    let invoice = scenario.invoice(ada, "SEK", 1000_00);
    assert_eq!(scenario.stand(invoice), stand(Status::Open, 1000_00, 0));
    scenario.pay(invoice, 400_00);
    assert_eq!(scenario.stand(invoice), stand(Status::PartlyPaid, 600_00, 400_00));
    scenario.wait_until_overdue(invoice);
    assert_eq!(scenario.status(invoice), Status::Overdue);
}

#[test]
fn several_payments_add_up_and_each_stays_in_the_history() {
    let mut scenario = Scenario::new();
    let ada = scenario.payer();
    let invoice = scenario.invoice(ada, "SEK", 1000_00);
    let payments =
        [scenario.pay(invoice, 300_00), scenario.pay(invoice, 300_00), scenario.pay(invoice, 400_00)];
    assert_eq!(scenario.stand(invoice), stand(Status::Paid, 0, 1000_00));
    let shown: Vec<_> = scenario.payers_pages[&invoice].payments.iter().map(|one| one.payment_id).collect();
    assert_eq!(shown, payments, "in the order in which they came");
    scenario.wait_until_overdue(invoice);
    assert_eq!(scenario.status(invoice), Status::Paid, "what is paid is never overdue");
}

#[test]
fn an_overpayment_is_kept_as_the_payers_credit() {
    let mut scenario = Scenario::new();
    let ada = scenario.payer();
    let invoice = scenario.invoice(ada, "SEK", 1000_00);
    scenario.pay(invoice, 1200_00);
    assert_eq!(scenario.stand(invoice), Stand { credit: 200_00, ..stand(Status::Paid, 0, 1000_00) });
    assert_eq!(scenario.credit_of(ada, "SEK"), 200_00);
}

#[test]
fn paying_what_is_already_paid_is_not_refused() {
    let mut scenario = Scenario::new();
    let ada = scenario.payer();
    let invoice = scenario.invoice(ada, "SEK", 1000_00);
    scenario.pay(invoice, 1000_00);
    scenario.pay(invoice, 1000_00);
    assert_eq!(scenario.stand(invoice), Stand { credit: 1000_00, ..stand(Status::Paid, 0, 1000_00) });
}

#[test]
fn announced_money_is_shown_and_moves_no_balance_until_it_arrives() {
    let mut scenario = Scenario::new();
    let ada = scenario.payer();
    let invoice = scenario.invoice(ada, "SEK", 1000_00);
    let balances = scenario.balances.clone();
    let payment = scenario.announce(invoice, 1000_00);
    assert_eq!(scenario.stand(invoice), Stand { pending: 1000_00, ..stand(Status::Open, 1000_00, 0) });
    assert_eq!(scenario.balances, balances);
    scenario.settle(payment);
    assert_eq!(scenario.stand(invoice), stand(Status::Paid, 0, 1000_00));
}

#[test]
fn announced_money_that_fails_leaves_everything_open() {
    let mut scenario = Scenario::new();
    let ada = scenario.payer();
    let invoice = scenario.invoice(ada, "SEK", 1000_00);
    let payment = scenario.announce(invoice, 1000_00);
    scenario.fail(payment);
    assert_eq!(scenario.stand(invoice), stand(Status::Open, 1000_00, 0));
    assert_eq!(scenario.credit_of(ada, "SEK"), 0);
}

#[test]
fn announced_money_takes_what_is_open_when_it_arrives() {
    let mut scenario = Scenario::new();
    let ada = scenario.payer();
    let invoice = scenario.invoice(ada, "SEK", 1000_00);
    let payment = scenario.announce(invoice, 1000_00);
    scenario.pay(invoice, 700_00);
    scenario.settle(payment);
    assert_eq!(scenario.stand(invoice), Stand { credit: 700_00, ..stand(Status::Paid, 0, 1000_00) });
}

#[test]
fn one_sum_pays_two_invoices_and_the_rest_is_credit() {
    let mut scenario = Scenario::new();
    let ada = scenario.payer();
    let (first, second) = (scenario.invoice(ada, "SEK", 1000_00), scenario.invoice(ada, "SEK", 500_00));
    let command = scenario.recording(ada, "SEK", &[(first, 1000_00), (second, 400_00)], 50_00, true);
    scenario.run(command);
    assert_eq!(scenario.stand(first), stand(Status::Paid, 0, 1000_00));
    assert_eq!(scenario.stand(second), stand(Status::PartlyPaid, 100_00, 400_00));
    assert_eq!(scenario.credit_of(ada, "SEK"), 50_00, "meant for neither, shown at neither");
}

#[test]
fn two_shares_for_one_invoice_are_one_payment() {
    let mut scenario = Scenario::new();
    let ada = scenario.payer();
    let invoice = scenario.invoice(ada, "SEK", 1000_00);
    scenario.pay_several(&[(invoice, 300_00), (invoice, 200_00)]);
    assert_eq!(scenario.stand(invoice), stand(Status::PartlyPaid, 500_00, 500_00));
    assert_eq!(scenario.payers_pages[&invoice].payments.len(), 1);
}

#[test]
fn yen_and_dinars_are_counted_in_their_own_units() {
    let mut scenario = Scenario::new();
    let ada = scenario.payer();
    let yen = scenario.invoice(ada, "JPY", 12_345);
    scenario.pay(yen, 345);
    assert_eq!(scenario.payers_pages[&yen].money(scenario.stand(yen).open).to_string(), "12000 JPY");
    let dinars = scenario.invoice(ada, "KWD", 12_345);
    scenario.pay(dinars, 12_344);
    assert_eq!(scenario.payers_pages[&dinars].money(scenario.stand(dinars).open).to_string(), "0.001 KWD");
    assert_eq!((scenario.credit_of(ada, "JPY"), scenario.credit_of(ada, "KWD")), (0, 0));
}

#[test]
fn an_invoice_over_nothing_is_paid_from_the_start() {
    let mut scenario = Scenario::new();
    let ada = scenario.payer();
    let invoice = scenario.invoice(ada, "SEK", 0);
    assert_eq!(scenario.stand(invoice), stand(Status::Paid, 0, 0));
    scenario.pay(invoice, 100);
    assert_eq!(scenario.stand(invoice), Stand { credit: 100, ..stand(Status::Paid, 0, 0) });
}

#[test]
fn money_in_another_currency_is_kept_and_never_allocated() {
    let mut scenario = Scenario::new();
    let ada = scenario.payer();
    let invoice = scenario.invoice(ada, "SEK", 1000_00);
    let command = scenario.recording(ada, "EUR", &[(invoice, 100_00)], 0, true);
    assert_eq!(scenario.refused(command), "currency_mismatch");
    let euros = scenario.deposit(ada, "EUR", 100_00);
    let source = domain::invoices::CreditSource::Payment(euros);
    assert_eq!(
        scenario.refused(PaymentCommand::Allocate { source, invoice, amount_minor: 100_00 }),
        "currency_mismatch"
    );
    assert_eq!(scenario.stand(invoice), stand(Status::Open, 1000_00, 0));
    assert_eq!((scenario.credit_of(ada, "EUR"), scenario.credit_of(ada, "SEK")), (100_00, 0));
}
