//! The messages of the socket, JSON text.

pub mod quote;

use domain::Timestamp;
use domain::ids::AttachmentId;
use domain::invoices::wire::{By, PayerEvent, PayerFrame};
use serde::{Deserialize, Serialize};

use quote::{quote, quote_all};

/// Who has the invoice open now.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Presence {
    /// Open pages of the payer's links.
    #[serde(default)]
    pub payers: u32,
    /// Names of staff, as payers may read them.
    #[serde(default)]
    pub staff: Vec<String>,
}

/// Somebody is writing, or has stopped.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Typing {
    /// Who, as the reader may know.
    pub by: By,
    /// Is writing now. Without another message this ends after [`crate::live::TYPING_MS`].
    pub on: bool,
}

/// Staff point at a line of the invoice.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Point {
    /// The line's number in the document, from one; `None` once they point at none.
    #[serde(default)]
    pub line: Option<u32>,
}

/// A command of the page that was refused.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Refused {
    /// The id that the page gave it.
    pub id: String,
    /// The refusal's stable code.
    pub code: String,
    /// Why, in the reader's language.
    #[serde(default)]
    pub text: String,
}

/// A message from the server: one of the fields, or the four of a frame. It is one flat type instead of an enum because
/// the browser reads it, and every variant would add to everybody's download.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ToPage {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub seq: Option<i64>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub prev: Option<i64>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub at: Option<Timestamp>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub event: Option<PayerEvent>,
    /// Several frames at once: the answer to polling.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub frames: Vec<PayerFrame>,
    /// Who has the invoice open now.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub presence: Option<Presence>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub typing: Option<Typing>,
    /// What staff point at.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub point: Option<Point>,
    /// The id of a command that was carried out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ack: Option<String>,
    /// A command that was refused.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub refused: Option<Refused>,
    /// The page should fetch what it lacks.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub resync: bool,
    /// The server's clock, as a sign of life.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub tick: Option<i64>,
}

impl ToPage {
    /// The frame, if this message is one.
    #[must_use]
    pub fn frame(self) -> Option<PayerFrame> {
        Some(PayerFrame { seq: self.seq?, prev: self.prev?, at: self.at?, event: self.event? })
    }
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "type", rename_all = "snake_case")]
pub enum ClientCommand {
    Say {
        /// The text; may be empty if there are attachments.
        text: String,
        /// The line of the document that it is about, from one.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        line: Option<u32>,
        /// The attachments that go with it, uploaded before.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        attachments: Vec<AttachmentId>,
    },
}

/// A message from the page.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FromPage {
    /// An id that the page chooses; the same one when it tries again.
    pub id: String,
    #[serde(rename = "do")]
    pub ask: ClientCommand,
}

/// An ephemeral message from a page: it is not answered, and only read marks are stored.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum InPassing {
    /// The reader is writing, or has stopped.
    Typing(bool),
    /// The reader has seen everything up to this number.
    Seen(i64),
    /// The reader points at this line, or at none; staff only.
    Point(Option<u32>),
}

impl FromPage {
    /// The message as JSON. Written by hand, because otherwise payers would download serde's writer for it alone.
    #[must_use]
    pub fn to_json(&self) -> String {
        let ClientCommand::Say { text, line, attachments } = &self.ask;
        let mut out = String::from("{\"id\":");
        quote(&self.id, &mut out);
        out.push_str(",\"do\":{\"type\":\"say\",\"text\":");
        quote(text, &mut out);
        if let Some(line) = line {
            out.push_str(",\"line\":");
            out.push_str(&line.to_string());
        }
        if !attachments.is_empty() {
            out.push_str(",\"attachments\":");
            let ids: Vec<String> = attachments.iter().map(ToString::to_string).collect();
            quote_all(&ids, &mut out);
        }
        out.push_str("}}");
        out
    }
}

impl InPassing {
    /// The message as JSON.
    #[must_use]
    pub fn to_json(self) -> String {
        let (name, value) = match self {
            Self::Typing(on) => ("typing", if on { "true".to_owned() } else { "false".to_owned() }),
            Self::Seen(seq) => ("seen", seq.to_string()),
            Self::Point(line) => ("point", line.map_or_else(|| "null".to_owned(), |line| line.to_string())),
        };
        ["{\"", name, "\":", &value, "}"].concat()
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn what_the_page_writes_is_what_serde_would_write() {
        let attachment: AttachmentId = "018f0000-0000-7000-8000-000000000001".parse().unwrap();
        for (line, attachments) in [(None, vec![]), (Some(2), vec![attachment, attachment])] {
            let text = "\u{0}\"\\\n\u{1f600}</script>".to_owned();
            let message = FromPage { id: "a\"b".into(), ask: ClientCommand::Say { text, line, attachments } };
            assert_eq!(serde_json::from_str::<FromPage>(&message.to_json()).unwrap(), message);
        }
        for word in [
            InPassing::Typing(true),
            InPassing::Typing(false),
            InPassing::Seen(7),
            InPassing::Point(Some(3)),
            InPassing::Point(None),
        ] {
            assert_eq!(word.to_json(), serde_json::to_string(&word).unwrap());
        }
    }
}
