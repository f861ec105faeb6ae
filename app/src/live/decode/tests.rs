#![allow(clippy::unwrap_used)]

use domain::checkouts::CheckoutEnd;
use domain::conversations::{Side, Topic};
use domain::invoices::wire::{Attachment, By, Day, PayerEvent, PayerFrame};
use domain::payments::Method;
use domain::proposals::{InvoiceTerms, ProposedChange};
use domain::{Date, Timestamp};

use super::read::FromJson;
use super::*;

fn read_event(json: &str) -> Option<PayerEvent> {
    PayerEvent::from_json(&Json::read(json)?)
}

/// Every variant of an enum without content. A new variant does not compile until it is listed here.
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

/// Every kind of change. A new kind does not compile until it is counted, and the test fails until it is listed.
fn every_change(one: Date, two: Date) -> Vec<ProposedChange> {
    const fn count(change: &ProposedChange) -> usize {
        match change {
            ProposedChange::DueDate { .. }
            | ProposedChange::WaiveFee { .. }
            | ProposedChange::Credit { .. }
            | ProposedChange::PartPayment { .. }
            | ProposedChange::ClaimPayment { .. } => 5,
        }
    }
    let fee = "018f0000-0000-7000-8000-000000000004".parse().unwrap();
    let payment = "018f0000-0000-7000-8000-000000000001".parse().unwrap();
    let offers = vec![
        ProposedChange::DueDate { to: two },
        ProposedChange::WaiveFee { fee, amount_minor: 25 },
        ProposedChange::Credit { amount_minor: 26 },
        ProposedChange::PartPayment { now_minor: 27, now_by: one, rest_due: two },
        ProposedChange::ClaimPayment { payment, amount_minor: 28, paid_on: one },
    ];
    let kinds: std::collections::HashSet<_> = offers.iter().map(std::mem::discriminant).collect();
    assert_eq!(kinds.len(), count(&offers[0]), "an change of a kind is missing");
    offers
}

/// Every kind of actor. A new kind does not compile until it is listed here.
fn everybody() -> Vec<By> {
    const fn count(by: &By) -> usize {
        match by {
            By::Payer | By::System | By::Biller { .. } => 3,
        }
    }
    let all =
        vec![By::Payer, By::System, By::Biller { name: None }, By::Biller { name: Some("Åsa \"1\"".into()) }];
    let kinds: std::collections::HashSet<_> = all.iter().map(std::mem::discriminant).collect();
    assert_eq!(kinds.len(), count(&By::Payer), "somebody is missing");
    all
}

