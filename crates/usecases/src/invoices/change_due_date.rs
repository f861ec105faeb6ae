//! Moves the due date of an invoice.

use async_trait::async_trait;
use domain::ids::InvoiceId;
use domain::invoices::InvoiceCommand;
use domain::{Date, StreamId};
use serde::{Deserialize, Serialize};

use crate::kernel::access::{Scope, Who};
use crate::kernel::error::UseCaseError;
use crate::kernel::execute::UseCase;
use crate::kernel::unit_of_work::UnitOfWork;

/// Moves an invoice's due date.
#[derive(Debug, Clone, Serialize)]
pub struct ChangeDueDate {
    pub invoice: InvoiceId,
    /// Civil date in the biller's zone.
    pub due_date: Date,
    /// The reason, in words for staff.
    pub reason: Option<String>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DueDateChanged {
    pub id: InvoiceId,
    pub due_date: Date,
    /// The number of its last event.
    pub seq: i64,
}

#[async_trait]
impl UseCase for ChangeDueDate {
    type Output = DueDateChanged;
    const NAME: &'static str = "change_due_date";
    const MOVES_MONEY: bool = false;
    const ALLOWED: &'static [Who] = &[Who::Agents, Who::Api(Scope::Invoices), Who::Operator];

    async fn perform(&self, unit: &mut UnitOfWork<'_>) -> Result<DueDateChanged, UseCaseError> {
        let invoice = self.invoice;
        unit.load(vec![StreamId::Invoice(invoice)]).await?;
        let payer = unit.books.invoices.get(&invoice).ok_or(UseCaseError::NotFound("invoice"))?.payer;
        let reason = unit.write_reason(payer, self.reason.as_deref()).await?;
        unit.carry_out(InvoiceCommand::ChangeDueDate { invoice, due_date: self.due_date, reason }).await?;
        let seq = unit.books.invoices.get(&invoice).ok_or(UseCaseError::NotFound("invoice"))?.seq;
        Ok(DueDateChanged { id: invoice, due_date: self.due_date, seq })
    }
}
