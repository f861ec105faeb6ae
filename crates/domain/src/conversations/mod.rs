//! The state of the conversation on an invoice. [`crate::invoices`] folds the events into it.

mod command;
mod decide;
pub mod hours;

use serde::{Deserialize, Serialize};

use crate::actor::Actor;
use crate::ids::StaffId;
use crate::time::Timestamp;

pub use command::{ConversationCommand, NewMessage};

/// Where a conversation stands. Staff decide it; what a payer writes opens it again.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(tag = "state", rename_all = "snake_case")]
pub enum ConversationState {
    /// Somebody at the biller has something to do.
    Open,
    Waiting,
    /// Nobody has to act until then; afterwards it is open.
    Snoozed {
        until: Timestamp,
    },
    Solved,
}

impl ConversationState {
    /// The state at the instant `now`: a snooze that is over is open.
    #[must_use]
    pub fn at(self, now: Timestamp) -> Self {
        match self {
            Self::Snoozed { until } if until <= now => Self::Open,
            other => other,
        }
    }

    /// The name in the database, in JSON and in addresses.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Waiting => "waiting",
            Self::Snoozed { .. } => "snoozed",
            Self::Solved => "solved",
        }
    }
}

/// The question that an automatic answer is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Topic {
    /// How much is open.
    HowMuch,
    WhenDue,
    /// How to pay.
    HowToPay,
    Copy,
    MoreTime,
    /// The payer says it is paid.
    HavePaid,
    /// A question from the biller's own list.
    Own,
}

impl Topic {
    pub const ALL: [Self; 7] =
        [Self::HowMuch, Self::WhenDue, Self::HowToPay, Self::Copy, Self::MoreTime, Self::HavePaid, Self::Own];

    /// The name in JSON.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::HowMuch => "how_much",
            Self::WhenDue => "when_due",
            Self::HowToPay => "how_to_pay",
            Self::Copy => "copy",
            Self::MoreTime => "more_time",
            Self::HavePaid => "have_paid",
            Self::Own => "own",
        }
    }
}

/// The two sides of a conversation.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Side {
    /// Whoever holds the payer's link.
    Payer,
    /// The biller: staff, its systems, and Billow in its name.
    Biller,
}

impl Side {
    pub const ALL: [Self; 2] = [Self::Payer, Self::Biller];

    /// Whose side an actor is on.
    #[must_use]
    pub const fn of(actor: &Actor) -> Self {
        match actor {
            Actor::Payer => Self::Payer,
            Actor::Staff { .. } | Actor::Biller | Actor::System => Self::Biller,
        }
    }

    /// The name in the database and in JSON.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Payer => "payer",
            Self::Biller => "biller",
        }
    }
}

/// The newest message, proposal or dispute.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LastMessage {
    pub seq: i64,
    pub at: Timestamp,
    pub side: Side,
}

/// The state of a conversation. Numbers are those of the invoice's log; zero means none.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Conversation {
    /// A conversation that has not begun is solved.
    pub state: ConversationState,
    /// The staff member that it is assigned to.
    pub assignee: Option<StaffId>,
    /// The newest message, proposal or dispute.
    pub last: Option<LastMessage>,
    /// When the payer began to wait for a person.
    pub unanswered_since: Option<Timestamp>,
    /// By when a person should have answered.
    pub respond_by: Option<Timestamp>,
    /// The number of the payer's last message, proposal or dispute.
    pub payer_wrote: i64,
    /// The number of the biller's last message, proposal or dispute.
    pub biller_wrote: i64,
    /// The number of the last event that the payer has read.
    pub payer_seen: i64,
    /// The number of the last event that staff have read.
    pub biller_seen: i64,
    /// How many of the payer's entries no staff member has read.
    pub unread: u32,
}

impl Default for Conversation {
    fn default() -> Self {
        Self {
            state: ConversationState::Solved,
            assignee: None,
            last: None,
            unanswered_since: None,
            respond_by: None,
            payer_wrote: 0,
            biller_wrote: 0,
            payer_seen: 0,
            biller_seen: 0,
            unread: 0,
        }
    }
}

impl Conversation {
    /// Whether it has any entry.
    #[must_use]
    pub const fn has_begun(&self) -> bool {
        self.last.is_some()
    }

    /// Whether the payer's next question may be answered automatically: not while a person is in the conversation.
    #[must_use]
    pub fn takes_automatic_answers(&self) -> bool {
        self.state == ConversationState::Solved && self.unanswered_since.is_none()
    }

    /// Whether the biller's last entry is unread by the payer.
    #[must_use]
    pub const fn unread_by_payer(&self) -> bool {
        self.biller_wrote > self.payer_seen
    }

    /// Folds an entry of one side: the event of number `seq`.
    pub(crate) fn said(&mut self, seq: i64, at: Timestamp, side: Side) {
        self.last = Some(LastMessage { seq, at, side });
        match side {
            Side::Payer => {
                self.payer_wrote = seq;
                self.unread += 1;
                // A side that writes has read everything before.
                self.payer_seen = seq;
            }
            Side::Biller => self.biller_wrote = seq,
        }
    }

    /// A side has read everything up to this number.
    pub(crate) fn seen(&mut self, through: i64, side: Side) {
        match side {
            Side::Payer => self.payer_seen = self.payer_seen.max(through),
            Side::Biller => {
                self.biller_seen = self.biller_seen.max(through);
                if self.biller_seen >= self.payer_wrote {
                    self.unread = 0;
                }
            }
        }
    }

    /// The payer asks for a person, who should answer by `respond_by`.
    pub(crate) fn asks_for_a_person(&mut self, at: Timestamp, respond_by: Option<Timestamp>) {
        self.state = ConversationState::Open;
        if self.unanswered_since.is_none() {
            self.unanswered_since = Some(at);
            self.respond_by = respond_by;
        }
    }

    /// Nobody waits for a person any more.
    pub(crate) fn answered(&mut self, state: ConversationState) {
        self.state = state;
        self.unanswered_since = None;
        self.respond_by = None;
    }
}
