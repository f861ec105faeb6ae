//! An event as staff may see it.

use serde::{Deserialize, Serialize};

use crate::actor::Actor;
use crate::conversations::ConversationState;
use crate::ids::{MessageId, PaymentId, StaffId};
use crate::invoices::ReviewReason;
use crate::invoices::wire::PayerEvent;

/// Why an event is in the log without its content.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Opaque {
    /// A newer version of the program wrote it.
    Newer,
    Damaged,
}

/// An event as staff may see it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum StaffEvent {
    /// An event that payers see too, plus the part for staff only.
    Shared {
        #[serde(flatten)]
        event: PayerEvent,
        actor: Actor,
        /// The name of the staff member who did it.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        staff: Option<String>,
        /// The reason that the actor gave.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        reason: Option<String>,
    },
    /// An event that only staff see.
    StaffOnly {
        #[serde(flatten)]
        event: StaffOnlyEvent,
        actor: Actor,
        /// The name of the staff member who did it.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        staff: Option<String>,
    },
    /// An event that this program cannot read: only its type.
    Opaque {
        #[serde(rename = "type")]
        kind: String,
        opaque: Opaque,
    },
}

/// Events that never reach a payer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "type", rename_all = "snake_case")]
pub enum StaffOnlyEvent {
    /// Staff should review the invoice.
    Flagged {
        review_reason: ReviewReason,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        payment_id: Option<PaymentId>,
    },
    NotePosted {
        note_id: MessageId,
        /// `None` once it was erased.
        text: Option<String>,
    },
    /// The conversation was assigned to a staff member or to nobody.
    Assigned { to: Option<StaffId>, name: Option<String> },
    /// The conversation changed its state.
    ConversationMoved {
        #[serde(flatten)]
        to: ConversationState,
    },
}
