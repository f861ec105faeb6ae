//! What one side proposes and the other one answers.

use domain::ids::{InvoiceId, ProposalId};
use domain::invoices::view::ProposalStanding;
use domain::invoices::wire::{By, PayerEvent};
use domain::proposals::{MoreTime, NewProposal, ProposalCommand, ProposalState, ProposedChange};
use domain::{Actor, Date, Status, Timestamp};

use super::stand;
use crate::scenario::{STAFF, Scenario};

const STAFF_ACTOR: Actor = Actor::Staff { id: STAFF };
const DAY_MS: i64 = 86_400_000;

fn an_invoice() -> (Scenario, InvoiceId) {
    let mut scenario = Scenario::new();
    let ada = scenario.payer();
    let invoice = scenario.invoice(ada, "SEK", 1000_00);
    (scenario, invoice)
}

/// A proposal that is valid for a week, from whoever is at the scenario.
fn proposal(scenario: &mut Scenario, invoice: InvoiceId, change: ProposedChange) -> NewProposal {
    let expires_at = Timestamp(scenario.now.0 + 7 * DAY_MS);
    NewProposal {
        invoice,
        id: ProposalId(scenario.fresh()),
        change,
        text: None,
        expires_at,
        respond_by: None,
    }
}

fn propose(scenario: &mut Scenario, invoice: InvoiceId, change: ProposedChange) -> ProposalId {
    let proposal = proposal(scenario, invoice, change);
    scenario.run(ProposalCommand::Propose(proposal));
    proposal.id
}

fn accept(invoice: InvoiceId, proposal: ProposalId) -> ProposalCommand {
    ProposalCommand::Accept { invoice, proposal, proof: None }
}

fn standing(scenario: &Scenario, invoice: InvoiceId) -> ProposalStanding {
    let page = &scenario.payers_pages[&invoice];
    page.standing(page.proposals.last().unwrap(), scenario.now)
}

fn later(scenario: &Scenario) -> Date {
    scenario.in_days(50)
}

#[test]
fn an_accepted_date_moves_in_the_same_decision() {
    let (mut scenario, invoice) = an_invoice();
    let to = later(&scenario);
    let proposal = propose(&mut scenario, invoice, ProposedChange::DueDate { to });
    assert_eq!(standing(&scenario, invoice), ProposalStanding::Waits);
    scenario.actor = Actor::Payer;
    assert_eq!(scenario.run(accept(invoice, proposal)).len(), 2, "agreed and done, together");
    let page = &scenario.payers_pages[&invoice];
    assert_eq!((page.due_date, page.proposals[0].state), (to, ProposalState::Accepted));
    assert!(matches!(page.log.last().unwrap().event, PayerEvent::DueDateChanged { agreed: true, .. }));
    assert_eq!(page.extensions, 0, "what was agreed is no extension of the payer's own");
    assert_eq!(scenario.refused(accept(invoice, proposal)), "proposal_closed");
}

#[test]
fn only_the_other_side_answers_and_only_ones_own_is_taken_back() {
    let (mut scenario, invoice) = an_invoice();
    let to = later(&scenario);
    let proposal = propose(&mut scenario, invoice, ProposedChange::DueDate { to });
    let withdraw = ProposalCommand::Withdraw { invoice, proposal };
    assert_eq!(scenario.refused(accept(invoice, proposal)), "proposal_of_other_side");
    assert_eq!(
        scenario.refused(ProposalCommand::Decline { invoice, proposal, reason: None }),
        "proposal_of_other_side"
    );
    scenario.actor = Actor::Payer;
    assert_eq!(scenario.refused(withdraw.clone()), "proposal_of_other_side");
    scenario.actor = STAFF_ACTOR;
    scenario.run(withdraw);
    assert_eq!(standing(&scenario, invoice), ProposalStanding::Withdrawn);
    scenario.actor = Actor::Payer;
    assert_eq!(scenario.refused(accept(invoice, proposal)), "proposal_closed");
}

#[test]
fn a_proposal_ends_at_its_instant() {
    let (mut scenario, invoice) = an_invoice();
    let to = later(&scenario);
    let proposal = propose(&mut scenario, invoice, ProposedChange::DueDate { to });
    scenario.actor = Actor::Payer;
    scenario.now.0 += 7 * DAY_MS;
    assert_eq!(standing(&scenario, invoice), ProposalStanding::Expired);
    assert_eq!(scenario.refused(accept(invoice, proposal)), "proposal_expired");
    scenario.now.0 -= 1;
    scenario.run(accept(invoice, proposal));
}

