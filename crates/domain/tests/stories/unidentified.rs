//! Money of which nobody knows whose it is: matched, asked about, undone, paid back.

use domain::command::NewProposal;
use domain::ids::{InvoiceId, PaymentId, ProposalId, RefundId};
use domain::invoices::view::Standing;
use domain::payments::Share;
use domain::proposals::{ProposalState, ProposedChange};
use domain::{Actor, Command, Status, Timestamp};

use super::stand;
use crate::desk::{Desk, STAFF, Stand};

const STAFF_ACTOR: Actor = Actor::Staff { id: STAFF };

fn two_invoices() -> (Desk, InvoiceId, InvoiceId) {
    let mut desk = Desk::new();
    let (ada, bo) = (desk.payer(), desk.payer());
    let hers = desk.invoice(ada, "SEK", 450_00);
    let his = desk.invoice(bo, "SEK", 450_00);
    (desk, hers, his)
}

fn ask(desk: &mut Desk, payment: PaymentId, invoice: InvoiceId) -> ProposalId {
    let command = asking(desk, payment, invoice);
    let Command::Propose(proposal) = &command else { unreachable!() };
    let proposal = proposal.id;
    desk.run(command);
    proposal
}

fn asking(desk: &mut Desk, payment: PaymentId, invoice: InvoiceId) -> Command {
    desk.actor = STAFF_ACTOR;
    let state = &desk.books.payments[&payment];
    let (amount_minor, paid_on) = (state.free_minor(), state.recorded.paid_on);
    let change = ProposedChange::ClaimPayment { payment, amount_minor, paid_on };
    let expires_at = Timestamp(desk.now.0 + 86_400_000);
    let id = ProposalId(desk.fresh());
    Command::Propose(NewProposal { invoice, id, change, text: None, expires_at, respond_by: None })
}

fn accept(invoice: InvoiceId, proposal: ProposalId) -> Command {
    Command::Accept { invoice, proposal, proof: None }
}

#[test]
fn what_nobody_is_known_to_have_paid_touches_no_invoice() {
    let (mut desk, hers, his) = two_invoices();
    let money = desk.find("SEK", 450_00);
    assert!(desk.books.payments[&money].is_unidentified());
    assert_eq!([desk.stand(hers).open, desk.stand(his).open], [450_00, 450_00]);
}

#[test]
fn it_has_arrived_and_is_for_nobody() {
    let (mut desk, hers, _) = two_invoices();
    let Command::RecordPayment { payment, recorded, .. } = desk.finding("SEK", 1) else { unreachable!() };
    let pending = Command::RecordPayment { payment, recorded: recorded.clone(), settled: false };
    assert_eq!(desk.refused(pending), "not_found");
    let mut shared = recorded;
    shared.shares = vec![Share { invoice: hers, amount_minor: 1 }];
    assert_eq!(
        desk.refused(Command::RecordPayment { payment, recorded: shared, settled: true }),
        "not_found"
    );
}

#[test]
fn a_match_pays_the_invoice_and_its_undoing_opens_it_again() {
    let (mut desk, hers, his) = two_invoices();
    let money = desk.find("SEK", 450_00);
    desk.match_to(money, &[(hers, 450_00)]);
    assert_eq!(desk.stand(hers), stand(Status::Paid, 0, 450_00));
    assert_eq!(desk.refused(desk.matching(money, &[(his, 450_00)])), "already_matched");

    desk.run(Command::Unmatch { payment: money, reason: None });
    assert_eq!(desk.stand(hers), stand(Status::Open, 450_00, 0));
    assert!(desk.books.payments[&money].is_unidentified());
    assert_eq!(desk.refused(Command::Unmatch { payment: money, reason: None }), "not_matched");

    desk.match_to(money, &[(his, 450_00)]);
    assert_eq!(desk.stand(his), stand(Status::Paid, 0, 450_00));
}

#[test]
fn it_can_come_back_to_the_invoice_it_was_taken_from() {
    let (mut desk, hers, _) = two_invoices();
    let money = desk.find("SEK", 450_00);
    for _ in 0..2 {
        desk.match_to(money, &[(hers, 450_00)]);
        assert_eq!(desk.stand(hers).open, 0);
        desk.run(Command::Unmatch { payment: money, reason: None });
        assert_eq!(desk.stand(hers).open, 450_00);
    }
    desk.reverse(money);
    assert_eq!(desk.stand(hers), stand(Status::Open, 450_00, 0), "nothing to take back twice");
}

#[test]
fn one_transfer_pays_several_invoices_and_the_rest_is_credit() {
    let mut desk = Desk::new();
    let ada = desk.payer();
    let (first, second) = (desk.invoice(ada, "KWD", 1_250), desk.invoice(ada, "KWD", 2_000));
    let money = desk.find("KWD", 4_000);
    desk.match_to(money, &[(first, 1_250), (second, 2_750)]);
    assert_eq!(desk.stand(first), stand(Status::Paid, 0, 1_250));
    assert_eq!(desk.stand(second), Stand { credit: 750, ..stand(Status::Paid, 0, 2_000) });
}

