//! Reads, in the browser, the page's opening data and the messages of the socket.
//!
//! The format is the one that [`domain::invoices::wire`] and [`crate::wire`] write. The readers that serde would
//! generate check field by field which of thirty events they have, and build errors for everything else: as WebAssembly
//! that is a quarter of what every payer downloads. Here a text is first read into values, see [`super::json`], and the
//! type of an event decides how it is read. Tests compare both readers. An event that cannot be read is treated as one
//! that this page does not know.

use std::str::FromStr;

use domain::checkouts::CheckoutEnd;
use domain::conversations::{Side, Topic};
use domain::invoices::wire::{Attachment, By, Day, PayerEvent, PayerFrame};
use domain::proposals::{InvoiceTerms, ProposedChange};
use domain::time::iso_date;
use domain::{Date, Timestamp};

use super::json::Json;
use super::{Point, Presence, Refused, Setting, ToPage, Typing};
use crate::presenter::Paying;

pub fn to_page(json: &Json) -> Option<ToPage> {
    let present = |name| Some(json.get(name)).filter(|it| it.is_some());
    Some(ToPage {
        seq: json.get("seq").whole(),
        prev: json.get("prev").whole(),
        at: json.get("at").whole().map(Timestamp),
        event: present("event").map(event),
        frames: frames(json.get("frames"))?,
        presence: present("presence").map(presence),
        typing: match present("typing") {
            None => None,
            Some(it) => Some(Typing { by: by(it.get("by"))?, on: it.get("on").is_true() }),
        },
        point: present("point").map(|it| Point { line: it.get("line").number() }),
        ack: json.get("ack").text().map(str::to_owned),
        refused: present("refused").map(|it| Refused {
            id: it.get("id").string(),
            code: it.get("code").string(),
            text: it.get("text").string(),
        }),
        resync: json.get("resync").is_true(),
        tick: json.get("tick").whole(),
    })
}

/// The page's data for its island: the log, and the settings.
pub fn opening(json: &Json) -> Option<(Vec<PayerFrame>, Setting)> {
    let setting = json.get("setting");
    let (more_time, paying) = (setting.get("more_time"), setting.get("paying"));
    let setting = Setting {
        base: setting.get("base").string(),
        biller: setting.get("biller").string(),
        zone: setting.get("zone").string(),
        language: setting.get("language").string(),
        now: Timestamp(setting.get("now").whole()?),
        more_time: domain::command::MoreTime {
            days: more_time.get("days").number()?,
            times: more_time.get("times").number()?,
        },
        paying: Paying {
            minimum_minor: paying.get("minimum_minor").whole().unwrap_or_default(),
            back_from: maybe(paying.get("back_from"))?,
        },
        texts: texts(setting.get("texts")),
    };
    Some((frames(json.get("log"))?, setting))
}

fn texts(json: &Json) -> Vec<String> {
    json.list().iter().map(Json::string).collect()
}

fn presence(json: &Json) -> Presence {
    Presence { payers: json.get("payers").number().unwrap_or_default(), staff: texts(json.get("staff")) }
}

/// A list of frames; `None` if there is none.
pub fn frames(json: &Json) -> Option<Vec<PayerFrame>> {
    json.list().iter().map(frame).collect()
}

fn frame(json: &Json) -> Option<PayerFrame> {
    Some(PayerFrame {
        seq: json.get("seq").whole()?,
        prev: json.get("prev").whole()?,
        at: Timestamp(json.get("at").whole()?),
        event: event(json.get("event")),
    })
}

fn by(json: &Json) -> Option<By> {
    Some(match json.get("kind").text()? {
        "payer" => By::Payer,
        "biller" => By::Biller { name: json.get("name").text().map(str::to_owned) },
        "system" => By::System,
        _ => return None,
    })
}

/// A required text that is parsed.
fn read<T: FromStr>(json: &Json) -> Option<T> {
    json.text()?.parse().ok()
}

/// An optional text that is parsed; if it is there, it has to be valid.
fn maybe<T: FromStr>(json: &Json) -> Option<Option<T>> {
    if json.is_some() { read(json).map(Some) } else { Some(None) }
}

fn day(json: &Json) -> Option<Date> {
    iso_date::parse(json.text()?)
}

