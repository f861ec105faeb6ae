//! How events are stored: a type, a version and JSON, apart from the domain's types and from what goes over
//! the wire.
//!
//! What was written stays readable for ever: when an event's JSON changes shape, its type gets a new
//! version and an upcaster from the old one, and the golden files of both stay in `tests/golden`.

use domain::{Event, StreamId};
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;
use usecases::StoreError;

/// An event as a row holds it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoredEvent {
    /// Its type within the kind of stream, e.g. `payment_settled`.
    pub kind: String,
    /// Which version of the type `data` is.
    pub version: i64,
    /// What happened, JSON; `null` where the type says it all.
    pub data: String,
}

/// Turns the JSON of one version of a type into that of the next.
struct Upcaster {
    /// The kind of stream.
    stream: &'static str,
    /// The type.
    kind: &'static str,
    /// The version it reads; it writes the next one.
    from: i64,
    /// What changes.
    change: fn(&mut Value),
}

/// Every change of shape so far, oldest first within a type.
const UPCASTERS: &[Upcaster] = &[
    // What it is about, its files, its answer: all of them may be missing.
    Upcaster { stream: "invoice", kind: "message_posted", from: 1, change: |_| {} },
    // The card that was accepted may be missing.
    Upcaster { stream: "invoice", kind: "due_date_changed", from: 1, change: |_| {} },
    // What the bank said and how its invoices were found may be missing; the payer was always known.
    Upcaster { stream: "receipt", kind: "recorded", from: 1, change: |_| {} },
    // Payments of which it may be the same money may be missing.
    Upcaster { stream: "receipt", kind: "recorded", from: 2, change: |_| {} },
    Upcaster { stream: "receipt", kind: "rematched", from: 1, change: |_| {} },
];

fn current_version(upcasters: &[Upcaster], stream: &str, kind: &str) -> i64 {
    let changes = upcasters.iter().filter(|one| one.stream == stream && one.kind == kind);
    changes.map(|one| one.from + 1).max().unwrap_or(1)
}

/// The row of an event, in today's version.
///
/// # Errors
/// [`StoreError::Unreadable`] where the event has no JSON, which plain data always has.
pub fn encode(event: &Event) -> Result<StoredEvent, StoreError> {
    let tagged = match event {
        Event::Account(_, event) => tagged(event),
        Event::Invoice(_, event) => tagged(event),
        Event::CreditNote(_, event) => tagged(event),
        Event::Receipt(_, event) => tagged(event),
    };
    let (kind, data) = tagged?;
    let version = current_version(UPCASTERS, event.stream().kind(), &kind);
    Ok(StoredEvent { kind, version, data })
}

/// Events are `{"type":…,"data":…}` in JSON; the row holds the two apart, without parsing them again.
fn tagged<T: Serialize>(event: &T) -> Result<(String, String), StoreError> {
    let unreadable =
        |error: String| StoreError::Unreadable(format!("an event that was to be written: {error}"));
    let json = serde_json::to_string(event).map_err(|error| unreadable(error.to_string()))?;
    let parts = json.strip_prefix(r#"{"type":""#).and_then(|rest| rest.split_once('"'));
    let (kind, rest) = parts.ok_or_else(|| unreadable(json.clone()))?;
    let data = rest.strip_prefix(r#","data":"#).and_then(|data| data.strip_suffix('}'));
    Ok((kind.to_owned(), data.unwrap_or("null").to_owned()))
}

/// The event of a row.
///
/// # Errors
/// [`StoreError::Unreadable`] for a type or version that this program does not know, or damaged JSON.
pub fn decode(stream: StreamId, kind: &str, version: i64, data: &str) -> Result<Event, StoreError> {
    let raised = raise(UPCASTERS, stream.kind(), kind, version, data)?;
    let data = raised.as_deref().unwrap_or(data);
    let json = match data {
        "null" => format!(r#"{{"type":"{kind}"}}"#),
        data => format!(r#"{{"type":"{kind}","data":{data}}}"#),
    };
    Ok(match stream {
        StreamId::Account(id) => Event::Account(id, parse(stream, kind, &json)?),
        StreamId::Invoice(id) => Event::Invoice(id, parse(stream, kind, &json)?),
        StreamId::CreditNote(id) => Event::CreditNote(id, parse(stream, kind, &json)?),
        StreamId::Receipt(id) => Event::Receipt(id, parse(stream, kind, &json)?),
    })
}

fn parse<T: DeserializeOwned>(stream: StreamId, kind: &str, json: &str) -> Result<T, StoreError> {
    serde_json::from_str(json)
        .map_err(|error| StoreError::Unreadable(format!("event “{kind}” of {stream}: {error}")))
}

/// The JSON in today's version; nothing where it is that already.
fn raise(
    upcasters: &[Upcaster],
    stream: &str,
    kind: &str,
    version: i64,
    data: &str,
) -> Result<Option<String>, StoreError> {
    let current = current_version(upcasters, stream, kind);
    if version == current {
        return Ok(None);
    }
    let unreadable = |why: String| StoreError::Unreadable(format!("event “{kind}” of a {stream}: {why}"));
    if version > current {
        return Err(unreadable(format!(
            "version {version} was written by a newer program; this one knows version {current}"
        )));
    }
    let mut value: Value = serde_json::from_str(data).map_err(|error| unreadable(error.to_string()))?;
    for from in version..current {
        let upcaster = upcasters
            .iter()
            .find(|one| one.stream == stream && one.kind == kind && one.from == from)
            .ok_or_else(|| unreadable(format!("nothing reads version {from}")))?;
        (upcaster.change)(&mut value);
    }
    Ok(Some(value.to_string()))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    /// As if `messages` had once been written with their text under `body`, later under `words`.
    const CHANGES: &[Upcaster] = &[
        Upcaster { stream: "invoice", kind: "said", from: 1, change: |data| rename(data, "body", "words") },
        Upcaster { stream: "invoice", kind: "said", from: 2, change: |data| rename(data, "words", "text") },
    ];

    fn rename(data: &mut Value, old: &str, new: &str) {
        let object = data.as_object_mut().unwrap();
        let value = object.remove(old).unwrap();
        object.insert(new.to_owned(), value);
    }

    #[test]
    fn an_old_version_is_raised_step_by_step_and_todays_is_left_alone() {
        let raised = |version, data| raise(CHANGES, "invoice", "said", version, data);
        assert_eq!(raised(1, r#"{"body":"hi"}"#).unwrap().unwrap(), r#"{"text":"hi"}"#);
        assert_eq!(raised(2, r#"{"words":"hi"}"#).unwrap().unwrap(), r#"{"text":"hi"}"#);
        assert_eq!(raised(3, r#"{"text":"hi"}"#).unwrap(), None);
        assert_eq!(raise(CHANGES, "receipt", "said", 1, "{}").unwrap(), None, "another stream's type");
    }

    #[test]
    fn a_version_from_the_future_is_refused_with_its_number() {
        let error = raise(CHANGES, "invoice", "said", 4, "{}").unwrap_err();
        assert!(error.to_string().contains("version 4 was written by a newer program"), "{error}");
    }
}
