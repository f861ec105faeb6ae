//! Events as they are stored, with every field filled in.

use domain::Timestamp;
use domain::checkouts::CheckoutEnd;
use domain::conversations::{ConversationState, Topic};
use domain::ids::{
    AttachmentId, CheckoutId, ContentId, CreditNoteId, DisputeId, FeeId, InvoiceId, MessageId, PayerId,
    PaymentId, ProposalId, RefundId, StaffId,
};
use domain::invoices::document::{
    Address, AllowanceCharge, AllowanceOrCharge, Document, DocumentKind, Line, LineAllowanceCharge, Party,
    PaymentMeans, Totals, VatCategory, VatCode, VatSubtotal,
};
use domain::invoices::{CreditSource, InvoiceEvent, Issued, RevenueSplit, ReviewReason};
use domain::payments::Method;
use domain::proposals::{InvoiceTerms, Proposal, ProposedChange};

use crate::every_variant;
use crate::ids::id;

const PAYMENT: PaymentId = PaymentId(id(3));
const PROPOSAL: ProposalId = ProposalId(id(14));
const FEE: FeeId = FeeId(id(16));
const CHECKOUT: CheckoutId = CheckoutId(id(19));
const REFUND: RefundId = RefundId(id(20));
const REASON: Option<ContentId> = Some(ContentId(id(6)));

/// One event of every type of an invoice's stream. They are an invoice's log: each is about what earlier ones brought.
/// The golden files of `store` hold them, so they stay as they are.
pub fn invoice_events() -> Vec<InvoiceEvent> {
    let (method, paid_on) = (Method::BankTransfer, "2026-11-30".parse().unwrap());
    let split = RevenueSplit { revenue_minor: 800, vat_minor: 200, rounding_minor: -1, prepaid_minor: 100 };
    every_variant![InvoiceEvent:
        Issued(Box::new(Issued {
            payer: PayerId(id(1)),
            due_date: "2026-12-21".parse().unwrap(),
            document: complete_document(DocumentKind::Invoice),
            buyer: ContentId(id(8)),
            original: Some(ContentId(id(9))),
        })),
        PaymentPending { payment: PAYMENT, amount_minor: 500, method, paid_on },
        PaymentSettled {
            payment: PAYMENT,
            amount_minor: 500,
            allocated_minor: 400,
            method,
            paid_on,
        },
        PaymentFailed { payment: PAYMENT, amount_minor: 500, reason: REASON },
        PaymentReversed {
            payment: PAYMENT,
            amount_minor: 500,
            reopened_minor: 400,
            reason: REASON,
        },
        PaymentRefunded { payment: PAYMENT, refund: REFUND, amount_minor: 100, reason: REASON },
        RefundFailed { payment: PAYMENT, refund: REFUND, amount_minor: 100, reason: REASON },
        PaymentUnmatched {
            payment: PAYMENT,
            amount_minor: 500,
            reopened_minor: 400,
            reason: REASON,
        },
        CheckoutOpened {
            checkout: CHECKOUT,
            amount_minor: 500,
            method,
            expires_at: Timestamp(1_796_000_000_000),
        },
        CheckoutClosed { checkout: CHECKOUT, why: CheckoutEnd::AmountChanged },
        CreditApplied { source: CreditSource::Payment(PAYMENT), amount_minor: 500 },
        CreditMoved { source: CreditSource::Invoice(InvoiceId(id(2))), to: InvoiceId(id(5)), amount_minor: 500 },
        CreditReapplied { amount_minor: 500 },
        Credited {
            credit_note: CreditNoteId(id(4)),
            number: "C7".into(),
            amount_minor: 999,
            applied_minor: 400,
            split,
        },
        DueDateChanged {
            from: "2026-12-21".parse().unwrap(),
            to: "2027-01-10".parse().unwrap(),
            reason: REASON,
            agreed: Some(PROPOSAL),
        },
        Voided { open_minor: 500, released_minor: 400, reason: REASON },
        WrittenOff { amount_minor: 500, reason: REASON },
        MessagePosted {
            message: MessageId(id(10)),
            content: ContentId(id(11)),
            line: Some(2),
            attachments: vec![AttachmentId(id(13))],
            automatic: Some(Topic::HowMuch),
            respond_by: Some(Timestamp(1_795_000_000_000)),
        },
        NotePosted { note: MessageId(id(10)), content: ContentId(id(11)) },
        MessagesSeen { through: 7 },
        PersonAsked { respond_by: Some(Timestamp(1_795_000_000_000)) },
        ProposalMade(Box::new(Proposal {
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
        ProposalAccepted { proposal: PROPOSAL, proof: Some(ContentId(id(15))) },
        ProposalDeclined { proposal: PROPOSAL, reason: REASON },
        ProposalWithdrawn { proposal: PROPOSAL },
        FeeCharged { fee: FEE, amount_minor: 6_000, reason: REASON },
        FeeWaived { fee: FEE, amount_minor: 6_000, applied_minor: 5_000 },
        RemindersPaused { until: Some("2026-12-31".parse().unwrap()), reason: REASON },
        RemindersResumed,
        Disputed {
            dispute: DisputeId(id(17)),
            line: Some(1),
            content: ContentId(id(11)),
            attachments: vec![AttachmentId(id(13))],
            respond_by: None,
        },
        DisputeClosed { dispute: DisputeId(id(17)), upheld: true, reason: REASON },
        Assigned { to: Some(StaffId(id(18))) },
        ConversationMoved {
            state: ConversationState::Snoozed { until: Timestamp(1_796_000_000_000) },
        },
        Flagged { review_reason: ReviewReason::PaymentAfterVoid, payment: Some(PAYMENT) },
        PayerForgotten,
    ]
}

/// A document with every field filled in.
pub fn complete_document(kind: DocumentKind) -> Document {
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
