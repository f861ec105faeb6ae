//! Events as they are on the wire.

use domain::checkouts::CheckoutEnd;
use domain::conversations::{ConversationState, Side, Topic};
use domain::ids::{AttachmentId, CheckoutId, DisputeId, FeeId, MessageId, PaymentId, ProposalId, StaffId};
use domain::invoices::ReviewReason;
use domain::invoices::wire::{Attachment, By, Day, PayerEvent, StaffOnlyEvent};
use domain::payments::Method;
use domain::proposals::{InvoiceTerms, ProposedChange};
use domain::{Date, Timestamp};

use crate::every_variant;
use crate::ids::id;

const PAYMENT: PaymentId = PaymentId(id(1));
const MESSAGE: MessageId = MessageId(id(2));
const PROPOSAL: ProposalId = ProposalId(id(3));
const FEE: FeeId = FeeId(id(4));
const DISPUTE: DisputeId = DisputeId(id(5));
const CHECKOUT: CheckoutId = CheckoutId(id(6));

/// An instant that does not fit in 32 bits.
const LATER: Timestamp = Timestamp(1_796_079_600_000);
/// The largest amount, and odd.
const LARGEST_MINOR: i64 = domain::money::MAX_MINOR - 1;

/// Events of every type, with every variant of what they hold, and with and without what may be absent. They are an
/// invoice's log: each is about what earlier ones brought.
pub fn payer_events() -> Vec<PayerEvent> {
    let [one, two] = ["2026-11-01", "2026-11-30"].map(|day| day.parse::<Date>().unwrap());
    let number = "R-“1”\u{202e}".to_owned();
    let text = || Some("<b>\n\\ \u{1f600}".to_owned());
    let terms = InvoiceTerms { open_minor: 24, due_date: one };
    let mut events = every_variant![PayerEvent:
        Issued {
            number: number.clone(),
            currency: "KWD".parse().unwrap(),
            total_minor: LARGEST_MINOR,
            prepaid_minor: 2,
            credit_minor: 3,
            issue_date: one,
            due_date: two,
            overdue_from: LATER,
        },
        PaymentPending { payment_id: PAYMENT, amount_minor: 16, method: Method::Other, paid_on: one },
        PaymentSettled {
            payment_id: PAYMENT,
            amount_minor: 17,
            allocated_minor: 15,
            method: Method::Other,
            paid_on: two,
        },
        PaymentFailed { payment_id: PAYMENT, amount_minor: 4 },
        PaymentReversed { payment_id: PAYMENT, amount_minor: 5, reopened_minor: 6 },
        PaymentRefunded { payment_id: PAYMENT, amount_minor: 27 },
        RefundFailed { payment_id: PAYMENT, amount_minor: 28 },
        PaymentUnmatched { payment_id: PAYMENT, amount_minor: 25, reopened_minor: 26 },
        CheckoutOpened { checkout_id: CHECKOUT, amount_minor: 29, method: Method::Wallet, expires_at: LATER },
        CheckoutClosed { checkout_id: CHECKOUT, why: CheckoutEnd::Paid },
        CreditApplied { payment_id: Some(PAYMENT), amount_minor: 7 },
        CreditApplied { payment_id: None, amount_minor: 8 },
        CreditMoved { payment_id: Some(PAYMENT), amount_minor: 9 },
        CreditMoved { payment_id: None, amount_minor: 10 },
        CreditReapplied { amount_minor: 11 },
        Credited { number, amount_minor: 12, applied_minor: -13 },
        DueDateChanged { from: one, to: two, overdue_from: LATER, by: By::Payer, agreed: false },
        MessagePosted {
            message_id: MESSAGE,
            by: By::Payer,
            text: text(),
            line: Some(2),
            attachments: attachments(),
            automatic: None,
        },
        MessagesSeen { side: Side::Biller, through: 19 },
        PersonAsked,
        ProposalMade {
            proposal_id: PROPOSAL,
            by: By::Payer,
            change: ProposedChange::DueDate { to: two },
            text: None,
            expires_at: LATER,
            terms,
        },
        ProposalWithdrawn { proposal_id: PROPOSAL },
        ProposalAccepted { proposal_id: PROPOSAL, by: By::Payer },
        ProposalDeclined { proposal_id: PROPOSAL, by: By::Payer, text: None },
        FeeCharged { fee_id: FEE, amount_minor: 21 },
        FeeWaived { fee_id: FEE, amount_minor: 22, applied_minor: 23 },
        RemindersPaused { until: None },
        RemindersPaused { until: Some(Day(two)) },
        RemindersResumed,
        Disputed { dispute_id: DISPUTE, by: By::Payer, line: None, text: None, attachments: Vec::new() },
        DisputeClosed { dispute_id: DISPUTE, upheld: true },
        DisputeClosed { dispute_id: DISPUTE, upheld: false },
        WrittenOff { amount_minor: 15 },
        Voided { released_minor: 14 },
        PayerForgotten,
        Unknown,
    ];
    events.extend(conversation(one, two, terms));
    for method in every_variant![Method: BankTransfer, DirectDebit, Card, Wallet, Cash, Other] {
        let payment_id = PAYMENT;
        events.push(PayerEvent::PaymentPending { payment_id, amount_minor: 16, method, paid_on: one });
    }
    for why in every_variant![CheckoutEnd: Paid, Failed, Cancelled, Expired, AmountChanged] {
        events.push(PayerEvent::CheckoutClosed { checkout_id: CHECKOUT, why });
    }
    events
}

