//! Every type of event at every version ever written stays readable, and what is written today is what the
//! newest golden file says.
//!
//! A new type, or a new version of one, needs a golden file: run this test with `BILLOW_WRITE_GOLDEN=1`,
//! which writes what is missing and never changes what is there.
#![allow(clippy::unwrap_used)]

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use domain::books::BooksVisitor;
use domain::checkouts::CheckoutEnd;
use domain::conversations::{ConversationState, Topic};
use domain::credit_notes::{CreditNoteEvent, Received};
use domain::ids::{
    CheckoutId, ContentId, CreditNoteId, FeeId, InvoiceId, MessageId, PayerId, PaymentId, ProposalId,
    RefundId,
};
use domain::invoices::document::{
    AllowanceCharge, AllowanceOrCharge, DocumentKind, LineAllowanceCharge, VatCategory, VatCode, VatSubtotal,
};
use domain::invoices::{CreditSource, InvoiceEvent, Issued, ReviewReason};
use domain::matching::{MatchCandidate, MatchOutcome, MatchReason, Matching, PerhapsSame, SameReason};
use domain::payers::PayerStreamEvent;
use domain::payments::{Method, PaymentEvent, PaymentSource, Recorded, Share};
use domain::proposals::{InvoiceTerms, Proposal, ProposedChange};
use domain::{Books, Event, Money, Stream, StreamId, Timestamp};
use serde_json::{Value, json};
use store::events::{decode, encode};
use testkit::events::{complete_document, invoice_events};
use testkit::every_variant;
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

/// One event of every type.
fn samples() -> Vec<Event> {
    let account = every_variant![PayerStreamEvent:
        Opened { language: Some("sv".into()), details: ContentId(id(7)) },
        DetailsChanged { details: ContentId(id(7)) },
        CreditAdded { from: INVOICE, amount: sek(500) },
        CreditUsed { from: INVOICE, invoice: OTHER, amount: sek(500) },
        Forgotten,
    ];
    let credit_note = every_variant![CreditNoteEvent:
        Received(Box::new(Received {
            payer: PAYER,
            document: complete_document(DocumentKind::CreditNote),
            buyer: ContentId(id(8)),
            original: Some(ContentId(id(9))),
        })),
        Applied { invoice: INVOICE },
    ];
    let payment = every_variant![PaymentEvent:
        Recorded(Box::new(recorded())),
        Settled,
        Failed { reason: REASON },
        Allocated { invoice: INVOICE, amount_minor: 400 },
        Deallocated { invoice: INVOICE, amount_minor: 400 },
        Reversed { reason: REASON },
        Identified { payer: PAYER, invoices: vec![INVOICE] },
        Unidentified { reason: REASON },
        Rematched(matching()),
        Joined { to: OTHER_PAYMENT, payer: Some(PAYER) },
        Separated { from: OTHER_PAYMENT, reason: REASON },
        Confirmed { by: OTHER_PAYMENT },
        Unconfirmed { by: OTHER_PAYMENT },
        PayerAsked { invoice: INVOICE, proposal: PROPOSAL },
        Disclaimed { invoice: INVOICE },
        ChargesKept { amount_minor: 100 },
        RefundStarted {
            refund: REFUND,
            amount_minor: 100,
            parts: vec![Share { invoice: INVOICE, amount_minor: 100 }],
            reason: REASON,
        },
        RefundCompleted { refund: REFUND },
        RefundFailed { refund: REFUND, reason: REASON },
    ];
    let account = account.into_iter().map(|event| Event::Payer(PAYER, event));
    let invoice = invoice_events().into_iter().map(|event| Event::Invoice(INVOICE, event));
    let credit_note = credit_note.into_iter().map(|event| Event::CreditNote(CREDIT_NOTE, event));
    let payment = payment.into_iter().map(|event| Event::Payment(PAYMENT, event));
    account.chain(invoice).chain(credit_note).chain(payment).collect()
}

#[test]
fn every_kind_of_stream_has_samples() {
    struct Kinds(BTreeSet<&'static str>);
    impl BooksVisitor for Kinds {
        fn visit<S: Stream>(&mut self, _states: &BTreeMap<S::Id, S>) {
            self.0.insert(S::KIND);
        }
    }
    let mut kinds = Kinds(BTreeSet::new());
    Books::default().visit(&mut kinds);
    let sampled: BTreeSet<_> = samples().iter().map(|event| event.stream().kind()).collect();
    assert_eq!(sampled, kinds.0, "every event of a new stream has its sample in `samples`");
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
        for older in 1..encode(&event).unwrap().version {
            let name = self::name(event.stream(), today["type"].as_str().unwrap(), older);
            assert!(folder().join(&name).exists(), "{name} is missing: what was written once stays readable");
        }
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
}

#[test]
fn every_golden_file_ever_written_is_read_as_todays_event() {
    let today: BTreeMap<String, Event> = samples()
        .into_iter()
        .map(|event| (format!("{}.{}", event.stream().kind(), encode(&event).unwrap().kind), event))
        .collect();
    for entry in std::fs::read_dir(folder()).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        let stored: Value = serde_json::from_str(&std::fs::read_to_string(&path).unwrap()).unwrap();
        let kind = stored["type"].as_str().unwrap();
        let (version, data) = (stored["version"].as_i64().unwrap(), stored["data"].to_string());
        let type_name = name.rsplit_once(".v").unwrap().0;
        let event = &today[type_name];
        assert_eq!(decode(event.stream(), kind, version, &data).unwrap(), *event, "{name}");
    }
}

