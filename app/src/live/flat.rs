//! Reads the frames of the socket and of the page.
//!
//! They are those of [`domain::wire`], whose own reader decides field by field which of thirty events it may
//! have before it: as WebAssembly that is 50 KB and more which every payer would load. Here an event is read into one
//! flat struct of numbers and texts, and then told by its type; the tests hold both readers equal.

use domain::card::{Basis, Offer};
use domain::talk::{Side, Topic};
use domain::time::iso_date;
use domain::wire::{Attachment, By, Day, PayerEvent, PayerFrame};
use domain::{Date, Timestamp};
use serde::de::Error;
use serde::{Deserialize, Deserializer};

/// Any event: the fields of all of them.
#[derive(Default, Deserialize)]
#[serde(default)]
struct Flat {
    r#type: String,
    number: Option<String>,
    currency: Option<String>,
    issue_date: Option<String>,
    due_date: Option<String>,
    payment_id: Option<String>,
    method: Option<String>,
    paid_on: Option<String>,
    from: Option<String>,
    to: Option<String>,
    message_id: Option<String>,
    text: Option<String>,
    card_id: Option<String>,
    fee_id: Option<String>,
    dispute_id: Option<String>,
    automatic: Option<String>,
    side: Option<String>,
    until: Option<String>,
    by: Option<FlatBy>,
    offer: Option<FlatOffer>,
    basis: Option<FlatBasis>,
    attachments: Vec<FlatAttachment>,
    line: Option<u32>,
    agreed: bool,
    upheld: Option<bool>,
    through: Option<i64>,
    expires_at: Option<i64>,
    total_minor: Option<i64>,
    prepaid_minor: Option<i64>,
    credit_minor: Option<i64>,
    overdue_from: Option<i64>,
    amount_minor: Option<i64>,
    allocated_minor: Option<i64>,
    reopened_minor: Option<i64>,
    applied_minor: Option<i64>,
    released_minor: Option<i64>,
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct FlatBy {
    kind: String,
    name: Option<String>,
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct FlatOffer {
    kind: String,
    to: Option<String>,
    fee: Option<String>,
    now_by: Option<String>,
    rest_due: Option<String>,
    amount_minor: Option<i64>,
    now_minor: Option<i64>,
}

#[derive(Deserialize)]
struct FlatBasis {
    open_minor: i64,
    due_date: String,
}

#[derive(Deserialize)]
struct FlatAttachment {
    id: String,
    name: String,
    media_type: String,
    size: i64,
}

#[derive(Deserialize)]
struct FlatFrame {
    seq: i64,
    prev: i64,
    at: i64,
    event: Flat,
}

/// For a field that may hold an event.
pub fn event<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<PayerEvent>, D::Error> {
    let Some(flat) = Option::<Flat>::deserialize(deserializer)? else { return Ok(None) };
    flat.event().map(Some).ok_or_else(unknown)
}

/// For a field that says who.
pub fn by<'de, D: Deserializer<'de>>(deserializer: D) -> Result<By, D::Error> {
    FlatBy::deserialize(deserializer)?.by().ok_or_else(unknown)
}

/// For a field that holds frames.
pub fn frames<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<PayerFrame>, D::Error> {
    let flat = Vec::<FlatFrame>::deserialize(deserializer)?;
    let frames: Option<Vec<_>> = flat.into_iter().map(FlatFrame::frame).collect();
    frames.ok_or_else(unknown)
}

fn unknown<E: Error>() -> E {
    E::custom("an event of unknown shape")
}

impl FlatFrame {
    fn frame(self) -> Option<PayerFrame> {
        Some(PayerFrame {
            seq: self.seq,
            prev: self.prev,
            at: Timestamp(self.at),
            event: self.event.event()?,
        })
    }
}

impl FlatBy {
    fn by(self) -> Option<By> {
        Some(match &*self.kind {
            "payer" => By::Payer,
            "biller" => By::Biller { name: self.name },
            "system" => By::System,
            _ => return None,
        })
    }
}

impl FlatOffer {
    fn offer(self) -> Option<Offer> {
        Some(match &*self.kind {
            "due_date" => Offer::DueDate { to: day(self.to)? },
            "waive_fee" => Offer::WaiveFee { fee: read(self.fee)?, amount_minor: self.amount_minor? },
            "credit" => Offer::Credit { amount_minor: self.amount_minor? },
            "part_payment" => Offer::PartPayment {
                now_minor: self.now_minor?,
                now_by: day(self.now_by)?,
                rest_due: day(self.rest_due)?,
            },
            _ => return None,
        })
    }
}

impl FlatAttachment {
    fn attachment(self) -> Option<Attachment> {
        let id = self.id.parse().ok()?;
        Some(Attachment { id, name: self.name, media_type: self.media_type, size: self.size })
    }
}

/// A text that has to be there and to be read as something.
fn read<T: std::str::FromStr>(text: Option<String>) -> Option<T> {
    text?.parse().ok()
}

fn day(text: Option<String>) -> Option<Date> {
    iso_date::parse(&text?)
}

impl Flat {
    fn event(self) -> Option<PayerEvent> {
        use PayerEvent as E;
        let minor = self.amount_minor;
        // Absent where credit comes from no payment; anything else there has to be an id.
        let of_payment = || match &self.payment_id {
            None => Some(None),
            Some(id) => id.parse().ok().map(Some),
        };
        let attachments: Option<Vec<_>> =
            self.attachments.into_iter().map(FlatAttachment::attachment).collect();
        let attachments = attachments?;
        let (line, text, at) = (self.line, self.text, self.expires_at.map(Timestamp));
        let by = match self.by {
            None => None,
            Some(by) => Some(by.by()?),
        };
        Some(match &*self.r#type {
            "issued" => E::Issued {
                number: self.number?,
                currency: read(self.currency)?,
                total_minor: self.total_minor?,
                prepaid_minor: self.prepaid_minor?,
                credit_minor: self.credit_minor?,
                issue_date: day(self.issue_date)?,
                due_date: day(self.due_date)?,
                overdue_from: Timestamp(self.overdue_from?),
            },
            "payment_pending" => E::PaymentPending {
                payment_id: read(self.payment_id)?,
                amount_minor: minor?,
                method: read(self.method)?,
                paid_on: day(self.paid_on)?,
            },
            "payment_settled" => E::PaymentSettled {
                payment_id: read(self.payment_id)?,
                amount_minor: minor?,
                allocated_minor: self.allocated_minor?,
                method: read(self.method)?,
                paid_on: day(self.paid_on)?,
            },
            "payment_failed" => E::PaymentFailed { payment_id: read(self.payment_id)?, amount_minor: minor? },
            "payment_reversed" => E::PaymentReversed {
                payment_id: read(self.payment_id)?,
                amount_minor: minor?,
                reopened_minor: self.reopened_minor?,
            },
            "credit_applied" => E::CreditApplied { payment_id: of_payment()?, amount_minor: minor? },
            "credit_moved" => E::CreditMoved { payment_id: of_payment()?, amount_minor: minor? },
            "credit_reapplied" => E::CreditReapplied { amount_minor: minor? },
            "credited" => {
                E::Credited { number: self.number?, amount_minor: minor?, applied_minor: self.applied_minor? }
            }
            "due_date_changed" => E::DueDateChanged {
                from: day(self.from)?,
                to: day(self.to)?,
                overdue_from: Timestamp(self.overdue_from?),
                by: by?,
                agreed: self.agreed,
            },
            "voided" => E::Voided { released_minor: self.released_minor? },
            "written_off" => E::WrittenOff { amount_minor: minor? },
            "message_posted" => E::MessagePosted {
                message_id: read(self.message_id)?,
                by: by?,
                text,
                line,
                attachments,
                automatic: match self.automatic {
                    None => None,
                    Some(name) => Some(Topic::ALL.into_iter().find(|topic| topic.as_str() == name)?),
                },
            },
            "messages_seen" => E::MessagesSeen {
                side: match &*self.side? {
                    "payer" => Side::Payer,
                    "biller" => Side::Biller,
                    _ => return None,
                },
                through: self.through?,
            },
            "person_asked" => E::PersonAsked,
            "card_proposed" => {
                let basis = self.basis?;
                E::CardProposed {
                    card_id: read(self.card_id)?,
                    by: by?,
                    offer: self.offer?.offer()?,
                    text,
                    expires_at: at?,
                    basis: Basis {
                        open_minor: basis.open_minor,
                        due_date: iso_date::parse(&basis.due_date)?,
                    },
                }
            }
            "card_accepted" => E::CardAccepted { card_id: read(self.card_id)?, by: by? },
            "card_declined" => E::CardDeclined { card_id: read(self.card_id)?, by: by?, text },
            "card_withdrawn" => E::CardWithdrawn { card_id: read(self.card_id)? },
            "fee_charged" => E::FeeCharged { fee_id: read(self.fee_id)?, amount_minor: minor? },
            "fee_waived" => E::FeeWaived {
                fee_id: read(self.fee_id)?,
                amount_minor: minor?,
                applied_minor: self.applied_minor?,
            },
            "reminders_paused" => E::RemindersPaused {
                until: match self.until {
                    None => None,
                    until => Some(Day(day(until)?)),
                },
            },
            "reminders_resumed" => E::RemindersResumed,
            "disputed" => {
                E::Disputed { dispute_id: read(self.dispute_id)?, by: by?, line, text, attachments }
            }
            "dispute_closed" => E::DisputeClosed { dispute_id: read(self.dispute_id)?, upheld: self.upheld? },
            "payer_forgotten" => E::PayerForgotten,
            _ => return None,
        })
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use domain::receipt::Method;

    #[derive(Debug, PartialEq, Deserialize)]
    struct Read {
        #[serde(default, deserialize_with = "event")]
        event: Option<PayerEvent>,
    }

    /// One of each kind, and both forms of what may be absent. The match makes the compiler ask for a new
    /// kind here.
    fn every_event() -> Vec<PayerEvent> {
        use PayerEvent as E;
        let payment_id = "018f0000-0000-7000-8000-000000000001".parse().unwrap();
        let message_id = "018f0000-0000-7000-8000-000000000002".parse().unwrap();
        let card_id = "018f0000-0000-7000-8000-000000000003".parse().unwrap();
        let fee_id = "018f0000-0000-7000-8000-000000000004".parse().unwrap();
        let dispute_id = "018f0000-0000-7000-8000-000000000005".parse().unwrap();
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
            E::MessagesSeen { side: Side::Payer, through: 19 },
            E::MessagesSeen { side: Side::Biller, through: 20 },
            E::CardWithdrawn { card_id },
            E::FeeCharged { fee_id, amount_minor: 21 },
            E::FeeWaived { fee_id, amount_minor: 22, applied_minor: 23 },
            E::RemindersPaused { until: None },
            E::RemindersPaused { until: Some(Day(two)) },
            E::RemindersResumed,
            E::DisputeClosed { dispute_id, upheld: true },
            E::DisputeClosed { dispute_id, upheld: false },
        ];
        let attachments = vec![Attachment {
            id: "018f0000-0000-7000-8000-000000000006".parse().unwrap(),
            name: "<img>.png".into(),
            media_type: "image/png".into(),
            size: 10_485_760,
        }];
        let basis = Basis { open_minor: 24, due_date: one };
        for offer in [
            Offer::DueDate { to: two },
            Offer::WaiveFee { fee: fee_id, amount_minor: 25 },
            Offer::Credit { amount_minor: 26 },
            Offer::PartPayment { now_minor: 27, now_by: one, rest_due: two },
        ] {
            for text in [None, Some("Shall we?".to_owned())] {
                let expires_at = overdue_from;
                events.push(E::CardProposed { card_id, by: By::Payer, offer, text, expires_at, basis });
            }
        }
        for automatic in Topic::ALL.map(Some).into_iter().chain([None]) {
            let (by, text) = (By::System, Some("An answer".to_owned()));
            let attachments = attachments.clone();
            events.push(E::MessagePosted { message_id, by, text, line: Some(2), attachments, automatic });
        }
        for method in Method::ALL {
            events.push(E::PaymentPending { payment_id, amount_minor: 16, method, paid_on: one });
            events.push(E::PaymentSettled {
                payment_id,
                amount_minor: 17,
                allocated_minor: -18,
                method,
                paid_on: two,
            });
        }
        let people =
            [By::Payer, By::System, By::Biller { name: None }, By::Biller { name: Some("Åsa \"1\"".into()) }];
        for by in people {
            for text in [None, Some("<b>\n\\ \u{1f600}".to_owned())] {
                events.push(E::MessagePosted {
                    message_id,
                    by: by.clone(),
                    text: text.clone(),
                    line: None,
                    attachments: vec![],
                    automatic: None,
                });
                events.push(E::CardDeclined { card_id, by: by.clone(), text: text.clone() });
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
            events.push(E::CardAccepted { card_id, by: by.clone() });
            for agreed in [false, true] {
                let by = by.clone();
                events.push(E::DueDateChanged { from: one, to: two, overdue_from, by, agreed });
            }
        }
        for event in &events {
            match event {
                E::Issued { .. } | E::PaymentPending { .. } | E::PaymentSettled { .. } => {}
                E::PaymentFailed { .. } | E::PaymentReversed { .. } | E::CreditApplied { .. } => {}
                E::CreditMoved { .. } | E::CreditReapplied { .. } | E::Credited { .. } => {}
                E::DueDateChanged { .. } | E::Voided { .. } | E::WrittenOff { .. } => {}
                E::MessagePosted { .. } | E::PayerForgotten | E::MessagesSeen { .. } | E::PersonAsked => {}
                E::CardProposed { .. } | E::CardAccepted { .. } | E::CardDeclined { .. } => {}
                E::CardWithdrawn { .. } | E::FeeCharged { .. } | E::FeeWaived { .. } => {}
                E::RemindersPaused { .. } | E::RemindersResumed => {}
                E::Disputed { .. } | E::DisputeClosed { .. } => {}
            }
        }
        events
    }

    #[test]
    fn every_event_is_read_as_the_domain_writes_it() {
        for written in every_event() {
            let json = serde_json::json!({ "event": written }).to_string();
            let read: Read = serde_json::from_str(&json).unwrap();
            assert_eq!(read.event, Some(written));
        }
    }

    #[test]
    fn what_the_domain_refuses_is_refused() {
        for event in [
            r#"{"type":"payment_teleported","amount_minor":1}"#,
            r#"{"type":"voided"}"#,
            r#"{"type":"written_off","amount_minor":1.5}"#,
            r#"{"type":"written_off","amount_minor":"1"}"#,
            r#"{"type":"credit_applied","payment_id":"none","amount_minor":1}"#,
            r#"{"type":"message_posted","message_id":"018f0000-0000-7000-8000-000000000002","by":{"kind":"robot"}}"#,
            r#"{"type":"messages_seen","side":"robot","through":1}"#,
            r#"{"type":"reminders_paused","until":"tomorrow"}"#,
            r#"{"type":"dispute_closed","dispute_id":"018f0000-0000-7000-8000-000000000002"}"#,
            r#"{"type":"fee_charged","fee_id":"1","amount_minor":1}"#,
            r#"{}"#,
        ] {
            let json = format!(r#"{{"event":{event}}}"#);
            assert!(serde_json::from_str::<Read>(&json).is_err(), "{event}");
            assert!(serde_json::from_str::<PayerEvent>(event).is_err(), "{event}");
        }
        assert_eq!(serde_json::from_str::<Read>("{}").unwrap(), Read { event: None });
    }
}
