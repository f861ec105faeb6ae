//! The answer of use cases that only add an event to an invoice.

use domain::ids::InvoiceId;
use serde::{Deserialize, Serialize};

use crate::kernel::error::UseCaseError;
use crate::kernel::unit_of_work::UnitOfWork;

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Noted {
    pub id: InvoiceId,
    /// The number of its last event.
    pub seq: i64,
}

impl Noted {
    pub(crate) fn of(unit: &UnitOfWork<'_>, invoice: InvoiceId) -> Result<Self, UseCaseError> {
        Ok(Self { id: invoice, seq: unit.invoice_now(invoice)?.seq })
    }
}
