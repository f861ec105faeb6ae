#![allow(clippy::unwrap_used)]

use domain::Timestamp;
use domain::invoices::wire::{By, PayerEvent, PayerFrame};
use testkit::events::payer_events;

use super::read::FromJson;
use super::*;

fn read_event(json: &str) -> Option<PayerEvent> {
    PayerEvent::from_json(&Json::read(json)?)
}

#[test]
fn every_event_is_read_as_the_domain_writes_it() {
    for written in payer_events() {
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
        .zip(payer_events())
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
        more_time: domain::proposals::MoreTime { days: 14, times: 1 },
        paying: Paying {
            minimum_minor: 10_000,
            back_from: Some("018f0000-0000-7000-8000-000000000006".parse().unwrap()),
        },
        texts: vec![String::new(), "{amount}".into()],
    };
    let log = vec![PayerFrame { seq: 1, prev: 0, at: Timestamp(1), event: payer_events().remove(0) }];
    let json = serde_json::json!({ "log": log, "setting": setting }).to_string();
    assert_eq!(Json::read(&json).and_then(|json| opening(&json)), Some((log, setting)));
}
