//! What is refused, and under which code.

use std::collections::BTreeSet;

use domain::conversations::{ConversationCommand, NewMessage};
use domain::credit_notes::CreditNoteCommand;
use domain::ids::{ContentId, CreditNoteId, InvoiceId, PayerId, PaymentId};
use domain::invoices::document::{Document, DocumentKind, Totals};
use domain::invoices::{CreditSource, InvoiceCommand};
use domain::money::MAX_MINOR;
use domain::payers::PayerCommand;
use domain::payments::PaymentCommand;
use domain::{Command, Currency, Date, Money, Refusal};
use uuid::Uuid;

use crate::scenario::Scenario;
use crate::scenario::documents::{document, with_totals};

/// Every refusal with its code.
fn codes() -> Vec<(Refusal, &'static str)> {
    let day = Date::constant(2026, 11, 21);
    let sek: Currency = "SEK".parse().unwrap();
    let money = Money::new(1, sek);
    vec![
        (Refusal::NotFound("invoice"), "not_found"),
        (Refusal::Exists("invoice"), "exists"),
        (Refusal::AmountNotPositive, "amount_not_positive"),
        (Refusal::AmountTooLarge, "amount_too_large"),
        (Refusal::SharesExceedPayment(money), "shares_exceed_payment"),
        (Refusal::CurrencyMismatch { invoice: sek, payment: sek }, "currency_mismatch"),
        (Refusal::OtherPayer, "other_payer"),
        (Refusal::WrongDocument("an invoice"), "wrong_document"),
        (Refusal::NothingOpen, "nothing_open"),
        (Refusal::NotEnoughCredit(money), "not_enough_credit"),
        (Refusal::ExceedsOpen(money), "exceeds_open"),
        (Refusal::ExceedsInvoice(money), "exceeds_invoice"),
        (Refusal::Voided, "voided"),
        (Refusal::WrittenOff, "written_off"),
        (Refusal::AlreadyCredited, "already_credited"),
        (Refusal::PaidByCredit, "paid_by_credit"),
        (Refusal::CreditNoteApplied, "credit_note_applied"),
        (Refusal::PaymentNotPending, "payment_not_pending"),
        (Refusal::PaymentNotSettled, "payment_not_settled"),
        (Refusal::DueDateBeforeIssue(day), "due_date_before_issue"),
        (Refusal::DueDateTooFar(day), "due_date_too_far"),
        (Refusal::DueDateUnchanged(day), "due_date_unchanged"),
        (Refusal::PayerForgotten, "payer_forgotten"),
        (Refusal::NoSuchLine(9), "no_such_line"),
        (Refusal::ProposalOfOtherSide, "proposal_of_other_side"),
        (Refusal::ProposalClosed, "proposal_closed"),
        (Refusal::ProposalExpired, "proposal_expired"),
        (Refusal::ProposalOutdated, "proposal_outdated"),
        (Refusal::TooManyProposals(5), "too_many_proposals"),
        (Refusal::DayPassed(day), "day_passed"),
        (Refusal::PartNotLess(money), "part_not_less"),
        (Refusal::FeeWaived, "fee_waived"),
        (Refusal::NotPaused, "not_paused"),
        (Refusal::Disputed, "disputed"),
        (Refusal::AlreadyMatched, "already_matched"),
        (Refusal::AmountsDiffer(money), "amounts_differ"),
        (Refusal::NotJoined, "not_joined"),
        (Refusal::NotMatched, "not_matched"),
        (Refusal::NothingLeft, "nothing_left"),
        (Refusal::Refunded, "refunded"),
        (Refusal::RefundEnded, "refund_ended"),
        (Refusal::BelowMinimum(money), "below_minimum"),
        (Refusal::TooManyCheckouts(10), "too_many_checkouts"),
    ]
}

pub fn every_refusal() -> Vec<Refusal> {
    codes().into_iter().map(|(refusal, _)| refusal).collect()
}

#[test]
fn codes_are_stable_and_unique() {
    let codes = codes();
    assert_eq!(codes.len(), 43);
    for (refusal, code) in &codes {
        assert_eq!(refusal.code(), *code);
        assert!(!refusal.to_string().is_empty());
        listed(refusal);
    }
    let unique: BTreeSet<_> = codes.iter().map(|(_, code)| code).collect();
    assert_eq!(unique.len(), codes.len());
}

