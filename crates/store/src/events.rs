//! How events are stored: a type, a version and JSON. This format is separate from the domain's types and from what is
//! sent to browsers.
//!
//! Old rows stay readable for ever. When the JSON of an event changes its shape, its type gets a new version and an
//! upcaster from the old one, and the golden files of both stay in `tests/golden`. A new variant of an enum within an
//! event is a change of shape too: during a deploy a node of the previous version runs beside this one, and it knows
//! from the version alone that it cannot read the event.

use domain::invoices::wire::Opaque;
use domain::{Actor, Event, EventVisitor, Stamp, Stream, StreamId, Timestamp};
use serde::Serialize;
use serde_json::Value;
use sqlx::any::AnyRow;
use usecases::StoreError;

use crate::failure::Failure;
use crate::rows::Columns;
use crate::streams::kind_of;

/// An event as its row holds it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoredEvent {
    /// Its type within the kind of stream, e.g. `payment_settled`.
    pub kind: String,
    /// The version of the type that `data` is written in.
    pub version: i64,
    /// The content as JSON; `null` where the type says it all.
    pub data: String,
}

/// Turns the JSON of one version of a type into that of the next.
pub(crate) struct Upcaster {
    pub(crate) kind: &'static str,
    /// The version that it reads; it writes the next one.
    pub(crate) from: i64,
    pub(crate) change: fn(&mut Value),
}

/// Who may have caused an event, as rows name it.
const ACTORS: [&str; 4] = ["system", "biller", "staff", "payer"];

fn current_version(upcasters: &[Upcaster], kind: &str) -> i64 {
    let changes = upcasters.iter().filter(|one| one.kind == kind);
    changes.map(|one| one.from + 1).max().unwrap_or(1)
}

/// The row of an event, in the current version.
///
/// # Errors
/// [`StoreError::Unreadable`] if the event cannot be written as JSON, which plain data always can.
pub fn encode(event: &Event) -> Result<StoredEvent, StoreError> {
    let upcasters = kind_of(event.stream()).upcasters;
    let (kind, data) = event.visit(Tagged)?;
    let version = current_version(upcasters, &kind);
    Ok(StoredEvent { kind, version, data })
}

struct Tagged;

impl EventVisitor for Tagged {
    type Output = Result<(String, String), StoreError>;

    fn visit<S: Stream>(self, _id: S::Id, event: &S::Event) -> Self::Output {
        tagged(event)
    }
}

