//! Fees and pauses of reminders.

use jiff::civil::Date;

use crate::ids::{ContentId, FeeId, InvoiceId};
use crate::invoices::InvoiceEvent;
use crate::invoices::status::Lifecycle;
use crate::kernel::decide::{Context, Decision, check_amount};
use crate::money::Money;
use crate::refusal::Refusal;

impl Decision {
    pub(super) fn charge_fee(
        &mut self,
        id: InvoiceId,
        fee: FeeId,
        amount_minor: i64,
        reason: Option<ContentId>,
    ) -> Result<(), Refusal> {
        check_amount(amount_minor)?;
        if self.payable(id)?.fees.contains_key(&fee) {
            return Err(Refusal::Exists("fee"));
        }
        self.invoice_event(id, InvoiceEvent::FeeCharged { fee, amount_minor, reason });
        Ok(())
    }

    pub(crate) fn waive_fee(&mut self, id: InvoiceId, fee: FeeId) -> Result<(), Refusal> {
        let invoice = self.invoice(id)?;
        match invoice.lifecycle {
            Lifecycle::Live => {}
            Lifecycle::Voided => return Err(Refusal::Voided),
            // A written-off amount cannot become credit.
            Lifecycle::WrittenOff => return Err(Refusal::WrittenOff),
        }
        let known = *invoice.fees.get(&fee).ok_or(Refusal::NotFound("fee"))?;
        if known.waived {
            return Err(Refusal::FeeWaived);
        }
        let amount_minor = known.amount_minor;
        let applied_minor = amount_minor.min(invoice.open_minor);
        let (payer, currency) = (invoice.payer, invoice.currency);
        self.invoice_event(id, InvoiceEvent::FeeWaived { fee, amount_minor, applied_minor });
        self.give_back(payer, id, Money::new(amount_minor - applied_minor, currency));
        Ok(())
    }

    pub(super) fn pause_reminders(
        &mut self,
        id: InvoiceId,
        until: Option<Date>,
        reason: Option<ContentId>,
        context: &Context,
    ) -> Result<(), Refusal> {
        self.payable(id)?;
        if until.is_some_and(|until| until < context.today) {
            return Err(Refusal::DayPassed(context.today));
        }
        self.invoice_event(id, InvoiceEvent::RemindersPaused { until, reason });
        Ok(())
    }

    pub(super) fn resume_reminders(&mut self, id: InvoiceId) -> Result<(), Refusal> {
        if self.invoice(id)?.pause.is_none() {
            return Err(Refusal::NotPaused);
        }
        self.invoice_event(id, InvoiceEvent::RemindersResumed);
        Ok(())
    }
}
