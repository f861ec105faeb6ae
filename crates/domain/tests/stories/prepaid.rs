//! Something was paid before the invoice was issued.

use domain::Status;
use domain::invoices::CreditSource;

use super::stand;
use crate::scenario::{Scenario, Stand};

#[test]
fn a_prepaid_part_counts_as_paid() {
    let mut scenario = Scenario::new();
    let ada = scenario.payer();
    let invoice = scenario.prepaid_invoice(ada, "SEK", 1000_00, 400_00);
    assert_eq!(scenario.stand(invoice), stand(Status::PartlyPaid, 600_00, 400_00));
    scenario.pay(invoice, 600_00);
    assert_eq!(scenario.stand(invoice), stand(Status::Paid, 0, 1000_00));
}

#[test]
fn a_wholly_prepaid_invoice_is_paid() {
    let mut scenario = Scenario::new();
    let ada = scenario.payer();
    let invoice = scenario.prepaid_invoice(ada, "SEK", 1000_00, 1000_00);
    assert_eq!(scenario.stand(invoice), stand(Status::Paid, 0, 1000_00));
}

#[test]
fn what_was_prepaid_above_the_total_is_credit_that_pays_the_next_invoice() {
    let mut scenario = Scenario::new();
    let ada = scenario.payer();
    let invoice = scenario.prepaid_invoice(ada, "SEK", 1000_00, 1300_00);
    assert_eq!(scenario.stand(invoice), Stand { credit: 300_00, ..stand(Status::Paid, 0, 1000_00) });
    assert_eq!(scenario.credit_of(ada, "SEK"), 300_00);
    let next = scenario.invoice(ada, "SEK", 500_00);
    scenario.allocate(CreditSource::Invoice(invoice), next, 300_00);
    assert_eq!(scenario.stand(invoice), stand(Status::Paid, 0, 1000_00));
    assert_eq!(scenario.stand(next), stand(Status::PartlyPaid, 200_00, 300_00));
}

#[test]
fn a_withdrawn_invoice_gives_its_prepayment_back() {
    let mut scenario = Scenario::new();
    let ada = scenario.payer();
    let invoice = scenario.prepaid_invoice(ada, "SEK", 1000_00, 1300_00);
    scenario.void(invoice);
    assert_eq!(scenario.stand(invoice), Stand { credit: 1300_00, ..stand(Status::Void, 0, 0) });
    assert_eq!(scenario.credit_of(ada, "SEK"), 1300_00);
}
