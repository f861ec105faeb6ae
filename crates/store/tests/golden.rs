//! Every type of event at every version ever written stays readable, and what is written today is what the
//! newest golden file says.
//!
//! A new type, or a new version of one, needs a golden file: run this test with `BILLOW_WRITE_GOLDEN=1`,
//! which writes what is missing and never changes what is there.
#![allow(clippy::unwrap_used)]

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use domain::checkouts::CheckoutEnd;
use domain::conversations::{ConversationState, Topic};
use domain::credit_notes::{CreditNoteEvent, Received};
use domain::ids::{
    AttachmentId, CheckoutId, ContentId, CreditNoteId, DisputeId, FeeId, InvoiceId, MessageId, PayerId,
    PaymentId, ProposalId, RefundId, StaffId,
};
use domain::invoices::document::{
    Address, AllowanceCharge, AllowanceOrCharge, Document, DocumentKind, Line, LineAllowanceCharge, Party,
    PaymentMeans, Totals, VatCategory, VatCode, VatSubtotal,
};
use domain::invoices::{CreditSource, InvoiceEvent, Issued, RevenueSplit, ReviewReason};
use domain::matching::{MatchCandidate, MatchOutcome, MatchReason, Matching, PerhapsSame, SameReason};
use domain::payers::PayerStreamEvent;
use domain::payments::{Method, PaymentEvent, PaymentSource, Recorded, Share};
use domain::proposals::{InvoiceTerms, Proposal, ProposedChange};
use domain::{Event, Money, StreamId, Timestamp};
use serde_json::{Value, json};
use store::events::{decode, encode};
use testkit::ids::id;

const PAYER: PayerId = PayerId(id(1));
const INVOICE: InvoiceId = InvoiceId(id(2));
const PAYMENT: PaymentId = PaymentId(id(3));
const CREDIT_NOTE: CreditNoteId = CreditNoteId(id(4));
const PROPOSAL: ProposalId = ProposalId(id(14));
const FEE: FeeId = FeeId(id(16));
const OTHER: InvoiceId = InvoiceId(id(5));
const CHECKOUT: CheckoutId = CheckoutId(id(19));
const OTHER_PAYMENT: PaymentId = PaymentId(id(22));
const REFUND: RefundId = RefundId(id(20));
const REASON: Option<ContentId> = Some(ContentId(id(6)));

fn sek(minor: i64) -> Money {
    Money::new(minor, "SEK".parse().unwrap())
}

fn recorded() -> Recorded {
    Recorded {
        payer: Some(PAYER),
        source: PaymentSource { system: "camt".into(), account: "SE45".into(), id: "E1".into() },
        amount: sek(500),
        method: Method::BankTransfer,
        paid_on: "2026-11-30".parse().unwrap(),
        shares: vec![Share { invoice: INVOICE, amount_minor: 500 }],
        remittance: Some(ContentId(id(21))),
        matching: Some(matching()),
    }
}

fn matching() -> Box<Matching> {
    Box::new(Matching {
        outcome: MatchOutcome::Booked,
        given: Some("RF1853900754703".into()),
        candidates: vec![MatchCandidate {
            invoice: INVOICE,
            score: 970,
            reasons: vec![MatchReason::ReferenceDigitMissing, MatchReason::AmountExact],
        }],
        same_as: vec![PerhapsSame { payment: OTHER_PAYMENT, reason: SameReason::PerhapsRecorded }],
    })
}