/// Does not compile once there is a refusal that the list above may lack.
fn listed(refusal: &Refusal) {
    match refusal {
        Refusal::NotFound(_)
        | Refusal::Exists(_)
        | Refusal::AmountNotPositive
        | Refusal::AmountTooLarge
        | Refusal::SharesExceedPayment(_)
        | Refusal::CurrencyMismatch { .. }
        | Refusal::OtherPayer
        | Refusal::WrongDocument(_)
        | Refusal::NothingOpen
        | Refusal::NotEnoughCredit(_)
        | Refusal::ExceedsOpen(_)
        | Refusal::ExceedsInvoice(_)
        | Refusal::Voided
        | Refusal::WrittenOff
        | Refusal::AlreadyCredited
        | Refusal::PaidByCredit
        | Refusal::CreditNoteApplied
        | Refusal::PaymentNotPending
        | Refusal::PaymentNotSettled
        | Refusal::DueDateBeforeIssue(_)
        | Refusal::DueDateTooFar(_)
        | Refusal::DueDateUnchanged(_)
        | Refusal::PayerForgotten
        | Refusal::NoSuchLine(_)
        | Refusal::ProposalOfOtherSide
        | Refusal::ProposalClosed
        | Refusal::ProposalExpired
        | Refusal::ProposalOutdated
        | Refusal::TooManyProposals(_)
        | Refusal::DayPassed(_)
        | Refusal::PartNotLess(_)
        | Refusal::FeeWaived
        | Refusal::NotPaused
        | Refusal::Disputed
        | Refusal::AlreadyMatched
        | Refusal::AmountsDiffer(_)
        | Refusal::NotJoined
        | Refusal::NotMatched
        | Refusal::NothingLeft
        | Refusal::Refunded
        | Refusal::RefundEnded
        | Refusal::BelowMinimum(_)
        | Refusal::TooManyCheckouts(_) => {}
    }
}

#[test]
fn a_payment_goes_through_its_states_once() {
    let mut scenario = Scenario::new();
    let ada = scenario.payer();
    let invoice = scenario.invoice(ada, "SEK", 1000_00);
    let refused = |scenario: &mut Scenario, payment: PaymentId| {
        [
            PaymentCommand::Settle { payment },
            PaymentCommand::Fail { payment, reason: None },
            PaymentCommand::Reverse { payment, reason: None },
        ]
        .map(|command| scenario.try_to(command).err().map(|refusal| refusal.code()))
    };
    let pending = scenario.announce(invoice, 10_00);
    let reverse = PaymentCommand::Reverse { payment: pending, reason: None };
    assert_eq!(scenario.refused(reverse), "payment_not_settled", "what is pending has not arrived");

    let (not_pending, not_settled) = (Some("payment_not_pending"), Some("payment_not_settled"));
    scenario.fail(pending);
    assert_eq!(refused(&mut scenario, pending), [not_pending, not_pending, not_settled]);
    let settled = scenario.announce(invoice, 10_00);
    scenario.settle(settled);
    assert_eq!(refused(&mut scenario, settled), [not_pending, not_pending, None], "only taking back is left");
    assert_eq!(refused(&mut scenario, settled), [not_pending, not_pending, not_settled]);
}

