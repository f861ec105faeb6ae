//! What banks keep of a payment at the biller's cost.

use domain::Status;
use domain::ledger::LedgerAccount;
use domain::payments::PaymentCommand;

use super::stand;
use crate::scenario::Scenario;

#[test]
fn what_banks_kept_is_a_cost_apart_and_the_invoice_is_paid() {
    let mut scenario = Scenario::new();
    let ada = scenario.payer();
    let invoice = scenario.invoice(ada, "EUR", 100_00);
    let payment = scenario.pay(invoice, 100_00);
    let charge = |amount_minor| PaymentCommand::PostCharges { payment, amount_minor };
    for (amount_minor, code) in
        [(0, "amount_not_positive"), (-1, "amount_not_positive"), (100_01, "shares_exceed_payment")]
    {
        assert_eq!(scenario.refused(charge(amount_minor)), code);
    }
    scenario.run(charge(2_00));
    assert_eq!(scenario.stand(invoice), stand(Status::Paid, 0, 100_00));
    let eur = "EUR".parse().unwrap();
    assert_eq!(scenario.balance(LedgerAccount::Clearing, eur), 98_00);
    assert_eq!(scenario.balance(LedgerAccount::BankCharges, eur), 2_00);
    assert_eq!(scenario.refused(charge(98_01)), "shares_exceed_payment");

    scenario.reverse(payment);
    assert_eq!(scenario.stand(invoice), stand(Status::Open, 100_00, 0));
    assert_eq!(scenario.balance(LedgerAccount::Clearing, eur), 0, "what had arrived is gone");
    assert_eq!(scenario.balance(LedgerAccount::BankCharges, eur), 0);
    assert_eq!(scenario.refused(charge(1)), "payment_not_settled");
}
