//! The due date moves.

use domain::invoices::InvoiceCommand;
use domain::invoices::wire::By;
use domain::time::start_of;
use domain::{Actor, Status};

use super::stand;
use crate::scenario::{STAFF, STAFF_NAME, Scenario};

#[test]
fn a_later_due_date_ends_being_overdue_and_the_page_says_who_moved_it() {
    let mut scenario = Scenario::new();
    let ada = scenario.payer();
    let invoice = scenario.invoice(ada, "SEK", 1000_00);
    let first = scenario.books.invoices[&invoice].due_date;
    scenario.wait_until_overdue(invoice);
    assert_eq!(scenario.stand(invoice), stand(Status::Overdue, 1000_00, 0));
    let later = scenario.in_days(14);
    scenario.move_due_date(invoice, later);
    assert_eq!(scenario.stand(invoice), stand(Status::Open, 1000_00, 0));
    let page = &scenario.payers_pages[&invoice];
    assert_eq!(page.due_date, later);
    assert_eq!(page.moved, Some((first, By::Biller { name: Some(STAFF_NAME.into()) })));
    assert_eq!(page.changes_at(scenario.now), Some(start_of(later.tomorrow().unwrap(), &scenario.zone)));
}

#[test]
fn whoever_moves_it_is_named_as_the_payer_may_know() {
    let mut scenario = Scenario::new();
    let ada = scenario.payer();
    let invoice = scenario.invoice(ada, "SEK", 1000_00);
    let named = Some(STAFF_NAME.to_owned());
    for (days, actor, by) in [
        (40, Actor::System, By::System),
        (41, Actor::Biller, By::Biller { name: None }),
        (42, Actor::Staff { id: STAFF }, By::Biller { name: named }),
        (43, Actor::Payer, By::Payer),
    ] {
        scenario.actor = actor;
        scenario.move_due_date(invoice, scenario.in_days(days));
        assert_eq!(scenario.payers_pages[&invoice].moved.as_ref().unwrap().1, by);
    }
}

#[test]
fn the_due_date_moves_only_to_another_day_that_makes_sense() {
    let mut scenario = Scenario::new();
    let ada = scenario.payer();
    let invoice = scenario.invoice(ada, "SEK", 1000_00);
    let (issued, due) = (scenario.today(), scenario.in_days(30));
    let far = issued.saturating_add(jiff::Span::new().years(10));
    for (due_date, code) in [
        (due, "due_date_unchanged"),
        (issued.yesterday().unwrap(), "due_date_before_issue"),
        (far.tomorrow().unwrap(), "due_date_too_far"),
    ] {
        assert_eq!(scenario.refused(InvoiceCommand::ChangeDueDate { invoice, due_date, reason: None }), code);
    }
    scenario.move_due_date(invoice, issued);
    scenario.move_due_date(invoice, far);
}

#[test]
fn a_paid_invoice_has_no_due_date_to_move() {
    let mut scenario = Scenario::new();
    let ada = scenario.payer();
    let invoice = scenario.invoice(ada, "SEK", 1000_00);
    scenario.pay(invoice, 1000_00);
    let due_date = scenario.in_days(60);
    assert_eq!(
        scenario.refused(InvoiceCommand::ChangeDueDate { invoice, due_date, reason: None }),
        "nothing_open"
    );
}

#[test]
fn an_invoice_may_have_been_due_before_it_was_issued() {
    let mut scenario = Scenario::new();
    let ada = scenario.payer();
    let command = scenario.issuing(ada, "SEK", 1000_00, 0, scenario.in_days(-1));
    scenario.run(command);
    let command = scenario.issuing(ada, "SEK", 1000_00, 0, scenario.today());
    scenario.run(command);
}