#[test]
fn what_does_not_exist_is_not_found() {
    let mut scenario = Scenario::new();
    let ada = scenario.payer();
    let nothing = Uuid::from_u128(u128::MAX);
    let (invoice, payment) = (InvoiceId(nothing), PaymentId(nothing));
    let (payer, credit_note) = (PayerId(nothing), CreditNoteId(nothing));
    let known = scenario.invoice(ada, "SEK", 100);
    let waiting = scenario.credit_note(ada, "SEK", 100);
    let deposit = CreditSource::Payment(scenario.deposit(ada, "SEK", 100));
    let commands: Vec<Box<dyn Command>> = vec![
        scenario.issuing(payer, "SEK", 100, 0, scenario.in_days(30)).into(),
        scenario.receiving_credit_note(payer, "SEK", 100).into(),
        scenario.recording(payer, "SEK", &[], 100, true).into(),
        scenario.recording(ada, "SEK", &[(invoice, 100)], 0, true).into(),
        CreditNoteCommand::Apply { credit_note, invoice: known }.into(),
        CreditNoteCommand::Apply { credit_note: waiting, invoice }.into(),
        PaymentCommand::Settle { payment }.into(),
        PaymentCommand::Fail { payment, reason: None }.into(),
        PaymentCommand::Reverse { payment, reason: None }.into(),
        PaymentCommand::Allocate { source: deposit, invoice, amount_minor: 1 }.into(),
        PaymentCommand::Allocate { source: CreditSource::Payment(payment), invoice: known, amount_minor: 1 }
            .into(),
        PaymentCommand::Allocate { source: CreditSource::Invoice(invoice), invoice: known, amount_minor: 1 }
            .into(),
        InvoiceCommand::ChangeDueDate { invoice, due_date: scenario.today(), reason: None }.into(),
        InvoiceCommand::Void { invoice, reason: None }.into(),
        InvoiceCommand::WriteOff { invoice, reason: None }.into(),
        ConversationCommand::Say(NewMessage {
            invoice,
            message: domain::ids::MessageId(nothing),
            content: ContentId(nothing),
            line: None,
            attachments: Vec::new(),
            automatic: None,
            respond_by: None,
        })
        .into(),
        PayerCommand::Forget { payer, invoices: vec![] }.into(),
        PayerCommand::Forget { payer: ada, invoices: vec![invoice] }.into(),
    ];
    for command in commands {
        assert_eq!(scenario.refused(command), "not_found");
    }
}

#[test]
fn nothing_is_made_twice() {
    let mut scenario = Scenario::new();
    let payer = scenario.payer();
    let details = scenario.content(payer, "Ada Example");
    assert_eq!(scenario.refused(PayerCommand::Open { payer, language: None, details }), "exists");
    let issuing = scenario.issuing(payer, "SEK", 100, 0, scenario.in_days(30));
    refused_again(&mut scenario, issuing);
    let receiving = scenario.receiving_credit_note(payer, "SEK", 100);
    refused_again(&mut scenario, receiving);
    let recording = scenario.recording(payer, "SEK", &[], 100, false);
    refused_again(&mut scenario, recording);
}

fn refused_again(scenario: &mut Scenario, command: impl Command + Clone + 'static) {
    scenario.run(command.clone());
    assert_eq!(scenario.refused(command), "exists");
}

#[test]
fn credit_pays_what_is_open_and_no_more_than_there_is() {
    let mut scenario = Scenario::new();
    let (ada, ben) = (scenario.payer(), scenario.payer());
    let invoice = scenario.invoice(ada, "SEK", 1000_00);
    let paid = scenario.invoice(ada, "SEK", 0);
    let pending = scenario.recording(ada, "SEK", &[], 2000_00, false);
    let PaymentCommand::Record { payment: pending_id, .. } = pending else { unreachable!() };
    scenario.run(pending);
    let little = CreditSource::Payment(scenario.deposit(ada, "SEK", 500_00));
    let much = CreditSource::Payment(scenario.deposit(ada, "SEK", 5000_00));
    let bens = CreditSource::Payment(scenario.deposit(ben, "SEK", 5000_00));
    for (source, invoice, amount_minor, code) in [
        (little, invoice, 0, "amount_not_positive"),
        (little, invoice, -1, "amount_not_positive"),
        (little, invoice, MAX_MINOR + 1, "amount_too_large"),
        (little, invoice, 500_01, "not_enough_credit"),
        (CreditSource::Payment(pending_id), invoice, 1, "not_enough_credit"),
        (CreditSource::Invoice(paid), invoice, 1, "not_enough_credit"),
        (much, invoice, 1000_01, "exceeds_open"),
        (much, paid, 1, "nothing_open"),
        (bens, invoice, 1, "other_payer"),
    ] {
        assert_eq!(scenario.refused(PaymentCommand::Allocate { source, invoice, amount_minor }), code);
    }
}

