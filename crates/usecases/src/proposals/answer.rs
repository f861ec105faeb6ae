//! The other side accepts or declines a proposal, or its own side withdraws it.

use async_trait::async_trait;
use domain::Actor;
use domain::conversations::Side;
use domain::ids::{InvoiceId, ProposalId};
use domain::links::PayerAction;
use domain::proposals::{ProposalCommand, ProposedChange};
use serde::{Deserialize, Serialize};

use super::consent::{Consent, ConsentText, Evidence};
use crate::conversations::cleaned;
use crate::credit_notes;
use crate::kernel::access::{About, Who};
use crate::kernel::content::ContentKind;
use crate::kernel::error::UseCaseError;
use crate::kernel::execute::UseCase;
use crate::kernel::unit_of_work::UnitOfWork;

/// Accepts a proposal. The change and the record of the agreement are stored in the same transaction.
#[derive(Debug, Clone, Serialize)]
pub struct AcceptProposal {
    pub invoice: InvoiceId,
    pub proposal: ProposalId,
    /// The text on the page.
    #[serde(skip)]
    pub shown: ConsentText,
    /// From where a payer accepts; `None` for staff. Not part of the input's hash: a retry may come from another
    /// network.
    #[serde(skip)]
    pub evidence: Option<Evidence>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ProposalAnswered {
    pub proposal_id: ProposalId,
    /// The number of the new credit note.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub credit_note: Option<String>,
    /// The number of the invoice's last event.
    pub seq: i64,
}

#[async_trait]
impl UseCase for AcceptProposal {
    type Output = ProposalAnswered;
    const NAME: &'static str = "accept_card";
    // A fee or a credit may move money; but a proposal is accepted only once, whatever the key.
    const MOVES_MONEY: bool = true;
    const ALLOWED: &'static [Who] = &[Who::PayerOnceLoaded, Who::Agents, Who::Operator];

    fn about(&self) -> About {
        About::Invoice(self.invoice)
    }

    async fn payer_action(&self, unit: &mut UnitOfWork<'_>) -> Result<PayerAction, UseCaseError> {
        Ok(PayerAction::accepting(&change(unit, self.invoice, self.proposal).await?))
    }

    async fn perform(&self, unit: &mut UnitOfWork<'_>) -> Result<ProposalAnswered, UseCaseError> {
        let Self { invoice, proposal, .. } = *self;
        let side = Side::of(&unit.context.actor);
        let payer = unit.open_invoice(invoice).await?.payer;
        let change = change(unit, invoice, proposal).await?;
        let consent = Consent::of(unit, proposal, &self.shown, self.evidence.as_ref());
        let consent = serde_json::to_vec(&consent).unwrap_or_default();
        let proof = unit.write_content(payer, ContentKind::Consent, consent).await?;
        unit.carry_out(ProposalCommand::Accept { invoice, proposal, proof: Some(proof) }).await?;
        let mut credit_note = None;
        if let ProposedChange::Credit { amount_minor } = change {
            // The biller gives the credit, whichever side clicked.
            let clicked = unit.context.actor;
            if side == Side::Payer {
                unit.context.actor = Actor::System;
            }
            let credited = credit_notes::credit(unit, invoice, Some(amount_minor), None).await;
            unit.context.actor = clicked;
            credit_note = Some(credited?.number);
        }
        if side == Side::Biller {
            unit.notify_payer(invoice)?;
        }
        Ok(ProposalAnswered { proposal_id: proposal, credit_note, seq: unit.invoice_now(invoice)?.seq })
    }
}

/// The change that a proposal contains.
async fn change(
    unit: &mut UnitOfWork<'_>,
    invoice: InvoiceId,
    proposal: ProposalId,
) -> Result<ProposedChange, UseCaseError> {
    let state = unit.open_invoice(invoice).await?;
    Ok(state.proposals.get(&proposal).ok_or(UseCaseError::NotFound("proposal"))?.proposal.change)
}

#[derive(Debug, Clone, Serialize)]
pub struct DeclineProposal {
    pub invoice: InvoiceId,
    pub proposal: ProposalId,
    pub reason: Option<String>,
}

#[async_trait]
impl UseCase for DeclineProposal {
    type Output = ProposalAnswered;
    const NAME: &'static str = "decline_card";
    const MOVES_MONEY: bool = false;
    const ALLOWED: &'static [Who] = &[Who::Payer(PayerAction::Ask), Who::Agents, Who::Operator];

    fn about(&self) -> About {
        About::Invoice(self.invoice)
    }

    async fn perform(&self, unit: &mut UnitOfWork<'_>) -> Result<ProposalAnswered, UseCaseError> {
        let Self { invoice, proposal, .. } = *self;
        let reason = self.reason.as_deref().map(cleaned).transpose()?.flatten();
        let payer = unit.open_invoice(invoice).await?.payer;
        let reason = unit.write_reason(payer, reason.as_deref()).await?;
        unit.carry_out(ProposalCommand::Decline { invoice, proposal, reason }).await?;
        if Side::of(&unit.context.actor) == Side::Biller {
            unit.notify_payer(invoice)?;
        }
        Ok(ProposalAnswered { proposal_id: proposal, credit_note: None, seq: unit.invoice_now(invoice)?.seq })
    }
}

/// Withdraws a proposal of one's own side.
#[derive(Debug, Clone, Serialize)]
pub struct WithdrawProposal {
    pub invoice: InvoiceId,
    pub proposal: ProposalId,
}

#[async_trait]
impl UseCase for WithdrawProposal {
    type Output = ProposalAnswered;
    const NAME: &'static str = "withdraw_card";
    const MOVES_MONEY: bool = false;
    const ALLOWED: &'static [Who] = &[Who::Payer(PayerAction::Ask), Who::Agents, Who::Operator];

    fn about(&self) -> About {
        About::Invoice(self.invoice)
    }

    async fn perform(&self, unit: &mut UnitOfWork<'_>) -> Result<ProposalAnswered, UseCaseError> {
        let Self { invoice, proposal } = *self;
        unit.carry_out(ProposalCommand::Withdraw { invoice, proposal }).await?;
        Ok(ProposalAnswered { proposal_id: proposal, credit_note: None, seq: unit.invoice_now(invoice)?.seq })
    }
}
