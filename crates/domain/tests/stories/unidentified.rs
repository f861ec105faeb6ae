//! Money of which nobody knows whose it is: matched, asked about, undone, paid back.

use domain::ids::{InvoiceId, PaymentId, ProposalId, RefundId};
use domain::invoices::view::ProposalStanding;
use domain::payments::{PaymentCommand, Share};
use domain::proposals::{NewProposal, ProposalCommand, ProposalState, ProposedChange};
use domain::{Actor, Status, Timestamp};

use super::stand;
use crate::scenario::{STAFF, Scenario, Stand};

const STAFF_ACTOR: Actor = Actor::Staff { id: STAFF };

fn two_invoices() -> (Scenario, InvoiceId, InvoiceId) {
    let mut scenario = Scenario::new();
    let (ada, bo) = (scenario.payer(), scenario.payer());
    let hers = scenario.invoice(ada, "SEK", 450_00);
    let his = scenario.invoice(bo, "SEK", 450_00);
    (scenario, hers, his)
}

fn ask(scenario: &mut Scenario, payment: PaymentId, invoice: InvoiceId) -> ProposalId {
    let command = asking(scenario, payment, invoice);
    let ProposalCommand::Propose(proposal) = &command else { unreachable!() };
    let proposal = proposal.id;
    scenario.run(command);
    proposal
}

fn asking(scenario: &mut Scenario, payment: PaymentId, invoice: InvoiceId) -> ProposalCommand {
    scenario.actor = STAFF_ACTOR;
    let state = &scenario.books.payments[&payment];
    let (amount_minor, paid_on) = (state.free_minor(), state.recorded.paid_on);
    let change = ProposedChange::ClaimPayment { payment, amount_minor, paid_on };
    let expires_at = Timestamp(scenario.now.0 + 86_400_000);
    let id = ProposalId(scenario.fresh());
    ProposalCommand::Propose(NewProposal { invoice, id, change, text: None, expires_at, respond_by: None })
}

fn accept(invoice: InvoiceId, proposal: ProposalId) -> ProposalCommand {
    ProposalCommand::Accept { invoice, proposal, proof: None }
}

#[test]
fn what_nobody_is_known_to_have_paid_touches_no_invoice() {
    let (mut scenario, hers, his) = two_invoices();
    let money = scenario.find("SEK", 450_00);
    assert!(scenario.books.payments[&money].is_unidentified());
    assert_eq!([scenario.stand(hers).open, scenario.stand(his).open], [450_00, 450_00]);
}

#[test]
fn it_has_arrived_and_is_for_nobody() {
    let (mut scenario, hers, _) = two_invoices();
    let PaymentCommand::Record { payment, recorded, .. } = scenario.finding("SEK", 1) else { unreachable!() };
    let pending = PaymentCommand::Record { payment, recorded: recorded.clone(), settled: false };
    assert_eq!(scenario.refused(pending), "not_found");
    let mut shared = recorded;
    shared.shares = vec![Share { invoice: hers, amount_minor: 1 }];
    assert_eq!(
        scenario.refused(PaymentCommand::Record { payment, recorded: shared, settled: true }),
        "not_found"
    );
}

#[test]
fn a_match_pays_the_invoice_and_its_undoing_opens_it_again() {
    let (mut scenario, hers, his) = two_invoices();
    let money = scenario.find("SEK", 450_00);
    scenario.match_to(money, &[(hers, 450_00)]);
    assert_eq!(scenario.stand(hers), stand(Status::Paid, 0, 450_00));
    assert_eq!(scenario.refused(scenario.matching(money, &[(his, 450_00)])), "already_matched");

    scenario.run(PaymentCommand::Unmatch { payment: money, reason: None });
    assert_eq!(scenario.stand(hers), stand(Status::Open, 450_00, 0));
    assert!(scenario.books.payments[&money].is_unidentified());
    assert_eq!(scenario.refused(PaymentCommand::Unmatch { payment: money, reason: None }), "not_matched");

    scenario.match_to(money, &[(his, 450_00)]);
    assert_eq!(scenario.stand(his), stand(Status::Paid, 0, 450_00));
}

#[test]
fn it_can_come_back_to_the_invoice_it_was_taken_from() {
    let (mut scenario, hers, _) = two_invoices();
    let money = scenario.find("SEK", 450_00);
    for _ in 0..2 {
        scenario.match_to(money, &[(hers, 450_00)]);
        assert_eq!(scenario.stand(hers).open, 0);
        scenario.run(PaymentCommand::Unmatch { payment: money, reason: None });
        assert_eq!(scenario.stand(hers).open, 450_00);
    }
    scenario.reverse(money);
    assert_eq!(scenario.stand(hers), stand(Status::Open, 450_00, 0), "nothing to take back twice");
}

#[test]
fn one_transfer_pays_several_invoices_and_the_rest_is_credit() {
    let mut scenario = Scenario::new();
    let ada = scenario.payer();
    let (first, second) = (scenario.invoice(ada, "KWD", 1_250), scenario.invoice(ada, "KWD", 2_000));
    let money = scenario.find("KWD", 4_000);
    scenario.match_to(money, &[(first, 1_250), (second, 2_750)]);
    assert_eq!(scenario.stand(first), stand(Status::Paid, 0, 1_250));
    assert_eq!(scenario.stand(second), Stand { credit: 750, ..stand(Status::Paid, 0, 2_000) });
}

