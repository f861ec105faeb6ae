//! The payer asks for more time.

use async_trait::async_trait;
use domain::Date;
use domain::conversations::Side;
use domain::ids::{InvoiceId, ProposalId};
use domain::links::PayerAction;
use domain::proposals::{NewProposal, ProposalCommand, ProposalState, ProposedChange};
use serde::{Deserialize, Serialize};

use super::text::cleaned;
use crate::kernel::access::{About, Who};
use crate::kernel::content::ContentKind;
use crate::kernel::error::{UseCaseError, refuse};
use crate::kernel::execute::UseCase;
use crate::kernel::unit_of_work::UnitOfWork;

/// Asks for another due date. Within the biller's policy the date moves at once; otherwise a proposal goes to staff.
#[derive(Debug, Clone, Serialize)]
pub struct AskMoreTime {
    pub invoice: InvoiceId,
    /// The due date that the payer wants.
    pub until: Date,
    /// A short text for the person who decides.
    pub text: Option<String>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct MoreTimeAnswer {
    /// The proposal for staff; `None` if the date moved at once.
    pub proposal_id: Option<ProposalId>,
    pub due_date: Date,
    /// The number of the invoice's last event.
    pub seq: i64,
}

#[async_trait]
impl UseCase for AskMoreTime {
    type Output = MoreTimeAnswer;
    const NAME: &'static str = "ask_more_time";
    const MOVES_MONEY: bool = false;
    const ALLOWED: &'static [Who] = &[Who::Payer(PayerAction::Ask)];

    fn about(&self) -> About {
        About::Invoice(self.invoice)
    }

    async fn perform(&self, unit: &mut UnitOfWork<'_>) -> Result<MoreTimeAnswer, UseCaseError> {
        let invoice = self.invoice;
        let words = self.text.as_deref().map(cleaned).transpose()?.flatten();
        let now = unit.context.now;
        let state = unit.open_invoice(invoice).await?;
        let payer = state.payer;
        let asked_before = state.waiting_proposals(now).any(|one| {
            one.side == Side::Payer
                && matches!(
                    one.proposal.change,
                    ProposedChange::DueDate { .. } | ProposedChange::PartPayment { .. }
                )
        });
        if asked_before {
            let message = "this was asked before and waits for an answer: withdraw it first".into();
            return Err(refuse("/until", "asked_before", message));
        }
        let text = match words {
            Some(words) => Some(unit.write_content(payer, ContentKind::Message, words.into_bytes()).await?),
            None => None,
        };
        let policy = unit.policy().await?;
        let change = ProposedChange::DueDate { to: self.until };
        let proposal = NewProposal {
            invoice,
            id: ProposalId(unit.next_id()),
            change,
            text,
            expires_at: policy.proposal_expires(now, &change, &unit.biller.time_zone()),
            respond_by: unit.respond_by().await?,
        };
        let (until, allowed) = (self.until, policy.more_time);
        unit.carry_out(ProposalCommand::AskMoreTime { proposal, until, allowed }).await?;
        let state = unit.invoice_now(invoice)?;
        let waits = state.proposals.get(&proposal.id).is_some_and(|one| one.state == ProposalState::Proposed);
        Ok(MoreTimeAnswer {
            proposal_id: waits.then_some(proposal.id),
            due_date: state.due_date,
            seq: state.seq,
        })
    }
}
