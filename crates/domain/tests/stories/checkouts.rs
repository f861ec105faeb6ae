//! Attempts to pay at a provider, as the invoice sees them.

use domain::checkouts::CheckoutEnd;
use domain::ids::{CheckoutId, InvoiceId};
use domain::invoices::wire::PayerEvent;
use domain::payments::Method;
use domain::{Actor, Command, Timestamp};

use crate::desk::Desk;

fn an_invoice() -> (Desk, InvoiceId) {
    let mut desk = Desk::new();
    let ada = desk.payer();
    let invoice = desk.invoice(ada, "SEK", 799_00);
    desk.actor = Actor::Payer;
    (desk, invoice)
}

fn opening(desk: &mut Desk, invoice: InvoiceId, amount_minor: i64) -> Command {
    Command::OpenCheckout {
        invoice,
        checkout: CheckoutId(desk.fresh()),
        amount_minor,
        method: Method::Card,
        expires_at: Timestamp(desk.now.0 + 3_600_000),
        minimum_minor: 100_00,
    }
}

fn open(desk: &mut Desk, invoice: InvoiceId, amount_minor: i64) -> CheckoutId {
    let command = opening(desk, invoice, amount_minor);
    let Command::OpenCheckout { checkout, .. } = command else { unreachable!() };
    desk.run(command);
    checkout
}

fn end(desk: &Desk, invoice: InvoiceId, checkout: CheckoutId) -> Option<CheckoutEnd> {
    desk.books.invoices[&invoice].checkouts[&checkout].end
}

#[test]
fn every_open_page_learns_that_somebody_is_paying_and_how_it_ended() {
    let (mut desk, invoice) = an_invoice();
    let checkout = open(&mut desk, invoice, 799_00);
    let (id, state) = desk.payers_pages[&invoice].checkouts[0];
    assert!(id == checkout && state.is_open(desk.now));
    assert!(!state.is_open(state.expires_at), "no money comes after its end");
    desk.run(Command::CloseCheckout { invoice, checkout, why: CheckoutEnd::Cancelled });
    assert_eq!(desk.payers_pages[&invoice].checkouts[0].1.end, Some(CheckoutEnd::Cancelled));
    let again = desk.run(Command::CloseCheckout { invoice, checkout, why: CheckoutEnd::Failed });
    assert!(again.is_empty(), "it ends once");
}

#[test]
fn it_moves_no_balance() {
    let (mut desk, invoice) = an_invoice();
    open(&mut desk, invoice, 300_00);
    assert_eq!((desk.stand(invoice).open, desk.stand(invoice).pending), (799_00, 0));
}

#[test]
fn less_than_the_minimum_is_refused_unless_less_is_left() {
    let (mut desk, invoice) = an_invoice();
    let little = opening(&mut desk, invoice, 99_99);
    assert_eq!(desk.refused(little), "below_minimum");
    let more = opening(&mut desk, invoice, 799_01);
    assert_eq!(desk.refused(more), "exceeds_open");
    desk.pay(invoice, 760_00);
    let part = opening(&mut desk, invoice, 38_99);
    assert_eq!(desk.refused(part), "below_minimum");
    open(&mut desk, invoice, 39_00);
}

#[test]
fn what_would_bring_too_much_is_closed_with_the_payment_that_made_it_so() {
    let (mut desk, invoice) = an_invoice();
    let (whole, part) = (open(&mut desk, invoice, 799_00), open(&mut desk, invoice, 300_00));
    desk.pay(invoice, 400_00);
    assert_eq!(end(&desk, invoice, whole), Some(CheckoutEnd::AmountChanged));
    assert_eq!(end(&desk, invoice, part), None, "300 of the 399 that are left");
    let page = &desk.payers_pages[&invoice];
    assert!(matches!(page.log.last().unwrap().event, PayerEvent::CheckoutClosed { .. }));
    desk.void(invoice);
    assert_eq!(end(&desk, invoice, part), Some(CheckoutEnd::AmountChanged));
    let another = opening(&mut desk, invoice, 300_00);
    assert_eq!(desk.refused(another), "voided");
}

#[test]
fn an_announced_payment_leaves_other_attempts_open() {
    let (mut desk, invoice) = an_invoice();
    let other = open(&mut desk, invoice, 799_00);
    let pending = desk.announce(invoice, 799_00);
    assert_eq!(end(&desk, invoice, other), None, "nothing has arrived yet");
    desk.settle(pending);
    assert_eq!(end(&desk, invoice, other), Some(CheckoutEnd::AmountChanged));
}

#[test]
fn windows_left_behind_do_not_add_up_for_ever() {
    let (mut desk, invoice) = an_invoice();
    for _ in 0..10 {
        open(&mut desk, invoice, 799_00);
    }
    let eleventh = opening(&mut desk, invoice, 799_00);
    assert_eq!(desk.refused(eleventh), "too_many_checkouts");
    desk.now.0 += 3_600_000;
    open(&mut desk, invoice, 799_00);
}