/// One event of each kind, with and without what may be absent. The match makes the compiler ask for a new kind
/// here.
fn every_event() -> Vec<PayerEvent> {
    use PayerEvent as E;
    let payment_id = "018f0000-0000-7000-8000-000000000001".parse().unwrap();
    let message_id = "018f0000-0000-7000-8000-000000000002".parse().unwrap();
    let proposal_id = "018f0000-0000-7000-8000-000000000003".parse().unwrap();
    let fee_id = "018f0000-0000-7000-8000-000000000004".parse().unwrap();
    let dispute_id = "018f0000-0000-7000-8000-000000000005".parse().unwrap();
    let checkout_id = "018f0000-0000-7000-8000-000000000006".parse().unwrap();
    let [one, two] = ["2026-11-01", "2026-11-30"].map(|day| day.parse::<Date>().unwrap());
    let number = "R-“1”\u{202e}".to_owned();
    let (total_minor, overdue_from) = (9_007_199_254_740_993, Timestamp(1_796_079_600_000));
    let mut events = vec![
        E::Issued {
            number: number.clone(),
            currency: "KWD".parse().unwrap(),
            total_minor,
            prepaid_minor: 2,
            credit_minor: 3,
            issue_date: one,
            due_date: two,
            overdue_from,
        },
        E::PaymentFailed { payment_id, amount_minor: 4 },
        E::PaymentUnmatched { payment_id, amount_minor: 25, reopened_minor: 26 },
        E::PaymentRefunded { payment_id, amount_minor: 27 },
        E::RefundFailed { payment_id, amount_minor: 28 },
        E::CheckoutOpened {
            checkout_id,
            amount_minor: 29,
            method: Method::Wallet,
            expires_at: Timestamp(1_796_079_600_001),
        },
        E::PaymentReversed { payment_id, amount_minor: 5, reopened_minor: 6 },
        E::CreditApplied { payment_id: Some(payment_id), amount_minor: 7 },
        E::CreditApplied { payment_id: None, amount_minor: 8 },
        E::CreditMoved { payment_id: Some(payment_id), amount_minor: 9 },
        E::CreditMoved { payment_id: None, amount_minor: 10 },
        E::CreditReapplied { amount_minor: 11 },
        E::Credited { number, amount_minor: 12, applied_minor: 13 },
        E::Voided { released_minor: 14 },
        E::WrittenOff { amount_minor: 15 },
        E::PayerForgotten,
        E::PersonAsked,
        E::Unknown,
        E::MessagesSeen { side: Side::Payer, through: 19 },
        E::MessagesSeen { side: Side::Biller, through: 20 },
        E::ProposalWithdrawn { proposal_id },
        E::FeeCharged { fee_id, amount_minor: 21 },
        E::FeeWaived { fee_id, amount_minor: 22, applied_minor: 23 },
        E::RemindersPaused { until: None },
        E::RemindersPaused { until: Some(Day(two)) },
        E::RemindersResumed,
        E::DisputeClosed { dispute_id, upheld: true },
        E::DisputeClosed { dispute_id, upheld: false },
    ];
    events.extend(every!(Side: Payer, Biller).map(|side| E::MessagesSeen { side, through: 19 }));
    let attachments = vec![Attachment {
        id: "018f0000-0000-7000-8000-000000000006".parse().unwrap(),
        name: "<img>.png".into(),
        media_type: "image/png".into(),
        size: 10_485_760,
    }];
    let terms = InvoiceTerms { open_minor: 24, due_date: one };
    for change in every_change(one, two) {
        for text in [None, Some("Shall we?".to_owned())] {
            let expires_at = overdue_from;
            events.push(E::ProposalMade { proposal_id, by: By::Payer, change, text, expires_at, terms });
        }
    }
    let topics = every!(Topic: HowMuch, WhenDue, HowToPay, Copy, MoreTime, HavePaid, Own);
    for automatic in topics.map(Some).into_iter().chain([None]) {
        let (by, text) = (By::System, Some("An answer".to_owned()));
        let attachments = attachments.clone();
        events.push(E::MessagePosted { message_id, by, text, line: Some(2), attachments, automatic });
    }
    for method in every!(Method: BankTransfer, DirectDebit, Card, Wallet, Cash, Other) {
        events.push(E::PaymentPending { payment_id, amount_minor: 16, method, paid_on: one });
        events.push(E::PaymentSettled {
            payment_id,
            amount_minor: 17,
            allocated_minor: -18,
            method,
            paid_on: two,
        });
    }
    let ends = every!(CheckoutEnd: Paid, Failed, Cancelled, Expired, AmountChanged);
    events.extend(ends.map(|why| E::CheckoutClosed { checkout_id, why }));
    for by in everybody() {
        for text in [None, Some("<b>\n\\ \u{1f600}".to_owned())] {
            events.push(E::MessagePosted {
                message_id,
                by: by.clone(),
                text: text.clone(),
                line: None,
                attachments: vec![],
                automatic: None,
            });
            events.push(E::ProposalDeclined { proposal_id, by: by.clone(), text: text.clone() });
            let attachments = attachments.clone();
            events.push(E::Disputed { dispute_id, by: by.clone(), line: Some(1), text, attachments });
        }
        events.push(E::Disputed { dispute_id, by: by.clone(), line: None, text: None, attachments: vec![] });
        events.push(E::ProposalAccepted { proposal_id, by: by.clone() });
        for agreed in [false, true] {
            let by = by.clone();
            events.push(E::DueDateChanged { from: one, to: two, overdue_from, by, agreed });
        }
    }
    for event in &events {
        match event {
            E::Issued { .. } | E::PaymentPending { .. } | E::PaymentSettled { .. } => {}
            E::PaymentFailed { .. } | E::PaymentReversed { .. } | E::CreditApplied { .. } => {}
            E::PaymentUnmatched { .. } | E::PaymentRefunded { .. } | E::RefundFailed { .. } => {}
            E::CheckoutOpened { .. } | E::CheckoutClosed { .. } => {}
            E::CreditMoved { .. } | E::CreditReapplied { .. } | E::Credited { .. } => {}
            E::DueDateChanged { .. } | E::Voided { .. } | E::WrittenOff { .. } => {}
            E::MessagePosted { .. } | E::PayerForgotten | E::MessagesSeen { .. } | E::PersonAsked => {}
            E::Unknown => {}
            E::ProposalMade { .. } | E::ProposalAccepted { .. } | E::ProposalDeclined { .. } => {}
            E::ProposalWithdrawn { .. } | E::FeeCharged { .. } | E::FeeWaived { .. } => {}
            E::RemindersPaused { .. } | E::RemindersResumed => {}
            E::Disputed { .. } | E::DisputeClosed { .. } => {}
        }
    }
    events
}

#[test]
fn every_event_is_read_as_the_domain_writes_it() {
    for written in every_event() {
        let json = serde_json::to_string(&written).unwrap();
        assert_eq!(read_event(&json), Some(written), "{json}");
    }
}