/// Every field filled in.
fn document(kind: DocumentKind) -> Document {
    let vat = VatCategory { code: VatCode::S, rate: "25".parse().unwrap() };
    Document {
        kind,
        number: "2026-0042".into(),
        issue_date: "2026-11-21".parse().unwrap(),
        due_date: Some("2026-12-21".parse().unwrap()),
        currency: "SEK".parse().unwrap(),
        seller: Party {
            name: "Acme".into(),
            legal_name: Some("Acme AB".into()),
            identifier: Some("7300010000001".into()),
            registration: Some("556000-0000".into()),
            vat_number: Some("SE556000000001".into()),
            address: Some(Address {
                lines: vec!["Storgatan 1".into()],
                city: Some("Umeå".into()),
                post_code: Some("903 26".into()),
                country: Some("SE".into()),
            }),
            contact_name: Some("Reception".into()),
            email: Some("acme@example.com".into()),
            phone: Some("+46 555 0100".into()),
        },
        buyer: Party::default(),
        buyer_reference: Some("dept 7".into()),
        order_reference: Some("PO-9".into()),
        preceding: vec!["2026-0041".into()],
        notes: vec!["Thank you".into()],
        payment_terms: Some("30 days net".into()),
        payment_means: vec![PaymentMeans {
            code: "58".into(),
            reference: Some("RF18539007547034".into()),
            account: Some("SE4550000000058398257466".into()),
            account_name: Some("Acme AB".into()),
            bank: Some("ESSESESS".into()),
        }],
        lines: vec![Line {
            id: "1".into(),
            name: "Repair".into(),
            description: Some("Two wheels".into()),
            quantity: "2.5".parse().unwrap(),
            unit: "HUR".into(),
            unit_price: "320.00".parse().unwrap(),
            price_quantity: "1".parse().unwrap(),
            allowances_charges: vec![LineAllowanceCharge {
                kind: AllowanceOrCharge::Allowance,
                amount_minor: 1_000,
                reason: Some("regular customer".into()),
            }],
            net_minor: 79_000,
            vat,
            period_start: Some("2026-11-01".parse().unwrap()),
            period_end: Some("2026-11-20".parse().unwrap()),
        }],
        allowances_charges: vec![AllowanceCharge {
            kind: AllowanceOrCharge::Charge,
            amount_minor: 1_000,
            vat,
            reason: Some("freight".into()),
        }],
        vat_breakdown: vec![VatSubtotal {
            vat,
            taxable_minor: 80_000,
            tax_minor: 20_000,
            exemption_reason: Some("none".into()),
        }],
        totals: Totals {
            lines_minor: 79_000,
            allowances_minor: 0,
            charges_minor: 1_000,
            without_vat_minor: 80_000,
            vat_minor: 20_000,
            with_vat_minor: 100_000,
            prepaid_minor: 10_000,
            rounding_minor: -50,
            payable_minor: 89_950,
        },
    }
}