#[test]
fn a_proposal_is_refused_once_the_invoice_has_moved_on_in_what_matters_for_it() {
    let (mut scenario, invoice) = an_invoice();
    let (to, now_by) = (later(&scenario), scenario.in_days(3));
    let part = ProposedChange::PartPayment { now_minor: 400_00, now_by, rest_due: to };
    let date = propose(&mut scenario, invoice, ProposedChange::DueDate { to });
    let part = propose(&mut scenario, invoice, part);
    let credit = propose(&mut scenario, invoice, ProposedChange::Credit { amount_minor: 100_00 });
    scenario.pay(invoice, 1_00);
    scenario.actor = Actor::Payer;
    for proposal in [part, credit] {
        assert_eq!(scenario.refused(accept(invoice, proposal)), "proposal_outdated");
    }
    assert_eq!(standing(&scenario, invoice), ProposalStanding::Outdated, "the page says so too");
    scenario.run(accept(invoice, date));

    scenario.actor = STAFF_ACTOR;
    let to = scenario.in_days(60);
    let proposal = propose(&mut scenario, invoice, ProposedChange::DueDate { to });
    scenario.move_due_date(invoice, scenario.in_days(55));
    scenario.actor = Actor::Payer;
    assert_eq!(scenario.refused(accept(invoice, proposal)), "proposal_outdated");
}

#[test]
fn a_part_now_moves_the_rest() {
    let (mut scenario, invoice) = an_invoice();
    let (now_by, rest_due) = (scenario.in_days(3), later(&scenario));
    let proposal =
        propose(&mut scenario, invoice, ProposedChange::PartPayment { now_minor: 400_00, now_by, rest_due });
    scenario.actor = Actor::Payer;
    scenario.run(accept(invoice, proposal));
    assert_eq!(scenario.payers_pages[&invoice].due_date, rest_due);
    assert_eq!(scenario.stand(invoice), stand(Status::Open, 1000_00, 0));
}

#[test]
fn offers_that_cannot_be_kept_are_not_made() {
    let (mut scenario, invoice) = an_invoice();
    let (today, due) = (scenario.today(), scenario.in_days(30));
    let yesterday = scenario.in_days(-1);
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
        (
            ProposedChange::WaiveFee { fee: domain::ids::FeeId(scenario.fresh()), amount_minor: 1 },
            "not_found",
        ),
    ] {
        let proposal = proposal(&mut scenario, invoice, change);
        assert_eq!(scenario.refused(ProposalCommand::Propose(proposal)), code, "{change:?}");
    }
    let over = NewProposal {
        expires_at: scenario.now,
        ..proposal(&mut scenario, invoice, ProposedChange::Credit { amount_minor: 1 })
    };
    assert_eq!(scenario.refused(ProposalCommand::Propose(over)), "day_passed");
    scenario.pay(invoice, 1000_00);
    let late = proposal(&mut scenario, invoice, ProposedChange::Credit { amount_minor: 1 });
    assert_eq!(scenario.refused(ProposalCommand::Propose(late)), "nothing_open");
}

#[test]
fn five_proposals_wait_at_most() {
    let (mut scenario, invoice) = an_invoice();
    for _ in 0..5 {
        propose(&mut scenario, invoice, ProposedChange::Credit { amount_minor: 1_00 });
    }
    let sixth = proposal(&mut scenario, invoice, ProposedChange::Credit { amount_minor: 1_00 });
    assert_eq!(scenario.refused(ProposalCommand::Propose(sixth)), "too_many_proposals");
    scenario.now.0 += 7 * DAY_MS;
    let after = proposal(&mut scenario, invoice, ProposedChange::Credit { amount_minor: 1_00 });
    scenario.run(ProposalCommand::Propose(after));
}

#[test]
fn two_weeks_are_granted_once_and_then_a_person_decides() {
    let (mut scenario, invoice) = an_invoice();
    scenario.actor = Actor::Payer;
    let ask = |scenario: &mut Scenario, days| {
        let until = scenario.in_days(days);
        let proposal = proposal(scenario, invoice, ProposedChange::DueDate { to: until });
        ProposalCommand::AskMoreTime { proposal, until, allowed: MoreTime::default() }
    };
    let sooner = ask(&mut scenario, 29);
    assert_eq!(scenario.refused(sooner), "day_passed");
    let too_long = ask(&mut scenario, 45);
    scenario.run(too_long);
    assert_eq!(
        scenario.payers_pages[&invoice].due_date,
        scenario.in_days(30),
        "a person decides about 15 days"
    );
    let two_weeks = ask(&mut scenario, 44);
    scenario.run(two_weeks);
    let page = &scenario.payers_pages[&invoice];
    assert_eq!((page.due_date, page.extensions), (scenario.in_days(44), 1));
    assert_eq!(page.moved, Some((scenario.in_days(30), By::Payer)));

    let again = ask(&mut scenario, 46);
    scenario.run(again);
    let page = &scenario.payers_pages[&invoice];
    assert_eq!(
        (page.due_date, page.proposals.len()),
        (scenario.in_days(44), 2),
        "the second time is asked for"
    );
    let proposal = page.proposals[1].proposal_id;
    scenario.actor = STAFF_ACTOR;
    scenario.run(accept(invoice, proposal));
    assert_eq!(scenario.payers_pages[&invoice].due_date, scenario.in_days(46));
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
