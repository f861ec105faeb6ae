//! The other side accepts or declines, or its own side takes a card back.

use async_trait::async_trait;
use domain::card::Offer;
use domain::ids::{CardId, InvoiceId};
use domain::proof::PayerAction;
use domain::talk::Side;
use domain::{Actor, Command};
use serde::{Deserialize, Serialize};

use super::consent::{Consent, ConsentText, Evidence};
use crate::credit_notes;
use crate::kernel::access::{About, Who};
use crate::kernel::content::ContentKind;
use crate::kernel::error::UseCaseError;
use crate::kernel::execute::UseCase;
use crate::kernel::reactions;
use crate::kernel::unit_of_work::UnitOfWork;
use crate::talk::cleaned;

/// Accepts a card. What was proposed happens in the same transaction, and the record of the agreement with it.
#[derive(Debug, Clone, Serialize)]
pub struct AcceptCard {
    /// On which invoice.
    pub invoice: InvoiceId,
    pub card: CardId,
    /// What stood on the page.
    #[serde(skip)]
    pub shown: ConsentText,
    /// From where a payer accepts; nothing for staff. Not part of the input: a retry may come from another network.
    #[serde(skip)]
    pub evidence: Option<Evidence>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CardAnswered {
    pub card_id: CardId,
    /// The number of the credit note that was made.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub credit_note: Option<String>,
    /// The number of the invoice's last event.
    pub seq: i64,
}

#[async_trait]
impl UseCase for AcceptCard {
    type Output = CardAnswered;
    const NAME: &'static str = "accept_card";
    // A fee or a credit may move; the card itself is accepted once whatever the key.
    const MOVES_MONEY: bool = true;
    const ALLOWED: &'static [Who] = &[Who::PayerOnceLoaded, Who::Agents, Who::Operator];

    fn about(&self) -> About {
        About::Invoice(self.invoice)
    }

    async fn payer_action(&self, unit: &mut UnitOfWork<'_>) -> Result<PayerAction, UseCaseError> {
        Ok(PayerAction::accepting(&offer(unit, self.invoice, self.card).await?))
    }

    async fn perform(&self, unit: &mut UnitOfWork<'_>) -> Result<CardAnswered, UseCaseError> {
        let Self { invoice, card, .. } = *self;
        let side = Side::of(&unit.context.actor);
        let payer = unit.open_invoice(invoice).await?.payer;
        let offer = offer(unit, invoice, card).await?;
        let consent = Consent::of(unit, card, &self.shown, self.evidence.as_ref());
        let consent = serde_json::to_vec(&consent).unwrap_or_default();
        let proof = unit.write_content(payer, ContentKind::Consent, consent).await?;
        unit.carry_out(Command::Accept { invoice, card, proof: Some(proof) }).await?;
        if let Offer::ClaimPayment { payment, .. } = offer {
            reactions::to_claim(unit, payment, payer).await?;
        }
        let mut credit_note = None;
        if let Offer::Credit { amount_minor } = offer {
            // The biller gives it back, whoever clicked.
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
        Ok(CardAnswered { card_id: card, credit_note, seq: unit.invoice_now(invoice)?.seq })
    }
}

/// What a card proposes.
async fn offer(unit: &mut UnitOfWork<'_>, invoice: InvoiceId, card: CardId) -> Result<Offer, UseCaseError> {
    let state = unit.open_invoice(invoice).await?;
    Ok(state.cards.get(&card).ok_or(UseCaseError::NotFound("card"))?.card.offer)
}

#[derive(Debug, Clone, Serialize)]
pub struct DeclineCard {
    /// On which invoice.
    pub invoice: InvoiceId,
    pub card: CardId,
    pub reason: Option<String>,
}

#[async_trait]
impl UseCase for DeclineCard {
    type Output = CardAnswered;
    const NAME: &'static str = "decline_card";
    const MOVES_MONEY: bool = false;
    const ALLOWED: &'static [Who] = &[Who::Payer(PayerAction::Ask), Who::Agents, Who::Operator];

    fn about(&self) -> About {
        About::Invoice(self.invoice)
    }

    async fn perform(&self, unit: &mut UnitOfWork<'_>) -> Result<CardAnswered, UseCaseError> {
        let Self { invoice, card, .. } = *self;
        let reason = self.reason.as_deref().map(cleaned).transpose()?.flatten();
        let payer = unit.open_invoice(invoice).await?.payer;
        let reason = unit.write_reason(payer, reason.as_deref()).await?;
        unit.carry_out(Command::Decline { invoice, card, reason }).await?;
        if Side::of(&unit.context.actor) == Side::Biller {
            unit.notify_payer(invoice)?;
        }
        Ok(CardAnswered { card_id: card, credit_note: None, seq: unit.invoice_now(invoice)?.seq })
    }
}

/// Takes back what one's own side proposed.
#[derive(Debug, Clone, Serialize)]
pub struct WithdrawCard {
    /// On which invoice.
    pub invoice: InvoiceId,
    pub card: CardId,
}

#[async_trait]
impl UseCase for WithdrawCard {
    type Output = CardAnswered;
    const NAME: &'static str = "withdraw_card";
    const MOVES_MONEY: bool = false;
    const ALLOWED: &'static [Who] = &[Who::Payer(PayerAction::Ask), Who::Agents, Who::Operator];

    fn about(&self) -> About {
        About::Invoice(self.invoice)
    }

    async fn perform(&self, unit: &mut UnitOfWork<'_>) -> Result<CardAnswered, UseCaseError> {
        let Self { invoice, card } = *self;
        unit.carry_out(Command::Withdraw { invoice, card }).await?;
        Ok(CardAnswered { card_id: card, credit_note: None, seq: unit.invoice_now(invoice)?.seq })
    }
}