#[test]
fn what_the_domain_refuses_is_an_event_that_the_page_does_not_know() {
    for event in [
        r#"{"type":"payment_teleported","amount_minor":1}"#,
        r#"{"type":"payment_teleported","amount_minor":{"deep":[{"type":"voided","released_minor":1}]}}"#,
        r#"{"type":"payment_pending","payment_id":"018f0000-0000-7000-8000-000000000001","amount_minor":1,"method":"carrier_pigeon","paid_on":"2026-11-30"}"#,
        r#"{"type":["voided"],"released_minor":1}"#,
        r#"{"type":"voided"}"#,
        r#"{"type":"written_off","amount_minor":1.5}"#,
        r#"{"type":"written_off","amount_minor":"1"}"#,
        r#"{"type":"credit_applied","payment_id":"none","amount_minor":1}"#,
        r#"{"type":"message_posted","message_id":"018f0000-0000-7000-8000-000000000002","by":{"kind":"robot"}}"#,
        r#"{"type":"messages_seen","side":"robot","through":1}"#,
        r#"{"type":"reminders_paused","until":"tomorrow"}"#,
        r#"{"type":"dispute_closed","dispute_id":"018f0000-0000-7000-8000-000000000002"}"#,
        r#"{"type":"fee_charged","fee_id":"1","amount_minor":1}"#,
        r#"{"type":"checkout_closed","checkout_id":"018f0000-0000-7000-8000-000000000006","why":"robot"}"#,
        r#"{}"#,
    ] {
        assert_eq!(read_event(event), Some(PayerEvent::Unknown), "{event}");
        let refused = serde_json::from_str::<PayerEvent>(event).unwrap_err();
        assert_eq!(refused.classify(), serde_json::error::Category::Data, "{event}: {refused}");
    }
}

#[test]
fn frames_go_on_after_one_that_the_page_does_not_know() {
    let told = r#"{"frames":[{"seq":7,"prev":5,"at":1,"event":{"type":"payment_teleported","amount_minor":1}},
        {"seq":9,"prev":7,"at":2,"event":{"type":"voided","released_minor":3}}],"confetti":true}"#;
    let read = to_page(&Json::read(told).unwrap()).unwrap();
    let events = [(7, 5, PayerEvent::Unknown), (9, 7, PayerEvent::Voided { released_minor: 3 })];
    let found: Vec<_> = read.frames.into_iter().map(|one| (one.seq, one.prev, one.event)).collect();
    assert_eq!(found, events);
    let alone = r#"{"seq":7,"prev":5,"at":1,"event":{"type":"payment_teleported"}}"#;
    let frame = to_page(&Json::read(alone).unwrap()).and_then(ToPage::frame).unwrap();
    assert_eq!((frame.seq, frame.event), (7, PayerEvent::Unknown));
}

#[test]
fn every_word_of_the_socket_is_read_as_the_server_writes_it() {
    let frames: Vec<PayerFrame> = (2..)
        .zip(every_event())
        .map(|(seq, event)| PayerFrame { seq, prev: seq - 1, at: Timestamp(seq * 1_000), event })
        .collect();
    let typing = |on| Typing { by: By::Biller { name: Some("Åsa".into()) }, on };
    let frame = frames[0].clone();
    let one = ToPage {
        seq: Some(frame.seq),
        prev: Some(frame.prev),
        at: Some(frame.at),
        event: Some(frame.event),
        ..ToPage::default()
    };
    for written in [
        one,
        ToPage { frames, presence: Some(Presence::default()), ..ToPage::default() },
        ToPage { presence: Some(Presence { payers: 2, staff: vec!["Åsa".into()] }), ..ToPage::default() },
        ToPage { typing: Some(typing(true)), ..ToPage::default() },
        ToPage { typing: Some(typing(false)), ..ToPage::default() },
        ToPage { point: Some(Point { line: Some(3) }), ..ToPage::default() },
        ToPage { point: Some(Point { line: None }), ..ToPage::default() },
        ToPage { ack: Some("a".into()), ..ToPage::default() },
        ToPage {
            refused: Some(Refused { id: "a".into(), code: "b".into(), text: "c".into() }),
            ..ToPage::default()
        },
        ToPage { resync: true, tick: Some(i64::MAX), ..ToPage::default() },
    ] {
        let json = serde_json::to_string(&written).unwrap();
        assert_eq!(Json::read(&json).and_then(|json| to_page(&json)), Some(written), "{json}");
    }
}

#[test]
fn the_page_s_opening_is_read_as_it_is_written() {
    let setting = Setting {
        base: "/i/token".into(),
        biller: "</template>\"&".into(),
        zone: "Europe/Stockholm".into(),
        language: "sv".into(),
        now: Timestamp(7),
        more_time: domain::command::MoreTime { days: 14, times: 1 },
        paying: Paying {
            minimum_minor: 10_000,
            back_from: Some("018f0000-0000-7000-8000-000000000006".parse().unwrap()),
        },
        texts: vec![String::new(), "{amount}".into()],
    };
    let log = vec![PayerFrame { seq: 1, prev: 0, at: Timestamp(1), event: every_event().remove(0) }];
    let json = serde_json::json!({ "log": log, "setting": setting }).to_string();
    assert_eq!(Json::read(&json).and_then(|json| opening(&json)), Some((log, setting)));
}
