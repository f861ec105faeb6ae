//! The biller stops asking for the money: voids an invoice or writes it off.

use async_trait::async_trait;
use domain::StreamId;
use domain::ids::InvoiceId;
use domain::invoices::InvoiceCommand;
use serde::{Deserialize, Serialize};

use crate::kernel::access::{Scope, Who};
use crate::kernel::error::UseCaseError;
use crate::kernel::execute::UseCase;
use crate::kernel::unit_of_work::UnitOfWork;

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Closing {
    /// It should not have been sent: the paid amount becomes the payer's credit.
    Void,
    /// The biller gives up the rest.
    WriteOff,
}

/// Voids an invoice or writes its rest off.
#[derive(Debug, Clone, Serialize)]
pub struct CloseInvoice {
    pub invoice: InvoiceId,
    pub closing: Closing,
    /// The reason, in words for staff.
    pub reason: Option<String>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Closed {
    pub id: InvoiceId,
    /// The number of its last event.
    pub seq: i64,
}

#[async_trait]
impl UseCase for CloseInvoice {
    type Output = Closed;
    const NAME: &'static str = "close_invoice";
    const MOVES_MONEY: bool = true;
    const ALLOWED: &'static [Who] = &[Who::Agents, Who::Api(Scope::Invoices), Who::Operator];

    async fn perform(&self, unit: &mut UnitOfWork<'_>) -> Result<Closed, UseCaseError> {
        let invoice = self.invoice;
        unit.load(vec![StreamId::Invoice(invoice)]).await?;
        let payer = unit.books.invoices.get(&invoice).ok_or(UseCaseError::NotFound("invoice"))?.payer;
        let reason = unit.write_reason(payer, self.reason.as_deref()).await?;
        unit.carry_out(match self.closing {
            Closing::Void => InvoiceCommand::Void { invoice, reason },
            Closing::WriteOff => InvoiceCommand::WriteOff { invoice, reason },
        })
        .await?;
        let seq = unit.books.invoices.get(&invoice).ok_or(UseCaseError::NotFound("invoice"))?.seq;
        Ok(Closed { id: invoice, seq })
    }
}