#[test]
fn it_can_be_kept_as_credit_without_an_invoice() {
    let (mut desk, hers, _) = two_invoices();
    let money = desk.find("SEK", 1_000);
    let payer = desk.payer_of(hers);
    desk.run(Command::Match { payment: money, payer, shares: vec![] });
    assert_eq!((desk.stand(hers).open, desk.books.payments[&money].free_minor()), (450_00, 1_000));
}

#[test]
fn money_of_another_currency_or_for_two_payers_is_not_matched() {
    let (mut desk, hers, his) = two_invoices();
    let yen = desk.find("JPY", 450);
    assert_eq!(desk.refused(desk.matching(yen, &[(hers, 450)])), "currency_mismatch");
    let money = desk.find("SEK", 900_00);
    assert_eq!(desk.refused(desk.matching(money, &[(hers, 450_00), (his, 450_00)])), "other_payer");
    assert_eq!(desk.refused(desk.matching(money, &[(hers, 900_01)])), "shares_exceed_payment");
}

#[test]
fn the_payer_who_is_asked_says_yes_and_it_is_booked_in_the_same_decision() {
    let (mut desk, hers, his) = two_invoices();
    let money = desk.find("SEK", 450_00);
    let on_hers = ask(&mut desk, money, hers);
    let on_his = ask(&mut desk, money, his);
    desk.actor = Actor::Payer;
    desk.run(accept(hers, on_hers));
    assert_eq!(desk.stand(hers), stand(Status::Paid, 0, 450_00));
    assert_eq!(desk.books.invoices[&his].proposals[&on_his].state, ProposalState::Withdrawn);
    assert_eq!(desk.refused(accept(his, on_his)), "proposal_closed");
}

#[test]
fn the_payer_who_says_no_is_not_meant() {
    let (mut desk, hers, _) = two_invoices();
    let money = desk.find("SEK", 450_00);
    let proposal = ask(&mut desk, money, hers);
    desk.actor = Actor::Payer;
    desk.run(Command::Decline { invoice: hers, proposal, reason: None });
    let payment = &desk.books.payments[&money];
    assert!(payment.disclaimed.contains(&hers) && payment.asked.is_empty() && payment.is_unidentified());
    assert_eq!(desk.stand(hers).open, 450_00);
}

#[test]
fn a_match_elsewhere_takes_the_question_back() {
    let (mut desk, hers, his) = two_invoices();
    let money = desk.find("SEK", 450_00);
    ask(&mut desk, money, hers);
    desk.match_to(money, &[(his, 450_00)]);
    let page = &desk.payers_pages[&hers];
    assert_eq!(page.standing(&page.proposals[0], desk.now), Standing::Withdrawn);
}

#[test]
fn nobody_is_asked_twice_at_once_and_payers_cannot_claim_money_by_themselves() {
    let (mut desk, hers, _) = two_invoices();
    let money = desk.find("SEK", 450_00);
    let first = ask(&mut desk, money, hers);
    let again = asking(&mut desk, money, hers);
    assert_eq!(desk.refused(again.clone()), "exists");
    desk.actor = Actor::Payer;
    assert_eq!(desk.refused(again), "proposal_of_other_side");
    desk.actor = STAFF_ACTOR;
    desk.run(Command::Withdraw { invoice: hers, proposal: first });
    ask(&mut desk, money, hers);
}

#[test]
fn it_can_be_sent_back_and_is_nobodys_credit_then() {
    let (mut desk, hers, _) = two_invoices();
    let (payment, refund) = (desk.find("SEK", 450_00), RefundId(desk.fresh()));
    desk.run(Command::StartRefund { payment, refund, amount_minor: 450_00, reason: None });
    assert_eq!(desk.refused(desk.matching(payment, &[(hers, 1)])), "nothing_left");
    desk.run(Command::CompleteRefund { payment, refund });
    assert_eq!(desk.refused(Command::FailRefund { payment, refund, reason: None }), "refund_ended");
}

#[test]
fn an_overpayment_is_paid_back_from_the_credit_where_it_stands() {
    let (mut desk, hers, _) = two_invoices();
    let (payment, refund) = (desk.pay(hers, 500_00), RefundId(desk.fresh()));
    assert_eq!(desk.stand(hers).credit, 50_00);
    let more = Command::StartRefund { payment, refund, amount_minor: 50_01, reason: None };
    assert_eq!(desk.refused(more), "not_enough_credit");
    desk.run(Command::StartRefund { payment, refund, amount_minor: 20_00, reason: None });
    assert_eq!(desk.stand(hers).credit, 30_00);
    assert_eq!(desk.refused(Command::Unmatch { payment, reason: None }), "refunded");
    desk.run(Command::FailRefund { payment, refund, reason: None });
    assert_eq!(desk.stand(hers), Stand { credit: 50_00, ..stand(Status::Paid, 0, 450_00) });
}

#[test]
fn what_is_taken_back_after_it_was_paid_back_is_a_loss() {
    let (mut desk, hers, _) = two_invoices();
    let (payment, refund) = (desk.pay(hers, 500_00), RefundId(desk.fresh()));
    desk.run(Command::StartRefund { payment, refund, amount_minor: 50_00, reason: None });
    desk.reverse(payment);
    assert_eq!(desk.stand(hers), stand(Status::Open, 450_00, 0));
    desk.run(Command::FailRefund { payment, refund, reason: None });
    assert_eq!(desk.stand(hers), stand(Status::Open, 450_00, 0));
}