/// One event of every type.
fn samples() -> Vec<Event> {
    let account = [
        PayerStreamEvent::Opened { language: Some("sv".into()), details: ContentId(id(7)) },
        PayerStreamEvent::DetailsChanged { details: ContentId(id(7)) },
        PayerStreamEvent::CreditAdded { from: INVOICE, amount: sek(500) },
        PayerStreamEvent::CreditUsed { from: INVOICE, invoice: OTHER, amount: sek(500) },
        PayerStreamEvent::Forgotten,
    ];
    let (method, paid_on) = (Method::BankTransfer, "2026-11-30".parse().unwrap());
    let split = RevenueSplit { revenue_minor: 800, vat_minor: 200, rounding_minor: -1, prepaid_minor: 100 };
    let invoice = [
        InvoiceEvent::Issued(Box::new(Issued {
            payer: PAYER,
            due_date: "2026-12-21".parse().unwrap(),
            document: document(DocumentKind::Invoice),
            buyer: ContentId(id(8)),
            original: Some(ContentId(id(9))),
        })),
        InvoiceEvent::PaymentPending { payment: PAYMENT, amount_minor: 500, method, paid_on },
        InvoiceEvent::PaymentSettled {
            payment: PAYMENT,
            amount_minor: 500,
            allocated_minor: 400,
            method,
            paid_on,
        },
        InvoiceEvent::PaymentFailed { payment: PAYMENT, amount_minor: 500, reason: REASON },
        InvoiceEvent::PaymentReversed {
            payment: PAYMENT,
            amount_minor: 500,
            reopened_minor: 400,
            reason: REASON,
        },
        InvoiceEvent::PaymentUnmatched {
            payment: PAYMENT,
            amount_minor: 500,
            reopened_minor: 400,
            reason: REASON,
        },
        InvoiceEvent::PaymentRefunded { payment: PAYMENT, refund: REFUND, amount_minor: 100, reason: REASON },
        InvoiceEvent::RefundFailed { payment: PAYMENT, refund: REFUND, amount_minor: 100, reason: REASON },
        InvoiceEvent::CheckoutOpened {
            checkout: CHECKOUT,
            amount_minor: 500,
            method,
            expires_at: Timestamp(1_796_000_000_000),
        },
        InvoiceEvent::CheckoutClosed { checkout: CHECKOUT, why: CheckoutEnd::AmountChanged },
        InvoiceEvent::CreditApplied { source: CreditSource::Payment(PAYMENT), amount_minor: 500 },
        InvoiceEvent::CreditMoved { source: CreditSource::Invoice(INVOICE), to: OTHER, amount_minor: 500 },
        InvoiceEvent::CreditReapplied { amount_minor: 500 },
        InvoiceEvent::Credited {
            credit_note: CREDIT_NOTE,
            number: "C7".into(),
            amount_minor: 999,
            applied_minor: 400,
            split,
        },
        InvoiceEvent::DueDateChanged {
            from: "2026-12-21".parse().unwrap(),
            to: "2027-01-10".parse().unwrap(),
            reason: REASON,
            agreed: Some(PROPOSAL),
        },
        InvoiceEvent::Voided { open_minor: 500, released_minor: 400, reason: REASON },
        InvoiceEvent::WrittenOff { amount_minor: 500, reason: REASON },
        InvoiceEvent::MessagePosted {
            message: MessageId(id(10)),
            content: ContentId(id(11)),
            line: Some(2),
            attachments: vec![AttachmentId(id(13))],
            automatic: Some(Topic::HowMuch),
            respond_by: Some(Timestamp(1_795_000_000_000)),
        },
        InvoiceEvent::NotePosted { note: MessageId(id(10)), content: ContentId(id(11)) },
        InvoiceEvent::MessagesSeen { through: 7 },
        InvoiceEvent::PersonAsked { respond_by: Some(Timestamp(1_795_000_000_000)) },
        InvoiceEvent::ProposalMade(Box::new(Proposal {
            id: PROPOSAL,
            change: ProposedChange::PartPayment {
                now_minor: 400,
                now_by: "2026-12-01".parse().unwrap(),
                rest_due: "2027-01-10".parse().unwrap(),
            },
            text: Some(ContentId(id(11))),
            expires_at: Timestamp(1_796_000_000_000),
            terms: InvoiceTerms { open_minor: 999, due_date: "2026-12-21".parse().unwrap() },
            respond_by: None,
        })),
        InvoiceEvent::ProposalAccepted { proposal: PROPOSAL, proof: Some(ContentId(id(15))) },
        InvoiceEvent::ProposalDeclined { proposal: PROPOSAL, reason: REASON },
        InvoiceEvent::ProposalWithdrawn { proposal: PROPOSAL },
        InvoiceEvent::FeeCharged { fee: FEE, amount_minor: 6_000, reason: REASON },
        InvoiceEvent::FeeWaived { fee: FEE, amount_minor: 6_000, applied_minor: 5_000 },
        InvoiceEvent::RemindersPaused { until: Some("2026-12-31".parse().unwrap()), reason: REASON },
        InvoiceEvent::RemindersResumed,
        InvoiceEvent::Disputed {
            dispute: DisputeId(id(17)),
            line: Some(1),
            content: ContentId(id(11)),
            attachments: vec![AttachmentId(id(13))],
            respond_by: None,
        },
        InvoiceEvent::DisputeClosed { dispute: DisputeId(id(17)), upheld: true, reason: REASON },
        InvoiceEvent::Assigned { to: Some(StaffId(id(18))) },
        InvoiceEvent::ConversationMoved {
            state: ConversationState::Snoozed { until: Timestamp(1_796_000_000_000) },
        },
        InvoiceEvent::Flagged { review_reason: ReviewReason::PaymentAfterVoid, payment: Some(PAYMENT) },
        InvoiceEvent::PayerForgotten,
    ];
    let credit_note = [
        CreditNoteEvent::Received(Box::new(Received {
            payer: PAYER,
            document: document(DocumentKind::CreditNote),
            buyer: ContentId(id(8)),
            original: Some(ContentId(id(9))),
        })),
        CreditNoteEvent::Applied { invoice: INVOICE },
    ];
    let payment = [
        PaymentEvent::Recorded(Box::new(recorded())),
        PaymentEvent::Settled,
        PaymentEvent::Failed { reason: REASON },
        PaymentEvent::Allocated { invoice: INVOICE, amount_minor: 400 },
        PaymentEvent::Deallocated { invoice: INVOICE, amount_minor: 400 },
        PaymentEvent::Reversed { reason: REASON },
        PaymentEvent::Identified { payer: PAYER, invoices: vec![INVOICE] },
        PaymentEvent::Unidentified { reason: REASON },
        PaymentEvent::Rematched(matching()),
        PaymentEvent::Joined { to: OTHER_PAYMENT, payer: Some(PAYER) },
        PaymentEvent::Separated { from: OTHER_PAYMENT, reason: REASON },
        PaymentEvent::Confirmed { by: OTHER_PAYMENT },
        PaymentEvent::Unconfirmed { by: OTHER_PAYMENT },
        PaymentEvent::PayerAsked { invoice: INVOICE, proposal: PROPOSAL },
        PaymentEvent::Disclaimed { invoice: INVOICE },
        PaymentEvent::ChargesKept { amount_minor: 100 },
        PaymentEvent::RefundStarted {
            refund: REFUND,
            amount_minor: 100,
            parts: vec![Share { invoice: INVOICE, amount_minor: 100 }],
            reason: REASON,
        },
        PaymentEvent::RefundCompleted { refund: REFUND },
        PaymentEvent::RefundFailed { refund: REFUND, reason: REASON },
    ];
    account
        .map(|event| Event::Payer(PAYER, event))
        .into_iter()
        .chain(invoice.map(|event| Event::Invoice(INVOICE, event)))
        .chain(credit_note.map(|event| Event::CreditNote(CREDIT_NOTE, event)))
        .chain(payment.map(|event| Event::Payment(PAYMENT, event)))
        .collect()
}

