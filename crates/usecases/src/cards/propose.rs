//! One side proposes something to the other one.

use async_trait::async_trait;
use domain::Command;
use domain::card::Offer;
use domain::command::Proposal;
use domain::ids::{CardId, InvoiceId};
use domain::proof::PayerAction;
use domain::talk::Side;
use serde::{Deserialize, Serialize};

use crate::access::{About, Who};
use crate::error::UseCaseError;
use crate::execute::{Desk, UseCase};
use crate::ports::ContentKind;
use crate::talk::cleaned;

/// Puts a card into the conversation.
#[derive(Debug, Clone, Serialize)]
pub struct ProposeCard {
    /// On which invoice.
    pub invoice: InvoiceId,
    /// What.
    pub offer: Offer,
    /// A few words with it.
    pub text: Option<String>,
}

/// The card waits for an answer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CardProposed {
    /// The card.
    pub card_id: CardId,
    /// The number of its event.
    pub seq: i64,
}

#[async_trait]
impl UseCase for ProposeCard {
    type Output = CardProposed;
    const NAME: &'static str = "propose_card";
    const MOVES_MONEY: bool = false;
    const ALLOWED: &'static [Who] = &[Who::PayerOnceLoaded, Who::Agents, Who::Operator];

    fn about(&self) -> About {
        About::Invoice(self.invoice)
    }

    async fn payer_action(&self, _: &mut Desk<'_>) -> Result<PayerAction, UseCaseError> {
        match self.offer {
            // Whose money it is, staff ask and payers answer.
            Offer::ClaimPayment { .. } => Err(UseCaseError::Forbidden),
            Offer::DueDate { .. }
            | Offer::WaiveFee { .. }
            | Offer::Credit { .. }
            | Offer::PartPayment { .. } => Ok(PayerAction::Ask),
        }
    }

    async fn perform(&self, desk: &mut Desk<'_>) -> Result<CardProposed, UseCaseError> {
        let invoice = self.invoice;
        let words = self.text.as_deref().map(cleaned).transpose()?.flatten();
        let payer = desk.open_invoice(invoice).await?.payer;
        let text = match words {
            Some(words) => Some(desk.write_content(payer, ContentKind::Message, words.into_bytes()).await?),
            None => None,
        };
        let policy = desk.policy().await?;
        let expires_at = policy.card_expires(desk.context.now, &self.offer, &desk.biller.time_zone());
        let respond_by = desk.respond_by().await?;
        let card = CardId(desk.fresh());
        let proposal = Proposal { invoice, card, offer: self.offer, text, expires_at, respond_by };
        desk.carry_out(Command::Propose(proposal)).await?;
        if Side::of(&desk.context.actor) == Side::Biller {
            desk.notify_payer(invoice)?;
        }
        Ok(CardProposed { card_id: card, seq: desk.invoice_now(invoice)?.seq })
    }
}