/// What people and automatic answers say, by each of them.
fn conversation(one: Date, two: Date, terms: InvoiceTerms) -> Vec<PayerEvent> {
    use PayerEvent as E;
    let (message_id, proposal_id, dispute_id) = (MESSAGE, PROPOSAL, DISPUTE);
    let mut events = Vec::new();
    for side in every_variant![Side: Payer, Biller] {
        events.push(E::MessagesSeen { side, through: 20 });
    }
    for automatic in every_variant![Topic: HowMuch, WhenDue, HowToPay, Copy, MoreTime, HavePaid, Own] {
        let (by, text, automatic) = (By::System, Some("An answer".to_owned()), Some(automatic));
        events.push(E::MessagePosted {
            message_id,
            by,
            text,
            line: None,
            attachments: attachments(),
            automatic,
        });
    }
    let changes = every_variant![ProposedChange:
        DueDate { to: two },
        WaiveFee { fee: FEE, amount_minor: 25 },
        Credit { amount_minor: 26 },
        PartPayment { now_minor: 27, now_by: one, rest_due: two },
        ClaimPayment { payment: PAYMENT, amount_minor: 28, paid_on: one },
    ];
    for (number, change) in (30..).zip(changes) {
        let (by, text, proposal_id) =
            (By::Biller { name: None }, Some("Shall we?".to_owned()), ProposalId(id(number)));
        events.push(E::ProposalMade { proposal_id, by, change, text, expires_at: LATER, terms });
        events.push(E::ProposalAccepted { proposal_id, by: By::Payer });
        events.push(E::ProposalDeclined { proposal_id, by: By::Payer, text: None });
        events.push(E::ProposalWithdrawn { proposal_id });
    }
    let everybody =
        every_variant![By: Payer, System, Biller { name: None }, Biller { name: Some("Åsa \"1\"".into()) }];
    for by in everybody {
        for text in [None, Some("No".to_owned())] {
            let (by, attachments, automatic) = (by.clone(), attachments(), None);
            let proposer = by.clone();
            events.push(E::Disputed {
                dispute_id,
                by: by.clone(),
                line: Some(1),
                text: text.clone(),
                attachments: attachments.clone(),
            });
            events.push(E::ProposalDeclined { proposal_id, by: proposer, text: text.clone() });
            events.push(E::MessagePosted { message_id, by, text, line: None, attachments, automatic });
        }
        events.push(E::ProposalAccepted { proposal_id, by: by.clone() });
        for agreed in [false, true] {
            let by = by.clone();
            events.push(E::DueDateChanged { from: one, to: two, overdue_from: LATER, by, agreed });
        }
    }
    events
}

fn attachments() -> Vec<Attachment> {
    vec![Attachment {
        id: AttachmentId(id(7)),
        name: "<img>\u{1f600}.png".into(),
        media_type: "image/png".into(),
        size: 10_485_760,
    }]
}

/// Events of every type that no payer receives.
pub fn staff_only_events() -> Vec<StaffOnlyEvent> {
    let review_reason = ReviewReason::PaymentAfterVoid;
    let mut events = every_variant![StaffOnlyEvent:
        Flagged { review_reason, payment_id: Some(PAYMENT) },
        NotePosted { note_id: MESSAGE, text: Some("A note".into()) },
        Assigned { to: Some(StaffId(id(8))), name: Some("Åsa".into()) },
        ConversationMoved { to: ConversationState::Open },
    ];
    let states = every_variant![ConversationState: Open, Waiting, Snoozed { until: LATER }, Solved];
    events.extend(states.into_iter().map(|to| StaffOnlyEvent::ConversationMoved { to }));
    let reasons = every_variant![ReviewReason: PaymentAfterVoid, PaymentAfterWriteOff, ReversalAfterWriteOff];
    let flagged = |review_reason| StaffOnlyEvent::Flagged { review_reason, payment_id: None };
    events.extend(reasons.into_iter().map(flagged));
    events
}