fn change(json: &Json) -> Option<ProposedChange> {
    let minor = |name| json.get(name).whole();
    Some(match json.get("kind").text()? {
        "due_date" => ProposedChange::DueDate { to: day(json.get("to"))? },
        "waive_fee" => {
            ProposedChange::WaiveFee { fee: read(json.get("fee"))?, amount_minor: minor("amount_minor")? }
        }
        "credit" => ProposedChange::Credit { amount_minor: minor("amount_minor")? },
        "part_payment" => ProposedChange::PartPayment {
            now_minor: minor("now_minor")?,
            now_by: day(json.get("now_by"))?,
            rest_due: day(json.get("rest_due"))?,
        },
        "claim_payment" => ProposedChange::ClaimPayment {
            payment: read(json.get("payment"))?,
            amount_minor: minor("amount_minor")?,
            paid_on: day(json.get("paid_on"))?,
        },
        _ => return None,
    })
}

fn attachments(json: &Json) -> Option<Vec<Attachment>> {
    let attachment = |json: &Json| {
        Some(Attachment {
            id: read(json.get("id"))?,
            name: json.get("name").string(),
            media_type: json.get("media_type").string(),
            size: json.get("size").whole()?,
        })
    };
    json.list().iter().map(attachment).collect()
}

fn topic(json: &Json) -> Option<Option<Topic>> {
    let Some(name) = json.text() else { return Some(None) };
    Topic::ALL.into_iter().find(|topic| topic.as_str() == name).map(Some)
}

fn end(json: &Json) -> Option<CheckoutEnd> {
    CheckoutEnd::ALL.into_iter().find(|end| Some(end.as_str()) == json.text())
}

fn side(json: &Json) -> Option<Side> {
    [Side::Payer, Side::Biller].into_iter().find(|side| Some(side.as_str()) == json.text())
}

/// An event. One of an unknown type or shape comes from a newer server: the page continues without it, and says so.
pub fn event(json: &Json) -> PayerEvent {
    known_event(json).unwrap_or(PayerEvent::Unknown)
}

