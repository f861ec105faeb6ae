//! Money that came in, for tests and the gallery.
#![allow(clippy::unwrap_used, dead_code)]

use console::pages::Tone;
use console::pages::bank_imports::files::{BankPage, File, Totals, Undoing};
use console::pages::figures::Figures;
use console::pages::matching::queue::{Last, QueuePage, Row};
use console::pages::matching::review::{Asking, Choice, MatchReview, Question};
use console::pages::payments::list::{Filter, PaymentsPage, Row as ListRow, Sum};
use console::pages::payments::payment::{AllocationLine, Event, PaymentPage, RefundSummary, Weighed};
use console::pages::payments::why;
use console::pages::payments::{BankDetails, State, Transfer};
use domain::ids::{InvoiceId, PayerId, PaymentId, RefundId};
use domain::matching::MatchReason as R;
use domain::payments::Method;
use domain::{Currency, Date, Status, Timestamp};

use super::{Log, NOW, figures, frame, uuid};

pub const PAYMENT: PaymentId = PaymentId(uuid(300));

fn sek() -> Currency {
    "SEK".parse().unwrap()
}

fn day(text: &str) -> Date {
    text.parse().unwrap()
}

pub fn transfer() -> Transfer {
    Transfer {
        id: PAYMENT,
        amount_minor: 79_900,
        currency: sek(),
        paid_on: day("2026-11-20"),
        method: Method::BankTransfer,
        source: "camt, account SE45 5000 0000 0583 9825 7466".into(),
        came: BankDetails {
            name: Some("L SOMMER".into()),
            account: Some("SE35 5000 0000 0549 1000 0003".into()),
            references: vec!["1048 273 4".into()],
            text: vec!["el oktober".into()],
            bank_reference: Some("5490990006".into()),
            end_to_end_id: None,
        },
    }
}

fn invoice(last: u128, number: &str, open_minor: i64) -> Figures {
    Figures {
        id: InvoiceId(uuid(last)),
        number: number.into(),
        open_minor,
        status: Status::Open,
        ..figures(&Log::conversation())
    }
}

fn question() -> Question {
    Question {
        language: "sv".into(),
        language_name: "Svenska".into(),
        lines: vec!["Är det här din betalning?".into(), "799,00 kr den 20 november".into()],
    }
}

pub fn match_review() -> MatchReview {
    let choice = |last, number: &str, open, name: &str, score, reasons: &[R]| Choice {
        figures: invoice(last, number, open),
        payer: PayerId(uuid(last)),
        name: name.into(),
        reference: Some("1048 2073 4".into()),
        score: Some(score),
        whys: reasons.iter().map(|reason| why(*reason)).collect(),
        asking: Asking::Free(question()),
    };
    let best = [R::ReferenceDigitMissing, R::AmountExact, R::NameSimilar, R::TooManyAlike];
    let mut other = choice(4, "10277", 45_000, "Petra de Wit", 410, &[R::AmountMore, R::NameDiffers]);
    other.reference = Some("1027 7000 2".into());
    other.asking = Asking::Waits { until: "27 Nov, 20:11".into() };
    MatchReview {
        transfer: transfer(),
        given: Some("10482734".into()),
        candidates: vec![choice(2, "10482", 79_900, "Lena Sommer", 874, &best), other],
        same: Vec::new(),
        search: String::new(),
        found: Vec::new(),
        key: "key".into(),
        may_act: true,
        decided: None,
    }
}

pub fn queue_page() -> QueuePage {
    let row = |last: u128, from: &str, amount_minor, best: Option<&str>, score| Row {
        payment: PaymentId(uuid(last)),
        from: from.into(),
        amount_minor,
        currency: sek(),
        paid_on: day("2026-11-20"),
        best: best.map(str::to_owned),
        score,
        same: None,
        asked: last == 301,
    };
    QueuePage {
        frame: frame(),
        rows: vec![
            row(300, "L SOMMER", 79_900, Some("Lena Sommer · 10482"), Some(874)),
            row(301, "J. Falk", 45_000, Some("Jonas Falk · 10391"), Some(512)),
            row(302, "NORDHAMN BYGG AB", 1_250_000, None, None),
        ],
        returns: 0,
        next: None,
        last: None,
        open: None,
    }
}

pub fn open_queue() -> QueuePage {
    QueuePage { open: Some(Box::new(match_review())), ..queue_page() }
}

pub fn decided_queue() -> QueuePage {
    let last = Last {
        payment: PaymentId(uuid(303)),
        text: "450.00 kr is booked.".into(),
        undo: Some("undo"),
        key: "key".into(),
    };
    QueuePage { last: Some(last), ..open_queue() }
}