/// How many types there are. A new one does not compile here until it is counted, and the test fails until
/// `samples` has it.
fn types() -> usize {
    const fn account(event: &PayerStreamEvent) -> usize {
        match event {
            PayerStreamEvent::Opened { .. }
            | PayerStreamEvent::DetailsChanged { .. }
            | PayerStreamEvent::CreditAdded { .. }
            | PayerStreamEvent::CreditUsed { .. }
            | PayerStreamEvent::Forgotten => 5,
        }
    }
    const fn invoice(event: &InvoiceEvent) -> usize {
        match event {
            InvoiceEvent::Issued(_)
            | InvoiceEvent::PaymentPending { .. }
            | InvoiceEvent::PaymentSettled { .. }
            | InvoiceEvent::PaymentFailed { .. }
            | InvoiceEvent::PaymentReversed { .. }
            | InvoiceEvent::PaymentUnmatched { .. }
            | InvoiceEvent::PaymentRefunded { .. }
            | InvoiceEvent::RefundFailed { .. }
            | InvoiceEvent::CheckoutOpened { .. }
            | InvoiceEvent::CheckoutClosed { .. }
            | InvoiceEvent::CreditApplied { .. }
            | InvoiceEvent::CreditMoved { .. }
            | InvoiceEvent::CreditReapplied { .. }
            | InvoiceEvent::Credited { .. }
            | InvoiceEvent::DueDateChanged { .. }
            | InvoiceEvent::Voided { .. }
            | InvoiceEvent::WrittenOff { .. }
            | InvoiceEvent::MessagePosted { .. }
            | InvoiceEvent::NotePosted { .. }
            | InvoiceEvent::MessagesSeen { .. }
            | InvoiceEvent::PersonAsked { .. }
            | InvoiceEvent::ProposalMade(_)
            | InvoiceEvent::ProposalAccepted { .. }
            | InvoiceEvent::ProposalDeclined { .. }
            | InvoiceEvent::ProposalWithdrawn { .. }
            | InvoiceEvent::FeeCharged { .. }
            | InvoiceEvent::FeeWaived { .. }
            | InvoiceEvent::RemindersPaused { .. }
            | InvoiceEvent::RemindersResumed
            | InvoiceEvent::Disputed { .. }
            | InvoiceEvent::DisputeClosed { .. }
            | InvoiceEvent::Assigned { .. }
            | InvoiceEvent::ConversationMoved { .. }
            | InvoiceEvent::Flagged { .. }
            | InvoiceEvent::PayerForgotten => 35,
        }
    }
    const fn credit_note(event: &CreditNoteEvent) -> usize {
        match event {
            CreditNoteEvent::Received(_) | CreditNoteEvent::Applied { .. } => 2,
        }
    }
    const fn payment(event: &PaymentEvent) -> usize {
        match event {
            PaymentEvent::Recorded(_)
            | PaymentEvent::Settled
            | PaymentEvent::Failed { .. }
            | PaymentEvent::Allocated { .. }
            | PaymentEvent::Deallocated { .. }
            | PaymentEvent::Reversed { .. }
            | PaymentEvent::Identified { .. }
            | PaymentEvent::Unidentified { .. }
            | PaymentEvent::Rematched(_)
            | PaymentEvent::Joined { .. }
            | PaymentEvent::Separated { .. }
            | PaymentEvent::Confirmed { .. }
            | PaymentEvent::Unconfirmed { .. }
            | PaymentEvent::PayerAsked { .. }
            | PaymentEvent::Disclaimed { .. }
            | PaymentEvent::ChargesKept { .. }
            | PaymentEvent::RefundStarted { .. }
            | PaymentEvent::RefundCompleted { .. }
            | PaymentEvent::RefundFailed { .. } => 19,
        }
    }
    account(&PayerStreamEvent::Forgotten)
        + invoice(&InvoiceEvent::PayerForgotten)
        + credit_note(&CreditNoteEvent::Applied { invoice: INVOICE })
        + payment(&PaymentEvent::Settled)
}

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden")
}

