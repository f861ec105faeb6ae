//! What can be asked about a conversation.

use crate::command::Command;
use crate::conversations::{ConversationState, Topic};
use crate::ids::{AttachmentId, ContentId, InvoiceId, MessageId, StaffId};
use crate::kernel::decide::{Context, Decision};
use crate::refusal::Refusal;
use crate::stream::StreamId;
use crate::time::Timestamp;

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewMessage {
    pub invoice: InvoiceId,
    pub message: MessageId,
    pub content: ContentId,
    /// The line of the document it is about, from 1.
    pub line: Option<u32>,
    /// The files that come with it.
    pub attachments: Vec<AttachmentId>,
    /// The question that it answers, if Billow wrote it.
    pub automatic: Option<Topic>,
    /// By when a person should have answered, for a payer's message.
    pub respond_by: Option<Timestamp>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ConversationCommand {
    Say(NewMessage),
    /// Write a note that only staff see.
    Note {
        invoice: InvoiceId,
        note: MessageId,
        content: ContentId,
    },
    /// The actor's side has read the other side's entries. Nothing happens if there is nothing new.
    SeeMessages {
        invoice: InvoiceId,
        /// The number of the last event that was read.
        through: i64,
    },
    /// The payer wants to talk to a person.
    AskPerson {
        invoice: InvoiceId,
        /// By when one should have answered.
        respond_by: Option<Timestamp>,
    },
    /// Assign the conversation to a staff member or to nobody.
    Assign {
        invoice: InvoiceId,
        to: Option<StaffId>,
    },
    /// Change the state of the conversation.
    Move {
        invoice: InvoiceId,
        state: ConversationState,
    },
}

impl Command for ConversationCommand {
    fn streams(&self) -> Vec<StreamId> {
        match self {
            Self::Say(NewMessage { invoice, .. })
            | Self::Note { invoice, .. }
            | Self::SeeMessages { invoice, .. }
            | Self::AskPerson { invoice, .. }
            | Self::Assign { invoice, .. }
            | Self::Move { invoice, .. } => vec![StreamId::Invoice(*invoice)],
        }
    }

    fn decide(self: Box<Self>, decision: &mut Decision, context: &Context) -> Result<(), Refusal> {
        match *self {
            Self::Say(message) => decision.say(message, context),
            Self::Note { invoice, note, content } => decision.note(invoice, note, content),
            Self::SeeMessages { invoice, through } => decision.see_messages(invoice, through, context),
            Self::AskPerson { invoice, respond_by } => decision.ask_person(invoice, respond_by),
            Self::Assign { invoice, to } => decision.assign(invoice, to),
            Self::Move { invoice, state } => decision.move_conversation(invoice, state, context),
        }
    }
}
