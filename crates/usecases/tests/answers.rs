//! What was answered to an idempotency key is kept, and read again by later versions. The golden file holds one
//! answer of each kind as it is kept; it only grows. A later version may add optional fields to an answer
//! (`#[serde(default)]`), and an earlier one may meet fields that it does not know: a repeated call is answered all the
//! same.
#![allow(clippy::unwrap_used)]

use std::collections::BTreeSet;

use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::{Map, Value, json};
use usecases::bank_imports::{BankFileNoted, EntryOutcome};
use usecases::checkouts::{CheckoutClosed, CheckoutOpened, CheckoutReported, ConnectionChanged};
use usecases::{
    Allocated, Attached, Closed, Credited, Disputed, DueDateChanged, FeeChanged, Forgotten, Imported, Made,
    MatchChanged, MessagePosted, MoreTimeAnswer, Noted, PayerChanged, PaymentChanged, PaymentRecorded,
    ProposalAnswered, ProposalMade, RefundChanged, ReplySaved, StaffAdded,
};

fn kept() -> Map<String, Value> {
    serde_json::from_str(include_str!("answers.json")).unwrap()
}

/// The object with every field that has no value left out, in lists and objects below too.
fn without_nothing(value: &Value) -> Value {
    match value {
        Value::Object(fields) => fields
            .iter()
            .filter(|(_, value)| !value.is_null())
            .map(|(name, value)| (name.clone(), without_nothing(value)))
            .collect(),
        Value::Array(items) => items.iter().map(without_nothing).collect(),
        other => other.clone(),
    }
}

/// The object with a field that nobody knows, in lists and objects below too.
fn with_news(value: &Value) -> Value {
    match value {
        Value::Object(fields) => {
            let mut fields: Map<_, _> =
                fields.iter().map(|(name, value)| (name.clone(), with_news(value))).collect();
            fields.insert("told_by_a_newer_version".into(), json!({ "deep": [1] }));
            Value::Object(fields)
        }
        Value::Array(items) => items.iter().map(with_news).collect(),
        other => other.clone(),
    }
}

fn is_read<T: Serialize + DeserializeOwned + PartialEq + std::fmt::Debug>(name: &str, kept: &Value) {
    let read = |value: &Value| {
        serde_json::from_str::<T>(&value.to_string())
            .unwrap_or_else(|error| panic!("{name}: {error} in {value}"))
    };
    let answer = read(kept);
    assert_eq!(
        without_nothing(&serde_json::to_value(&answer).unwrap()),
        without_nothing(kept),
        "{name} is kept in another way now"
    );
    assert_eq!(read(&without_nothing(kept)), answer, "{name} without what has no value");
    assert_eq!(read(&with_news(kept)), answer, "{name} with a field of a newer version");
}

macro_rules! answers {
    ($kept:ident: $($name:literal => $kind:ty),+ $(,)?) => {{
        let mut names = BTreeSet::new();
        $(
            is_read::<$kind>($name, &$kept[$name]);
            names.insert($name.to_owned());
        )+
        names
    }};
}

#[test]
fn every_answer_that_was_kept_is_read() {
    let kept = kept();
    let read = answers!(kept:
        "allocated" => Allocated,
        "attached" => Attached,
        "bank_file_noted" => BankFileNoted,
        "card_answered" => ProposalAnswered,
        "proposal_made" => ProposalMade,
        "checkout_closed" => CheckoutClosed,
        "checkout_opened" => CheckoutOpened,
        "checkout_reported" => CheckoutReported,
        "closed" => Closed,
        "connection_changed" => ConnectionChanged,
        "credited" => Credited,
        "disputed" => Disputed,
        "due_date_changed" => DueDateChanged,
        "entries" => Vec<EntryOutcome>,
        "fee_changed" => FeeChanged,
        "forgotten" => Forgotten,
        "imported" => Imported,
        "made" => Made,
        "match_changed" => MatchChanged,
        "more_time" => MoreTimeAnswer,
        "noted" => Noted,
        "nothing" => (),
        "payer_changed" => PayerChanged,
        "payment_changed" => PaymentChanged,
        "payment_recorded" => PaymentRecorded,
        "refund_changed" => RefundChanged,
        "reply_saved" => ReplySaved,
        "said" => MessagePosted,
        "staff_added" => StaffAdded,
    );
    let names: BTreeSet<_> = kept.keys().cloned().collect();
    assert_eq!(read, names, "an answer of the file that is not read, or not in it");
}

/// Before it was told whether a payment was known, the answer had no such field.
#[test]
fn a_field_that_came_later_may_be_missing() {
    let mut kept = kept()["payment_recorded"].clone();
    kept.as_object_mut().unwrap().remove("known");
    let answer: PaymentRecorded = serde_json::from_value(kept).unwrap();
    assert!(!answer.known);
}