fn name(stream: StreamId, kind: &str, version: i64) -> String {
    format!("{}.{kind}.v{version}.json", stream.kind())
}

fn golden(event: &Event) -> (String, Value) {
    let stored = encode(event).unwrap();
    let data: Value = serde_json::from_str(&stored.data).unwrap();
    let file = json!({ "type": stored.kind, "version": stored.version, "data": data });
    (name(event.stream(), &stored.kind, stored.version), file)
}

#[test]
fn what_is_written_today_is_what_its_golden_file_says() {
    let mut seen = BTreeSet::new();
    for event in samples() {
        let (name, today) = golden(&event);
        let path = folder().join(&name);
        if !path.exists() && std::env::var_os("BILLOW_WRITE_GOLDEN").is_some() {
            std::fs::write(&path, format!("{today:#}\n")).unwrap();
        }
        let text = std::fs::read_to_string(&path)
            .unwrap_or_else(|_| panic!("{name} is missing: run this test with BILLOW_WRITE_GOLDEN=1"));
        let stored: Value = serde_json::from_str(&text).unwrap();
        assert_eq!(stored, today, "{name}: the shape changed, so it needs a new version and an upcaster");
        assert!(seen.insert(name), "two samples of one type");
    }
    assert_eq!(seen.len(), types(), "a type has no sample");
}

#[test]
fn every_golden_file_ever_written_is_read_as_todays_event() {
    let today: BTreeMap<String, Event> = samples()
        .into_iter()
        .map(|event| (format!("{}.{}", event.stream().kind(), encode(&event).unwrap().kind), event))
        .collect();
    let mut read = 0;
    for entry in std::fs::read_dir(folder()).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        let stored: Value = serde_json::from_str(&std::fs::read_to_string(&path).unwrap()).unwrap();
        let kind = stored["type"].as_str().unwrap();
        let (version, data) = (stored["version"].as_i64().unwrap(), stored["data"].to_string());
        let type_name = name.rsplit_once(".v").unwrap().0;
        let event = &today[type_name];
        assert_eq!(decode(event.stream(), kind, version, &data).unwrap(), *event, "{name}");
        read += 1;
    }
    assert!(read >= types());
}