/// Splits `{"type":…,"data":…}`, the JSON of an event, into its two parts without parsing it again.
fn tagged<T: Serialize>(event: &T) -> Result<(String, String), StoreError> {
    let unreadable =
        |error: String| StoreError::Unreadable(format!("an event that was to be written: {error}"));
    let json = serde_json::to_string(event).map_err(|error| unreadable(error.to_string()))?;
    let parts = json.strip_prefix(r#"{"type":""#).and_then(|rest| rest.split_once('"'));
    let (kind, rest) = parts.ok_or_else(|| unreadable(json.clone()))?;
    let data = rest.strip_prefix(r#","data":"#).and_then(|data| data.strip_suffix('}'));
    Ok((kind.to_owned(), data.unwrap_or("null").to_owned()))
}

/// Why an event cannot be read.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Unread {
    /// A newer version of the program wrote it: this one does not know its type or its version.
    #[error("{0}")]
    Newer(String),
    #[error("{0}")]
    Damaged(String),
}

impl Unread {
    /// What readers are told about it.
    pub(crate) const fn opaque(&self) -> Opaque {
        match self {
            Self::Newer(_) => Opaque::Newer,
            Self::Damaged(_) => Opaque::Damaged,
        }
    }

    /// Counts and logs that an event was not read; damage goes into the log as a warning.
    pub(crate) fn noted(self, place: impl std::fmt::Display) -> Self {
        match &self {
            Self::Newer(why) => {
                metrics::counter!("billow_events_unread_total", "why" => "newer").increment(1);
                tracing::debug!(%place, why, "an event of a newer version is passed over");
            }
            Self::Damaged(why) => {
                metrics::counter!("billow_events_unread_total", "why" => "damaged").increment(1);
                tracing::error!(%place, why, "an event is damaged: run `billow verify`");
            }
        }
        self
    }
}

impl From<Unread> for StoreError {
    fn from(unread: Unread) -> Self {
        match unread {
            Unread::Newer(why) => Self::NodeTooOld(why),
            Unread::Damaged(why) => Self::Unreadable(why),
        }
    }
}

impl From<Unread> for Failure {
    fn from(unread: Unread) -> Self {
        Self::Store(unread.into())
    }
}

/// A column that cannot be read from its row.
impl From<Failure> for Unread {
    fn from(failure: Failure) -> Self {
        Self::Damaged(failure.to_string())
    }
}

/// The event of a row.
///
/// # Errors
/// [`Unread::Newer`] if this program does not know the type or the version, [`Unread::Damaged`] if it knows both and
/// the content does not fit.
pub fn decode(stream: StreamId, kind: &str, version: i64, data: &str) -> Result<Event, Unread> {
    is_known(stream, kind, version)?;
    let raised = upcast(kind_of(stream).upcasters, stream.kind(), kind, version, data)?;
    let data = raised.as_deref().unwrap_or(data);
    let json = match data {
        "null" => format!(r#"{{"type":"{kind}"}}"#),
        data => format!(r#"{{"type":"{kind}","data":{data}}}"#),
    };
    (kind_of(stream).parse)(stream, &json)
        .map_err(|error| Unread::Damaged(format!("event “{kind}” of {stream}: {error}")))
}

/// Reads the event of a row. Its type, version and data are the columns from `first` on.
pub(crate) fn event_in(row: &AnyRow, stream: StreamId, first: usize) -> Result<Event, Unread> {
    decode(stream, row.text(first)?, row.big(first + 1)?, row.text(first + 2)?)
}

/// The same, with when it happened and who caused it: the two columns after those.
pub(crate) fn stamped_in(row: &AnyRow, stream: StreamId, first: usize) -> Result<(Event, Stamp), Unread> {
    let event = event_in(row, stream, first)?;
    Ok((event, Stamp { at: Timestamp(row.big(first + 3)?), actor: actor(row.text(first + 4)?)? }))
}

/// Reads who caused an event.
pub(crate) fn actor(json: &str) -> Result<Actor, Unread> {
    serde_json::from_str(json).map_err(|error| {
        let value: Option<Value> = serde_json::from_str(json).ok();
        let kind = value.as_ref().and_then(|value| value.get("kind")?.as_str());
        match kind {
            Some(kind) if is_name(kind) && !ACTORS.contains(&kind) => {
                Unread::Newer(format!("an event's actor is a “{kind}”, which a newer version wrote"))
            }
            _ => Unread::Damaged(format!("an event's actor, {json}: {error}")),
        }
    })
}

/// Checks that this program knows a type in a version, without reading the event.
///
/// # Errors
/// [`Unread`] if it does not.
pub(crate) fn is_known(stream: StreamId, kind: &str, version: i64) -> Result<(), Unread> {
    let known = kind_of(stream);
    if !known.types.contains(&kind) {
        return Err(unknown_name(&format!("event “{kind}” of {stream}"), kind));
    }
    let current = current_version(known.upcasters, kind);
    if version > current {
        return Err(Unread::Newer(format!(
            "event “{kind}” of {stream}: version {version} was written by a newer program, and this one knows version \
             {current}"
        )));
    }
    Ok(())
}

/// Decides what an unknown name of a type or of a kind of stream means. A newer version uses names of lower-case
/// letters and underscores, as this one does; anything else is damage.
pub(crate) fn unknown_name(what: &str, name: &str) -> Unread {
    if is_name(name) {
        Unread::Newer(format!("{what} was written by a newer program, and this one does not know it"))
    } else {
        Unread::Damaged(format!("{what} has no name that any version of the program gives"))
    }
}

fn is_name(name: &str) -> bool {
    name.starts_with(|first: char| first.is_ascii_lowercase())
        && name.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'_')
}

/// The JSON in the current version; `None` if it is in that version already.
fn upcast(
    upcasters: &[Upcaster],
    stream: &str,
    kind: &str,
    version: i64,
    data: &str,
) -> Result<Option<String>, Unread> {
    let current = current_version(upcasters, kind);
    if version == current {
        return Ok(None);
    }
    let damaged = |why: String| Unread::Damaged(format!("event “{kind}” of a {stream}: {why}"));
    let mut value: Value = serde_json::from_str(data).map_err(|error| damaged(error.to_string()))?;
    for from in version..current {
        let upcaster = upcasters
            .iter()
            .find(|one| one.kind == kind && one.from == from)
            .ok_or_else(|| damaged(format!("nothing reads version {from}")))?;
        (upcaster.change)(&mut value);
    }
    Ok(Some(value.to_string()))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    /// Acts as if `messages` had once stored their text under `body`, and later under `words`.
    const CHANGES: &[Upcaster] = &[
        Upcaster { kind: "said", from: 1, change: |data| rename(data, "body", "words") },
        Upcaster { kind: "said", from: 2, change: |data| rename(data, "words", "text") },
    ];

    fn rename(data: &mut Value, old: &str, new: &str) {
        let object = data.as_object_mut().unwrap();
        let value = object.remove(old).unwrap();
        object.insert(new.to_owned(), value);
    }

    #[test]
    fn an_old_version_is_raised_step_by_step_and_todays_is_left_alone() {
        let raised = |version, data| upcast(CHANGES, "invoice", "said", version, data);
        assert_eq!(raised(1, r#"{"body":"hi"}"#).unwrap().unwrap(), r#"{"text":"hi"}"#);
        assert_eq!(raised(2, r#"{"words":"hi"}"#).unwrap().unwrap(), r#"{"text":"hi"}"#);
        assert_eq!(raised(3, r#"{"text":"hi"}"#).unwrap(), None);
        assert_eq!(upcast(CHANGES, "invoice", "told", 1, "{}").unwrap(), None, "another type");
    }

    fn invoice() -> StreamId {
        StreamId::Invoice(domain::ids::InvoiceId(uuid::Uuid::nil()))
    }

    #[test]
    fn what_a_newer_program_wrote_is_not_damaged() {
        let newer = [
            decode(invoice(), "surcharged", 1, r#"{"amount_minor":1}"#),
            decode(invoice(), "surcharged", 7, "no JSON at all"),
            decode(invoice(), "voided", 2, "{}"),
            decode(invoice(), "message_posted", 99, r#"{"voice":"…"}"#),
        ];
        for read in newer {
            assert!(matches!(read, Err(Unread::Newer(_))), "{read:?}");
        }
        let Err(Unread::Newer(why)) = decode(invoice(), "voided", 4, "{}") else { panic!("it is newer") };
        assert!(
            why.contains("version 4 was written by a newer program, and this one knows version 1"),
            "{why}"
        );
        assert!(matches!(actor(r#"{"kind":"robot","id":"r2"}"#), Err(Unread::Newer(_))));
    }

    #[test]
    fn damage_is_not_taken_for_a_newer_program_s_work() {
        for (kind, version, data) in [
            ("written_off", 1, "{\"amount_minor\":1"),
            ("written_off", 1, r#"{"amount_minor":"much"}"#),
            ("written_off", 1, "null"),
            ("written_off", 1, ""),
            ("written_off", 0, r#"{"amount_minor":1}"#),
            ("message_posted", -5, "{}"),
            ("message_posted", 1, "{"),
            ("payment_failed", 1, r#"{"payment":"018f","amount_minor":1}"#),
            ("", 1, "{}"),
            ("Voided", 1, "{}"),
            ("written off", 1, "{}"),
            (r#"voided","data":{"open_minor":0,"released_minor":0},"x":""#, 1, "null"),
        ] {
            let read = decode(invoice(), kind, version, data);
            assert!(matches!(read, Err(Unread::Damaged(_))), "{kind} {version} {data}: {read:?}");
        }
        for json in ["", "{", "null", "[]", r#"{"kind":"staff"}"#, r#"{"kind":5}"#, r#"{"kind":"A robot"}"#] {
            assert!(matches!(actor(json), Err(Unread::Damaged(_))), "{json}");
        }
    }

    /// The names that serde reads, as its own error message lists them.
    fn read_by_serde(error: impl std::fmt::Display) -> Vec<String> {
        let text = error.to_string();
        let (_, names) = text.split_once("expected ").unwrap();
        names.split('`').skip(1).step_by(2).map(str::to_owned).collect()
    }

    #[test]
    fn every_type_that_the_domain_reads_is_known() {
        for kind in crate::streams::all() {
            let stream = StreamId::of_kind(kind.name, uuid::Uuid::nil()).unwrap();
            let mut read = read_by_serde((kind.parse)(stream, r#"{"type":"?","data":null}"#).unwrap_err());
            let mut listed: Vec<_> = kind.types.to_vec();
            listed.sort_unstable();
            read.sort_unstable();
            assert_eq!(listed, read, "of a {}", kind.name);
        }
        assert_eq!(read_by_serde(serde_json::from_str::<Actor>(r#"{"kind":"?"}"#).unwrap_err()), ACTORS);
    }
}