pub fn payments_page() -> PaymentsPage {
    let sum = |count, received_minor, pending_minor, back_minor| Sum {
        currency: sek(),
        count,
        received_minor,
        pending_minor,
        back_minor,
        free_minor: pending_minor / 10,
    };
    let row = |last: u128, from: &str, state, method, amount_minor| ListRow {
        id: PaymentId(uuid(last)),
        paid_on: day("2026-11-20"),
        from: from.into(),
        invoices: if state == State::Unidentified {
            Vec::new()
        } else {
            vec!["10482".into(), "10391".into()]
        },
        method,
        state,
        amount_minor,
        currency: sek(),
        free_minor: if last == 311 { 4_900 } else { 0 },
        refunded_minor: 0,
    };
    PaymentsPage {
        frame: frame(),
        filter: Filter::default(),
        payer: None,
        states: vec![
            (State::Unidentified, 3),
            (State::Pending, 2),
            (State::Settled, 1_204),
            (State::Reversed, 4),
        ],
        days: vec![
            (day("2026-11-20"), sum(41, 4_512_300, 79_900, 0)),
            (day("2026-11-19"), sum(37, 3_120_050, 0, 45_000)),
            (day("2026-11-18"), sum(12, 812_000, 0, 0)),
        ],
        more_days: false,
        methods: vec![
            (Method::BankTransfer, sum(80, 7_932_300, 0, 45_000)),
            (Method::Wallet, sum(10, 512_050, 79_900, 0)),
        ],
        rows: vec![
            row(310, "L SOMMER", State::Unidentified, Method::BankTransfer, 79_900),
            row(311, "Jonas Falk", State::Settled, Method::Wallet, 45_000),
            row(312, "Petra de Wit", State::Pending, Method::Card, 120_000),
            row(313, "Ahmed Noor", State::Reversed, Method::DirectDebit, 30_000),
        ],
        next: Some("2026-11-20.x".into()),
        first: true,
    }
}

pub fn payment_page() -> PaymentPage {
    PaymentPage {
        frame: frame(),
        transfer: transfer(),
        state: State::Settled,
        payer: Some((PayerId(uuid(1)), "Lena Sommer".into())),
        parts: vec![AllocationLine {
            invoice: InvoiceId(uuid(2)),
            number: "10482".into(),
            amount_minor: 75_000,
        }],
        free_minor: 4_900,
        weighed: vec![Weighed {
            invoice: InvoiceId(uuid(2)),
            number: "10482".into(),
            score: 874,
            whys: vec![why(R::ReferenceDigitMissing), why(R::AmountMore), why(R::NameSimilar)],
        }],
        refunds: vec![RefundSummary {
            id: RefundId(uuid(320)),
            amount_minor: 1_000,
            tone: Tone::Warn,
            said: "on its way",
            by_hand: true,
        }],
        history: vec![
            Event { at: Timestamp(NOW.0 - 600_000), text: "Received".into(), reason: None },
            Event { at: NOW, text: "Matched, by Amira".into(), reason: Some("she called".into()) },
        ],
        could_take: vec![invoice(3, "10391", 20_000)],
        undo: true,
        refundable_minor: 4_900,
        joined_to: None,
        confirmed_by: Vec::new(),
        key: "key".into(),
        may_act: true,
    }
}

pub fn bank_page() -> BankPage {
    let file = |key: &str, name: &str, format: &str, totals, refused: Option<&str>| File {
        key: key.into(),
        name: name.into(),
        format: format.into(),
        at: NOW,
        by: Some("Amira".into()),
        entries: 52,
        totals,
        received: if refused.is_some() { Vec::new() } else { vec![(4_512_300, sek())] },
        refused: refused.map(str::to_owned),
        undoing: Undoing::No,
    };
    let good =
        Totals { booked: 38, suggested: 2, unmatched: 1, duplicate: 4, ignored: 7, ..Totals::default() };
    BankPage {
        frame: frame(),
        files: vec![
            file("1", "statement-2026-11-20.xml", "camt.053", Some(good), None),
            file(
                "2",
                "BFEP_2026-11-19.txt",
                "BgMax",
                None,
                Some("TK70: its sum is another one than that of its payments."),
            ),
            file("3", "mt940.sta", "MT940", None, None),
            File { undoing: Undoing::Begun, ..file("4", "twice.xml", "camt.053", Some(good), None) },
            File {
                undoing: Undoing::Ended { at: NOW, left: 2 },
                ..file("5", "wrong.xml", "camt.053", Some(good), None)
            },
        ],
        next: None,
        may_act: true,
        looks: Vec::new(),
    }
}
