//! What one side proposes and the other one answers.

use domain::command::{MoreTime, NewProposal};
use domain::ids::{InvoiceId, ProposalId};
use domain::invoices::view::Standing;
use domain::invoices::wire::{By, PayerEvent};
use domain::proposals::{ProposalState, ProposedChange};
use domain::{Actor, Command, Date, Status, Timestamp};

use super::stand;
use crate::desk::{Desk, STAFF};

const STAFF_ACTOR: Actor = Actor::Staff { id: STAFF };
const DAY_MS: i64 = 86_400_000;

fn an_invoice() -> (Desk, InvoiceId) {
    let mut desk = Desk::new();
    let ada = desk.payer();
    let invoice = desk.invoice(ada, "SEK", 1000_00);
    (desk, invoice)
}

/// A proposal that is valid for a week, from whoever is at the desk.
fn proposal(desk: &mut Desk, invoice: InvoiceId, change: ProposedChange) -> NewProposal {
    let expires_at = Timestamp(desk.now.0 + 7 * DAY_MS);
    NewProposal { invoice, id: ProposalId(desk.fresh()), change, text: None, expires_at, respond_by: None }
}

fn propose(desk: &mut Desk, invoice: InvoiceId, change: ProposedChange) -> ProposalId {
    let proposal = proposal(desk, invoice, change);
    desk.run(Command::Propose(proposal));
    proposal.id
}

fn accept(invoice: InvoiceId, proposal: ProposalId) -> Command {
    Command::Accept { invoice, proposal, proof: None }
}

fn standing(desk: &Desk, invoice: InvoiceId) -> Standing {
    let page = &desk.payers_pages[&invoice];
    page.standing(page.proposals.last().unwrap(), desk.now)
}

fn later(desk: &Desk) -> Date {
    desk.in_days(50)
}

#[test]
fn an_accepted_date_moves_in_the_same_decision() {
    let (mut desk, invoice) = an_invoice();
    let to = later(&desk);
    let proposal = propose(&mut desk, invoice, ProposedChange::DueDate { to });
    assert_eq!(standing(&desk, invoice), Standing::Waits);
    desk.actor = Actor::Payer;
    assert_eq!(desk.run(accept(invoice, proposal)).len(), 2, "agreed and done, together");
    let page = &desk.payers_pages[&invoice];
    assert_eq!((page.due_date, page.proposals[0].state), (to, ProposalState::Accepted));
    assert!(matches!(page.log.last().unwrap().event, PayerEvent::DueDateChanged { agreed: true, .. }));
    assert_eq!(page.extensions, 0, "what was agreed is no extension of the payer's own");
    assert_eq!(desk.refused(accept(invoice, proposal)), "proposal_closed");
}

#[test]
fn only_the_other_side_answers_and_only_ones_own_is_taken_back() {
    let (mut desk, invoice) = an_invoice();
    let to = later(&desk);
    let proposal = propose(&mut desk, invoice, ProposedChange::DueDate { to });
    let withdraw = Command::Withdraw { invoice, proposal };
    assert_eq!(desk.refused(accept(invoice, proposal)), "proposal_of_other_side");
    assert_eq!(desk.refused(Command::Decline { invoice, proposal, reason: None }), "proposal_of_other_side");
    desk.actor = Actor::Payer;
    assert_eq!(desk.refused(withdraw.clone()), "proposal_of_other_side");
    desk.actor = STAFF_ACTOR;
    desk.run(withdraw);
    assert_eq!(standing(&desk, invoice), Standing::Withdrawn);
    desk.actor = Actor::Payer;
    assert_eq!(desk.refused(accept(invoice, proposal)), "proposal_closed");
}

#[test]
fn a_proposal_ends_at_its_instant() {
    let (mut desk, invoice) = an_invoice();
    let to = later(&desk);
    let proposal = propose(&mut desk, invoice, ProposedChange::DueDate { to });
    desk.actor = Actor::Payer;
    desk.now.0 += 7 * DAY_MS;
    assert_eq!(standing(&desk, invoice), Standing::Expired);
    assert_eq!(desk.refused(accept(invoice, proposal)), "proposal_expired");
    desk.now.0 -= 1;
    desk.run(accept(invoice, proposal));
}

#[test]
fn a_proposal_is_refused_once_the_invoice_has_moved_on_in_what_matters_for_it() {
    let (mut desk, invoice) = an_invoice();
    let (to, now_by) = (later(&desk), desk.in_days(3));
    let part = ProposedChange::PartPayment { now_minor: 400_00, now_by, rest_due: to };
    let date = propose(&mut desk, invoice, ProposedChange::DueDate { to });
    let part = propose(&mut desk, invoice, part);
    let credit = propose(&mut desk, invoice, ProposedChange::Credit { amount_minor: 100_00 });
    desk.pay(invoice, 1_00);
    desk.actor = Actor::Payer;
    for proposal in [part, credit] {
        assert_eq!(desk.refused(accept(invoice, proposal)), "proposal_outdated");
    }
    assert_eq!(standing(&desk, invoice), Standing::Outdated, "the page says so too");
    desk.run(accept(invoice, date));

    desk.actor = STAFF_ACTOR;
    let to = desk.in_days(60);
    let proposal = propose(&mut desk, invoice, ProposedChange::DueDate { to });
    desk.move_due_date(invoice, desk.in_days(55));
    desk.actor = Actor::Payer;
    assert_eq!(desk.refused(accept(invoice, proposal)), "proposal_outdated");
}

