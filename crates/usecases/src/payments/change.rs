//! Settles or fails a pending payment, or reverses a settled one.

use async_trait::async_trait;
use domain::ids::{InvoiceId, PayerId, PaymentId};
use domain::payments::{PaymentCommand, PaymentState};
use domain::{Event, StreamId};
use serde::{Deserialize, Serialize};

use crate::kernel::access::{Scope, Who};
use crate::kernel::error::UseCaseError;
use crate::kernel::execute::UseCase;
use crate::kernel::unit_of_work::UnitOfWork;

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PaymentChange {
    Settle,
    /// It will not arrive.
    Fail,
    Reverse,
}

/// Settles, fails or reverses a payment.
#[derive(Debug, Clone, Serialize)]
pub struct ChangePayment {
    pub payment: PaymentId,
    pub change: PaymentChange,
    /// The reason, in words.
    pub reason: Option<String>,
}

/// The result of changing a payment.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PaymentChanged {
    pub payment_id: PaymentId,
    pub state: PaymentState,
    /// The invoices that changed, with the number of their last event.
    pub invoices: Vec<MovedInvoice>,
}

/// An invoice that changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct MovedInvoice {
    pub invoice_id: InvoiceId,
    /// The number of its last event.
    pub seq: i64,
}

#[async_trait]
impl UseCase for ChangePayment {
    type Output = PaymentChanged;
    const NAME: &'static str = "change_payment";
    const MOVES_MONEY: bool = true;
    const ALLOWED: &'static [Who] = &[Who::Agents, Who::Api(Scope::Payments), Who::Operator];

    async fn perform(&self, unit: &mut UnitOfWork<'_>) -> Result<PaymentChanged, UseCaseError> {
        let payment = self.payment;
        unit.load(vec![StreamId::Payment(payment)]).await?;
        let known = unit.books.payments.get(&payment).ok_or(UseCaseError::NotFound("payment"))?;
        let payer = known.payer.unwrap_or(PayerId::UNASSIGNED);
        let reason = match self.change {
            PaymentChange::Settle => None,
            PaymentChange::Fail | PaymentChange::Reverse => {
                unit.write_reason(payer, self.reason.as_deref()).await?
            }
        };
        let command = match self.change {
            PaymentChange::Settle => PaymentCommand::Settle { payment },
            PaymentChange::Fail => PaymentCommand::Fail { payment, reason },
            PaymentChange::Reverse => PaymentCommand::Reverse { payment, reason },
        };
        let events = unit.carry_out(command).await?;
        let state = unit.books.payments.get(&payment).ok_or(UseCaseError::NotFound("payment"))?.state;
        let mut invoices: Vec<MovedInvoice> = Vec::new();
        for event in &events {
            if let Event::Invoice(invoice_id, _) = event
                && let Some(invoice) = unit.books.invoices.get(invoice_id)
                && !invoices.iter().any(|one| one.invoice_id == *invoice_id)
            {
                invoices.push(MovedInvoice { invoice_id: *invoice_id, seq: invoice.seq });
            }
        }
        Ok(PaymentChanged { payment_id: payment, state, invoices })
    }
}
