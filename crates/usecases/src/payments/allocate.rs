//! Pays an invoice from the payer's credit.

use async_trait::async_trait;
use domain::ids::InvoiceId;
use domain::invoices::CreditSource;
use domain::payments::PaymentCommand;
use serde::{Deserialize, Serialize};

use crate::kernel::access::{Scope, Who};
use crate::kernel::error::UseCaseError;
use crate::kernel::execute::UseCase;
use crate::kernel::unit_of_work::UnitOfWork;

/// Pays an invoice from credit of the same payer.
#[derive(Debug, Clone, Serialize)]
pub struct AllocateCredit {
    pub source: CreditSource,
    /// The invoice to pay.
    pub invoice: InvoiceId,
    /// Minor units of the invoice's currency.
    pub amount_minor: i64,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Allocated {
    pub id: InvoiceId,
    /// The amount still open, minor units.
    pub open_minor: i64,
    /// The number of its last event.
    pub seq: i64,
}

#[async_trait]
impl UseCase for AllocateCredit {
    type Output = Allocated;
    const NAME: &'static str = "allocate_credit";
    const MOVES_MONEY: bool = true;
    const ALLOWED: &'static [Who] = &[Who::Agents, Who::Api(Scope::Payments), Who::Operator];

    async fn perform(&self, unit: &mut UnitOfWork<'_>) -> Result<Allocated, UseCaseError> {
        let Self { source, invoice, amount_minor } = *self;
        unit.carry_out(PaymentCommand::Allocate { source, invoice, amount_minor }).await?;
        let state = unit.books.invoices.get(&invoice).ok_or(UseCaseError::NotFound("invoice"))?;
        Ok(Allocated { id: invoice, open_minor: state.open_minor, seq: state.seq })
    }
}