#[test]
fn it_can_be_kept_as_credit_without_an_invoice() {
    let (mut scenario, hers, _) = two_invoices();
    let money = scenario.find("SEK", 1_000);
    let payer = scenario.payer_of(hers);
    scenario.run(PaymentCommand::Match { payment: money, payer, shares: vec![] });
    assert_eq!((scenario.stand(hers).open, scenario.books.payments[&money].free_minor()), (450_00, 1_000));
}

#[test]
fn money_of_another_currency_or_for_two_payers_is_not_matched() {
    let (mut scenario, hers, his) = two_invoices();
    let yen = scenario.find("JPY", 450);
    assert_eq!(scenario.refused(scenario.matching(yen, &[(hers, 450)])), "currency_mismatch");
    let money = scenario.find("SEK", 900_00);
    assert_eq!(scenario.refused(scenario.matching(money, &[(hers, 450_00), (his, 450_00)])), "other_payer");
    assert_eq!(scenario.refused(scenario.matching(money, &[(hers, 900_01)])), "shares_exceed_payment");
}

#[test]
fn the_payer_who_is_asked_says_yes_and_it_is_booked_in_the_same_decision() {
    let (mut scenario, hers, his) = two_invoices();
    let money = scenario.find("SEK", 450_00);
    let on_hers = ask(&mut scenario, money, hers);
    let on_his = ask(&mut scenario, money, his);
    scenario.actor = Actor::Payer;
    scenario.run(accept(hers, on_hers));
    assert_eq!(scenario.stand(hers), stand(Status::Paid, 0, 450_00));
    assert_eq!(scenario.books.invoices[&his].proposals[&on_his].state, ProposalState::Withdrawn);
    assert_eq!(scenario.refused(accept(his, on_his)), "proposal_closed");
}

#[test]
fn the_payer_who_says_no_is_not_meant() {
    let (mut scenario, hers, _) = two_invoices();
    let money = scenario.find("SEK", 450_00);
    let proposal = ask(&mut scenario, money, hers);
    scenario.actor = Actor::Payer;
    scenario.run(ProposalCommand::Decline { invoice: hers, proposal, reason: None });
    let payment = &scenario.books.payments[&money];
    assert!(payment.disclaimed.contains(&hers) && payment.asked.is_empty() && payment.is_unidentified());
    assert_eq!(scenario.stand(hers).open, 450_00);
}

#[test]
fn a_match_elsewhere_takes_the_question_back() {
    let (mut scenario, hers, his) = two_invoices();
    let money = scenario.find("SEK", 450_00);
    ask(&mut scenario, money, hers);
    scenario.match_to(money, &[(his, 450_00)]);
    let page = &scenario.payers_pages[&hers];
    assert_eq!(page.standing(&page.proposals[0], scenario.now), ProposalStanding::Withdrawn);
}

#[test]
fn nobody_is_asked_twice_at_once_and_payers_cannot_claim_money_by_themselves() {
    let (mut scenario, hers, _) = two_invoices();
    let money = scenario.find("SEK", 450_00);
    let first = ask(&mut scenario, money, hers);
    let again = asking(&mut scenario, money, hers);
    assert_eq!(scenario.refused(again.clone()), "exists");
    scenario.actor = Actor::Payer;
    assert_eq!(scenario.refused(again), "proposal_of_other_side");
    scenario.actor = STAFF_ACTOR;
    scenario.run(ProposalCommand::Withdraw { invoice: hers, proposal: first });
    ask(&mut scenario, money, hers);
}

#[test]
fn it_can_be_sent_back_and_is_nobodys_credit_then() {
    let (mut scenario, hers, _) = two_invoices();
    let (payment, refund) = (scenario.find("SEK", 450_00), RefundId(scenario.fresh()));
    scenario.run(PaymentCommand::StartRefund { payment, refund, amount_minor: 450_00, reason: None });
    assert_eq!(scenario.refused(scenario.matching(payment, &[(hers, 1)])), "nothing_left");
    scenario.run(PaymentCommand::CompleteRefund { payment, refund });
    assert_eq!(
        scenario.refused(PaymentCommand::FailRefund { payment, refund, reason: None }),
        "refund_ended"
    );
}

#[test]
fn an_overpayment_is_paid_back_from_the_credit_where_it_stands() {
    let (mut scenario, hers, _) = two_invoices();
    let (payment, refund) = (scenario.pay(hers, 500_00), RefundId(scenario.fresh()));
    assert_eq!(scenario.stand(hers).credit, 50_00);
    let more = PaymentCommand::StartRefund { payment, refund, amount_minor: 50_01, reason: None };
    assert_eq!(scenario.refused(more), "not_enough_credit");
    scenario.run(PaymentCommand::StartRefund { payment, refund, amount_minor: 20_00, reason: None });
    assert_eq!(scenario.stand(hers).credit, 30_00);
    assert_eq!(scenario.refused(PaymentCommand::Unmatch { payment, reason: None }), "refunded");
    scenario.run(PaymentCommand::FailRefund { payment, refund, reason: None });
    assert_eq!(scenario.stand(hers), Stand { credit: 50_00, ..stand(Status::Paid, 0, 450_00) });
}

#[test]
fn what_is_taken_back_after_it_was_paid_back_is_a_loss() {
    let (mut scenario, hers, _) = two_invoices();
    let (payment, refund) = (scenario.pay(hers, 500_00), RefundId(scenario.fresh()));
    scenario.run(PaymentCommand::StartRefund { payment, refund, amount_minor: 50_00, reason: None });
    scenario.reverse(payment);
    assert_eq!(scenario.stand(hers), stand(Status::Open, 450_00, 0));
    scenario.run(PaymentCommand::FailRefund { payment, refund, reason: None });
    assert_eq!(scenario.stand(hers), stand(Status::Open, 450_00, 0));
}
