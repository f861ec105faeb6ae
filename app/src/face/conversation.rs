//! The conversation: the messages of the log.

use domain::wire::{By, PayerEvent};

use super::Sight;
use crate::words::Words;

/// One message.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Message {
    /// Its id.
    pub id: String,
    /// Whether the payer wrote it.
    pub mine: bool,
    /// Who wrote it and when: `Amira · 21 Nov, 20:10`.
    pub who: String,
    /// What was written.
    pub text: String,
    /// Whether it was erased since; the text says so then.
    pub erased: bool,
}

/// The messages, oldest first.
#[must_use]
pub fn messages<W: Words + ?Sized>(sight: &Sight<'_, W>) -> Vec<Message> {
    let message = |at, id: &domain::ids::MessageId, by: &By, text: &Option<String>| {
        let mine = matches!(by, By::Payer);
        let name = if mine { sight.text("message-you") } else { sight.name(by).to_owned() };
        Message {
            id: id.to_string(),
            mine,
            who: [&name, " · ", &sight.words.moment(at)].concat(),
            text: text.clone().unwrap_or_else(|| sight.text("message-erased")),
            erased: text.is_none(),
        }
    };
    sight
        .view
        .log
        .iter()
        .filter_map(|frame| match &frame.event {
            PayerEvent::MessagePosted { message_id, by, text } => {
                Some(message(frame.at, message_id, by, text))
            }
            _ => None,
        })
        .collect()
}
