//! One side proposes something to the other one.

use async_trait::async_trait;
use domain::conversations::Side;
use domain::ids::{InvoiceId, ProposalId};
use domain::links::PayerAction;
use domain::proposals::{NewProposal, ProposalCommand, ProposedChange};
use serde::{Deserialize, Serialize};

use crate::conversations::cleaned;
use crate::kernel::access::{About, Who};
use crate::kernel::content::ContentKind;
use crate::kernel::error::UseCaseError;
use crate::kernel::execute::UseCase;
use crate::kernel::unit_of_work::UnitOfWork;

/// Puts a proposal into the conversation.
#[derive(Debug, Clone, Serialize)]
pub struct MakeProposal {
    pub invoice: InvoiceId,
    pub change: ProposedChange,
    /// A short text that goes with the proposal.
    pub text: Option<String>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ProposalMade {
    pub proposal_id: ProposalId,
    pub seq: i64,
}

#[async_trait]
impl UseCase for MakeProposal {
    type Output = ProposalMade;
    const NAME: &'static str = "make_proposal";
    const MOVES_MONEY: bool = false;
    const ALLOWED: &'static [Who] = &[Who::PayerOnceLoaded, Who::Agents, Who::Operator];

    fn about(&self) -> About {
        About::Invoice(self.invoice)
    }

    async fn payer_action(&self, _: &mut UnitOfWork<'_>) -> Result<PayerAction, UseCaseError> {
        match self.change {
            // Only staff ask whether a payment is the payer's; payers answer.
            ProposedChange::ClaimPayment { .. } => Err(UseCaseError::Forbidden),
            ProposedChange::DueDate { .. }
            | ProposedChange::WaiveFee { .. }
            | ProposedChange::Credit { .. }
            | ProposedChange::PartPayment { .. } => Ok(PayerAction::Ask),
        }
    }

    async fn perform(&self, unit: &mut UnitOfWork<'_>) -> Result<ProposalMade, UseCaseError> {
        let invoice = self.invoice;
        let words = self.text.as_deref().map(cleaned).transpose()?.flatten();
        let payer = unit.open_invoice(invoice).await?.payer;
        let text = match words {
            Some(words) => Some(unit.write_content(payer, ContentKind::Message, words.into_bytes()).await?),
            None => None,
        };
        let policy = unit.policy().await?;
        let expires_at = policy.proposal_expires(unit.context.now, &self.change, &unit.biller.time_zone());
        let respond_by = unit.respond_by().await?;
        let id = ProposalId(unit.next_id());
        let proposal = NewProposal { invoice, id, change: self.change, text, expires_at, respond_by };
        unit.carry_out(ProposalCommand::Propose(proposal)).await?;
        if Side::of(&unit.context.actor) == Side::Biller {
            unit.notify_payer(invoice)?;
        }
        Ok(ProposalMade { proposal_id: id, seq: unit.invoice_now(invoice)?.seq })
    }
}
