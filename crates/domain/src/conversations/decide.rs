//! Messages, read marks and assignment of a conversation.

use crate::actor::Actor;
use crate::conversations::{ConversationState, NewMessage, Side};
use crate::ids::{ContentId, InvoiceId, MessageId, StaffId};
use crate::invoices::{Invoice, InvoiceEvent};
use crate::kernel::decide::{Context, Decision};
use crate::refusal::Refusal;
use crate::time::Timestamp;

impl Decision {
    pub(super) fn say(&mut self, saying: NewMessage, context: &Context) -> Result<(), Refusal> {
        let NewMessage { invoice, message, content, line, attachments, automatic, respond_by } = saying;
        self.check_line(invoice, line)?;
        // Only a payer who waits has a deadline, and it starts with the first message.
        let waits = Side::of(&context.actor) == Side::Payer
            && self.invoice(invoice)?.conversation.unanswered_since.is_none();
        self.invoice_event(
            invoice,
            InvoiceEvent::MessagePosted {
                message,
                content,
                line,
                attachments,
                // Only Billow itself answers automatically.
                automatic: automatic.filter(|_| context.actor == Actor::System),
                respond_by: respond_by.filter(|_| waits),
            },
        );
        Ok(())
    }

    pub(super) fn note(
        &mut self,
        invoice: InvoiceId,
        note: MessageId,
        content: ContentId,
    ) -> Result<(), Refusal> {
        self.talking(invoice)?;
        self.invoice_event(invoice, InvoiceEvent::NotePosted { note, content });
        Ok(())
    }

    pub(super) fn see_messages(
        &mut self,
        id: InvoiceId,
        through: i64,
        context: &Context,
    ) -> Result<(), Refusal> {
        let invoice = self.invoice(id)?;
        let conversation = &invoice.conversation;
        let (said, seen) = match Side::of(&context.actor) {
            Side::Payer => (conversation.biller_wrote, conversation.payer_seen),
            Side::Biller => (conversation.payer_wrote, conversation.biller_seen),
        };
        // The read mark never passes the last entry, so there is at most one event for each entry.
        let through = through.min(said);
        if through > seen {
            self.invoice_event(id, InvoiceEvent::MessagesSeen { through });
        }
        Ok(())
    }

    pub(super) fn ask_person(&mut self, id: InvoiceId, respond_by: Option<Timestamp>) -> Result<(), Refusal> {
        // Asking again gives no earlier answer to a payer who already waits.
        if self.talking(id)?.conversation.unanswered_since.is_none() {
            self.invoice_event(id, InvoiceEvent::PersonAsked { respond_by });
        }
        Ok(())
    }

    pub(super) fn assign(&mut self, id: InvoiceId, to: Option<StaffId>) -> Result<(), Refusal> {
        if self.invoice(id)?.conversation.assignee != to {
            self.invoice_event(id, InvoiceEvent::Assigned { to });
        }
        Ok(())
    }

    pub(super) fn move_conversation(
        &mut self,
        id: InvoiceId,
        state: ConversationState,
        context: &Context,
    ) -> Result<(), Refusal> {
        if let ConversationState::Snoozed { until } = state
            && until <= context.now
        {
            return Err(Refusal::DayPassed(context.today));
        }
        let now = self.invoice(id)?.conversation.state;
        if now != state {
            self.invoice_event(id, InvoiceEvent::ConversationMoved { state });
        }
        Ok(())
    }

    /// The invoice, if its payer can still get messages.
    pub(crate) fn talking(&self, id: InvoiceId) -> Result<&Invoice, Refusal> {
        let invoice = self.invoice(id)?;
        self.known_payer(invoice.payer)?;
        Ok(invoice)
    }

    pub(crate) fn check_line(&self, id: InvoiceId, line: Option<u32>) -> Result<(), Refusal> {
        let lines = self.talking(id)?.lines;
        match line {
            Some(line) if line == 0 || line > lines => Err(Refusal::NoSuchLine(line)),
            _ => Ok(()),
        }
    }
}
