//! What can be asked about a proposal.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::books::Books;
use crate::command::Command;
use crate::ids::{ContentId, InvoiceId, PaymentId, ProposalId};
use crate::kernel::decide::{Context, Decision};
use crate::payments::command::invoices_of;
use crate::proposals::ProposedChange;
use crate::refusal::Refusal;
use crate::stream::StreamId;
use crate::time::Timestamp;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NewProposal {
    pub invoice: InvoiceId,
    pub id: ProposalId,
    pub change: ProposedChange,
    /// A short text that goes with the proposal.
    pub text: Option<ContentId>,
    /// After this instant it can no longer be accepted.
    pub expires_at: Timestamp,
    /// By when a person should have answered, for a payer's proposal.
    pub respond_by: Option<Timestamp>,
}

/// How much more time a payer gets without asking: the biller's policy.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct MoreTime {
    /// Days after the current due date.
    pub days: u16,
    /// How often on one invoice.
    pub times: u32,
}

impl Default for MoreTime {
    /// Two weeks, once.
    fn default() -> Self {
        Self { days: 14, times: 1 }
    }
}

impl MoreTime {
    /// The last day that can be granted at once; `None` if there is none left.
    #[must_use]
    pub fn until(&self, due_date: Date, extensions: u32, disputed: bool) -> Option<Date> {
        let granted = extensions < self.times && !disputed && self.days > 0;
        granted.then(|| due_date.saturating_add(jiff::Span::new().days(i64::from(self.days))))
    }
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ProposalCommand {
    /// Propose something to the other side.
    Propose(NewProposal),
    /// Accept what the other side proposed. The change is made at once, except a credit, which needs its own credit
    /// note.
    Accept {
        invoice: InvoiceId,
        proposal: ProposalId,
        /// What exactly is accepted, when, in which language and from where.
        proof: Option<ContentId>,
    },
    /// Decline what the other side proposed.
    Decline { invoice: InvoiceId, proposal: ProposalId, reason: Option<ContentId> },
    /// Withdraw a proposal of one's own side.
    Withdraw { invoice: InvoiceId, proposal: ProposalId },
    /// The payer asks for more time. It is granted at once within the policy; otherwise it becomes a proposal for
    /// staff.
    AskMoreTime {
        /// The proposal to make when a person has to decide; its change is replaced.
        proposal: NewProposal,
        /// The due date that the payer wants.
        until: Date,
        /// The policy for what is granted at once.
        allowed: MoreTime,
    },
}

impl Command for ProposalCommand {
    fn streams(&self) -> Vec<StreamId> {
        match self {
            Self::Propose(NewProposal {
                invoice,
                change: ProposedChange::ClaimPayment { payment, .. },
                ..
            }) => vec![StreamId::Invoice(*invoice), StreamId::Payment(*payment)],
            Self::Propose(NewProposal { invoice, .. })
            | Self::Accept { invoice, .. }
            | Self::Decline { invoice, .. }
            | Self::Withdraw { invoice, .. }
            | Self::AskMoreTime { proposal: NewProposal { invoice, .. }, .. } => {
                vec![StreamId::Invoice(*invoice)]
            }
        }
    }

    fn follow(&self, books: &Books) -> Vec<StreamId> {
        match self {
            // The payment, and the invoices of all whose payers were asked.
            Self::Accept { invoice, proposal, .. } | Self::Decline { invoice, proposal, .. } => {
                let Some(payment) = claimed_by(books, *invoice, *proposal) else { return Vec::new() };
                std::iter::once(StreamId::Payment(payment)).chain(invoices_of(books, payment)).collect()
            }
            _ => Vec::new(),
        }
    }

    fn decide(self: Box<Self>, decision: &mut Decision, context: &Context) -> Result<(), Refusal> {
        match *self {
            Self::Propose(proposal) => decision.propose(proposal, context),
            Self::Accept { invoice, proposal, proof } => decision.accept(invoice, proposal, proof, context),
            Self::Decline { invoice, proposal, reason } => {
                decision.decline(invoice, proposal, reason, context)
            }
            Self::Withdraw { invoice, proposal } => decision.withdraw(invoice, proposal, context),
            Self::AskMoreTime { proposal, until, allowed } => {
                decision.ask_more_time(proposal, until, allowed, context)
            }
        }
    }
}

/// The payment that a proposal asks about, if there is one.
fn claimed_by(books: &Books, invoice: InvoiceId, proposal: ProposalId) -> Option<PaymentId> {
    match books.invoices.get(&invoice)?.proposals.get(&proposal)?.proposal.change {
        ProposedChange::ClaimPayment { payment, .. } => Some(payment),
        _ => None,
    }
}