/// Every variant of an enum without content. One that is new does not compile until it stands here.
macro_rules! every {
    ($kind:ident: $($variant:ident),+ $(,)?) => {{
        fn is_listed(one: $kind) {
            match one {
                $($kind::$variant => {})+
            }
        }
        let all = [$($kind::$variant),+];
        all.into_iter().for_each(is_listed);
        all
    }};
}

/// Asserts that there is one of each kind; `count` is an exhaustive match, so that a new kind does not compile
/// until it is counted.
fn one_of_each<T>(all: Vec<T>, count: fn(&T) -> usize) -> Vec<T> {
    let kinds: std::collections::HashSet<_> = all.iter().map(std::mem::discriminant).collect();
    assert_eq!((all.len(), kinds.len()), (count(&all[0]), count(&all[0])), "a kind is missing");
    all
}

/// Events with every variant of every enum that an event holds.
fn variants() -> Vec<Event> {
    let day = |text: &str| text.parse().unwrap();
    let paid_on = day("2026-11-30");
    let mut invoice = Vec::new();
    let offers = vec![
        ProposedChange::DueDate { to: paid_on },
        ProposedChange::WaiveFee { fee: FEE, amount_minor: 6_000 },
        ProposedChange::Credit { amount_minor: 500 },
        ProposedChange::PartPayment {
            now_minor: 400,
            now_by: day("2026-12-01"),
            rest_due: day("2027-01-10"),
        },
        ProposedChange::ClaimPayment { payment: PAYMENT, amount_minor: 500, paid_on },
    ];
    let offers = one_of_each(offers, |change| match change {
        ProposedChange::DueDate { .. }
        | ProposedChange::WaiveFee { .. }
        | ProposedChange::Credit { .. }
        | ProposedChange::PartPayment { .. }
        | ProposedChange::ClaimPayment { .. } => 5,
    });
    let terms = InvoiceTerms { open_minor: 999, due_date: day("2026-12-21") };
    let expires_at = Timestamp(1_796_000_000_000);
    let proposal =
        |change| Proposal { id: PROPOSAL, change, text: None, expires_at, terms, respond_by: None };
    invoice.extend(offers.into_iter().map(|change| InvoiceEvent::ProposalMade(Box::new(proposal(change)))));
    let states = vec![
        ConversationState::Open,
        ConversationState::Waiting,
        ConversationState::Snoozed { until: expires_at },
        ConversationState::Solved,
    ];
    let states = one_of_each(states, |state| match state {
        ConversationState::Open
        | ConversationState::Waiting
        | ConversationState::Snoozed { .. }
        | ConversationState::Solved => 4,
    });
    invoice.extend(states.into_iter().map(|state| InvoiceEvent::ConversationMoved { state }));
    let sources = vec![CreditSource::Payment(PAYMENT), CreditSource::Invoice(OTHER)];
    let sources = one_of_each(sources, |source| match source {
        CreditSource::Payment(_) | CreditSource::Invoice(_) => 2,
    });
    invoice
        .extend(sources.into_iter().map(|source| InvoiceEvent::CreditApplied { source, amount_minor: 500 }));
    let topics = every!(Topic: HowMuch, WhenDue, HowToPay, Copy, MoreTime, HavePaid, Own);
    invoice.extend(topics.map(|topic| InvoiceEvent::MessagePosted {
        message: MessageId(id(10)),
        content: ContentId(id(11)),
        line: None,
        attachments: Vec::new(),
        automatic: Some(topic),
        respond_by: None,
    }));
    let methods = every!(Method: BankTransfer, DirectDebit, Card, Wallet, Cash, Other);
    invoice.extend(methods.map(|method| InvoiceEvent::PaymentPending {
        payment: PAYMENT,
        amount_minor: 500,
        method,
        paid_on,
    }));
    let ends = every!(CheckoutEnd: Paid, Failed, Cancelled, Expired, AmountChanged);
    invoice.extend(ends.map(|why| InvoiceEvent::CheckoutClosed { checkout: CHECKOUT, why }));
    let review_reasons = every!(ReviewReason: PaymentAfterVoid, PaymentAfterWriteOff, ReversalAfterWriteOff);
    invoice
        .extend(review_reasons.map(|review_reason| InvoiceEvent::Flagged { review_reason, payment: None }));
    let kinds = every!(DocumentKind: Invoice, CreditNote);
    let mut document = document(kinds[0]);
    let parts = every!(AllowanceOrCharge: Allowance, Charge);
    let part = document.allowances_charges[0].clone();
    document.allowances_charges = parts.map(|kind| AllowanceCharge { kind, ..part.clone() }).to_vec();
    let line_part = document.lines[0].allowances_charges[0].clone();
    document.lines[0].allowances_charges =
        parts.map(|kind| LineAllowanceCharge { kind, ..line_part.clone() }).to_vec();
    let subtotal = document.vat_breakdown[0].clone();
    let codes = every!(VatCode: S, Z, E, AE, K, G, O, L, M, B);
    document.vat_breakdown = codes
        .map(|code| VatSubtotal { vat: VatCategory { code, ..subtotal.vat }, ..subtotal.clone() })
        .to_vec();
    invoice.push(InvoiceEvent::Issued(Box::new(Issued {
        payer: PAYER,
        due_date: paid_on,
        document,
        buyer: ContentId(id(8)),
        original: None,
    })));
    let reasons = every!(
        MatchReason: ReferenceExact, ReferenceInText, ReferenceDigitMissing, ReferenceDigitAdded,
        ReferenceDigitWrong, ReferenceDigitsSwapped, ReferenceTwoErrors, NumberInText, AmountExact, AmountPart,
        AmountMore, AmountSumOfReferences, AmountSumOfOpen, AccountKnown, AccountOfOther, NameAgrees,
        NameSimilar, NameDiffers, NameUnknown, PaidAlready, NotOpen, OtherCurrency, Disclaimed, Tie,
        TooManyAlike, NobodyElse, OnlyOpen, PartOfLonger, MayBeNoNumber,
    );
    let outcomes = every!(MatchOutcome: Booked, Asked, NotFound);
    let matching = |outcome| {
        let mut matching = matching();
        matching.outcome = outcome;
        matching.candidates[0].reasons = reasons.to_vec();
        matching
    };
    let payment = outcomes.map(|outcome| PaymentEvent::Rematched(matching(outcome)));
    invoice
        .into_iter()
        .map(|event| Event::Invoice(INVOICE, event))
        .chain(payment.map(|event| Event::Payment(PAYMENT, event)))
        .collect()
}

