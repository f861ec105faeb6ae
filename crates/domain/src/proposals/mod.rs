//! Proposals: one side proposes a change in the conversation, the other side accepts it there.

mod command;
mod decide;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::conversations::Side;
use crate::ids::{ContentId, FeeId, PaymentId, ProposalId};
use crate::time::{Timestamp, iso_date};

pub use command::{MoreTime, NewProposal, ProposalCommand};

/// What is proposed. Amounts are minor units of the invoice's currency.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum ProposedChange {
    /// Another due date.
    DueDate {
        #[serde(with = "iso_date")]
        to: Date,
    },
    /// A fee is no longer asked for.
    WaiveFee { fee: FeeId, amount_minor: i64 },
    /// A credit note over a part of the invoice or the whole.
    Credit { amount_minor: i64 },
    /// A part now, the rest later.
    PartPayment {
        now_minor: i64,
        /// The last day for this part.
        #[serde(with = "iso_date")]
        now_by: Date,
        /// The last day for the rest: the new due date.
        #[serde(with = "iso_date")]
        rest_due: Date,
    },
    /// Money arrived and its payer is unknown: the payer says whether it is theirs. In the invoice's currency.
    ClaimPayment {
        payment: PaymentId,
        amount_minor: i64,
        #[serde(with = "iso_date")]
        paid_on: Date,
    },
}

impl ProposedChange {
    #[must_use]
    pub const fn kind(&self) -> &'static str {
        match self {
            Self::DueDate { .. } => "due_date",
            Self::WaiveFee { .. } => "waive_fee",
            Self::Credit { .. } => "credit",
            Self::PartPayment { .. } => "part_payment",
            Self::ClaimPayment { .. } => "claim_payment",
        }
    }

    /// The new due date, if accepting moves it.
    #[must_use]
    pub const fn due_date(&self) -> Option<Date> {
        match self {
            Self::DueDate { to } => Some(*to),
            Self::PartPayment { rest_due, .. } => Some(*rest_due),
            Self::WaiveFee { .. } | Self::Credit { .. } | Self::ClaimPayment { .. } => None,
        }
    }

    /// Whether the invoice has changed since the proposal was made, in a way that matters for it.
    #[must_use]
    pub fn is_outdated(&self, then: InvoiceTerms, now: InvoiceTerms) -> bool {
        match self {
            Self::DueDate { .. } => then.due_date != now.due_date || now.open_minor == 0,
            Self::PartPayment { .. } => then != now,
            Self::Credit { .. } => then.open_minor != now.open_minor,
            // A fee is waived once and money is claimed once. Fees and payments check that themselves.
            Self::WaiveFee { .. } | Self::ClaimPayment { .. } => false,
        }
    }
}

/// The invoice's terms when a proposal was made.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct InvoiceTerms {
    /// The open amount, minor units.
    pub open_minor: i64,
    #[serde(with = "iso_date")]
    pub due_date: Date,
}

/// A proposal as it is stored; the event's actor is the one who proposes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Proposal {
    pub id: ProposalId,
    pub change: ProposedChange,
    /// A short text that goes with the proposal.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub text: Option<ContentId>,
    /// After this instant it can no longer be accepted.
    pub expires_at: Timestamp,
    /// The invoice's terms when the proposal was made.
    pub terms: InvoiceTerms,
    /// By when a person should answer a payer's proposal.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub respond_by: Option<Timestamp>,
}

/// The state of a proposal. Expiry follows from the clock and is not stored.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ProposalState {
    /// It waits for the other side.
    Proposed,
    /// The other side accepted; the change was made in the same transaction.
    Accepted,
    /// The other side declined.
    Declined,
    /// Its own side withdrew it.
    Withdrawn,
}

/// A proposal with its state.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ProposalRecord {
    pub proposal: Proposal,
    pub side: Side,
    pub state: ProposalState,
}

impl ProposalRecord {
    /// Whether it waits for an answer at `now`.
    #[must_use]
    pub fn waits(&self, now: Timestamp) -> bool {
        self.state == ProposalState::Proposed && now < self.proposal.expires_at
    }
}
