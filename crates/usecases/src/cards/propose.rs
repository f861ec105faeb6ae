//! One side proposes something to the other one.

use async_trait::async_trait;
use domain::Command;
use domain::card::Offer;
use domain::command::Proposal;
use domain::ids::{CardId, InvoiceId};
use domain::proof::PayerAction;
use domain::talk::Side;
use serde::{Deserialize, Serialize};

use crate::kernel::access::{About, Who};
use crate::kernel::content::ContentKind;
use crate::kernel::error::UseCaseError;
use crate::kernel::execute::UseCase;
use crate::kernel::unit_of_work::UnitOfWork;
use crate::talk::cleaned;

/// Puts a card into the conversation.
#[derive(Debug, Clone, Serialize)]
pub struct ProposeCard {
    /// On which invoice.
    pub invoice: InvoiceId,
    pub offer: Offer,
    /// A few words with it.
    pub text: Option<String>,
}

/// The card waits for an answer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CardProposed {
    pub card_id: CardId,
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

    async fn payer_action(&self, _: &mut UnitOfWork<'_>) -> Result<PayerAction, UseCaseError> {
        match self.offer {
            // Whose money it is, staff ask and payers answer.
            Offer::ClaimPayment { .. } => Err(UseCaseError::Forbidden),
            Offer::DueDate { .. }
            | Offer::WaiveFee { .. }
            | Offer::Credit { .. }
            | Offer::PartPayment { .. } => Ok(PayerAction::Ask),
        }
    }

    async fn perform(&self, unit: &mut UnitOfWork<'_>) -> Result<CardProposed, UseCaseError> {
        let invoice = self.invoice;
        let words = self.text.as_deref().map(cleaned).transpose()?.flatten();
        let payer = unit.open_invoice(invoice).await?.payer;
        let text = match words {
            Some(words) => Some(unit.write_content(payer, ContentKind::Message, words.into_bytes()).await?),
            None => None,
        };
        let policy = unit.policy().await?;
        let expires_at = policy.card_expires(unit.context.now, &self.offer, &unit.biller.time_zone());
        let respond_by = unit.respond_by().await?;
        let card = CardId(unit.next_id());
        let proposal = Proposal { invoice, card, offer: self.offer, text, expires_at, respond_by };
        unit.carry_out(Command::Propose(proposal)).await?;
        if Side::of(&unit.context.actor) == Side::Biller {
            unit.notify_payer(invoice)?;
        }
        Ok(CardProposed { card_id: card, seq: unit.invoice_now(invoice)?.seq })
    }
}