/// The samples above have one variant of each enum; the log holds all of them.
#[test]
fn every_variant_of_every_enum_in_an_event_is_written_and_read_as_it_ever_was() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden-variants.json");
    let events = variants();
    let today: Vec<Value> = events.iter().map(|event| golden(event).1).collect();
    if !path.exists() && std::env::var_os("BILLOW_WRITE_GOLDEN").is_some() {
        std::fs::write(&path, format!("{:#}\n", Value::Array(today.clone()))).unwrap();
    }
    let kept: Vec<Value> = serde_json::from_str(&std::fs::read_to_string(&path).unwrap()).unwrap();
    for (kept, today) in kept.iter().zip(&today) {
        assert_eq!(kept, today, "a variant is written in another way: the event needs a new version");
    }
    assert_eq!(kept.len(), today.len(), "a new variant: add what is written today to golden-variants.json");
    for (kept, event) in kept.iter().zip(&events) {
        let (kind, version) = (kept["type"].as_str().unwrap(), kept["version"].as_i64().unwrap());
        assert_eq!(decode(event.stream(), kind, version, &kept["data"].to_string()).unwrap(), *event);
    }
}

#[test]
fn an_unknown_type_and_damaged_data_are_errors_that_name_the_stream() {
    let stream = StreamId::Invoice(INVOICE);
    let unknown = decode(stream, "teleported", 1, "{}").unwrap_err().to_string();
    assert!(unknown.contains("teleported") && unknown.contains(&stream.to_string()), "{unknown}");
    let damaged = decode(stream, "written_off", 1, "{\"amount_minor\":").unwrap_err().to_string();
    assert!(damaged.contains(&stream.to_string()), "{damaged}");
    assert!(decode(stream, "written_off", 2, "{}").unwrap_err().to_string().contains("newer program"));
}
