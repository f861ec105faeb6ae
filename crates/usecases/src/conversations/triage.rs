//! Assignment, state, read marks, and notes that only staff see.

use async_trait::async_trait;
use domain::conversations::{ConversationCommand, ConversationState};
use domain::ids::{InvoiceId, MessageId, StaffId};
use domain::links::PayerAction;
use serde::Serialize;

use super::text::readable;
use crate::invoices::Noted;
use crate::kernel::access::{About, Who, lets_in};
use crate::kernel::audit::Audited;
use crate::kernel::content::ContentKind;
use crate::kernel::error::UseCaseError;
use crate::kernel::execute::UseCase;
use crate::kernel::unit_of_work::UnitOfWork;

/// Writes a note that no payer ever sees.
#[derive(Debug, Clone, Serialize)]
pub struct WriteNote {
    pub invoice: InvoiceId,
    pub text: String,
}

#[async_trait]
impl UseCase for WriteNote {
    type Output = Noted;
    const NAME: &'static str = "write_note";
    const MOVES_MONEY: bool = false;
    const ALLOWED: &'static [Who] = &[Who::Agents, Who::Operator];

    async fn perform(&self, unit: &mut UnitOfWork<'_>) -> Result<Noted, UseCaseError> {
        let text = readable(&self.text)?;
        let payer = unit.open_invoice(self.invoice).await?.payer;
        let content = unit.write_content(payer, ContentKind::Message, text.into_bytes()).await?;
        let note = MessageId(unit.next_id());
        unit.carry_out(ConversationCommand::Note { invoice: self.invoice, note, content }).await?;
        Noted::of(unit, self.invoice)
    }
}

/// The caller's side has read the other side's entries.
#[derive(Debug, Clone, Serialize)]
pub struct SeeMessages {
    pub invoice: InvoiceId,
    /// The number of the last event that was read.
    pub through: i64,
}

#[async_trait]
impl UseCase for SeeMessages {
    type Output = Noted;
    const NAME: &'static str = "see_messages";
    const MOVES_MONEY: bool = false;
    const ALLOWED: &'static [Who] = &[Who::Payer(PayerAction::See), Who::Agents];
    // The invoice's own log is the record of what was read.
    const AUDITED: Audited = Audited::Never;

    fn about(&self) -> About {
        About::Invoice(self.invoice)
    }

    async fn perform(&self, unit: &mut UnitOfWork<'_>) -> Result<Noted, UseCaseError> {
        unit.carry_out(ConversationCommand::SeeMessages { invoice: self.invoice, through: self.through })
            .await?;
        Noted::of(unit, self.invoice)
    }
}

/// The payer wants to talk to a person: the conversation goes to the inbox.
#[derive(Debug, Clone, Serialize)]
pub struct AskPerson {
    pub invoice: InvoiceId,
}

#[async_trait]
impl UseCase for AskPerson {
    type Output = Noted;
    const NAME: &'static str = "ask_person";
    const MOVES_MONEY: bool = false;
    const ALLOWED: &'static [Who] = &[Who::Payer(PayerAction::Ask)];

    fn about(&self) -> About {
        About::Invoice(self.invoice)
    }

    async fn perform(&self, unit: &mut UnitOfWork<'_>) -> Result<Noted, UseCaseError> {
        let respond_by = unit.respond_by().await?;
        unit.carry_out(ConversationCommand::AskPerson { invoice: self.invoice, respond_by }).await?;
        Noted::of(unit, self.invoice)
    }
}

/// Assigns the conversation to a staff member or to nobody.
#[derive(Debug, Clone, Serialize)]
pub struct Assign {
    pub invoice: InvoiceId,
    pub to: Option<StaffId>,
}

#[async_trait]
impl UseCase for Assign {
    type Output = Noted;
    const NAME: &'static str = "assign";
    const MOVES_MONEY: bool = false;
    const ALLOWED: &'static [Who] = &[Who::Agents, Who::Operator];

    async fn perform(&self, unit: &mut UnitOfWork<'_>) -> Result<Noted, UseCaseError> {
        if let Some(staff) = self.to {
            let found = unit.tx.staff_member(unit.biller.id, staff).await?;
            found
                .filter(|member| member.disabled_at.is_none() && lets_in(Self::ALLOWED, member.role))
                .ok_or(UseCaseError::NotFound("staff member"))?;
        }
        unit.carry_out(ConversationCommand::Assign { invoice: self.invoice, to: self.to }).await?;
        Noted::of(unit, self.invoice)
    }
}

/// Staff change the state of the conversation.
#[derive(Debug, Clone, Serialize)]
pub struct MoveConversation {
    pub invoice: InvoiceId,
    pub state: ConversationState,
}

#[async_trait]
impl UseCase for MoveConversation {
    type Output = Noted;
    const NAME: &'static str = "move_conversation";
    const MOVES_MONEY: bool = false;
    const ALLOWED: &'static [Who] = &[Who::Agents, Who::Operator];

    async fn perform(&self, unit: &mut UnitOfWork<'_>) -> Result<Noted, UseCaseError> {
        unit.carry_out(ConversationCommand::Move { invoice: self.invoice, state: self.state }).await?;
        Noted::of(unit, self.invoice)
    }
}
