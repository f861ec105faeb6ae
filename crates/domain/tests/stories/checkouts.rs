//! Attempts to pay at a provider, as the invoice sees them.

use domain::checkouts::{CheckoutCommand, CheckoutEnd};
use domain::ids::{CheckoutId, InvoiceId};
use domain::invoices::wire::PayerEvent;
use domain::payments::Method;
use domain::{Actor, Timestamp};

use crate::scenario::Scenario;

fn an_invoice() -> (Scenario, InvoiceId) {
    let mut scenario = Scenario::new();
    let ada = scenario.payer();
    let invoice = scenario.invoice(ada, "SEK", 799_00);
    scenario.actor = Actor::Payer;
    (scenario, invoice)
}

fn opening(scenario: &mut Scenario, invoice: InvoiceId, amount_minor: i64) -> CheckoutCommand {
    CheckoutCommand::Open {
        invoice,
        checkout: CheckoutId(scenario.fresh()),
        amount_minor,
        method: Method::Card,
        expires_at: Timestamp(scenario.now.0 + 3_600_000),
        minimum_minor: 100_00,
    }
}

fn open(scenario: &mut Scenario, invoice: InvoiceId, amount_minor: i64) -> CheckoutId {
    let command = opening(scenario, invoice, amount_minor);
    let CheckoutCommand::Open { checkout, .. } = command else { unreachable!() };
    scenario.run(command);
    checkout
}

fn end(scenario: &Scenario, invoice: InvoiceId, checkout: CheckoutId) -> Option<CheckoutEnd> {
    scenario.books.invoices[&invoice].checkouts[&checkout].end
}

#[test]
fn every_open_page_learns_that_somebody_is_paying_and_how_it_ended() {
    let (mut scenario, invoice) = an_invoice();
    let checkout = open(&mut scenario, invoice, 799_00);
    let (id, state) = scenario.payers_pages[&invoice].checkouts[0];
    assert!(id == checkout && state.is_open(scenario.now));
    assert!(!state.is_open(state.expires_at), "no money comes after its end");
    scenario.run(CheckoutCommand::Close { invoice, checkout, why: CheckoutEnd::Cancelled });
    assert_eq!(scenario.payers_pages[&invoice].checkouts[0].1.end, Some(CheckoutEnd::Cancelled));
    let again = scenario.run(CheckoutCommand::Close { invoice, checkout, why: CheckoutEnd::Failed });
    assert!(again.is_empty(), "it ends once");
}

#[test]
fn it_moves_no_balance() {
    let (mut scenario, invoice) = an_invoice();
    open(&mut scenario, invoice, 300_00);
    assert_eq!((scenario.stand(invoice).open, scenario.stand(invoice).pending), (799_00, 0));
}

#[test]
fn less_than_the_minimum_is_refused_unless_less_is_left() {
    let (mut scenario, invoice) = an_invoice();
    let little = opening(&mut scenario, invoice, 99_99);
    assert_eq!(scenario.refused(little), "below_minimum");
    let more = opening(&mut scenario, invoice, 799_01);
    assert_eq!(scenario.refused(more), "exceeds_open");
    scenario.pay(invoice, 760_00);
    let part = opening(&mut scenario, invoice, 38_99);
    assert_eq!(scenario.refused(part), "below_minimum");
    open(&mut scenario, invoice, 39_00);
}

#[test]
fn what_would_bring_too_much_is_closed_with_the_payment_that_made_it_so() {
    let (mut scenario, invoice) = an_invoice();
    let (whole, part) = (open(&mut scenario, invoice, 799_00), open(&mut scenario, invoice, 300_00));
    scenario.pay(invoice, 400_00);
    assert_eq!(end(&scenario, invoice, whole), Some(CheckoutEnd::AmountChanged));
    assert_eq!(end(&scenario, invoice, part), None, "300 of the 399 that are left");
    let page = &scenario.payers_pages[&invoice];
    assert!(matches!(page.log.last().unwrap().event, PayerEvent::CheckoutClosed { .. }));
    scenario.void(invoice);
    assert_eq!(end(&scenario, invoice, part), Some(CheckoutEnd::AmountChanged));
    let another = opening(&mut scenario, invoice, 300_00);
    assert_eq!(scenario.refused(another), "voided");
}

#[test]
fn an_announced_payment_leaves_other_attempts_open() {
    let (mut scenario, invoice) = an_invoice();
    let other = open(&mut scenario, invoice, 799_00);
    let pending = scenario.announce(invoice, 799_00);
    assert_eq!(end(&scenario, invoice, other), None, "nothing has arrived yet");
    scenario.settle(pending);
    assert_eq!(end(&scenario, invoice, other), Some(CheckoutEnd::AmountChanged));
}

#[test]
fn windows_left_behind_do_not_add_up_for_ever() {
    let (mut scenario, invoice) = an_invoice();
    for _ in 0..10 {
        open(&mut scenario, invoice, 799_00);
    }
    let eleventh = opening(&mut scenario, invoice, 799_00);
    assert_eq!(scenario.refused(eleventh), "too_many_checkouts");
    scenario.now.0 += 3_600_000;
    open(&mut scenario, invoice, 799_00);
}
