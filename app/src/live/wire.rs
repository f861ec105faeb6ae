//! The socket's messages, JSON text.

use domain::Timestamp;
use domain::wire::{PayerEvent, PayerFrame};
use serde::{Deserialize, Serialize};

/// Who looks at the invoice right now.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Presence {
    /// Open pages of the payer's links.
    #[serde(default)]
    pub payers: u32,
    /// Names of staff, as payers may read them.
    #[serde(default)]
    pub staff: Vec<String>,
}

/// A thing the page asked for and did not get.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Refused {
    /// The id the page gave it.
    pub id: String,
    /// The refusal's stable code.
    pub code: String,
    /// Why, in the reader's language.
    #[serde(default)]
    pub text: String,
}

/// What the server sends: one of the fields, or the four of a frame. One flat type instead of an enum
/// because it is read in the browser, where every variant costs everybody's download.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ToPage {
    /// A frame's number.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub seq: Option<i64>,
    /// The number it follows.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub prev: Option<i64>,
    /// When it happened.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub at: Option<Timestamp>,
    /// What happened.
    #[serde(default, deserialize_with = "super::flat::event", skip_serializing_if = "Option::is_none")]
    pub event: Option<PayerEvent>,
    /// Several frames at once: the answer to polling.
    #[serde(default, deserialize_with = "super::flat::frames", skip_serializing_if = "Vec::is_empty")]
    pub frames: Vec<PayerFrame>,
    /// Who looks at the invoice now.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub presence: Option<Presence>,
    /// The id of a thing that was done.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ack: Option<String>,
    /// A thing that was not done.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub refused: Option<Refused>,
    /// The page should fetch what it misses.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub resync: bool,
    /// The server's clock, as a sign of life.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub tick: Option<i64>,
}

impl ToPage {
    /// The frame, where this is one.
    #[must_use]
    pub fn frame(self) -> Option<PayerFrame> {
        Some(PayerFrame { seq: self.seq?, prev: self.prev?, at: self.at?, event: self.event? })
    }
}

/// What the page asks for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "type", rename_all = "snake_case")]
pub enum Do {
    /// Posts a message.
    Say {
        /// Its text.
        text: String,
    },
}

/// What the page sends.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FromPage {
    /// An id of the page's choice; the same one when it tries again.
    pub id: String,
    /// What it asks for.
    #[serde(rename = "do")]
    pub ask: Do,
}

/// The log as the page hands it to the island.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Frames(#[serde(deserialize_with = "super::flat::frames")] pub Vec<PayerFrame>);
