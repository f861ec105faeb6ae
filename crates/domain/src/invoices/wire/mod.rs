//! Wire events: what a reader may see of the stored ones. [`Mapping`] makes them, and nothing else decides who may see
//! what.
//!
//! [`PayerEvent`] and [`StaffEvent`] are different types: a payer's frame has no field that could hold what is for
//! staff only.

mod mapping;
mod payer_event;
mod staff_event;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::ids::AttachmentId;
use crate::time::Timestamp;

pub use mapping::{Mapping, attachments_of, texts_of};
pub use payer_event::PayerEvent;
pub use staff_event::{Opaque, StaffEvent, StaffOnlyEvent};

/// An event as the socket, the API and the page carry it, numbered for its audience.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Frame<E> {
    /// The event's number in the invoice's log.
    pub seq: i64,
    /// The number of the previous frame for this audience; zero for the first. A reader whose last number differs has
    /// missed a frame.
    pub prev: i64,
    pub at: Timestamp,
    pub event: E,
}

/// A frame for payers.
pub type PayerFrame = Frame<PayerEvent>;
/// A frame for staff.
pub type StaffFrame = Frame<StaffEvent>;

/// Who did it, as far as a payer may know.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum By {
    /// Whoever holds the payer's link.
    Payer,
    /// The biller; by name where a person did it.
    Biller {
        #[serde(default, skip_serializing_if = "Option::is_none")]
        name: Option<String>,
    },
    /// Billow itself, by a rule.
    System,
}

/// A day, as text `2026-11-30`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Day(#[serde(with = "crate::time::iso_date")] pub Date);

/// A file that came with a message.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Attachment {
    pub id: AttachmentId,
    /// The cleaned file name.
    pub name: String,
    /// The media type, detected from the content: `image/png`, `image/jpeg`, `image/webp`, `application/pdf`.
    pub media_type: String,
    /// In bytes.
    pub size: i64,
}
