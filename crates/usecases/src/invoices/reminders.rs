//! Pauses and resumes the reminders of an invoice.

use async_trait::async_trait;
use domain::Date;
use domain::ids::InvoiceId;
use domain::invoices::InvoiceCommand;
use serde::Serialize;

use super::noted::Noted;
use crate::kernel::access::Who;
use crate::kernel::error::UseCaseError;
use crate::kernel::execute::UseCase;
use crate::kernel::unit_of_work::UnitOfWork;

#[derive(Debug, Clone, Serialize)]
pub struct PauseReminders {
    pub invoice: InvoiceId,
    /// The last day of the pause; `None` until further notice.
    pub until: Option<Date>,
    /// The reason, in words for staff.
    pub reason: Option<String>,
}

#[async_trait]
impl UseCase for PauseReminders {
    type Output = Noted;
    const NAME: &'static str = "pause_reminders";
    const MOVES_MONEY: bool = false;
    const ALLOWED: &'static [Who] = &[Who::Agents, Who::Operator];

    async fn perform(&self, unit: &mut UnitOfWork<'_>) -> Result<Noted, UseCaseError> {
        let (invoice, until) = (self.invoice, self.until);
        let payer = unit.open_invoice(invoice).await?.payer;
        let reason = unit.write_reason(payer, self.reason.as_deref()).await?;
        unit.carry_out(InvoiceCommand::PauseReminders { invoice, until, reason }).await?;
        Noted::of(unit, invoice)
    }
}

#[derive(Debug, Clone, Serialize)]
pub struct ResumeReminders {
    pub invoice: InvoiceId,
}

#[async_trait]
impl UseCase for ResumeReminders {
    type Output = Noted;
    const NAME: &'static str = "resume_reminders";
    const MOVES_MONEY: bool = false;
    const ALLOWED: &'static [Who] = &[Who::Agents, Who::Operator];

    async fn perform(&self, unit: &mut UnitOfWork<'_>) -> Result<Noted, UseCaseError> {
        unit.carry_out(InvoiceCommand::ResumeReminders { invoice: self.invoice }).await?;
        Noted::of(unit, self.invoice)
    }
}