fn known_event(json: &Json) -> Option<PayerEvent> {
    use PayerEvent as E;
    let it = |name| json.get(name);
    let text = || it("text").text().map(str::to_owned);
    let number = || it("number").text().map(str::to_owned);
    let amount_minor = it("amount_minor").whole();
    let from_when = || it("overdue_from").whole().map(Timestamp);
    Some(match it("type").text()? {
        "issued" => E::Issued {
            number: number()?,
            currency: read(it("currency"))?,
            total_minor: it("total_minor").whole()?,
            prepaid_minor: it("prepaid_minor").whole()?,
            credit_minor: it("credit_minor").whole()?,
            issue_date: day(it("issue_date"))?,
            due_date: day(it("due_date"))?,
            overdue_from: from_when()?,
        },
        "payment_pending" => E::PaymentPending {
            payment_id: read(it("payment_id"))?,
            amount_minor: amount_minor?,
            method: read(it("method"))?,
            paid_on: day(it("paid_on"))?,
        },
        "payment_settled" => E::PaymentSettled {
            payment_id: read(it("payment_id"))?,
            amount_minor: amount_minor?,
            allocated_minor: it("allocated_minor").whole()?,
            method: read(it("method"))?,
            paid_on: day(it("paid_on"))?,
        },
        "payment_failed" => {
            E::PaymentFailed { payment_id: read(it("payment_id"))?, amount_minor: amount_minor? }
        }
        "payment_reversed" => E::PaymentReversed {
            payment_id: read(it("payment_id"))?,
            amount_minor: amount_minor?,
            reopened_minor: it("reopened_minor").whole()?,
        },
        "payment_unmatched" => E::PaymentUnmatched {
            payment_id: read(it("payment_id"))?,
            amount_minor: amount_minor?,
            reopened_minor: it("reopened_minor").whole()?,
        },
        "payment_refunded" => {
            E::PaymentRefunded { payment_id: read(it("payment_id"))?, amount_minor: amount_minor? }
        }
        "refund_failed" => {
            E::RefundFailed { payment_id: read(it("payment_id"))?, amount_minor: amount_minor? }
        }
        "checkout_opened" => E::CheckoutOpened {
            checkout_id: read(it("checkout_id"))?,
            amount_minor: amount_minor?,
            method: read(it("method"))?,
            expires_at: Timestamp(it("expires_at").whole()?),
        },
        "checkout_closed" => {
            E::CheckoutClosed { checkout_id: read(it("checkout_id"))?, why: end(it("why"))? }
        }
        // Credit may come from no payment; any other value has to be an id.
        "credit_applied" => {
            E::CreditApplied { payment_id: maybe(it("payment_id"))?, amount_minor: amount_minor? }
        }
        "credit_moved" => {
            E::CreditMoved { payment_id: maybe(it("payment_id"))?, amount_minor: amount_minor? }
        }
        "credit_reapplied" => E::CreditReapplied { amount_minor: amount_minor? },
        "credited" => E::Credited {
            number: number()?,
            amount_minor: amount_minor?,
            applied_minor: it("applied_minor").whole()?,
        },
        "due_date_changed" => E::DueDateChanged {
            from: day(it("from"))?,
            to: day(it("to"))?,
            overdue_from: from_when()?,
            by: by(it("by"))?,
            agreed: it("agreed").is_true(),
        },
        "voided" => E::Voided { released_minor: it("released_minor").whole()? },
        "written_off" => E::WrittenOff { amount_minor: amount_minor? },
        "message_posted" => E::MessagePosted {
            message_id: read(it("message_id"))?,
            by: by(it("by"))?,
            text: text(),
            line: it("line").number(),
            attachments: attachments(it("attachments"))?,
            automatic: topic(it("automatic"))?,
        },
        "messages_seen" => E::MessagesSeen { side: side(it("side"))?, through: it("through").whole()? },
        "person_asked" => E::PersonAsked,
        "proposal_made" => E::ProposalMade {
            proposal_id: read(it("proposal_id"))?,
            by: by(it("by"))?,
            change: change(it("change"))?,
            text: text(),
            expires_at: Timestamp(it("expires_at").whole()?),
            terms: InvoiceTerms {
                open_minor: it("terms").get("open_minor").whole()?,
                due_date: day(it("terms").get("due_date"))?,
            },
        },
        "proposal_accepted" => {
            E::ProposalAccepted { proposal_id: read(it("proposal_id"))?, by: by(it("by"))? }
        }
        "proposal_declined" => {
            E::ProposalDeclined { proposal_id: read(it("proposal_id"))?, by: by(it("by"))?, text: text() }
        }
        "proposal_withdrawn" => E::ProposalWithdrawn { proposal_id: read(it("proposal_id"))? },
        "fee_charged" => E::FeeCharged { fee_id: read(it("fee_id"))?, amount_minor: amount_minor? },
        "fee_waived" => E::FeeWaived {
            fee_id: read(it("fee_id"))?,
            amount_minor: amount_minor?,
            applied_minor: it("applied_minor").whole()?,
        },
        "reminders_paused" => E::RemindersPaused {
            until: match it("until") {
                Json::Null => None,
                until => Some(Day(day(until)?)),
            },
        },
        "reminders_resumed" => E::RemindersResumed,
        "disputed" => E::Disputed {
            dispute_id: read(it("dispute_id"))?,
            by: by(it("by"))?,
            line: it("line").number(),
            text: text(),
            attachments: attachments(it("attachments"))?,
        },
        "dispute_closed" => E::DisputeClosed {
            dispute_id: read(it("dispute_id"))?,
            upheld: match it("upheld") {
                Json::Bool(upheld) => *upheld,
                _ => return None,
            },
        },
        "payer_forgotten" => E::PayerForgotten,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use domain::payments::Method;

    fn read_event(json: &str) -> Option<PayerEvent> {
        Some(event(&Json::read(json)?))
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
        let all = vec![
            By::Payer,
            By::System,
            By::Biller { name: None },
            By::Biller { name: Some("Åsa \"1\"".into()) },
        ];
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
            events.push(E::Disputed {
                dispute_id,
                by: by.clone(),
                line: None,
                text: None,
                attachments: vec![],
            });
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
            ToPage {
                presence: Some(Presence { payers: 2, staff: vec!["Åsa".into()] }), ..ToPage::default()
            },
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
}
