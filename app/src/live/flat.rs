//! Reads the frames of the socket and of the page.
//!
//! They are those of [`domain::wire`], whose own reader decides field by field which of fifteen events it may
//! have before it: as WebAssembly that is 50 KB which every payer would load. Here an event is read into one
//! flat struct of numbers and texts, and then told by its type; the tests hold both readers equal.

use domain::time::iso_date;
use domain::wire::{By, PayerEvent, PayerFrame};
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
    by: Option<FlatBy>,
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
                by: self.by?.by()?,
            },
            "voided" => E::Voided { released_minor: self.released_minor? },
            "written_off" => E::WrittenOff { amount_minor: minor? },
            "message_posted" => {
                E::MessagePosted { message_id: read(self.message_id)?, by: self.by?.by()?, text: self.text }
            }
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
        ];
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
                events.push(E::MessagePosted { message_id, by: by.clone(), text });
            }
            events.push(E::DueDateChanged { from: one, to: two, overdue_from, by });
        }
        for event in &events {
            match event {
                E::Issued { .. } | E::PaymentPending { .. } | E::PaymentSettled { .. } => {}
                E::PaymentFailed { .. } | E::PaymentReversed { .. } | E::CreditApplied { .. } => {}
                E::CreditMoved { .. } | E::CreditReapplied { .. } | E::Credited { .. } => {}
                E::DueDateChanged { .. } | E::Voided { .. } | E::WrittenOff { .. } => {}
                E::MessagePosted { .. } | E::PayerForgotten => {}
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
            r#"{}"#,
        ] {
            let json = format!(r#"{{"event":{event}}}"#);
            assert!(serde_json::from_str::<Read>(&json).is_err(), "{event}");
            assert!(serde_json::from_str::<PayerEvent>(event).is_err(), "{event}");
        }
        assert_eq!(serde_json::from_str::<Read>("{}").unwrap(), Read { event: None });
    }
}