#[test]
fn a_part_now_moves_the_rest() {
    let (mut desk, invoice) = an_invoice();
    let (now_by, rest_due) = (desk.in_days(3), later(&desk));
    let proposal =
        propose(&mut desk, invoice, ProposedChange::PartPayment { now_minor: 400_00, now_by, rest_due });
    desk.actor = Actor::Payer;
    desk.run(accept(invoice, proposal));
    assert_eq!(desk.payers_pages[&invoice].due_date, rest_due);
    assert_eq!(desk.stand(invoice), stand(Status::Open, 1000_00, 0));
}

#[test]
fn offers_that_cannot_be_kept_are_not_made() {
    let (mut desk, invoice) = an_invoice();
    let (today, due) = (desk.today(), desk.in_days(30));
    let yesterday = desk.in_days(-1);
    let part = |now_minor, now_by, rest_due| ProposedChange::PartPayment { now_minor, now_by, rest_due };
    for (change, code) in [
        (ProposedChange::DueDate { to: due }, "due_date_unchanged"),
        (ProposedChange::DueDate { to: yesterday }, "day_passed"),
        (ProposedChange::DueDate { to: Date::constant(2099, 1, 1) }, "due_date_too_far"),
        (ProposedChange::Credit { amount_minor: 0 }, "amount_not_positive"),
        (ProposedChange::Credit { amount_minor: 1000_01 }, "exceeds_invoice"),
        (part(1000_00, today, due), "part_not_less"),
        (part(0, today, due), "amount_not_positive"),
        (part(1, yesterday, due), "day_passed"),
        (part(1, due, due), "day_passed"),
        (ProposedChange::WaiveFee { fee: domain::ids::FeeId(desk.fresh()), amount_minor: 1 }, "not_found"),
    ] {
        let proposal = proposal(&mut desk, invoice, change);
        assert_eq!(desk.refused(Command::Propose(proposal)), code, "{change:?}");
    }
    let over = NewProposal {
        expires_at: desk.now,
        ..proposal(&mut desk, invoice, ProposedChange::Credit { amount_minor: 1 })
    };
    assert_eq!(desk.refused(Command::Propose(over)), "day_passed");
    desk.pay(invoice, 1000_00);
    let late = proposal(&mut desk, invoice, ProposedChange::Credit { amount_minor: 1 });
    assert_eq!(desk.refused(Command::Propose(late)), "nothing_open");
}

#[test]
fn five_proposals_wait_at_most() {
    let (mut desk, invoice) = an_invoice();
    for _ in 0..5 {
        propose(&mut desk, invoice, ProposedChange::Credit { amount_minor: 1_00 });
    }
    let sixth = proposal(&mut desk, invoice, ProposedChange::Credit { amount_minor: 1_00 });
    assert_eq!(desk.refused(Command::Propose(sixth)), "too_many_proposals");
    desk.now.0 += 7 * DAY_MS;
    let after = proposal(&mut desk, invoice, ProposedChange::Credit { amount_minor: 1_00 });
    desk.run(Command::Propose(after));
}

#[test]
fn two_weeks_are_granted_once_and_then_a_person_decides() {
    let (mut desk, invoice) = an_invoice();
    desk.actor = Actor::Payer;
    let ask = |desk: &mut Desk, days| {
        let until = desk.in_days(days);
        let proposal = proposal(desk, invoice, ProposedChange::DueDate { to: until });
        Command::AskMoreTime { proposal, until, allowed: MoreTime::default() }
    };
    let sooner = ask(&mut desk, 29);
    assert_eq!(desk.refused(sooner), "day_passed");
    let too_long = ask(&mut desk, 45);
    desk.run(too_long);
    assert_eq!(desk.payers_pages[&invoice].due_date, desk.in_days(30), "a person decides about 15 days");
    let two_weeks = ask(&mut desk, 44);
    desk.run(two_weeks);
    let page = &desk.payers_pages[&invoice];
    assert_eq!((page.due_date, page.extensions), (desk.in_days(44), 1));
    assert_eq!(page.moved, Some((desk.in_days(30), By::Payer)));

    let again = ask(&mut desk, 46);
    desk.run(again);
    let page = &desk.payers_pages[&invoice];
    assert_eq!((page.due_date, page.proposals.len()), (desk.in_days(44), 2), "the second time is asked for");
    let proposal = page.proposals[1].proposal_id;
    desk.actor = STAFF_ACTOR;
    desk.run(accept(invoice, proposal));
    assert_eq!(desk.payers_pages[&invoice].due_date, desk.in_days(46));
}

#[test]
fn a_disputed_invoice_is_not_extended_without_a_person() {
    let allowed = MoreTime::default();
    let due = Date::constant(2026, 11, 30);
    assert_eq!(allowed.until(due, 0, false), Some(Date::constant(2026, 12, 14)));
    assert_eq!(allowed.until(due, 1, false), None);
    assert_eq!(allowed.until(due, 0, true), None);
    assert_eq!(MoreTime { days: 0, times: 9 }.until(due, 0, false), None);
}