/// Events with every variant of every enum that an event holds.
fn variants() -> Vec<Event> {
    let day = |text: &str| text.parse().unwrap();
    let paid_on = day("2026-11-30");
    let mut invoice = Vec::new();
    let offers = every_variant![ProposedChange:
        DueDate { to: paid_on },
        WaiveFee { fee: FEE, amount_minor: 6_000 },
        Credit { amount_minor: 500 },
        PartPayment { now_minor: 400, now_by: day("2026-12-01"), rest_due: day("2027-01-10") },
        ClaimPayment { payment: PAYMENT, amount_minor: 500, paid_on },
    ];
    let terms = InvoiceTerms { open_minor: 999, due_date: day("2026-12-21") };
    let expires_at = Timestamp(1_796_000_000_000);
    let proposal =
        |change| Proposal { id: PROPOSAL, change, text: None, expires_at, terms, respond_by: None };
    invoice.extend(offers.into_iter().map(|change| InvoiceEvent::ProposalMade(Box::new(proposal(change)))));
    let states = every_variant![ConversationState: Open, Waiting, Snoozed { until: expires_at }, Solved];
    invoice.extend(states.into_iter().map(|state| InvoiceEvent::ConversationMoved { state }));
    let sources = every_variant![CreditSource: Payment(PAYMENT), Invoice(OTHER)];
    invoice
        .extend(sources.into_iter().map(|source| InvoiceEvent::CreditApplied { source, amount_minor: 500 }));
    let topics = every_variant![Topic: HowMuch, WhenDue, HowToPay, Copy, MoreTime, HavePaid, Own];
    invoice.extend(topics.into_iter().map(|topic| InvoiceEvent::MessagePosted {
        message: MessageId(id(10)),
        content: ContentId(id(11)),
        line: None,
        attachments: Vec::new(),
        automatic: Some(topic),
        respond_by: None,
    }));
    let methods = every_variant![Method: BankTransfer, DirectDebit, Card, Wallet, Cash, Other];
    invoice.extend(methods.into_iter().map(|method| InvoiceEvent::PaymentPending {
        payment: PAYMENT,
        amount_minor: 500,
        method,
        paid_on,
    }));
    let ends = every_variant![CheckoutEnd: Paid, Failed, Cancelled, Expired, AmountChanged];
    invoice.extend(ends.into_iter().map(|why| InvoiceEvent::CheckoutClosed { checkout: CHECKOUT, why }));
    let review_reasons =
        every_variant![ReviewReason: PaymentAfterVoid, PaymentAfterWriteOff, ReversalAfterWriteOff];
    invoice.extend(
        review_reasons
            .into_iter()
            .map(|review_reason| InvoiceEvent::Flagged { review_reason, payment: None }),
    );
    let kinds = every_variant![DocumentKind: Invoice, CreditNote];
    let mut document = complete_document(kinds[0]);
    let parts = every_variant![AllowanceOrCharge: Allowance, Charge];
    let part = document.allowances_charges[0].clone();
    document.allowances_charges =
        parts.iter().map(|kind| AllowanceCharge { kind: *kind, ..part.clone() }).collect();
    let line_part = document.lines[0].allowances_charges[0].clone();
    document.lines[0].allowances_charges =
        parts.iter().map(|kind| LineAllowanceCharge { kind: *kind, ..line_part.clone() }).collect();
    let subtotal = document.vat_breakdown[0].clone();
    let codes = every_variant![VatCode: S, Z, E, AE, K, G, O, L, M, B];
    document.vat_breakdown = codes
        .into_iter()
        .map(|code| VatSubtotal { vat: VatCategory { code, ..subtotal.vat }, ..subtotal.clone() })
        .collect();
    invoice.push(InvoiceEvent::Issued(Box::new(Issued {
        payer: PAYER,
        due_date: paid_on,
        document,
        buyer: ContentId(id(8)),
        original: None,
    })));
    let reasons = every_variant![
        MatchReason: ReferenceExact, ReferenceInText, ReferenceDigitMissing, ReferenceDigitAdded,
        ReferenceDigitWrong, ReferenceDigitsSwapped, ReferenceTwoErrors, NumberInText, AmountExact, AmountPart,
        AmountMore, AmountSumOfReferences, AmountSumOfOpen, AccountKnown, AccountOfOther, NameAgrees,
        NameSimilar, NameDiffers, NameUnknown, PaidAlready, NotOpen, OtherCurrency, Disclaimed, Tie,
        TooManyAlike, NobodyElse, OnlyOpen, PartOfLonger, MayBeNoNumber,
    ];
    let outcomes = every_variant![MatchOutcome: Booked, Asked, NotFound];
    let matching = |outcome| {
        let mut matching = matching();
        matching.outcome = outcome;
        matching.candidates[0].reasons = reasons.to_vec();
        matching
    };
    let payment = outcomes.into_iter().map(|outcome| PaymentEvent::Rematched(matching(outcome)));
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