#[test]
fn absurd_amounts_are_refused() {
    let mut scenario = Scenario::new();
    let (ada, ben) = (scenario.payer(), scenario.payer());
    let invoice = scenario.invoice(ada, "SEK", 1000_00);
    let others = scenario.invoice(ben, "SEK", 1000_00);
    for (shares, rest, code) in [
        (vec![], 0, "amount_not_positive"),
        (vec![], -1, "amount_not_positive"),
        (vec![], MAX_MINOR + 1, "amount_too_large"),
        (vec![], i64::MAX, "amount_too_large"),
        (vec![(invoice, 0)], 100, "amount_not_positive"),
        (vec![(invoice, -5)], 100, "amount_not_positive"),
        (vec![(invoice, MAX_MINOR), (invoice, 1)], -1, "shares_exceed_payment"),
        (vec![(invoice, 100)], -1, "shares_exceed_payment"),
        (vec![(others, 100)], 0, "other_payer"),
    ] {
        let command = scenario.recording(ada, "SEK", &shares, rest, true);
        assert_eq!(scenario.refused(command), code, "{shares:?} and {rest}");
    }
    scenario.pay(invoice, MAX_MINOR);
    assert_eq!(scenario.credit_of(ada, "SEK"), MAX_MINOR - 1000_00);
}

/// A change that makes totals disagree.
type Change = fn(&mut Totals);

#[test]
fn a_document_has_to_be_what_it_is_taken_for() {
    let mut scenario = Scenario::new();
    let ada = scenario.payer();
    let sek = "SEK".parse().unwrap();
    let of = |kind| document(kind, "F-9", Date::constant(2026, 11, 21), sek, 1000_00, 0);
    let invoice = of(DocumentKind::Invoice);
    let credit_note = of(DocumentKind::CreditNote);
    let issue = |scenario: &mut Scenario, document: Document| {
        let id = InvoiceId(scenario.fresh());
        let command = scenario.issuing_document(id, ada, document, scenario.in_days(30));
        scenario.refused(command)
    };
    assert_eq!(issue(&mut scenario, credit_note.clone()), "wrong_document");
    let changes: [(Change, &str); 8] = [
        (|totals| totals.payable_minor += 1, "wrong_document"),
        (|totals| totals.with_vat_minor += 1, "wrong_document"),
        (|totals| totals.vat_minor += 1, "wrong_document"),
        (
            |totals| {
                *totals = Totals { prepaid_minor: -1, payable_minor: totals.payable_minor + 1, ..*totals }
            },
            "wrong_document",
        ),
        (|totals| *totals = negative(totals), "wrong_document"),
        (|totals| totals.with_vat_minor = MAX_MINOR + 1, "amount_too_large"),
        (|totals| totals.prepaid_minor = i64::MIN, "amount_too_large"),
        (|totals| totals.payable_minor = i64::MAX, "amount_too_large"),
    ];
    for (change, code) in changes {
        assert_eq!(issue(&mut scenario, with_totals(invoice.clone(), change)), code);
    }

    let receive = |scenario: &mut Scenario, document: Document| {
        let credit_note = CreditNoteId(scenario.fresh());
        let buyer = scenario.content(ada, "Ada Example");
        let document = Box::new(document);
        scenario.refused(CreditNoteCommand::Receive {
            credit_note,
            payer: ada,
            document,
            buyer,
            original: None,
        })
    };
    assert_eq!(receive(&mut scenario, invoice), "wrong_document");
    assert_eq!(
        receive(&mut scenario, with_totals(credit_note.clone(), |totals| *totals = negative(totals))),
        "amount_not_positive"
    );
    assert_eq!(
        receive(&mut scenario, with_totals(credit_note, |totals| totals.payable_minor += 1)),
        "wrong_document"
    );
}

/// The same totals with the sign turned.
fn negative(totals: &Totals) -> Totals {
    Totals {
        lines_minor: -totals.lines_minor,
        without_vat_minor: -totals.without_vat_minor,
        vat_minor: -totals.vat_minor,
        with_vat_minor: -totals.with_vat_minor,
        rounding_minor: -totals.rounding_minor,
        payable_minor: -totals.payable_minor,
        ..*totals
    }
}
