//! Proposals: what one side proposes in the conversation and the other one accepts in place.

mod decide;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::conversations::Side;
use crate::ids::{ContentId, FeeId, PaymentId, ProposalId};
use crate::time::{Timestamp, iso_date};

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
    Credit {
        /// How much, with VAT.
        amount_minor: i64,
    },
    /// A part now, the rest later.
    PartPayment {
        now_minor: i64,
        /// The last day for it.
        #[serde(with = "iso_date")]
        now_by: Date,
        /// The last day for the rest: the new due date.
        #[serde(with = "iso_date")]
        rest_due: Date,
    },
    /// Money arrived of which nobody knows whose it is: the payer says whether it is theirs. In the
    /// invoice's currency.
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

    /// The due date after acceptance, where it moves.
    #[must_use]
    pub const fn due_date(&self) -> Option<Date> {
        match self {
            Self::DueDate { to } => Some(*to),
            Self::PartPayment { rest_due, .. } => Some(*rest_due),
            Self::WaiveFee { .. } | Self::Credit { .. } | Self::ClaimPayment { .. } => None,
        }
    }

    /// Whether the invoice has moved on since the proposal was proposed in a way that matters for it.
    #[must_use]
    pub fn is_outdated(&self, then: InvoiceTerms, now: InvoiceTerms) -> bool {
        match self {
            Self::DueDate { .. } => then.due_date != now.due_date || now.open_minor == 0,
            Self::PartPayment { .. } => then != now,
            Self::Credit { .. } => then.open_minor != now.open_minor,
            // A fee is waived once and money is claimed once, whatever else happens; that is looked at
            // where fees and payments are.
            Self::WaiveFee { .. } | Self::ClaimPayment { .. } => false,
        }
    }
}

/// How the invoice stood when a proposal was proposed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct InvoiceTerms {
    /// What was open, minor units.
    pub open_minor: i64,
    #[serde(with = "iso_date")]
    pub due_date: Date,
}

/// A proposal as it is stored; who proposes is the event's actor.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Proposal {
    pub id: ProposalId,
    pub change: ProposedChange,
    /// A few words with it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub text: Option<ContentId>,
    /// From then on it can no longer be accepted.
    pub expires_at: Timestamp,
    /// How the invoice stood.
    pub terms: InvoiceTerms,
    /// By when a person should answer; for a payer's proposal.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub respond_by: Option<Timestamp>,
}

/// What became of a proposal. That it expired follows from the clock.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ProposalState {
    /// It waits for the other side.
    Proposed,
    /// The other side accepted; the change was made in the same moment.
    Accepted,
    /// The other side declined.
    Declined,
    /// Its own side took it back.
    Withdrawn,
}

/// A proposal with what became of it.
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
